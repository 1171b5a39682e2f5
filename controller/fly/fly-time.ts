import type { Clock } from '../world.ts'

/**
 * Fly's wall clock, as its answers tell it. Times that Fly writes (of events, of states) are compared with this one:
 * ours may be wrong by an hour, and may jump.
 */
export interface FlyTime {
  /** Milliseconds since 1970; our own wall clock until Fly has answered once. Off by a second at most. */
  now(): number
  /** The `Date` header of an answer that has just come. */
  hear(date: string | null): void
}

export function createFlyTime(clock: Clock): FlyTime {
  let aheadMs: number | undefined

  return {
    now: () => (aheadMs === undefined ? clock.now() : Math.floor(clock.monotonic() + aheadMs)),
    hear(date) {
      const said = date === null ? Number.NaN : Date.parse(date)
      if (Number.isNaN(said)) return
      // The header has whole seconds, rounded down, and has been on its way: the truth is never earlier than the latest
      // of them. One that is far behind is Fly's own correction.
      const heardMs = said - clock.monotonic()
      if (aheadMs === undefined || heardMs > aheadMs || aheadMs - heardMs > correctionMs) aheadMs = heardMs
    },
  }
}

// More than rounding and a slow answer explain.
const correctionMs = 90_000
