import type { Row } from '../tables.ts'

/** What a volume held at a moment. It outlives the volume, but not the app. */
export type SnapshotRow = Row & {
  readonly volumeId: string
  readonly status: 'waiting' | 'running' | 'created'
  readonly createdAt: number
  /** Of the volume then. */
  readonly sizeGb: number
  /** What programs had written by then, as far as somebody has said it. */
  readonly usedGb?: number
  readonly digest: string
  readonly retentionDays: number
  /** What comes next, and when: the next status, or its end. */
  readonly pending: { readonly at: number; readonly become: SnapshotRow['status'] | 'gone' }
}

type Snapshots = { readonly snapshot: { of(app: string): Iterable<SnapshotRow> } }

/** The snapshots of a volume, also of one that is gone; oldest first. */
export function snapshotsOf(tables: Snapshots, app: string, volumeId: string): readonly SnapshotRow[] {
  return [...tables.snapshot.of(app)].filter((snapshot) => snapshot.volumeId === volumeId)
}

/** The one that is being taken: there is never a second. */
export function unfinishedOf(
  tables: Snapshots,
  volume: { readonly app: string; readonly key: string },
): SnapshotRow | undefined {
  return snapshotsOf(tables, volume.app, volume.key).find(({ status }) => status !== 'created')
}
