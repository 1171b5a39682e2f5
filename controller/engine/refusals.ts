import type { Refusal } from '../plan/refusal.ts'
import type { Clock } from '../world.ts'

/** What Fly has refused lately of one thing of an App, and would refuse again: the rest of the App goes on without it. */
export interface Refusals {
  /** Fly has refused it; it is not asked again for `forMs`. */
  refused(flyApp: string, refusal: Refusal, forMs: number): void
  refusals(flyApp: string): readonly Refusal[]
}

export function createRefusals({ clock }: { readonly clock: Clock }): Refusals {
  const refused = new Map<string, readonly (Refusal & { readonly until: number })[]>()

  return {
    refused(flyApp, refusal, forMs) {
      const others = (refused.get(flyApp) ?? []).filter(({ what }) => what !== refusal.what)
      refused.set(flyApp, [...others, { ...refusal, until: clock.monotonic() + forMs }])
    },
    refusals(flyApp) {
      const lasting = (refused.get(flyApp) ?? []).filter(({ until }) => until > clock.monotonic())
      if (lasting.length > 0) refused.set(flyApp, lasting)
      else refused.delete(flyApp)
      return lasting.map(({ until: _, ...refusal }) => refusal)
    },
  }
}
