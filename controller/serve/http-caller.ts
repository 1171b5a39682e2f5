import type { Context, MiddlewareHandler } from 'hono'
import type { Principal } from '../access/principal.ts'
import type { Clock, Random } from '../world.ts'
import { HttpError } from './http-guard.ts'
import type { Caller, Operations } from './operations.ts'
import { requestHeader, userHeader, viaHeader } from './routes.ts'

/** What a route knows of a request: its id, and who asks. */
export type Env = {
  readonly Variables: {
    readonly request: string
    readonly caller: Caller
    /** For answers that go on: aborted with `end`, or as soon as the caller is no longer who it was. */
    readonly whileProven: (end: AbortSignal) => AbortSignal
  }
}

/** The operations as whoever sent a request may use them. */
export type Asked = (context: Context<Env>) => Operations

/**
 * Tells who sent a request, from what it proves. Rejects with an HttpError of `Unauthenticated` when it proves nothing;
 * anything else that it rejects with is a mistake of ours, and lets nobody in.
 */
export type Identify = (request: Request) => Promise<Principal>

/** Gives each request an id of its own, which its answer carries, and the audit. That of the caller would prove nothing. */
export function numbered(random: Random): MiddlewareHandler<{ Variables: { request: string } }> {
  return async (context, next) => {
    const request = `req_${draw(random)}`
    context.set('request', request)
    await next()
    context.header(requestHeader, request)
  }
}

function draw(random: Random): string {
  return Array.from({ length: 16 }, () => alphabet[Math.floor(random.next() * alphabet.length)]).join('')
}

// Without letters and digits that are taken for one another.
const alphabet = '23456789abcdefghjkmnpqrstuvwxyz'

/** Finds out who asks, before any route is asked. */
export function identified(identify: Identify, clock: Clock): MiddlewareHandler<Mutable<Env>> {
  return async (context, next) => {
    const { raw } = context.req
    const principal = await identify(raw)
    const via = context.req.header(viaHeader) === 'cli' ? 'cli' : 'http'
    context.set('caller', { principal, via, request: context.var.request })
    context.set('whileProven', (end) => whileProven(() => identify(raw), clock, end))
    await next()
  }
}

type Mutable<E extends Env> = { Variables: { -readonly [name in keyof E['Variables']]: E['Variables'][name] } }

/** A token that has expired, or was taken back, is good for no further line of an answer either. */
function whileProven(proveAgain: () => Promise<unknown>, clock: Clock, end: AbortSignal): AbortSignal {
  const unproven = new AbortController()
  const signal = AbortSignal.any([end, unproven.signal])
  async function watch(): Promise<void> {
    while (!signal.aborted) {
      await clock.sleep(betweenProofsMs, signal)
      await proveAgain()
    }
  }
  watch().catch((error: unknown) => unproven.abort(error))
  return signal
}

const betweenProofsMs = 2_000

/** Everybody at this machine, by the name that they give: only where the simulator runs and only loopback is answered. */
export const identifyLocal: Identify = async (request) => {
  const name = request.headers.get(userHeader) ?? 'anonymous'
  if (!/^[\x20-\x7e]{1,100}$/.test(name)) {
    throw new HttpError('BadRequest', `${userHeader} is not a name`, 'send 1 to 100 printable ASCII characters')
  }
  return { kind: 'local', name }
}
