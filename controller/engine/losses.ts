import type { Machine } from '../fly/wire.ts'
import type { Losses } from '../plan/observed.ts'
import type { Outcome } from '../plan/outcome.ts'
import type { Ref } from '../resource/resource.ts'
import type { Clock } from '../world.ts'
import { createFullHosts } from './full-hosts.ts'
import type { Settings } from './settings.ts'

/**
 * Which Machines and volumes of the whole installation stand on hosts that Fly cannot reach, and since when this life has
 * seen them so: Fly dates no such event. A restart counts anew, so that nothing is replaced before all Apps have been
 * looked at.
 */
export interface LossWatch {
  /**
   * A look has read these Machines, all of the App's, and these volumes. One that is gone is given the same time: what Fly
   * says once may be a mistake.
   */
  saw(ref: Ref, machines: readonly Hosted[], volumes?: readonly Hosted[]): void
  /** What became of a step may tell that a host is full. */
  learn(outcome: Outcome): void
  /** Counts one more replacement, whatever will become of it; `false` when the hour has no more. */
  takeReplacement(): boolean
  /** What of the App may be replaced now. */
  of(ref: Ref, flyApp: string): Losses
}

type Hosted = Pick<Machine, 'id' | 'host_status'> & { readonly isGone?: boolean }

export function createLossWatch(options: {
  readonly clock: Pick<Clock, 'monotonic'>
  readonly settings: Pick<Settings, 'lostHostMs' | 'stormShare' | 'stormLeast' | 'hourlyReplacements'>
}): LossWatch {
  const { clock, settings } = options
  const apps = new Map<Ref, readonly Seen[]>()
  const volumesOf = new Map<Ref, readonly Seen[]>()
  const fullHosts = createFullHosts(options)
  let replacedAt: readonly number[] = []

  const everyone = () => [...apps.values()].flat()

  function note(seen: Map<Ref, readonly Seen[]>, ref: Ref, things: readonly Hosted[]): void {
    const before = new Map(seen.get(ref)?.map((each) => [each.id, each]))
    seen.set(
      ref,
      things.map(({ id, host_status: status = 'ok', isGone = false }) => ({
        id,
        isGone,
        isConfirmed: isGone || status === 'unreachable',
        lostAt: status === 'ok' && !isGone ? undefined : (before.get(id)?.lostAt ?? clock.monotonic()),
      })),
    )
    if (things.length === 0) seen.delete(ref)
  }

  function mayReplace(): number {
    const now = clock.monotonic()
    replacedAt = replacedAt.filter((at) => now - at < hourMs)
    const most = Math.max(settings.hourlyReplacements, Math.floor(everyone().length * hourlyShare))
    return Math.max(0, most - replacedAt.length)
  }

  return {
    saw(ref, machines, volumes = []) {
      note(apps, ref, machines)
      note(volumesOf, ref, volumes)
    },
    learn: fullHosts.learn,
    takeReplacement() {
      if (mayReplace() === 0) return false
      replacedAt = [...replacedAt, clock.monotonic()]
      return true
    },
    of(ref, flyApp) {
      const now = clock.monotonic()
      const ours = apps.get(ref) ?? []
      const volumes = volumesOf.get(ref) ?? []
      // Each kind by itself: what is lost with one host is not twice as much because it is told twice.
      const crowds = [ours, everyone(), volumes, [...volumesOf.values()].flat()]
      const due = [...ours, ...volumes].filter(
        ({ lostAt, isConfirmed }) => isConfirmed && lostAt !== undefined && now - lostAt >= settings.lostHostMs,
      )
      return {
        due: due.map(({ id }) => id),
        isStorm: crowds.some((crowd) => isStorm(crowd, settings)),
        mayReplace: mayReplace(),
        crowded: fullHosts.crowded(flyApp),
      }
    },
  }
}

type Seen = {
  readonly id: string
  /** Somebody has deleted it, which says nothing about hosts. */
  readonly isGone: boolean
  /** `unknown` is not yet `unreachable`. */
  readonly isConfirmed: boolean
  /** Monotonic. */
  readonly lostAt: number | undefined
}

/** So many at once are not so many hosts that died: it is Fly's trouble, and passes. */
function isStorm(
  things: readonly Seen[],
  { stormShare, stormLeast }: Pick<Settings, 'stormShare' | 'stormLeast'>,
): boolean {
  const lost = things.filter(({ lostAt, isGone }) => lostAt !== undefined && !isGone).length
  return lost >= stormLeast && lost > things.length * stormShare
}

const hourMs = 3_600_000
// Of a large installation more hosts die than of a small one.
const hourlyShare = 0.02
