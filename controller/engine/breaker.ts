import { type BreakerLimits, heldOf, lossOf, sayTaking, type Taking, whatGoes } from '../plan/breaker.ts'
import { type Asset, type Binding, groupOf, type Slot } from '../resource/ownership.ts'
import type { Resource } from '../resource/resource.ts'
import { slotsOf } from '../resource/slots.ts'
import { factsOf, volumesIn } from '../resource/volume-asset.ts'
import { inForce, type Stored } from '../store/store.ts'

type Rows = { readonly bindings: readonly Binding[]; readonly assets: readonly Asset[] }

/**
 * What the generation in force takes from its App and nobody has agreed to yet; `undefined` when nothing waits for that.
 * From rows of the store alone, as the guard needs it, and not through the planner.
 */
export function heldTaking(stored: Stored, rows: Rows, limits: BreakerLimits): Partial<Taking> | undefined {
  if (stored.held === undefined) return heldOf(takingOf(stored, rows), stored.generation, stored.confirmed, limits)
  const takesAll = stored.deletionRequestedAt !== undefined
  return whatGoes(takesAll ? takingBut([], [], rows) : takingOf(stored, rows), takesAll)
}

function takingOf(stored: Stored, rows: Rows): Taking {
  const wanted = slotsOf(inForce(stored))
  return takingBut(
    wanted,
    wanted.filter((slot) => hasVolume(inForce(stored), slot)),
    rows,
  )
}

function takingBut(slots: readonly Slot[], onVolumes: readonly Slot[], { bindings, assets }: Rows): Taking {
  const volumes = volumesIn(assets).filter((row) => row.alive && factsOf(row).quarantined === undefined)
  return {
    machines: lossOf(
      slots,
      bindings.flatMap(({ alive, slot }) => (alive ? slot : [])),
    ),
    volumes: lossOf(
      onVolumes,
      volumes.map(({ slot }) => slot),
    ),
  }
}

function hasVolume({ spec }: Resource, slot: Slot): boolean {
  return spec.machines[groupOf(slot)]?.volume !== undefined
}

/** Why nothing of what a generation takes away may go yet. */
export function whyNotTake(what: keyof Taking, stored: Stored, rows: Rows, limits: BreakerLimits): string | undefined {
  const loss = heldTaking(stored, rows, limits)?.[what]
  return loss && `nobody has agreed to lose ${sayTaking({ [what]: loss })}`
}
