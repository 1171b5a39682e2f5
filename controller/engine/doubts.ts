import type { Clock } from '../world.ts'

/**
 * Creations of which nobody knows whether they were done, and for which Fly has no key by which it would do them only once.
 * They may be asked for again when the request can no longer be on its way and two full lists, some time apart, lack what
 * it would have made.
 */
export interface Doubts {
  /** The request of this intent is sent, perhaps once more. */
  asked(operation: string): void
  /** A list was read. Answers whether it is certain by now that nothing came of the intent. */
  isUnmade(operation: string, isListed: boolean): boolean
}

export function createDoubts(options: { readonly clock: Clock; readonly requestLifetimeMs: number }): Doubts {
  const { clock, requestLifetimeMs } = options
  // What the life before this one has asked for, it may have asked for just before its end.
  const bornAt = clock.monotonic()
  const askedAt = new Map<string, number>()
  const missingSince = new Map<string, number>()

  return {
    asked(operation) {
      askedAt.set(operation, clock.monotonic())
      missingSince.delete(operation)
    },
    isUnmade(operation, isListed) {
      const now = clock.monotonic()
      if (isListed || now - (askedAt.get(operation) ?? bornAt) <= requestLifetimeMs) {
        missingSince.delete(operation)
        return false
      }
      const since = missingSince.get(operation) ?? now
      missingSince.set(operation, since)
      return now - since >= betweenListsMs
    },
  }
}

// Longer than a list was ever seen to lag.
const betweenListsMs = 30_000
