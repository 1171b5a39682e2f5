import type { Clock } from '../world.ts'
import { createGate } from './gate.ts'
import { createLanes, type Lanes, type Urgency } from './lanes.ts'
import { type FlyAction, type Limit, limitOf } from './limits.ts'

/** A call that wants to be made. `id` is a Machine's id, an app's name, or `organization`. */
export type Use = { readonly action: FlyAction; readonly id: string; readonly urgency: Urgency }

/**
 * The calls that Fly grants us, counted as Fly counts them: one bucket for each (action, id). So a tenant can use up
 * only what is its own; what all share is the number of requests under way.
 */
export interface Budget {
  /**
   * Resolves when the call may be sent, with a function to be called once when its answer is there. In the order of
   * asking, but people before background work. Rejects with `signal.reason` when aborted, and then has used nothing.
   */
  enter(use: Use, signal: AbortSignal): Promise<() => void>
  /** Fly has said that the bucket is empty: nobody enters for so long, and after that at the plain rate. */
  block(use: Pick<Use, 'action' | 'id'>, forMs: number | undefined): void
  /** How many buckets are remembered. Full ones are forgotten from time to time. */
  buckets(): number
}

/**
 * `maxConcurrent` bounds the requests under way. Long polls (`wait-machine`) hardly cost anything but last for up to a
 * minute, so they have their own room and keep nobody else out.
 */
export function createBudget(options: {
  readonly clock: Clock
  readonly maxConcurrent?: number
  readonly maxLongPolls?: number
}): Budget {
  const { clock } = options
  const requests = createGate(options.maxConcurrent ?? 64)
  const longPolls = createGate(options.maxLongPolls ?? 256)
  const buckets = new Map<string, Bucket>()
  let sweepAtSize = smallestSweep

  function bucketOf({ action, id }: Pick<Use, 'action' | 'id'>): Bucket {
    const key = `${action} ${id}`
    let bucket = buckets.get(key)
    if (bucket === undefined) {
      if (buckets.size >= sweepAtSize) forgetFullBuckets()
      bucket = {
        limit: limitOf(action),
        gate: action === 'wait-machine' ? longPolls : requests,
        waiting: createLanes(),
        fullAt: Number.NEGATIVE_INFINITY,
        pausedBy: undefined,
        queued: undefined,
      }
      buckets.set(key, bucket)
    }
    return bucket
  }

  // Each sweep at least doubles the number of buckets before the next, so a call pays a constant share of it.
  function forgetFullBuckets(): void {
    for (const [key, bucket] of buckets) {
      if (bucket.waiting.size === 0 && bucket.fullAt <= clock.monotonic()) buckets.delete(key)
    }
    sweepAtSize = Math.max(smallestSweep, buckets.size * 2)
  }

  /** Sees to it that the first in the queue of a bucket goes on: sleeps until a token is there, then asks at the gate. */
  function serve(bucket: Bucket): void {
    const urgency = bucket.waiting.urgency()
    if (urgency === undefined) {
      bucket.pausedBy?.abort()
      bucket.queued?.giveUp()
      bucket.queued = undefined
      return
    }
    if (bucket.pausedBy !== undefined || bucket.queued?.urgency === urgency) return
    bucket.queued?.giveUp()
    bucket.queued = undefined
    const emptyForMs = nextTokenAt(bucket) - clock.monotonic()
    if (emptyForMs > 0) pause(bucket, emptyForMs)
    else queue(bucket, urgency)
  }

  function pause(bucket: Bucket, ms: number): void {
    const pausedBy = new AbortController()
    bucket.pausedBy = pausedBy
    const goOn = () => {
      bucket.pausedBy = undefined
      serve(bucket)
    }
    // Rounded up, since timers round down and would wake before the token is there. Aborted only when nobody waits.
    clock.sleep(Math.ceil(ms), pausedBy.signal).then(goOn, goOn)
  }

  // Only the first of a bucket stands at the gate, and its token is taken when it passes. Tokens taken on arrival could
  // all be spent in the same moment after a jam, which Fly would see as a burst.
  function queue(bucket: Bucket, urgency: Urgency): void {
    let hasPassed = false
    const giveUp = bucket.gate.enter(urgency, (leave) => {
      hasPassed = true
      bucket.queued = undefined
      take(bucket, clock.monotonic())
      bucket.waiting.shift()?.(leave)
      serve(bucket)
    })
    if (!hasPassed) bucket.queued = { urgency, giveUp }
  }

  return {
    enter(use, signal) {
      if (signal.aborted) return Promise.reject(signal.reason)
      const bucket = bucketOf(use)
      return new Promise((resolve, reject) => {
        const abort = () => {
          giveUp()
          serve(bucket)
          reject(signal.reason)
        }
        const giveUp = bucket.waiting.push((leave) => {
          signal.removeEventListener('abort', abort)
          resolve(leave)
        }, use.urgency)
        signal.addEventListener('abort', abort, { once: true })
        serve(bucket)
      })
    },
    block(use, forMs) {
      const bucket = bucketOf(use)
      const { burst, everyMs } = bucket.limit
      const empty = clock.monotonic() + (forMs ?? everyMs) + (burst - 1) * everyMs
      bucket.fullAt = Math.max(bucket.fullAt, empty)
      bucket.queued?.giveUp()
      bucket.queued = undefined
      serve(bucket)
    },
    buckets: () => buckets.size,
  }
}

/**
 * A bucket of tokens, kept as the moment at which it is full again: each token that is taken moves that moment on by
 * `everyMs`, and there is a token as long as it is less than a whole bucket away. One number, and nothing to refill.
 */
type Bucket = {
  readonly limit: Limit
  readonly gate: ReturnType<typeof createGate>
  readonly waiting: Lanes<(leave: () => void) => void>
  fullAt: number
  /** Ends the sleep until the next token, while there is one. */
  pausedBy: AbortController | undefined
  /** The place at the gate, while the first in the queue stands there. */
  queued: { readonly urgency: Urgency; readonly giveUp: () => void } | undefined
}

function nextTokenAt({ limit, fullAt }: Bucket): number {
  return fullAt - (limit.burst - 1) * limit.everyMs
}

function take(bucket: Bucket, now: number): void {
  bucket.fullAt = Math.max(bucket.fullAt, now) + bucket.limit.everyMs
}

const smallestSweep = 1_024
