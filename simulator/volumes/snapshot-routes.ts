import type { Snapshot } from '../../controller/fly/wire-volumes.ts'
import { appOf, type Premises } from '../premises.ts'
import { isoSeconds } from '../refusal.ts'
import type { Ask, Reply, Route } from '../routes.ts'
import { letters } from './creation.ts'
import { volumeToChange } from './finding.ts'
import { snapshotScheduled, volumeNotFound } from './refusals.ts'
import { type SnapshotRow, snapshotsOf, unfinishedOf } from './snapshot.ts'
import type { VolumeRow } from './volume.ts'

/** Snapshots: what volumes held. */
export function snapshotRoutes(premises: Premises): readonly Route[] {
  const { truth } = premises
  const path = '/v1/apps/:app/volumes/:volume/snapshots'

  /** Also of a volume that is gone, as long as its snapshots are kept. Seen live. */
  function list(ask: Ask): Reply {
    const app = appOf(premises, ask)
    const volumeId = ask.params.volume ?? ''
    const snapshots = snapshotsOf(truth.tables, app.name, volumeId)
    if (snapshots.length === 0 && truth.tables.volume.get(volumeId)?.app !== app.name) throw volumeNotFound()
    return { status: 200, body: snapshots.map(snapshotView) }
  }

  /** Answers nothing: who wants to know it has to look for it in the list. */
  function create(ask: Ask): Reply {
    const volume = volumeToChange(premises, ask)
    const unfinished = unfinishedOf(truth.tables, volume)
    if (unfinished !== undefined) throw snapshotScheduled(unfinished.createdAt)
    truth.tables.snapshot.put(newSnapshot(premises, volume))
    return { status: 200 }
  }

  return [
    { method: 'GET', path, action: 'list-snapshots', countedBy: 'volume', isDeed: false, answer: list },
    { method: 'POST', path, action: 'create-snapshot', countedBy: 'volume', isDeed: true, answer: create },
  ]
}

/** A snapshot that waits for its turn. */
export function newSnapshot({ truth, laws }: Pick<Premises, 'truth' | 'laws'>, volume: VolumeRow): SnapshotRow {
  const chance = laws.stream('snapshots')
  return {
    key: `vs_${letters(chance)}`,
    app: volume.app,
    nth: truth.nextNth(),
    volumeId: volume.key,
    status: 'waiting',
    createdAt: laws.now(),
    sizeGb: volume.sizeGb,
    ...(volume.usedGb !== undefined && { usedGb: volume.usedGb }),
    digest: letters(chance) + letters(chance),
    retentionDays: volume.snapshotRetention,
    pending: { at: laws.now() + laws.delay('snapshotWait'), become: 'running' },
  }
}

export function snapshotView({ key, status, createdAt, sizeGb, digest, retentionDays }: SnapshotRow): Snapshot {
  const isDone = status === 'created'
  return {
    id: key,
    status,
    created_at: isoSeconds(createdAt),
    size: isDone ? Math.round(sizeGb * bytesInGb * shareTaken) : 0,
    volume_size: sizeGb * bytesInGb,
    digest: isDone ? digest : '',
    retention_days: retentionDays,
  }
}

const bytesInGb = 2 ** 30
// Nobody writes to a simulated volume.
const shareTaken = 1 / 32
