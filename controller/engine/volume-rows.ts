import type { Volume } from '../fly/wire-volumes.ts'
import { mountOf } from '../plan/mount.ts'
import type { Holdings, Sighting } from '../plan/observed.ts'
import type { Asset, Intent, Slot } from '../resource/ownership.ts'
import { factsOf, type VolumeAsset, type VolumeFacts, volumesIn, withFacts } from '../resource/volume-asset.ts'
import { isForked, takenBack } from './left-volumes.ts'

type Row = Omit<Asset, 'ref'>

/** What the spec in force says of volumes. */
export type VolumeWishes = {
  /** The slots that are to have one. */
  readonly slots: ReadonlySet<Slot>
  /** How long one of the slot stays when nothing has a use for it; `undefined` when the spec says nothing of its group. */
  readonly keepForMs: (slot: Slot) => number | undefined
}

/**
 * The rows that a look makes other rows of. A name is never used twice, so whatever has the name of one of ours was made by
 * us, or from it: Fly has moved it, if the Machine of the slot has it now; otherwise it is a twin, which may hold data too,
 * and is left alone for ever. Of a name that others gave only the first is said. `now` is Fly's time.
 */
export function volumeRows(
  { volumes, machines }: Sighting,
  { assets, bindings }: Pick<Holdings, 'assets' | 'bindings'>,
  { slots, keepForMs }: VolumeWishes,
  now: number,
): readonly Row[] {
  if (volumes === undefined) return []
  const before = volumesIn(assets)
  const gone = new Set(volumes.gone)
  const listed = new Map(volumes.listed.map((volume) => [volume.id, volume]))
  const slotOf = new Map(bindings.map(({ machineId, slot }) => [machineId, slot]))
  const mountedIn = new Map(machines.map(({ id, config }) => [mountOf(config)?.volume, slotOf.get(id)]))
  // What a Machine says of its mount and what the volume says of its Machine do not change at the same moment.
  const isUsedIn = (slot: Slot, { id, attached_machine_id }: Volume): boolean =>
    mountedIn.get(id) === slot || (attached_machine_id ? slotOf.get(attached_machine_id) === slot : false)

  const known = new Set(before.map(({ id }) => id))
  const newcomers = volumes.listed.flatMap((volume): VolumeAsset[] => {
    const kin = before.find(
      (row) => row.name === volume.name && (!factsOf(row).isNameShared || isUsedIn(row.slot, volume)),
    )
    if (known.has(volume.id) || kin === undefined) return []
    return [{ ...kin, id: volume.id, alive: true, facts: { ...factsAfter(kin, isUsedIn(kin.slot, volume)) } }]
  })
  const isNew = ({ slot, name }: VolumeAsset) =>
    newcomers.some((row) => row.slot === slot && row.name === name && factsOf(row).quarantined === undefined)
  const after = before.map((row): VolumeAsset => {
    const alive = row.alive ? !gone.has(row.id) : listed.has(row.id)
    const isLeft = factsOf(row).quarantined === undefined && isNew(row)
    const facts = isLeft ? { ...row.facts, quarantined: 'moved' } : row.facts
    return { ...row, alive, facts }
  })
  const isHad = ({ id }: VolumeAsset) => mountedIn.has(id) || Boolean(listed.get(id)?.attached_machine_id)
  const isBack = ({ id, slot }: VolumeAsset) => isReached(listed.get(id)) && mountedIn.get(id) === slot
  const keeping = takenBack([...after, ...newcomers], isHad, isBack)
  return keeping.flatMap((row) => {
    // One that is gone and was given up stays given up: only so can there be another in its slot.
    const isUsed = slots.has(row.slot) && !isForked(factsOf(row)) && (row.alive || row.idleSince === undefined)
    const idleSince = isUsed ? undefined : (row.idleSince ?? new Date(now).toISOString())
    const facts = { ...factsOf(row), keepForMs: keepForMs(row.slot) ?? factsOf(row).keepForMs }
    // A snapshot from before it was in use again is of other data.
    const { snapshot: _, ...unsaved } = facts
    const next: VolumeAsset = { ...row, idleSince, facts: idleSince === undefined ? unsaved : facts }
    const had = before.find(({ id }) => id === row.id)
    return had !== undefined && isSame(had, next) ? [] : [withFacts(next, {})]
  })
}

function isReached(volume: Volume | undefined): boolean {
  return volume !== undefined && (volume.host_status ?? 'ok') === 'ok'
}

/** What came of a creation whose answer was lost: the volume that is in use, or else the oldest, and its twins. */
export function madeVolumes(intent: Intent, { volumes, machines }: Sighting, facts: VolumeFacts): readonly Row[] {
  const used = new Set(machines.map(({ config }) => mountOf(config)?.volume))
  const isUsed = ({ id, attached_machine_id }: Volume) => used.has(id) || Boolean(attached_machine_id)
  return (volumes?.listed ?? [])
    .filter(({ name }) => name === intent.target)
    .sort(
      (one, other) =>
        Number(isUsed(other)) - Number(isUsed(one)) ||
        Date.parse(one.created_at) - Date.parse(other.created_at) ||
        (one.id < other.id ? -1 : 1),
    )
    .map((volume, index) => ({
      ...volumeRow(intent, volume, facts),
      ...(index > 0 && { facts: { ...factsFrom(volume, facts), quarantined: 'twin' } }),
    }))
}

/** The row of a volume that an intent has made. */
export function volumeRow({ id, slot, target }: Intent, volume: Volume, facts: VolumeFacts): Row {
  const about = { kind: 'volume', id: volume.id, name: target, slot, operation: id, alive: true } as const
  return { ...about, idleSince: undefined, facts: factsFrom(volume, facts) }
}

function factsFrom({ size_gb, snapshot_retention, auto_backup_enabled }: Volume, wished: VolumeFacts): VolumeFacts {
  return {
    ...wished,
    sizeGb: size_gb,
    snapshotDays: snapshot_retention ?? wished.snapshotDays,
    autoBackup: auto_backup_enabled ?? wished.autoBackup,
  }
}

function factsAfter(kin: VolumeAsset, isMoved: boolean): VolumeFacts {
  const { quarantined: _, snapshot: __, ...facts } = factsOf(kin)
  return isMoved ? facts : { ...facts, quarantined: 'twin' }
}

function isSame(one: VolumeAsset, other: VolumeAsset): boolean {
  return (
    one.alive === other.alive &&
    one.idleSince === other.idleSince &&
    JSON.stringify(one.facts) === JSON.stringify(other.facts)
  )
}
