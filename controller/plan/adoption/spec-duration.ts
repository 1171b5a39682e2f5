import { goDurationMs } from '../go-duration.ts'

/** One of Fly's durations as specs write it: `1m30s` is `90s`. `undefined` where specs have no word for it. */
export function specDuration(duration: unknown): string | undefined {
  const ms = goDurationMs(duration)
  if (ms === undefined || !Number.isSafeInteger(ms) || ms <= 0) return undefined
  const [unit, size] = units.find(([, size]) => ms % size === 0) ?? ['ms', 1]
  return `${ms / size}${unit}`
}

const units = [
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1_000],
] as const
