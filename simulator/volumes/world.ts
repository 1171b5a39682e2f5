import type { VolumeState } from '../../controller/fly/wire-volumes.ts'
import type { Premises } from '../premises.ts'
import { grow } from './course.ts'
import { dayMs, deletedVolume, newVolume } from './creation.ts'
import type { SnapshotRow } from './snapshot.ts'
import { newSnapshot } from './snapshot-routes.ts'
import { changed, isDeleted, type VolumeRow } from './volume.ts'

/** The truth about volumes and snapshots, and other people's hands on them. Volumes are named by id. */
export interface VolumesWorld {
  /** In order of creation; of all apps when none is named. Without those that are deleted, unless asked for. */
  volumes(app?: string, options?: { readonly deleted?: boolean }): readonly SimulatedVolume[]
  /** In order of creation; also those of volumes that are gone. */
  snapshots(app?: string): readonly SimulatedSnapshot[]
  /** There at once, and empty. */
  createVolume(
    app: string,
    volume: { readonly name: string; readonly region: string; readonly sizeGb?: number },
  ): SimulatedVolume
  /** It is larger at once, as when it extends itself. */
  extendVolume(volume: string, sizeGb: number): void
  /** Programs have written so much, up to all of it: a volume whose mount says so extends itself, in the time that Fly takes. */
  fillVolume(volume: string, usedGb: number): void
  /** Whether a Machine has it or not. Takes the time that Fly takes. */
  deleteVolume(volume: string): void
  /** Held for a Machine whose id is 14 NUL bytes: nobody can mount it for so long. */
  holdVolume(volume: string, forMs: number): void
  /** One that is there at once. */
  snapshotVolume(volume: string): SimulatedSnapshot
}

export type SimulatedVolume = {
  readonly id: string
  readonly name: string
  readonly app: string
  readonly region: string
  readonly hostId: string
  readonly state: VolumeState
  readonly sizeGb: number
  readonly usedGb: number
  /** `undefined` when it is free. */
  readonly machineId: string | undefined
  readonly snapshotRetention: number
  readonly hasAutoBackup: boolean
  readonly createdAt: number
}

export type SimulatedSnapshot = {
  readonly id: string
  readonly app: string
  readonly volumeId: string
  readonly status: SnapshotRow['status']
  readonly sizeGb: number
  readonly createdAt: number
}

export function createVolumesWorld(premises: Pick<Premises, 'truth' | 'laws' | 'hosts'>): VolumesWorld {
  const { truth, laws, hosts } = premises
  const { volume: volumes, snapshot: snapshots } = truth.tables

  function volumeCalled(id: string): VolumeRow {
    const volume = volumes.get(id)
    if (volume === undefined) throw new Error(`there is no simulated volume ${id}`)
    return volume
  }

  return {
    volumes: (app, { deleted = false } = {}) =>
      [...(app === undefined ? volumes.all() : volumes.of(app))]
        .filter((volume) => deleted || !isDeleted(volume))
        .map(volumeSeen),
    snapshots: (app) => [...(app === undefined ? snapshots.all() : snapshots.of(app))].map(snapshotSeen),
    createVolume(app, { name, region, sizeGb = 1 }) {
      if (truth.app(app) === undefined) throw new Error(`there is no simulated app ${app}`)
      const host = hosts.choose(region, { cpus: 0, memoryMb: 0, diskGb: sizeGb })
      if (host === undefined) throw new Error(`no simulated host in ${region} has room for ${sizeGb} GB`)
      const volume = newVolume(premises, { app, name, host, sizeGb })
      const { life: _, ...pending } = volume.pending
      const created: VolumeRow = { ...volume, state: 'created', pending }
      volumes.put(created)
      return volumeSeen(created)
    },
    extendVolume: (id, sizeGb) => grow(premises, volumeCalled(id), sizeGb),
    fillVolume(id, usedGb) {
      const volume = volumeCalled(id)
      volumes.put({ ...volume, usedGb: Math.min(usedGb, volume.sizeGb) })
    },
    deleteVolume(id) {
      const volume = volumeCalled(id)
      if (!isDeleted(volume)) volumes.put(deletedVolume(volume, laws, dayMs))
    },
    holdVolume: (id, forMs) => volumes.put(changed(volumeCalled(id), laws, { heldUntil: laws.now() + forMs })),
    snapshotVolume(id) {
      const taken = newSnapshot(premises, volumeCalled(id))
      const pending = { at: taken.createdAt + taken.retentionDays * dayMs, become: 'gone' } as const
      const snapshot: SnapshotRow = { ...taken, status: 'created', pending }
      snapshots.put(snapshot)
      return snapshotSeen(snapshot)
    },
  }
}

function volumeSeen(row: VolumeRow): SimulatedVolume {
  const { key: id, name, app, region, hostId, state, sizeGb, usedGb = 0, machineId } = row
  const { snapshotRetention, hasAutoBackup, createdAt } = row
  const size = { sizeGb, usedGb }
  return { id, name, app, region, hostId, state, ...size, machineId, snapshotRetention, hasAutoBackup, createdAt }
}

function snapshotSeen({ key, app, volumeId, status, sizeGb, createdAt }: SnapshotRow): SimulatedSnapshot {
  return { id: key, app, volumeId, status, sizeGb, createdAt }
}
