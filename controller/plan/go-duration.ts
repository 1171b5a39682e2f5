/** A duration as Go writes it, which is how Fly returns it: 60,000 ms are `1m0s`. */
export function goDuration(ms: number): string {
  if (ms === 0) return '0s'
  if (ms < 1_000) return `${ms}ms`
  const hours = Math.floor(ms / hourMs)
  const minutes = Math.floor((ms % hourMs) / minuteMs)
  const seconds = `${(ms % minuteMs) / 1_000}s`
  if (hours > 0) return `${hours}h${minutes}m${seconds}`
  return minutes > 0 ? `${minutes}m${seconds}` : seconds
}

/** What Go reads from a duration, in ms: `60s` and `1m0s` are the same. `undefined` when it is none. */
export function goDurationMs(duration: unknown): number | undefined {
  // Fly reads a number as nanoseconds. Source: superfly/fly-go machine_types.go, type Duration
  if (typeof duration === 'number') return duration / 1_000_000
  if (typeof duration !== 'string' || !/^(?:[0-9.]+(?:ms|h|m|s))+$/.test(duration)) return undefined
  let ms = 0
  for (const [, count, unit] of duration.matchAll(/([0-9.]+)(ms|h|m|s)/g))
    ms += Number(count) * (unitMs.get(unit ?? '') ?? 0)
  return ms
}

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const unitMs: ReadonlyMap<string, number> = new Map([
  ['ms', 1],
  ['s', 1_000],
  ['m', minuteMs],
  ['h', hourMs],
])
