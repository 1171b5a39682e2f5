import type { Slot } from '../resource/ownership.ts'
import type { Desired, DesiredMachine } from './desired.ts'
import { serves } from './health.ts'
import type { Observed, ObservedMachine } from './observed.ts'
import { compareSlots, compareText } from './slots.ts'

/** A slot that the spec has: what is wanted there, and what stands there. */
export type Place = {
  readonly want: DesiredMachine
  /** The Machine that keeps the slot; broken ones do only when there is no other. */
  readonly have: ObservedMachine | undefined
  /** Others of ours in the same slot: a predecessor, or a twin. They go when `have` serves. */
  readonly others: readonly ObservedMachine[]
  /** A creation for this slot whose outcome is not known. */
  readonly pending: Observed['pending'][number] | undefined
}

/** Brings together what is wanted and what is there, slot by slot, in slot order. `surplus` fill slots that the spec does not have. */
export function pair(
  desired: Desired,
  observed: Observed,
  now: number,
): { readonly places: readonly Place[]; readonly surplus: readonly ObservedMachine[] } {
  const standing = Map.groupBy(observed.machines, ({ slot }) => slot)
  const pending = new Map(observed.pending.map((creation) => [creation.slot, creation]))
  const wanted = new Set<Slot>()
  const places = desired.machines.map((want): Place => {
    wanted.add(want.slot)
    const [have, ...others] = (standing.get(want.slot) ?? []).sort((one, other) => compareClaims(want, one, other, now))
    return { want, have, others, pending: pending.get(want.slot) }
  })
  const surplus = observed.machines.filter(({ slot }) => !wanted.has(slot))
  return { places, surplus: surplus.sort((one, other) => compareSlots(one.slot, other.slot)) }
}

/** Who has the better claim to a slot: what serves, then what may soon, then what is current, then what is newest. */
function compareClaims(want: DesiredMachine, one: ObservedMachine, other: ObservedMachine, now: number): number {
  return (
    Number(serves(want, other, now)) - Number(serves(want, one, now)) ||
    hopeOf[other.phase] - hopeOf[one.phase] ||
    Number(other.hash === want.hash) - Number(one.hash === want.hash) ||
    other.versionSince - one.versionSince ||
    compareText(one.id, other.id)
  )
}

const hopeOf: Readonly<Record<ObservedMachine['phase'], number>> = {
  running: 4,
  resting: 4,
  moving: 3,
  unreachable: 2,
  unseen: 1,
  broken: 0,
}
