import type { Clock } from '../world.ts'
import { FlyError } from './errors.ts'
import type { Answer, Call, Fly } from './fly.ts'

/** The lease of a Machine that is kept alive until it is given back or lost. */
export interface HeldLease {
  readonly nonce: string
  /**
   * Aborted, with a FlyError, when the lease could not be renewed in time, or is somebody else's now: what is under way
   * may still be refused, and nothing new may be begun. Not aborted by `release`.
   */
  readonly lost: AbortSignal
  /**
   * Gives the lease back, which works after the call's signal was aborted as well. Never rejects: what cannot be given
   * back runs out by itself.
   */
  release(): Promise<void>
}

/**
 * Takes the lease of a Machine and renews it in the background. Resolves with the FlyError when it cannot be had (Leased:
 * somebody else has it); rejects only when `call.signal` is aborted before it is taken. Aborting later ends the renewal.
 *
 * The lease counts as held for `ttlSeconds` from the moment at which it was asked for, by our clock: never longer than
 * Fly itself holds it.
 */
export async function holdLease(
  fly: Pick<Fly, 'acquireLease' | 'refreshLease' | 'releaseLease'>,
  options: {
    readonly app: string
    readonly id: string
    readonly description: string
    readonly ttlSeconds: number
    readonly clock: Clock
    readonly call: Call
  },
): Promise<HeldLease | FlyError> {
  const { app, id, description, ttlSeconds, clock, call } = options
  const ttlMs = ttlSeconds * 1_000
  let expiresAt = clock.monotonic() + ttlMs
  const taken = await fly.acquireLease(app, id, { description, ttlSeconds }, call)
  if (taken.result !== 'done') return taken.error
  const { nonce } = taken.value

  const lost = new AbortController()
  /** Ends the renewal; a request that is under way is waited for all the same. */
  const ended = new AbortController()
  const end = () => ended.abort()
  call.signal.addEventListener('abort', end, { once: true })
  if (call.signal.aborted) end()

  function lose(error: FlyError): void {
    if (!ended.signal.aborted) lost.abort(error)
    end()
  }

  /** `false` when the holding has ended meanwhile. */
  function pause(ms: number): Promise<boolean> {
    return clock.sleep(ms, ended.signal).then(
      () => true,
      () => false,
    )
  }

  /** Loses the lease when it runs out, however long a renewal may hang. */
  async function watch(): Promise<void> {
    while (await pause(Math.max(0, expiresAt - clock.monotonic()))) {
      if (clock.monotonic() < expiresAt) continue
      lose(new FlyError('Leased', `the lease of Machine ${id} of ${app} has run out before it could be renewed`))
    }
  }

  async function renew(): Promise<void> {
    let pauseMs = renewAfterMs(ttlMs)
    while (await pause(pauseMs)) {
      const askedAt = clock.monotonic()
      // Ahead of everybody in background work: a lease that runs out halfway costs more than a place in the queue.
      const answer = await before(expiresAt, clock, (signal) =>
        fly.refreshLease(app, id, nonce, ttlSeconds, { signal, urgency: 'person' }),
      )
      const isRenewed = answer?.result === 'done' && answer.value.nonce === nonce
      pauseMs = isRenewed ? renewAfterMs(ttlMs) : retryMs
      if (isRenewed) expiresAt = askedAt + ttlMs
      else if (answer !== undefined && isLoss(answer)) {
        const cause = answer.result === 'done' ? undefined : answer.error
        lose(new FlyError('Leased', `the lease of Machine ${id} of ${app} is no longer ours`, { cause }))
      }
    }
  }

  void watch()
  const renewal = renew()

  return {
    nonce,
    lost: lost.signal,
    async release() {
      call.signal.removeEventListener('abort', end)
      end()
      // A renewal that reaches Fly after the release makes the lease anew. Source: superfly/flyctl, internal/machine
      await renewal
      await before(clock.monotonic() + ttlMs, clock, (signal) =>
        fly.releaseLease(app, id, nonce, { signal, urgency: 'person' }),
      )
    },
  }
}

/** What `act` comes to, or `undefined` when it is too late: then its signal is aborted. */
async function before<T>(
  deadline: number,
  clock: Clock,
  act: (signal: AbortSignal) => Promise<T>,
): Promise<T | undefined> {
  const late = new AbortController()
  const isOver = new AbortController()
  clock.sleep(Math.max(0, deadline - clock.monotonic()), isOver.signal).then(
    () => late.abort(),
    () => undefined,
  )
  try {
    return await act(late.signal)
  } catch (error) {
    if (late.signal.aborted) return undefined
    throw error
  } finally {
    isOver.abort()
  }
}

/** As flyctl does it: two renewals may fail before the lease is lost. Source: superfly/flyctl, internal/machine */
function renewAfterMs(ttlMs: number): number {
  return Math.max(retryMs, (ttlMs - 1_000) / 3)
}

const retryMs = 1_000

/** Whether the lease cannot be ours any more. A refusal for other reasons (too many calls) is tried again. */
function isLoss(answer: Answer<unknown>): boolean {
  if (answer.result === 'done') return true
  return answer.result === 'refused' && (answer.error.code === 'Leased' || answer.error.code === 'NotFound')
}
