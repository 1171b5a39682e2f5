import type * as spec from '../../../schemas/types.ts'
import { isVolumeLeaving } from '../../fly/volume-states.ts'
import type { MachineConfig } from '../../fly/wire.ts'
import type { Volume } from '../../fly/wire-volumes.ts'
import type { DesiredVolume } from '../desired-volume.ts'
import { mountOf } from '../mount.ts'

/** The volume that a live Machine has; `undefined` when it has none, or one that Fly does not list as one of the app's. */
export function volumeOf(config: MachineConfig | undefined, volumes: readonly Volume[]): Volume | undefined {
  const id = mountOf(config)?.volume
  return id === undefined ? undefined : volumes.find((volume) => volume.id === id && !isVolumeLeaving(volume.state))
}

/** What a spec would ask for to have just that volume. */
export function volumeFrom(config: MachineConfig, volumes: readonly Volume[]): DesiredVolume | undefined {
  const [volume, mount] = [volumeOf(config, volumes), mountOf(config)]
  if (volume === undefined || mount === undefined) return undefined
  const { size_gb: sizeGb, encrypted } = volume
  return { path: mount.path, sizeGb, ...keepingOf(volume), encrypted }
}

/** How Fly saves a volume. Where it does not tell, it is as Fly does without being told. */
export function keepingOf({
  snapshot_retention,
  auto_backup_enabled,
}: Volume): Pick<DesiredVolume, 'snapshotDays' | 'autoBackup'> {
  return { snapshotDays: snapshot_retention ?? usualDays, autoBackup: auto_backup_enabled ?? true }
}

/** The same in the words of a spec, without what is a default. */
export function volumeWords({ path, sizeGb, snapshotDays, autoBackup, encrypted }: DesiredVolume): VolumeWords {
  return {
    path,
    sizeGb,
    ...(snapshotDays !== usualDays && { snapshotDays }),
    ...(!autoBackup && { autoBackup }),
    ...(!encrypted && { encrypted }),
  }
}

type VolumeWords = Pick<Volumes, 'path' | 'sizeGb'> & Partial<Volumes>
type Volumes = NonNullable<spec.Group['volume']>

// Source: superfly/docs, volumes/snapshots
const usualDays = 5
