import {
  anyTextOf,
  arrayFrom,
  type Fields,
  flagOf,
  mayBeTexts,
  numberOf,
  recordFrom,
  textOf,
  Unexpected,
  withoutNulls,
} from './reading.ts'
import type { VolumeExtended } from './volume-port.ts'
import type { OrgVolume, OrgVolumesPage, Snapshot, Volume } from './wire-volumes.ts'

/** Volumes at the door: see `shapes.ts`. With this id or name, when one was asked for. */
export function volumeFrom(value: unknown, asked: { readonly id?: string; readonly name?: string } = {}): Volume {
  const volume = volumeFields(value)
  if (asked.id !== undefined && volume.id !== asked.id) throw new Unexpected(`it is about another volume, ${volume.id}`)
  if (asked.name !== undefined && volume.name !== asked.name) {
    throw new Unexpected(`it is about another volume, ${volume.name}`)
  }
  return volume as unknown as Volume
}

export function volumesFrom(value: unknown): readonly Volume[] {
  return arrayFrom(value, 'volumes').map((volume) => volumeFrom(volume))
}

export function volumeExtendedFrom(value: unknown, id: string): VolumeExtended {
  const answer = recordFrom(value, 'an extended volume')
  return { volume: volumeFrom(answer.volume, { id }), needs_restart: flagOf(answer, 'needs_restart') }
}

export function orgVolumesPageFrom(value: unknown): OrgVolumesPage {
  const page = withoutNulls(recordFrom(value, 'a page of volumes'))
  // As with Machines: null is an empty list, no list is no page.
  if (!('volumes' in (value as object))) throw new Unexpected('it has no volumes')
  const volumes = arrayFrom(page.volumes ?? [], 'volumes').map(orgVolumeFrom)
  mayBeTexts(page, ['last_volume_id', 'last_updated_at', 'next_cursor'])
  return { ...page, volumes } as unknown as OrgVolumesPage
}

export function snapshotsFrom(value: unknown): readonly Snapshot[] {
  return arrayFrom(value, 'snapshots').map((each) => {
    const snapshot = withoutNulls(recordFrom(each, 'a snapshot'))
    for (const key of ['id', 'status', 'created_at']) textOf(snapshot, key)
    return snapshot as unknown as Snapshot
  })
}

function orgVolumeFrom(value: unknown): OrgVolume {
  const volume = volumeFields(value)
  textOf(volume, 'app_name')
  textOf(volume, 'updated_at')
  return volume as unknown as OrgVolume
}

function volumeFields(value: unknown): Fields {
  const volume = { zone: '', ...withoutNulls(recordFrom(value, 'a volume')) } as Fields
  for (const key of ['id', 'name', 'state', 'region', 'created_at']) textOf(volume, key)
  anyTextOf(volume, 'zone')
  numberOf(volume, 'size_gb')
  mayBeTexts(volume, ['attached_machine_id'])
  if (volume.attached_machine_id !== '') return volume
  const { attached_machine_id: _, ...free } = volume
  return free
}
