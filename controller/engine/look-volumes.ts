import type { Call } from '../fly/fly.ts'
import { isVolumeLeaving } from '../fly/volume-states.ts'
import type { Volume } from '../fly/wire-volumes.ts'
import type { Holdings, VolumeSighting } from '../plan/observed.ts'
import { factsOf, type VolumeAsset, volumesIn } from '../resource/volume-asset.ts'
import type { Deps } from './deps.ts'

/** Whether there is anything to look for among an app's volumes. */
export function hasVolumes({ assets, intents }: Holdings): boolean {
  return volumesIn(assets).some(({ alive }) => alive) || intents.some(({ action }) => action === 'create-volume')
}

/**
 * The volumes of an app: one list, and a read by id of whatever of ours it does not have, or has otherwise than we made it.
 * What cannot be confirmed either way is in neither list.
 */
export async function sightVolumes(
  flyApp: string,
  { assets, intents }: Holdings,
  { fly, memory }: Deps,
  call: Call,
): Promise<VolumeSighting> {
  const listed = new Map((await fly.listVolumes(flyApp, call)).map((volume) => [volume.id, volume]))
  const names = new Set([...listed.values()].map(({ name }) => name))
  const unmade = intents.filter(
    ({ id, action, target }) => action === 'create-volume' && memory.isUnmade(id, names.has(target)),
  )
  const gone: string[] = []
  await Promise.all(
    volumesIn(assets).map(async (row) => {
      const inList = listed.get(row.id)
      if (isAsExpected(row, inList)) return
      const read = await fly.getVolume(flyApp, row.id, call)
      listed.delete(row.id)
      if (read !== undefined && !isVolumeLeaving(read.state)) listed.set(row.id, read)
      // Not known right after its creation is not gone.
      else if (read !== undefined || !(memory.isYoung() || memory.wroteLately(row.id))) gone.push(row.id)
    }),
  )
  return { listed: [...listed.values()], gone: gone.sort(), unmade: unmade.map(({ id }) => id) }
}

function isAsExpected(row: VolumeAsset, listed: Volume | undefined): boolean {
  if (!row.alive) return listed === undefined
  if (listed === undefined) return false
  const { sizeGb, snapshotDays, autoBackup } = factsOf(row)
  return (
    listed.size_gb >= sizeGb &&
    (listed.snapshot_retention ?? snapshotDays) === snapshotDays &&
    (listed.auto_backup_enabled ?? autoBackup) === autoBackup
  )
}
