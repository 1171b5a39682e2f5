import { isVolumeReady } from '../fly/volume-states.ts'
import type { Volume } from '../fly/wire-volumes.ts'
import type { Slot } from '../resource/ownership.ts'
import { factsOf, type VolumeAsset, type VolumeFacts, volumesIn } from '../resource/volume-asset.ts'
import type { Holdings, Sighting, SnapshotOf } from './observed.ts'
import { compareText } from './slots.ts'

/** What is on Fly of an App's volumes, as the planner needs it. */
export type ObservedVolumes = {
  /** Ours, by name and id. */
  readonly ours: readonly ObservedVolume[]
  /** Of the app, and not ours: told, never touched. */
  readonly strangers: readonly { readonly id: string; readonly name: string; readonly sizeGb: number }[]
  /** Creations whose outcome no observation has settled yet. `isUnmade`: it is certain by now that nothing came of it. */
  readonly pending: readonly { readonly slot: Slot; readonly operation: string; readonly isUnmade: boolean }[]
}

export type ObservedVolume = {
  readonly id: string
  readonly name: string
  readonly slot: Slot
  /**
   * `ready`: a Machine can have it, or has it. `moving`: Fly is at work on it. `unreachable`: its host is. `unseen`: not in
   * the list, and nobody has confirmed that it is gone. `gone`: a read has confirmed that.
   */
  readonly phase: 'ready' | 'moving' | 'unreachable' | 'unseen' | 'gone'
  /** In Fly's word; `gone` or `unseen` when there is none. */
  readonly state: string
  readonly sizeGb: number
  readonly snapshotDays: number | undefined
  readonly autoBackup: boolean | undefined
  /** The id of the Machine that has it. */
  readonly attachedTo: string | undefined
  /** ms since 1970, by Fly's clock. */
  readonly idleSince: number | undefined
  /** The newest, where the volume is lost and another may be made from it. */
  readonly snapshot?: SnapshotOf | undefined
  readonly facts: VolumeFacts
}

export const noVolumes: ObservedVolumes = { ours: [], strangers: [], pending: [] }

export function observeVolumes({ volumes }: Sighting, { assets, intents }: Holdings): ObservedVolumes {
  const rows = volumesIn(assets)
  const byId = new Map(volumes?.listed.map((volume) => [volume.id, volume]))
  const gone = new Set(volumes?.gone)
  const known = new Set(rows.map(({ id }) => id))
  return {
    ours: rows
      .map((row) => ({
        ...observeVolume(row, byId.get(row.id), gone.has(row.id)),
        snapshot: volumes?.snapshots?.get(row.id),
      }))
      .sort((one, other) => compareText(one.name, other.name) || compareText(one.id, other.id)),
    strangers: (volumes?.listed ?? [])
      .filter(({ id }) => !known.has(id))
      .map(({ id, name, size_gb: sizeGb }) => ({ id, name, sizeGb }))
      .sort((one, other) => compareText(one.id, other.id)),
    pending: intents.flatMap(({ id, action, slot }) =>
      action === 'create-volume' && slot !== undefined
        ? [{ slot, operation: id, isUnmade: volumes?.unmade.includes(id) ?? false }]
        : [],
    ),
  }
}

function observeVolume(row: VolumeAsset, live: Volume | undefined, isGone: boolean): ObservedVolume {
  const { id, name, slot, alive, idleSince } = row
  const facts = factsOf(row)
  const missing = !alive || isGone ? 'gone' : 'unseen'
  return {
    id,
    name,
    slot,
    phase: live ? phaseOf(live) : missing,
    state: live?.state ?? missing,
    sizeGb: live?.size_gb ?? facts.sizeGb,
    snapshotDays: live?.snapshot_retention,
    autoBackup: live?.auto_backup_enabled,
    attachedTo: live?.attached_machine_id ?? undefined,
    idleSince: idleSince === undefined ? undefined : Date.parse(idleSince),
    facts,
  }
}

function phaseOf({ host_status, state }: Volume): ObservedVolume['phase'] {
  if ((host_status ?? 'ok') !== 'ok') return 'unreachable'
  return isVolumeReady(state) ? 'ready' : 'moving'
}
