import type { Guest } from '../fly/wire.ts'
import type { FullRegion } from '../plan/observed.ts'
import type { Outcome } from '../plan/outcome.ts'
import type { Clock } from '../world.ts'

/** Where Fly has lately refused to make a Machine. Like all that the engine remembers, a restart begins without it. */
export interface FullRegions {
  /**
   * Takes note of a creation that was refused for want of room. Answers whether it was one: then the next plan knows what
   * to do instead, and it is no failure.
   */
  learn(outcome: Outcome): boolean
  /** What is still to be believed, in order of regions. */
  now(): readonly FullRegion[]
}

export function createFullRegions(options: {
  readonly clock: Pick<Clock, 'monotonic'>
  /** Fly's clock, for people; ms since 1970. */
  readonly flyNow: () => number
  /** How long a refusal is believed. */
  readonly believedMs: number
}): FullRegions {
  const { clock, flyNow, believedMs } = options
  const refusals = new Map<string, Omit<FullRegion, 'againAfterMs'> & { readonly at: number }>()

  return {
    learn({ step, ...outcome }) {
      if (step.kind !== 'create-machine' || outcome.result !== 'failed') return false
      const { code } = outcome.error
      const { region, config } = step.machine
      if ((code !== 'NoCapacity' && code !== 'QuotaExceeded') || config.guest === undefined) return false
      const key = keyOf(region, config.guest)
      const at = clock.monotonic()
      const before = refusals.get(key)
      // Refused again as soon as it was asked again: full all the while.
      const isSame = before?.code === code && at - before.at <= 2 * believedMs
      refusals.set(key, { region, code, guest: config.guest, since: isSame ? before.since : flyNow(), at })
      return true
    },
    now() {
      const at = clock.monotonic()
      for (const [key, refusal] of refusals) if (at - refusal.at > 2 * believedMs) refusals.delete(key)
      return [...refusals.entries()]
        .filter(([, refusal]) => at - refusal.at < believedMs)
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([, { at: refusedAt, ...refusal }]) => ({ ...refusal, againAfterMs: refusedAt + believedMs - at }))
    },
  }
}

function keyOf(region: string, { cpu_kind: kind, cpus, memory_mb: memoryMb }: Guest): string {
  return `${region} ${kind} ${cpus}x${memoryMb}`
}
