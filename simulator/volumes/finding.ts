import { appOf, type Premises } from '../premises.ts'
import type { Ask } from '../routes.ts'
import { notReady, volumeNotFound, volumeUnreachable } from './refusals.ts'
import { isDeleted, type VolumeRow } from './volume.ts'

/** The volume that is asked about, with its app; also when it is deleted and not gone yet. */
export function volumeOf(premises: Premises, ask: Ask): VolumeRow {
  const app = appOf(premises, ask)
  const volume = premises.truth.tables.volume.get(ask.params.volume ?? '')
  if (volume === undefined || volume.app !== app.name) throw volumeNotFound()
  return volume
}

/** As `volumeOf`, for what its host has to do: it must be reached, and the volume not be deleted. */
export function volumeToChange(premises: Premises, ask: Ask): VolumeRow {
  const volume = volumeOf(premises, ask)
  if (isDeleted(volume)) throw notReady(volume.key, volume.state)
  if (premises.hosts.get(volume.hostId).status !== 'ok') throw volumeUnreachable()
  return volume
}
