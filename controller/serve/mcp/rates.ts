import type { Clock } from '../../world.ts'

/** How often each owner may call tools of each kind. An agent that has lost its way must not wear out the others. */
export interface Rates {
  /** 0 when the call may be made, and then it counts; otherwise how long to wait, in ms. */
  take(owner: string, kind: Kind): number
}

type Kind = keyof typeof perMinute

export function createRates({ clock }: { readonly clock: Clock }): Rates {
  const buckets = new Map<string, { readonly left: number; readonly at: number }>()
  return {
    take(owner, kind) {
      const now = clock.monotonic()
      const most = perMinute[kind]
      const betweenMs = 60_000 / most
      const key = `${kind} ${owner}`
      const bucket = buckets.get(key) ?? { left: most, at: now }
      const left = Math.min(most, bucket.left + (now - bucket.at) / betweenMs)
      buckets.delete(key)
      buckets.set(key, { left: left < 1 ? left : left - 1, at: now })
      forgetFull(now)
      return left < 1 ? Math.ceil((1 - left) * betweenMs) : 0
    },
  }

  /** Whoever has not called for a minute has all its calls again. The one that called last is at the end. */
  function forgetFull(now: number): void {
    for (const [key, { at }] of buckets) {
      if (now - at < 60_000) return
      buckets.delete(key)
    }
  }
}

const perMinute = { read: 120, plan: 30, apply: 12 } as const
