/** Fly's limits on how often things are asked. */
export interface RateLimits {
  /** Whether the request is within the limits; it is then counted. */
  admit(action: string, id: string): boolean
}

/**
 * For each action and identifier one request a second with a burst of three, for reading a Machine five and ten; 100
 * deletions of apps in any minute. Source: superfly/docs, machines/api/working-with-machines-api, which names just
 * these. `now` in milliseconds; must not go back.
 */
export function createRateLimits(now: () => number): RateLimits {
  /** When each bucket is full again. */
  const fullAt = new Map<string, number>()
  const deletions: number[] = []

  function admitDeletion(at: number): boolean {
    while (deletions[0] !== undefined && deletions[0] <= at - 60_000) deletions.shift()
    if (deletions.length >= 100) return false
    deletions.push(at)
    return true
  }

  return {
    admit(action, id) {
      const at = now()
      if (action === 'delete-app') return admitDeletion(at)
      const { everyMs, burst } = action === 'get-machine' ? forReading : forAnything
      const key = `${action} ${id}`
      const full = Math.max(at, fullAt.get(key) ?? 0)
      if (full + everyMs > at + burst * everyMs) return false
      if (fullAt.size > mostBuckets) for (const [each, when] of fullAt) if (when <= at) fullAt.delete(each)
      fullAt.set(key, full + everyMs)
      return true
    },
  }
}

const forAnything = { everyMs: 1_000, burst: 3 }
const forReading = { everyMs: 200, burst: 10 }
// Full buckets are as good as none; they are forgotten when there are this many.
const mostBuckets = 50_000
