import { FlyError } from '../fly/errors.ts'
import type { Call } from '../fly/fly.ts'
import type { Snapshot, Volume } from '../fly/wire-volumes.ts'
import type { Holdings, Sighting, SnapshotOf, VolumeSighting } from '../plan/observed.ts'
import { groupOf, type Slot } from '../resource/ownership.ts'
import type { Ref, Resource } from '../resource/resource.ts'
import { factsOf, mayKeep, type VolumeAsset, volumesIn } from '../resource/volume-asset.ts'
import type { Deps } from './deps.ts'

type Standing = Pick<Volume, 'id' | 'host_status'> & { readonly isGone: boolean }

/**
 * How it stands with the volumes of ours that a Machine should have: what was given up or left behind, or is for a person
 * to look at, is missed by nobody. What is neither listed nor surely gone is not told.
 */
export function standingOf(
  { listed, gone }: Pick<VolumeSighting, 'listed' | 'gone'>,
  { assets }: Pick<Holdings, 'assets'>,
): readonly Standing[] {
  const byId = new Map(listed.map((volume) => [volume.id, volume]))
  return keepersIn(assets).flatMap(({ id, alive }): readonly Standing[] => {
    const live = byId.get(id)
    if (live) return [{ ...live, isGone: false }]
    return !alive || gone.includes(id) ? [{ id, isGone: true }] : []
  })
}

/**
 * Adds the newest snapshot of each volume whose place another may take by now: nobody asks about the others. That there is
 * none, and that Fly does not tell, are the same here: then nothing is made.
 */
export async function withSnapshots(
  sighting: Sighting,
  { ref, flyApp, spec }: { readonly ref: Ref; readonly flyApp: string; readonly spec: Resource | undefined },
  { assets }: Pick<Holdings, 'assets'>,
  { fly, losses }: Pick<Deps, 'fly' | 'losses'>,
  call: Call,
): Promise<Sighting> {
  const { volumes } = sighting
  const lost = volumes && spec ? losses.of(ref, flyApp).due : []
  const asked = keepersIn(assets).filter(({ id, slot }) => lost.includes(id) && spec && mayBeRestored(slot, spec))
  if (volumes === undefined || asked.length === 0) return sighting
  const found = await Promise.all(
    asked.map(async ({ id }): Promise<readonly (readonly [string, SnapshotOf])[]> => {
      const newest = newestOf(await fly.listSnapshots(flyApp, id, call).catch(noneOnFlyError))
      return newest ? [[id, snapshotOf(newest)]] : []
    }),
  )
  return { ...sighting, volumes: { ...volumes, snapshots: new Map(found.flat()) } }
}

function keepersIn(assets: Holdings['assets']): readonly VolumeAsset[] {
  return volumesIn(assets).filter((row) => row.idleSince === undefined && mayKeep(factsOf(row)))
}

function mayBeRestored(slot: Slot, { spec }: Resource): boolean {
  return spec.machines[groupOf(slot)]?.volume?.onLostHost === 'restore'
}

function newestOf(snapshots: readonly Snapshot[]): Snapshot | undefined {
  return snapshots
    .filter(({ status }) => status === 'created')
    .toSorted((one, other) => Date.parse(other.created_at) - Date.parse(one.created_at))[0]
}

function snapshotOf({ id, created_at, volume_size = 0 }: Snapshot): SnapshotOf {
  return { id, at: Date.parse(created_at), sizeGb: Math.ceil(volume_size / bytesInGb) }
}

function noneOnFlyError(error: unknown): readonly Snapshot[] {
  if (error instanceof FlyError) return []
  throw error
}

const bytesInGb = 2 ** 30
