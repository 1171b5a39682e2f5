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

  /** Loses the lease when it runs out, however long a renewal may hang. */
  async function watch(): Promise<void> {
    while (expiresAt > clock.monotonic()) await clock.sleep(expiresAt - clock.monotonic(), ended.signal)
    lose(new FlyError('Leased', `the lease of Machine ${id} of ${app} has run out before it could be renewed`))
  }

  async function renew(): Promise<void> {
    let pauseMs = refreshAfterMs(ttlMs)
    while (!ended.signal.aborted) {
      await clock.sleep(pauseMs, ended.signal)
      const askedAt = clock.monotonic()
      const answer = await refreshUntil(expiresAt)
      pauseMs = answer?.result === 'done' ? refreshAfterMs(ttlMs) : retryMs
      if (answer?.result === 'done' && answer.value.nonce === nonce) expiresAt = askedAt + ttlMs
      else if (answer !== undefined && isLoss(answer)) {
        lose(
          new FlyError('Leased', `the lease of Machine ${id} of ${app} is no longer ours`, { cause: reasonOf(answer) }),
        )
      }
    }
  }

  /** One renewal, given up at the end of the lease. Not given up when the renewal as a whole ends: see `release`. */
  async function refreshUntil(deadline: number) {
    return untilLate(deadline, (signal) =>
      // Ahead of everybody in background work: a lease that runs out halfway costs more than a place in the queue.
      fly.refreshLease(app, id, nonce, ttlSeconds, { signal, urgency: 'person' }),
    )
  }

  /** `undefined` when it was not done in time. */
  async function untilLate<T>(deadline: number, act: (signal: AbortSignal) => Promise<T>): Promise<T | undefined> {
    const late = new AbortController()
    const isOver = new AbortController()
    clock.sleep(Math.max(0, deadline - clock.monotonic()), isOver.signal).then(
      () => late.abort(),
      () => undefined,
    )
    try {
      return await act(late.signal)
    } catch {
      return undefined
    } finally {
      isOver.abort()
    }
  }

  watch().catch(() => undefined)
  const renewal = renew().catch(() => undefined)

  return {
    nonce,
    lost: lost.signal,
    async release() {
      call.signal.removeEventListener('abort', end)
      end()
      // A renewal that reaches Fly after the release makes the lease anew. Source: superfly/flyctl, internal/machine
      await renewal
      await untilLate(expiresAt, (signal) => fly.releaseLease(app, id, nonce, { signal, urgency: 'person' }))
    },
  }
}

/** As flyctl does it: two renewals may fail before the lease is lost. Source: superfly/flyctl, internal/machine */
function refreshAfterMs(ttlMs: number): number {
  return Math.max(retryMs, (ttlMs - 1_000) / 3)
}

const retryMs = 1_000

/** Whether the lease cannot be ours any more. A refusal for other reasons (too many calls) is tried again. */
function isLoss(answer: Answer<unknown>): boolean {
  if (answer.result === 'done') return true
  return answer.result === 'refused' && (answer.error.code === 'Leased' || answer.error.code === 'NotFound')
}

function reasonOf(answer: Answer<unknown>): unknown {
  return answer.result === 'done' ? undefined : answer.error
}
