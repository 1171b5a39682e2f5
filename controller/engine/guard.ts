import type { BreakerLimits } from '../plan/breaker.ts'
import type { Step } from '../plan/step.ts'
import { type Asset, type Binding, groupOf, type Slot } from '../resource/ownership.ts'
import type { Resource } from '../resource/resource.ts'
import { factsOf, mayKeep, volumesIn } from '../resource/volume-asset.ts'
import { inForce, type Stored } from '../store/store.ts'
import { whyNotTake } from './breaker.ts'
import { defaultSettings } from './settings.ts'
import { keptUntil } from './trash.ts'

/**
 * The last look before a Machine is destroyed. From rows of the store alone, and without the planner: a planner that
 * has gone wrong must not get past here. Returns why not, or `undefined` when it may be done.
 */
export function whyNotDestroy(
  step: Step & { readonly kind: 'destroy-machine' },
  stored: Stored,
  bindings: readonly Binding[],
  now: number,
  assets: readonly Asset[] = [],
  limits: BreakerLimits = defaultSettings,
): string | undefined {
  const binding = bindings.find(({ machineId }) => machineId === step.id)
  if (!binding) return `the Machine ${step.id} is not ours`
  if (binding.slot !== step.slot) return `the Machine ${step.id} fills ${binding.slot}, not ${step.slot}`
  if (!binding.alive) return `the Machine ${step.id} is gone already`

  switch (step.because) {
    case 'DeletionRequested':
      return whyNotDelete(stored, now)
    case 'SlotRemoved':
      if (isWanted(inForce(stored), step.slot)) return `the spec has the slot ${step.slot}`
      return whyNotTake('machines', stored, { bindings, assets }, limits)
    case 'Replaced':
    case 'Broken': {
      const hasSuccessor = bindings.some(
        ({ slot, alive, machineId }) => alive && slot === step.slot && machineId !== step.id,
      )
      return hasSuccessor ? undefined : `nothing stands in for the Machine ${step.id} in ${step.slot}`
    }
    case 'HandsOver': {
      const hasData = volumesIn(assets).some((row) => row.alive && row.slot === step.slot && mayKeep(factsOf(row)))
      return hasData ? undefined : `there is no volume of ${step.slot} for a successor`
    }
    default:
      return step.because satisfies never
  }
}

/** Why nothing of an App may be deleted for good at `now`, ms since 1970. */
export function whyNotDelete(stored: Stored, now: number): string | undefined {
  const { ref } = stored
  const until = keptUntil(stored)
  if (until === undefined) return `nobody asked to delete ${ref}`
  if (stored.protected) return `${ref} is protected`
  if (stored.held) return `nobody has agreed that ${ref} goes`
  return now < until ? `${ref} is kept until ${new Date(until).toISOString()}` : undefined
}

/** Whether the spec has the slot. Reads the spec itself, on purpose not through the planner. */
function isWanted({ spec }: Resource, slot: Slot): boolean {
  const group = spec.machines[groupOf(slot)]
  if (!group) return false
  const [, region = '', number = ''] = slot.split('/')
  const inPrimary = region === spec.primaryRegion ? (group.count ?? 1) : 0
  return Number(number) < (group.regions ? (group.regions[region] ?? 0) : inPrimary)
}
