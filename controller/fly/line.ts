import type { Clock, Log, Random } from '../world.ts'
import { type Ask, baseOf, headersOf, urlOf } from './ask.ts'
import { authorizationOf, secretsOf } from './authorization.ts'
import type { Budget } from './budget.ts'
import { exchange } from './exchange.ts'
import type { Answer, Call } from './fly.ts'
import { Unexpected } from './reading.ts'
import { type Failure, impossible, malformed, type Reply, replyOf, type Success } from './reply.ts'

/** The line to Fly: everything that is the same for all requests. */
export interface Line {
  /** Asks, and a second time when the connection breaks. Rejects with a FlyError when there is no success. */
  read<T>(ask: Ask, call: Call, take: (value: unknown) => T): Promise<T>
  /**
   * Asks once, for something to be done. Rejects only when aborted. `forgive` may find in a refusal that there was
   * nothing left to do.
   */
  deed<T>(ask: Ask, call: Call, take: (value: unknown) => T, forgive?: Forgive<T>): Promise<Answer<T>>
}

export type Forgive<T> = (failure: Failure) => { readonly value: T } | undefined

export function createLine(options: {
  readonly baseUrl: string
  readonly token: string
  readonly fetch: (request: Request) => Promise<Response>
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
  readonly timeoutMs: number
  readonly budget: Budget
}): Line {
  const { fetch, clock, random, log, timeoutMs, budget } = options
  const base = baseOf(options.baseUrl)
  const authorization = authorizationOf(options.token)
  const secrets = secretsOf(options.token)

  async function send(ask: Ask, call: Call): Promise<Reply> {
    const url = urlOf(base, ask)
    if (url === undefined) return impossible(ask)
    const { action, id, method, body } = ask
    const leave = await budget.enter({ action, id, urgency: call.urgency ?? 'background' }, call.signal)
    const startedAt = clock.monotonic()
    try {
      const end = await exchange({
        fetch,
        clock,
        url,
        init: { method, headers: headersOf(ask, authorization), ...(body && { body: JSON.stringify(body) }) },
        timeoutMs: timeoutMs + (ask.patienceMs ?? 0),
        signal: call.signal,
      })
      const reply = replyOf(ask, end, secrets, clock.now())
      if (!reply.ok && reply.error.code === 'RateLimited') budget.block(ask, reply.error.retryAfterMs)
      const { requestId } = reply.ok ? reply : reply.error
      const code = reply.ok ? undefined : reply.error.code
      log.debug({ action, id, code, requestId, tookMs: clock.monotonic() - startedAt }, 'asked Fly')
      return reply
    } finally {
      leave()
    }
  }

  function understand<T>(ask: Ask, success: Success, take: (value: unknown) => T): { readonly value: T } | Failure {
    try {
      return { value: take(success.value) }
    } catch (error) {
      if (error instanceof Unexpected) return malformed(ask, success, error.message, secrets)
      throw error
    }
  }

  return {
    async read(ask, call, take) {
      let reply = await send(ask, call)
      if (!reply.ok && reply.hasBroken) {
        await clock.sleep(100 + random.next() * 400, call.signal)
        reply = await send(ask, call)
      }
      const taken = reply.ok ? understand(ask, reply, take) : reply
      if ('error' in taken) throw taken.error
      return taken.value
    },
    async deed(ask, call, take, forgive) {
      const reply = await send(ask, call)
      const taken = reply.ok ? understand(ask, reply, take) : (forgiven(reply, forgive) ?? reply)
      if ('error' in taken) return { result: taken.isSurelyNotDone ? 'refused' : 'unknown', error: taken.error }
      const { requestId } = reply.ok ? reply : reply.error
      return { result: 'done', value: taken.value, requestId }
    },
  }
}

function forgiven<T>(failure: Failure, forgive: Forgive<T> | undefined): { readonly value: T } | undefined {
  return failure.isSurelyNotDone ? forgive?.(failure) : undefined
}
