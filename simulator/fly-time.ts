import type { Clock } from '../controller/world.ts'

/** Milliseconds since 1970 by Fly's clock. Never goes back. */
export type FlyTime = () => number

/**
 * Fly's clock is not the controller's: when somebody sets that one, this one goes on evenly. It begins with the wall
 * clock, but never before `notBefore`, the latest moment of a world that is loaded again.
 */
export function createFlyTime(clock: Clock, notBefore: number): FlyTime {
  const begin = Math.max(clock.now(), notBefore) - clock.monotonic()
  return () => Math.floor(begin + clock.monotonic())
}
