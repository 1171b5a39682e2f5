/** What goes wrong with more than a request: as data, until it is over or cleared. */
export interface LingeringFaults {
  /** The registry does not know the images yet, as right after a push. Returns its end. */
  missingImage(rule: MissingImage): () => void
  /** Machines stay in a state that others leave by themselves, until somebody destroys them by force. Returns its end. */
  stuck(rule: Stuck): () => void
  /**
   * For so long after each deed in an app, its list has only the Machines of the region where the API is asked; 0 ends
   * it. The API's instances answered for themselves, where they should have asked those of the other regions.
   * Source: fly.io/infra-log/machines-api-duplicates
   */
  affinityMs(ms: number): void
}

export type MissingImage = {
  /** The beginning of the references. */
  readonly image: string
  /** How often it is refused. Default: without end. */
  readonly times?: number
  /** Default: until it is ended. */
  readonly forMs?: number
}

export type Stuck = {
  /** A state that is left by itself: `created`, `starting`, `stopping`, `replacing` and so on. */
  readonly state: string
  readonly app?: string
  /** Its id. */
  readonly machine?: string
  /** How many Machines. Default: all. */
  readonly times?: number
}

export interface LingeringFaultsInForce {
  isImageMissing(image: string): boolean
  isStuck(machine: { readonly id: string; readonly app: string; readonly state: string }): boolean
  /** A deed was done in the app. */
  noteDeed(app: string): void
  /** Whether lists of the app have one region only. */
  isAffine(app: string): boolean
}

export function createLingeringFaults(
  now: () => number,
  count: (name: string) => void,
): { readonly faults: LingeringFaults; readonly inForce: LingeringFaultsInForce; readonly clear: () => void } {
  const missing = new Set<{ readonly rule: MissingImage; readonly endsAt: number; left: number }>()
  const stuck = new Set<{ readonly rule: Stuck; left: number }>()
  const deedAt = new Map<string, number>()
  let affinity = 0

  return {
    faults: {
      missingImage(rule) {
        const { times: left = Number.POSITIVE_INFINITY, forMs = Number.POSITIVE_INFINITY } = rule
        const entry = { rule, left, endsAt: now() + forMs }
        missing.add(entry)
        return () => missing.delete(entry)
      },
      stuck(rule) {
        const entry = { rule, left: rule.times ?? Number.POSITIVE_INFINITY }
        stuck.add(entry)
        return () => stuck.delete(entry)
      },
      affinityMs(ms) {
        affinity = ms
        if (ms === 0) deedAt.clear()
      },
    },
    inForce: {
      isImageMissing(image) {
        for (const entry of missing) {
          if (entry.left <= 0 || now() >= entry.endsAt || !image.startsWith(entry.rule.image)) continue
          entry.left--
          count('missing image')
          return true
        }
        return false
      },
      isStuck({ id, app, state }) {
        for (const entry of stuck) {
          const { rule } = entry
          if (entry.left <= 0 || rule.state !== state || (rule.app ?? app) !== app || (rule.machine ?? id) !== id)
            continue
          entry.left--
          count(`stuck ${state}`)
          return true
        }
        return false
      },
      noteDeed(app) {
        if (affinity > 0) deedAt.set(app, now())
      },
      isAffine: (app) => affinity > 0 && now() < (deedAt.get(app) ?? Number.NEGATIVE_INFINITY) + affinity,
    },
    clear() {
      missing.clear()
      stuck.clear()
      deedAt.clear()
      affinity = 0
    },
  }
}
