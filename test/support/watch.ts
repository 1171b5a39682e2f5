import type { Fence, Store, Stored } from '../../controller/store/store.ts'
import type { SimulatedVolume } from '../../simulator/volumes/world.ts'
import type { Evidence } from './evidence.ts'
import { type Ground, placeOf, placeOfVolume } from './ground.ts'
import { watchStore } from './watch-store.ts'
import { watchVolumes } from './watch-volumes.ts'
import { watchWire } from './watch-wire.ts'
import { watchWorld } from './watch-world.ts'
import { isDeed, type Sent } from './wire-tap.ts'

/**
 * Looks on while a house is at work, and remembers the first promise that is broken. The numbers I1 to I20 are those of
 * the list of invariants in the campaigns' README.
 */
export interface Watch {
  /** Before a request leaves the process. `life` counts the lives of the controller. */
  sending(sent: Sent, life: number): void
  /** Its answer, or `undefined` when there was none. */
  answered(sent: Sent, life: number, status: number | undefined): void
  /** After each change of the simulated world. */
  worldChanged(): void
  /** After each write of the store that succeeded. */
  wrote(method: keyof Store, given: readonly unknown[], result: unknown): void
  /** A new life has begun. */
  began(life: number): void
  /** Somebody else has touched this App or this Machine; what follows there for a while is no sign of a mistake of ours. */
  disturbed(what: DisturbedThing): void
  /** Somebody else is about to delete a volume. */
  deletedByOthers(flyApp: string, volume: SimulatedVolume): void
  /** Fly is about to move the Machine that has it. */
  movedByFly(volume: string): void
  /** Says that a promise is broken. */
  report(invariant: string, message: string): void
  broken(): string | undefined
  /** How many calls that change something were sent, and how many of any kind. */
  deeds(): number
  requests(): number
  /** How often each deed was sent for each place: `create-machine shop/web-ams-0`. */
  tally(): ReadonlyMap<string, number>
  /** Whether the last word about each resource is about its last spec, and that it is as good as it gets. */
  isSettled(): boolean
}

export type DisturbedThing = { readonly flyApp: string; readonly machineId?: string }

export type Watched = {
  readonly ground: Ground
  readonly evidence: Evidence
  readonly elapsedMs: () => number
  /** Milliseconds since 1970, by Fly's clock. */
  readonly flyNow: () => number
  /** Ids of Machines that are none of ours. */
  readonly strangers: () => readonly string[]
  /** Whether Fly may refuse calls as too many although the controller keeps to its budget. */
  readonly isRateLimitExcused: () => boolean
  readonly report: Watch['report']
}

export function createWatch(
  watched: Omit<Watched, 'report'> & { readonly onBroken: (message: string) => void },
): Watch {
  let first: string | undefined
  let requests = 0
  const tally = new Map<string, number>()
  const report: Watch['report'] = (invariant, message) => {
    if (first !== undefined) return
    first = `${invariant}: ${message}`
    watched.onBroken(first)
  }
  const wire = watchWire({ ...watched, report })
  const world = watchWorld({ ...watched, report })
  const store = watchStore({ ...watched, report })
  const volumes = watchVolumes({ ...watched, report })

  return {
    sending(sent, life) {
      requests++
      if (isDeed(sent)) count(sent)
      wire.sending(sent, life)
      world.sending(sent)
      volumes.sending(sent)
    },
    answered: wire.answered,
    worldChanged() {
      world.changed()
      volumes.changed()
    },
    deletedByOthers: volumes.deletedByOthers,
    movedByFly: volumes.movedByFly,
    wrote(method, given, result) {
      if (method === 'accept') {
        const { resource } = (result as { readonly stored: Stored }).stored
        world.accepted(resource)
        volumes.accepted(resource)
      }
      store.wrote(method, given as readonly [Fence, ...unknown[]], result)
    },
    began: wire.began,
    disturbed(what) {
      world.disturbed(what)
      store.disturbed(what)
    },
    report,
    broken: () => first,
    deeds: () => [...tally.values()].reduce((sum, each) => sum + each, 0),
    tally: () => tally,
    requests: () => requests,
    isSettled: store.isSettled,
  }

  function count({ action, flyApp = '', target = '' }: Sent): void {
    const name = watched.ground.machines(flyApp).find(({ id }) => id === target)?.name ?? target
    const key = `${action} ${flyApp}/${placeOf(name) ?? placeOfVolume(name) ?? name}`
    tally.set(key, (tally.get(key) ?? 0) + 1)
  }
}
