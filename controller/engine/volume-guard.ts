import type { BreakerLimits } from '../plan/breaker.ts'
import { keepForMs } from '../plan/desired-volume.ts'
import { type Asset, groupOf, type Slot } from '../resource/ownership.ts'
import type { Resource } from '../resource/resource.ts'
import { factsOf, mayKeep, type VolumeAsset, volumesIn } from '../resource/volume-asset.ts'
import type { Stored } from '../store/store.ts'
import { whyNotTake } from './breaker.ts'
import { defaultSettings } from './settings.ts'

/**
 * The last look before a volume is deleted: from rows of the store alone, and without the planner. A volume goes only when
 * the spec has given up its slot, has had it kept for as long as it says, and a snapshot of it was taken since. Returns why
 * not, or `undefined` when it may be done. `now` is in ms since 1970, by Fly's clock.
 */
export function whyNotDeleteVolume(
  id: string,
  stored: Stored,
  assets: readonly Asset[],
  now: number,
  limits: BreakerLimits = defaultSettings,
): string | undefined {
  const row = volumesIn(assets).find((volume) => volume.id === id)
  if (!row) return `the volume ${id} is not ours`
  if (!row.alive) return `the volume ${id} is gone already`
  const { quarantined, snapshot, left } = factsOf(row)
  if (quarantined !== undefined) return `nobody knows what is in the volume ${id}: it is ${quarantined}`
  const isCopied = left?.because === 'HostFull' && hasCopy(row, assets)
  if (stored.deletionRequestedAt === undefined && isAskedFor(stored, row.slot) && !isCopied) {
    return `the spec has a volume in ${row.slot}`
  }
  if (row.idleSince === undefined) return `the volume ${id} is in use`
  const idleSince = Date.parse(row.idleSince)
  const keptMs = now - idleSince
  if (!(keptMs >= keepForOf(stored, row))) return `the volume ${id} has not been kept for as long as its spec says`
  if (snapshot === undefined || !(snapshot.at >= idleSince))
    return `there is no snapshot of the volume ${id} since then`
  if (stored.held) return `nobody has agreed that anything of ${stored.ref} goes`
  // Whoever asks for the deletion of an App names all that is in it.
  if (stored.deletionRequestedAt !== undefined) return undefined
  return whyNotTake('volumes', stored, { bindings: [], assets }, limits)
}

/** Whether another of the slot was made as a copy of it, and a Machine has had that. */
function hasCopy({ id, slot }: VolumeAsset, assets: readonly Asset[]): boolean {
  return volumesIn(assets).some((row) => {
    const { restored } = factsOf(row)
    const isCopy = restored?.of === id && restored.isFork === true && restored.isUsed === true
    return row.slot === slot && row.alive && isCopy && mayKeep(factsOf(row))
  })
}

/** Why an app may not be deleted, as far as its volumes are concerned: they would all go with it. */
export function whyNotLoseVolumes(assets: readonly Asset[]): string | undefined {
  const left = volumesIn(assets).find(({ alive }) => alive)
  return left && `the volume ${left.id} of ${left.slot} is in it`
}

/** By the spec of now and by that which runs in its place, where it failed. */
function isAskedFor({ resource, fallback }: Stored, slot: Slot): boolean {
  return hasVolume(resource, slot) || (fallback !== undefined && hasVolume(fallback.resource, slot))
}

/** Reads the spec itself, on purpose not through the planner. */
function hasVolume({ spec }: Resource, slot: Slot): boolean {
  const group = spec.machines[groupOf(slot)]
  if (group?.volume === undefined) return false
  const [, region = '', number = ''] = slot.split('/')
  const inPrimary = region === spec.primaryRegion ? (group.count ?? 1) : 0
  return Number(number) < (group.regions ? (group.regions[region] ?? 0) : inPrimary)
}

/** What the spec of now says of the group; if it has none, what it said when it last had one. */
function keepForOf({ resource }: Stored, row: VolumeAsset): number {
  const said = keepForMs(resource.spec.machines[groupOf(row.slot)])
  return said ?? factsOf(row).keepForMs
}
