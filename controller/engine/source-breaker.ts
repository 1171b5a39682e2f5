import type { SourceHold } from '../resource/confirmation.ts'
import type { Provenance, Ref, Resource } from '../resource/resource.ts'
import { slotsOf } from '../resource/slots.ts'
import type { Stored } from '../store/store.ts'
import type { Clock } from '../world.ts'
import type { Settings } from './settings.ts'

type Limits = Pick<Settings, 'sourceApps' | 'sourceMachines' | 'sourceShare' | 'sourceWindowMs'>

/**
 * How much one source of specs takes away within an hour, of all that there is: a script that went wrong, or a commit to
 * many files, shall not take a fleet with it. What it takes beyond that waits for somebody to agree.
 *
 * After a restart, deletions of the last hour are known from their rows; of groups that shrank it counts anew.
 */
export interface SourceBreaker {
  /**
   * What holds these documents, which take so many Machines from so many Apps and all came at once; `undefined` when they
   * may be taken in as they are.
   */
  judge(taken: ReadonlyMap<Ref, number>, everything: readonly Stored[]): Omit<SourceHold, 'before'> | undefined
  /** A document was taken in that takes so many Machines. */
  took(ref: Ref, machines: number): void
  /** One was taken in that gives back what was taken. */
  gaveBack(ref: Ref): void
}

export function createSourceBreaker(options: {
  readonly source: Provenance['from']
  readonly clock: Pick<Clock, 'now' | 'monotonic'>
  readonly limits: Limits
}): SourceBreaker {
  const { source, clock, limits } = options
  const lately = new Map<Ref, { readonly at: number; readonly machines: number }>()
  let isFirst = true

  function remember(everything: readonly Stored[]): void {
    isFirst = false
    for (const { ref, resource, provenance, deletionRequestedAt } of everything) {
      if (provenance.from !== source || !resource.spec.deletion.requested || deletionRequestedAt === undefined) continue
      const agoMs = Math.max(0, clock.now() - Date.parse(deletionRequestedAt))
      lately.set(ref, { at: clock.monotonic() - agoMs, machines: slotsOf(resource).length })
    }
  }

  return {
    judge(taken, everything) {
      if (isFirst) remember(everything)
      for (const [ref, { at }] of lately) if (clock.monotonic() - at >= limits.sourceWindowMs) lately.delete(ref)
      const all = new Map([...lately].map(([ref, { machines }]) => [ref, machines]))
      for (const [ref, machines] of taken) all.set(ref, (all.get(ref) ?? 0) + machines)
      // What was taken lately was there before.
      const living = everything.filter(({ deletionRequestedAt }) => deletionRequestedAt === undefined)
      const hold = {
        apps: all.size,
        ofApps: new Set([...living.map(({ ref }) => ref), ...lately.keys()]).size,
        machines: sum(all.values()),
        ofMachines:
          sum(living.map(({ resource }) => slotsOf(resource).length)) +
          sum([...lately.values()].map(({ machines }) => machines)),
      }
      return isTooMuch(hold, limits) ? hold : undefined
    },
    took(ref, machines) {
      lately.set(ref, { at: clock.monotonic(), machines: (lately.get(ref)?.machines ?? 0) + machines })
    },
    gaveBack: (ref) => void lately.delete(ref),
  }
}

function isTooMuch({ apps, ofApps, machines, ofMachines }: Omit<SourceHold, 'before'>, limits: Limits): boolean {
  const { sourceApps, sourceMachines, sourceShare } = limits
  return (
    apps > Math.max(sourceApps, ofApps * sourceShare) || machines > Math.max(sourceMachines, ofMachines * sourceShare)
  )
}

/**
 * How many Machines a document takes from its App: all of them when it asks for the deletion, otherwise those that it has
 * less. `undefined` when it takes none; nothing is taken from an App that is on its way out already.
 */
export function takenBy(before: Stored, after: Resource): number | undefined {
  const had = slotsOf(before.resource).length
  if (before.deletionRequestedAt !== undefined) return undefined
  if (after.spec.deletion.requested) return had
  const fewer = had - slotsOf(after).length
  return fewer > 0 ? fewer : undefined
}

/** Whether it takes back a deletion, or asks for more than before. */
export function givesBack(before: Stored, after: Resource): boolean {
  if (after.spec.deletion.requested) return false
  return before.deletionRequestedAt !== undefined || slotsOf(after).length > slotsOf(before.resource).length
}

function sum(numbers: Iterable<number>): number {
  return [...numbers].reduce((total, each) => total + each, 0)
}
