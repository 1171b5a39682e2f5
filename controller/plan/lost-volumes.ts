import type { Slot } from '../resource/ownership.ts'
import type { Desired, DesiredMachine } from './desired.ts'
import type { DesiredVolume } from './desired-volume.ts'
import { keeperOf } from './keeper.ts'
import type { ObservedVolume } from './observe-volumes.ts'
import type { Observed, ObservedMachine, SnapshotOf } from './observed.ts'
import type { Wait } from './step.ts'
import * as waits from './volume-waits.ts'

/** What the planner looks at to tell whether another volume may take a lost one's place. */
export type Casualty = Pick<Observed, 'machines' | 'volumes' | 'losses'>

/**
 * The one slot of an App whose lost volume is restored now; `undefined`: none. As with Machines on lost hosts: one at a
 * time, not while so many are out of reach that it must be Fly's own trouble, and not beyond what an hour may cost.
 */
export function nextToRestore({ machines }: Pick<Desired, 'machines'>, observed: Casualty): Slot | undefined {
  const { isStorm, mayReplace } = observed.losses
  if (isStorm || mayReplace === 0 || machines.some(({ slot }) => isUnderWay(slot, observed))) return undefined
  return machines.find(({ slot, volume }) => {
    const lost = keeperOf(slot, observed.volumes)
    return volume?.onLostHost === 'restore' && lost !== undefined && snapshotFor(lost, observed) !== undefined
  })?.slot
}

/** What a lost volume can be made from again; `undefined` while it may still come back, or somebody may still write to it. */
export function snapshotFor(lost: ObservedVolume, { machines, losses }: Casualty): SnapshotOf | undefined {
  const isLost = lost.phase === 'gone' || lost.phase === 'unreachable'
  if (!isLost || !losses.due.includes(lost.id)) return undefined
  const writers = machines.filter(({ slot }) => slot === lost.slot)
  return writers.every(isOutOfReach(losses.due)) ? lost.snapshot : undefined
}

/**
 * Whether a volume is copied to another host now, since its own has no room for its Machine. Only when no Machine is left in
 * its slot: what that wrote after the copy was begun would be missing.
 */
export function isForkDue(
  have: ObservedVolume,
  { volume }: Pick<DesiredMachine, 'volume'>,
  observed: Casualty,
): boolean {
  const { losses, machines } = observed
  const isFree = have.attachedTo === undefined && !machines.some(({ slot }) => slot === have.slot)
  // A copy that no Machine has had is not copied again: what was refused was the volume before it.
  const isNew = have.facts.restored !== undefined && !have.facts.restored.isUsed
  return mayFork(volume) && isFree && !isNew && losses.mayReplace > 0 && losses.crowded.includes(have.slot)
}

/** Whether data may be where there is room for its Machine. */
export function mayFork(volume: DesiredVolume | undefined): boolean {
  return volume?.onLostHost === 'fork' || volume?.onLostHost === 'restore'
}

/** Why a lost volume's place is not taken now. */
export function whyNotRestored({ volume }: DesiredMachine, lost: ObservedVolume, observed: Casualty): Wait {
  if (volume?.onLostHost === 'fork' && lost.phase === 'unreachable') return waits.volumeUnreachable(lost, 'noFork')
  const isAsked = volume?.onLostHost === 'restore'
  if (lost.phase === 'gone') return waits.volumeGone(lost, isAsked ? endOfRestoring(lost, observed) : undefined)
  return waits.volumeUnreachable(lost, isAsked ? endOfRestoring(lost, observed) : undefined)
}

function endOfRestoring(lost: ObservedVolume, { losses, machines }: Casualty): waits.Prospect {
  const { due, isStorm, mayReplace } = losses
  if (isStorm) return 'storm'
  const writers = machines.filter(({ slot }) => slot === lost.slot)
  if (!due.includes(lost.id) || !writers.every(isOutOfReach(due))) return 'later'
  if (lost.snapshot === undefined) return 'noSnapshot'
  return mayReplace === 0 ? 'hasToQueue' : 'nextTurn'
}

/** Nothing is written where Fly does not reach it any more; whatever else is in the slot may still write. */
function isOutOfReach(due: readonly string[]): (machine: ObservedMachine) => boolean {
  return ({ id, phase }) => phase === 'unreachable' && due.includes(id)
}

/** Restored, and no Machine has had it yet. */
function isUnderWay(slot: Slot, { volumes }: Casualty): boolean {
  const have = keeperOf(slot, volumes)
  const isThere = have?.phase === 'ready' || have?.phase === 'moving'
  return isThere && have.facts.restored !== undefined && !have.facts.restored.isUsed
}
