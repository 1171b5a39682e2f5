import { isLeaving } from '../fly/states.ts'
import { groupOf } from '../resource/ownership.ts'
import { serves } from './health.ts'
import type { Judgement } from './judge.ts'
import type { Observed, ObservedMachine } from './observed.ts'
import type { Place } from './places.ts'
import type { DestroyReason, Step, Wait } from './step.ts'
import { machineMoving, machineUnseen } from './waits.ts'

/** What goes, and what has to settle before it can go. */
export type Removals = { readonly steps: readonly Step[]; readonly waits: readonly Wait[] }

/**
 * Machines of slots that the spec no longer has. One that serves is kept for each wanted slot of its group that nobody
 * serves, so that a move or a scale-down never leaves fewer than were asked for.
 */
export function removeSurplus(
  surplus: readonly ObservedMachine[],
  unserved: readonly Judgement[],
  flyApp: string,
  now: number,
): Removals {
  const standInsNeeded = new Map<string, number>()
  for (const { want } of unserved) {
    const group = groupOf(want.slot)
    standInsNeeded.set(group, (standInsNeeded.get(group) ?? 0) + 1)
  }
  const going = surplus.filter((machine) => {
    const group = groupOf(machine.slot)
    const needed = standInsNeeded.get(group) ?? 0
    const standsIn = needed > 0 && serves(asItStands, machine, now)
    if (standsIn) standInsNeeded.set(group, needed - 1)
    return !standsIn
  })
  return removeSettled(going, () => 'SlotRemoved', flyApp)
}

// Nothing is wanted of it any more. It stands in for another as long as it runs and its own checks pass.
const asItStands = { runs: 'always', checks: 0 } as const

/** Machines that share a slot with one that serves. While none does, they stay; of several broken ones, one stays. */
export function removeReplaced(places: readonly Place[], judgements: readonly Judgement[], flyApp: string): Removals {
  const going = places.flatMap(({ have, others }, index) => {
    const isReplaced = judgements[index]?.serves || have?.phase === 'broken'
    return isReplaced ? others : []
  })
  return removeSettled(going, ({ phase }) => (phase === 'broken' ? 'Broken' : 'Replaced'), flyApp)
}

/** Everything of ours, at whatever it is: the App is to go. Only what is going already, or was not seen, is waited for. */
export function removeAll({ machines, flyApp }: Observed): Removals {
  const isOnItsWay = ({ phase, state }: ObservedMachine) => phase === 'moving' && isLeaving(state)
  return {
    steps: machines
      .filter((machine) => !isOnItsWay(machine) && machine.phase !== 'unseen')
      .map((machine) => destroyStep(machine, 'DeletionRequested', flyApp)),
    waits: machines.flatMap((machine) => {
      if (machine.phase === 'unseen') return machineUnseen(machine)
      return isOnItsWay(machine) ? machineMoving(machine) : []
    }),
  }
}

export function removeSettled(
  going: readonly ObservedMachine[],
  because: (machine: ObservedMachine) => DestroyReason,
  flyApp: string,
): Removals {
  const steps: Step[] = []
  const waits: Wait[] = []
  for (const machine of going) {
    // Fly has taken the order, and carries it out when the host is back: nobody waits for that.
    if (machine.phase === 'unreachable' && isLeaving(machine.state)) continue
    if (machine.phase === 'moving') waits.push(machineMoving(machine))
    else if (machine.phase === 'unseen') waits.push(machineUnseen(machine))
    else steps.push(destroyStep(machine, because(machine), flyApp))
  }
  return { steps, waits }
}

function destroyStep({ id, slot, version }: ObservedMachine, because: DestroyReason, flyApp: string): Step {
  const hasSuccessor = because === 'Replaced' || because === 'Broken'
  return { kind: 'destroy-machine', flyApp, id, slot, version, because, effect: hasSuccessor ? 'none' : 'replace' }
}
