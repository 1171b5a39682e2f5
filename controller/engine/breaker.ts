import { type BreakerLimits, heldOf, lossOf, sayTaking, type Taking } from '../plan/breaker.ts'
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
  return heldOf(takingOf(stored, rows), stored.generation, stored.confirmed, limits)
}

/** What it takes, whether anybody has agreed or not. */
export function takingOf(stored: Pick<Stored, 'resource' | 'fallback'>, { bindings, assets }: Rows): Taking {
  const wanted = slotsOf(inForce(stored))
  const volumes = volumesIn(assets).filter((row) => row.alive && factsOf(row).quarantined === undefined)
  return {
    machines: lossOf(
      wanted,
      bindings.flatMap(({ alive, slot }) => (alive ? slot : [])),
    ),
    volumes: lossOf(
      wanted.filter((slot) => hasVolume(inForce(stored), slot)),
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
