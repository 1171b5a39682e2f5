import { parseDuration } from '../resource/durations.ts'
import type { Stored } from '../store/store.ts'
import type { Deps } from './deps.ts'

/**
 * Until when an App whose deletion was asked for is only stopped, and can be brought back; ms since 1970, by our own
 * clock. `undefined` when nobody asked.
 */
export function keptUntil({ resource, deletionRequestedAt, deletesNow }: KeptFacts): number | undefined {
  if (deletionRequestedAt === undefined) return undefined
  const keepForMs = deletesNow ? 0 : parseDuration(resource.spec.deletion.keepFor)
  // At once is at once, whatever a clock that has jumped back says of the time since.
  return keepForMs === 0 ? 0 : Date.parse(deletionRequestedAt) + keepForMs
}

/** Whether the App is on its way out: its deletion was asked for, and nothing holds that. */
export function isGoing({ deletionRequestedAt, held }: Pick<Stored, 'deletionRequestedAt' | 'held'>): boolean {
  return deletionRequestedAt !== undefined && held === undefined
}

type KeptFacts = Pick<Stored, 'resource' | 'deletionRequestedAt' | 'deletesNow'>

/** Of two clocks the one that lets less time have passed: nothing goes for good because one of them jumped. */
export function slowerClock({ fly, world }: Pick<Deps, 'fly' | 'world'>): number {
  return Math.min(fly.now(), world.clock.now())
}
