import type { Machine } from '../fly/wire.ts'
import type { Losses } from '../plan/observed.ts'
import type { Ref } from '../resource/resource.ts'
import type { Clock } from '../world.ts'
import type { Settings } from './settings.ts'

/**
 * Which Machines of the whole installation stand on hosts that Fly cannot reach, and since when this life has seen them
 * so: Fly dates no such event. A restart counts anew, so that nothing is replaced before all Apps have been looked at.
 */
export interface LossWatch {
  /** A look has read these Machines: all of the App's. */
  saw(ref: Ref, machines: readonly Pick<Machine, 'id' | 'host_status'>[]): void
  /** Counts one more replacement, whatever will become of it; `false` when the hour has no more. */
  takeReplacement(): boolean
  /** What of the App may be replaced now. */
  of(ref: Ref): Losses
}

export function createLossWatch(options: {
  readonly clock: Pick<Clock, 'monotonic'>
  readonly settings: Pick<Settings, 'lostHostMs' | 'stormShare' | 'stormLeast' | 'hourlyReplacements'>
}): LossWatch {
  const { clock, settings } = options
  const apps = new Map<Ref, readonly Seen[]>()
  let replacedAt: readonly number[] = []

  const everyone = () => [...apps.values()].flat()

  function mayReplace(): number {
    const now = clock.monotonic()
    replacedAt = replacedAt.filter((at) => now - at < hourMs)
    const most = Math.max(settings.hourlyReplacements, Math.floor(everyone().length * hourlyShare))
    return Math.max(0, most - replacedAt.length)
  }

  return {
    saw(ref, machines) {
      const before = new Map(apps.get(ref)?.map((seen) => [seen.id, seen]))
      apps.set(
        ref,
        machines.map(({ id, host_status: status = 'ok' }) => ({
          id,
          isConfirmed: status === 'unreachable',
          lostAt: status === 'ok' ? undefined : (before.get(id)?.lostAt ?? clock.monotonic()),
        })),
      )
      if (machines.length === 0) apps.delete(ref)
    },
    takeReplacement() {
      if (mayReplace() === 0) return false
      replacedAt = [...replacedAt, clock.monotonic()]
      return true
    },
    of(ref) {
      const now = clock.monotonic()
      const ours = apps.get(ref) ?? []
      const all = everyone()
      const due = ours.filter(
        ({ lostAt, isConfirmed }) => isConfirmed && lostAt !== undefined && now - lostAt >= settings.lostHostMs,
      )
      return {
        due: due.map(({ id }) => id),
        isStorm: isStorm(ours, settings) || isStorm(all, settings),
        mayReplace: mayReplace(),
      }
    },
  }
}

type Seen = {
  readonly id: string
  /** `unknown` is not yet `unreachable`. */
  readonly isConfirmed: boolean
  /** Monotonic. */
  readonly lostAt: number | undefined
}

/** So many at once are not so many hosts that died: it is Fly's trouble, and passes. */
function isStorm(
  machines: readonly Seen[],
  { stormShare, stormLeast }: Pick<Settings, 'stormShare' | 'stormLeast'>,
): boolean {
  const lost = machines.filter(({ lostAt }) => lostAt !== undefined).length
  return lost >= stormLeast && lost > machines.length * stormShare
}

const hourMs = 3_600_000
// Of a large installation more hosts die than of a small one.
const hourlyShare = 0.02
