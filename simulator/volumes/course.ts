import { createAlarms } from '../alarms.ts'
import type { Premises } from '../premises.ts'
import { isDestroyed, type MachineRow } from '../rows.ts'
import type { Change } from '../truth.ts'
import { dayMs } from './creation.ts'
import { growWhenFull } from './filling.ts'
import { type SnapshotRow, unfinishedOf } from './snapshot.ts'
import { newSnapshot } from './snapshot-routes.ts'
import { changed, type VolumeRow, type VolumeStep, type VolumeTrack, volumeTracks, withCourse } from './volume.ts'

/** Makes happen what is to come to volumes and snapshots, and lets volumes go whose Machines are gone. */
export function followVolumes(premises: Premises): void {
  const { truth, laws, faults, timers } = premises
  const { volume: volumes, snapshot: snapshots, host: hostRows } = truth.tables
  const alarms = createAlarms(timers, laws.now)

  for (const volume of volumes.all()) followVolume(volume.key, volume)
  for (const snapshot of snapshots.all()) followSnapshot(snapshot.key, snapshot)
  truth.subscribe(follow)

  function follow(change: Change): void {
    if (change.kind === 'app') return
    if (change.kind === 'machine') {
      if (change.row !== undefined && isDestroyed(change.row)) letGo(change.row)
      const [mount] = change.row?.config.mounts ?? []
      if (mount !== undefined) growWhenFull(premises, mount.volume)
      return
    }
    const { table, key } = change
    if (table === 'volume') {
      followVolume(key, volumes.get(key))
      growWhenFull(premises, key)
    }
    if (table === 'snapshot') followSnapshot(key, snapshots.get(key))
    if (table === 'host') {
      for (const volume of volumes.all()) if (volume.hostId === key) followVolume(volume.key, volume)
    }
  }

  /** On a host that is not reached, everything stands still. */
  function followVolume(key: string, volume: VolumeRow | undefined): void {
    const isReached = volume !== undefined && hostRows.get(volume.hostId)?.status === 'ok'
    for (const track of volumeTracks) {
      const pending = isReached ? volume.pending[track] : undefined
      alarms.set(`${track} ${key}`, pending, pending?.at ?? 0, () => advance(key, track))
    }
  }

  function advance(key: string, track: VolumeTrack): void {
    const volume = volumes.get(key)
    const [step, ...later] = volume?.pending[track]?.steps ?? []
    if (volume === undefined || step === undefined) return
    if (volume.state === 'creating' && step.do === 'become' && faults.areVolumesStuck()) {
      faults.count('volume stuck')
      volumes.put(withCourse(volume, laws, track, [{ ...step, afterMs: stuckMs }, ...later]))
      return
    }
    perform(step, withCourse(volume, laws, track, later))
  }

  function perform(step: VolumeStep, volume: VolumeRow): void {
    switch (step.do) {
      case 'become':
        volumes.put(changed(volume, laws, { state: step.state }))
        break
      case 'grow':
        grow(premises, changed(volume, laws, { state: 'created' }), step.sizeGb)
        break
      case 'release': {
        const heldMs = faults.volumesHeldMs()
        const heldUntil = heldMs > 0 ? laws.now() + heldMs : 0
        volumes.put(changed(volume, laws, { machineId: undefined, heldUntil }))
        break
      }
      case 'back up': {
        if (volume.hasAutoBackup && unfinishedOf(truth.tables, volume) === undefined) {
          snapshots.put(newSnapshot(premises, volume))
        }
        volumes.put(withCourse(volume, laws, 'backup', [{ do: 'back up', afterMs: dayMs }]))
        break
      }
      case 'vanish':
        volumes.remove(volume.key)
        break
      default:
        step satisfies never
    }
  }

  /** Some time after its Machine has gone. Seen live: until then the volume is bound to nobody. */
  function letGo({ id, app, config }: MachineRow): void {
    for (const mount of config.mounts ?? []) {
      const volume = volumes.get(mount.volume ?? '')
      if (volume === undefined || volume.app !== app || volume.machineId !== id) continue
      const steps: VolumeStep[] = [{ do: 'release', afterMs: laws.delay('volumeRelease') }]
      volumes.put(withCourse(volume, laws, 'release', steps))
    }
  }

  function followSnapshot(key: string, snapshot: SnapshotRow | undefined): void {
    alarms.set(`snapshot ${key}`, snapshot?.pending, snapshot?.pending.at ?? 0, () => {
      const row = snapshots.get(key)
      if (row !== undefined) advanceSnapshot(row)
    })
  }

  function advanceSnapshot(snapshot: SnapshotRow): void {
    const { key, createdAt, retentionDays } = snapshot
    const { become } = snapshot.pending
    if (become === 'gone') {
      snapshots.remove(key)
      return
    }
    const pending =
      become === 'running'
        ? ({ at: laws.now() + laws.delay('snapshotRun'), become: 'created' } as const)
        : ({ at: createdAt + retentionDays * dayMs, become: 'gone' } as const)
    snapshots.put({ ...snapshot, status: become, pending })
  }
}

/** The volume is larger from now on, and its Machine's config says so. */
export function grow({ truth, laws }: Pick<Premises, 'truth' | 'laws'>, volume: VolumeRow, sizeGb: number): void {
  truth.tables.volume.put(changed(volume, laws, { sizeGb }))
  const machine = truth.machine(volume.machineId ?? '')
  if (machine === undefined || isDestroyed(machine)) return
  const mounts = (machine.config.mounts ?? []).map((mount) => ({ ...mount, size_gb: sizeGb }))
  truth.putMachine({ ...machine, config: { ...machine.config, mounts } })
}

const stuckMs = 5_000
