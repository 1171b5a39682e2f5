import type { Clock } from '../world.ts'

/** What lists have been without for how long, where nothing can be read by its id. */
export interface Absences {
  /** A list was read. Answers whether the thing is certainly gone: lists that lack it have come for long enough. */
  isGone(id: string, isListed: boolean): boolean
}

export function createAbsences({ clock }: { readonly clock: Clock }): Absences {
  const missingSince = new Map<string, number>()

  return {
    isGone(id, isListed) {
      if (isListed) {
        missingSince.delete(id)
        return false
      }
      const now = clock.monotonic()
      const since = missingSince.get(id) ?? now
      missingSince.set(id, since)
      return now - since >= betweenListsMs
    },
  }
}

// Longer than a list was ever seen to lag.
const betweenListsMs = 30_000
