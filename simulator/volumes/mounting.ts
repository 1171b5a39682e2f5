import type { MachineConfig, Mount } from '../../controller/fly/wire.ts'
import { type Place, reserve, reserveAt } from '../placement.ts'
import type { Premises } from '../premises.ts'
import { refuse } from '../refusal.ts'
import type { AppRow } from '../rows.ts'
import { newVolume } from './creation.ts'
import { alreadyClaimed, mountChanged, mountNotFound, nobodysId, notReady } from './refusals.ts'
import { changed, isDeleted, isMountable, type VolumeRow } from './volume.ts'

/** As it is sent: with the id of a volume, or only with a name. */
type AskedMount = Omit<Mount, 'volume'> & { readonly volume?: string }

/** Where a new Machine goes, and the volume that it gets there, if it mounts one; or a Refusal. */
export function placeWithVolume(
  premises: Premises,
  app: AppRow,
  regions: readonly string[],
  config: MachineConfig,
): { readonly place: Place; readonly volume: VolumeRow | undefined } {
  const mount: AskedMount | undefined = config.mounts?.[0]
  if (mount === undefined) return { place: reserve(premises, app, regions, config), volume: undefined }
  const volume = volumeFor(premises, app, mount, regions)
  if (volume !== undefined) return { place: reserveAt(premises, app, volume, config), volume }
  // By name Fly makes one where there is none that is free, which is why it is not safe to ask for twice.
  const place = reserve(premises, app, regions, config)
  const { name = '', size_gb: sizeGb = 1, encrypted = true } = mount
  return {
    place,
    volume: newVolume(premises, { app: app.name, name, sizeGb, isEncrypted: encrypted, host: place.host }),
  }
}

/** The config with what Fly fills in of the volume. Source: superfly/flyctl; seen live */
export function withVolume(config: MachineConfig, { key, name, sizeGb, isEncrypted }: VolumeRow): MachineConfig {
  const mounts = (config.mounts ?? []).map((mount) => ({
    ...mount,
    volume: key,
    name,
    size_gb: sizeGb,
    encrypted: isEncrypted,
  }))
  return { ...config, mounts }
}

/** The volume belongs to the Machine from now on. */
export function attach({ truth, laws }: Pick<Premises, 'truth' | 'laws'>, volume: VolumeRow, machineId: string): void {
  truth.tables.volume.put(changed(volume, laws, { machineId, isFormatted: true }))
}

/**
 * The config of an update, with what Fly fills in. An update may change where a volume is mounted and how it grows, not
 * which one it is. Source: superfly/docs, volumes/overview
 */
export function withSameVolume(before: MachineConfig, after: MachineConfig): MachineConfig {
  const [had] = before.mounts ?? []
  const wanted: AskedMount | undefined = after.mounts?.[0]
  if (had === undefined && wanted === undefined) return after
  if (had === undefined || wanted === undefined) throw mountChanged()
  if (wanted.volume === undefined ? wanted.name !== had.name : wanted.volume !== had.volume) throw mountChanged()
  const { volume, name, size_gb, encrypted } = had
  return { ...after, mounts: [{ ...wanted, volume, name, size_gb, encrypted } as Mount] }
}

/** By its id, or any that is free and has the name. `undefined`: there is none of the name. */
function volumeFor(
  { truth, laws, faults }: Premises,
  { name: app }: AppRow,
  mount: AskedMount,
  regions: readonly string[],
): VolumeRow | undefined {
  const { tables } = truth
  if (mount.volume === undefined) {
    const isFree = (volume: VolumeRow) =>
      volume.name === mount.name &&
      volume.machineId === undefined &&
      volume.heldUntil <= laws.now() &&
      isMountable(volume) &&
      regions.includes(volume.region)
    return [...tables.volume.of(app)].find(isFree)
  }
  const volume = tables.volume.get(mount.volume)
  if (volume === undefined || volume.app !== app || isDeleted(volume)) throw mountNotFound()
  if (volume.machineId !== undefined) throw alreadyClaimed(volume.machineId)
  if (volume.heldUntil > laws.now()) {
    faults.count('volume held')
    throw alreadyClaimed(nobodysId)
  }
  if (!isMountable(volume)) throw notReady(volume.key, volume.state)
  // Only that it is refused is known.
  if (!regions.includes(volume.region)) {
    throw refuse(400, `invalid config: volume ${volume.key} is in region ${volume.region}`)
  }
  return volume
}
