import type { HostRow } from '../hosts/host.ts'
import type { Premises } from '../premises.ts'
import { changed, type VolumeRow, type VolumeStep, withCourse } from './volume.ts'

export type NewVolume = {
  readonly app: string
  readonly name: string
  readonly host: HostRow
  readonly sizeGb: number
  readonly isEncrypted?: boolean
  readonly fstype?: 'ext4' | 'raw'
  readonly snapshotRetention?: number
  readonly hasAutoBackup?: boolean
  /** Where its data comes from, if it is not empty. */
  readonly origin?: 'snapshot' | 'fork'
  /** How much of it there was there. */
  readonly usedGb?: number
}

/** A volume that begins to be. Source of the defaults: superfly/docs, volumes/overview and volumes/snapshots */
export function newVolume({ truth, laws }: Pick<Premises, 'truth' | 'laws'>, given: NewVolume): VolumeRow {
  const { app, name, host, sizeGb, isEncrypted = true, fstype = 'ext4', origin, usedGb } = given
  const now = laws.now()
  const row: VolumeRow = {
    key: `vol_${letters(laws.stream('volumes'))}`,
    app,
    nth: truth.nextNth(),
    touched: laws.nextTouched(),
    updatedAt: now,
    createdAt: now,
    name,
    region: host.region,
    hostId: host.key,
    state: 'creating',
    sizeGb,
    isEncrypted,
    fstype,
    snapshotRetention: given.snapshotRetention ?? 5,
    hasAutoBackup: given.hasAutoBackup ?? true,
    machineId: undefined,
    heldUntil: 0,
    isFormatted: origin !== undefined,
    ...(usedGb !== undefined && { usedGb }),
    pending: {},
  }
  const living = withCourse(
    row,
    laws,
    'life',
    stepsToCreated(origin, (name) => laws.delay(name)),
  )
  return withCourse(living, laws, 'backup', [{ do: 'back up', afterMs: dayMs }])
}

/** The same data on another host, hydrating already. */
export function forkedVolume(premises: Pick<Premises, 'truth' | 'laws'>, source: VolumeRow, host: HostRow): VolumeRow {
  const { app, name, sizeGb, isEncrypted, fstype, snapshotRetention, hasAutoBackup } = source
  const given = { app, name, host, sizeGb, isEncrypted, fstype, snapshotRetention, hasAutoBackup }
  const fork = newVolume(premises, { ...given, origin: 'fork' })
  const { laws } = premises
  const created: VolumeStep = { do: 'become', state: 'created', afterMs: laws.delay('volumeHydrate') }
  const { usedGb } = source
  return withCourse({ ...fork, state: 'hydrating', ...(usedGb !== undefined && { usedGb }) }, laws, 'life', [created])
}

/** Source: superfly/docs, volumes/volume-states */
function stepsToCreated(
  origin: NewVolume['origin'],
  delay: (name: 'volumeCreate' | 'volumeRestore' | 'volumeExport' | 'volumeHydrate') => number,
): readonly VolumeStep[] {
  const created = { do: 'become', state: 'created' } as const
  switch (origin) {
    case undefined:
      return [{ ...created, afterMs: delay('volumeCreate') }]
    case 'snapshot':
      return [
        { do: 'become', state: 'restoring', afterMs: delay('volumeCreate') },
        { ...created, afterMs: delay('volumeRestore') },
      ]
    case 'fork':
      return [
        { do: 'become', state: 'enabling_remote_export', afterMs: delay('volumeCreate') },
        { do: 'become', state: 'hydrating', afterMs: delay('volumeExport') },
        { ...created, afterMs: delay('volumeHydrate') },
      ]
    default:
      return origin satisfies never
  }
}

/** Deleted: soon for everybody, for good after `keptMs`. */
export function deletedVolume(row: VolumeRow, laws: Premises['laws'], keptMs: number): VolumeRow {
  const gone = changed({ ...row, pending: {} }, laws, { state: 'scheduling_destroy', machineId: undefined })
  return withCourse(gone, laws, 'life', [
    { do: 'become', state: 'pending_destroy', afterMs: laws.delay('volumeDelete') },
    { do: 'become', state: 'destroyed', afterMs: keptMs },
    { do: 'vanish', afterMs: laws.delay('destroyedReadable') },
  ])
}

export function letters(chance: { next(): number }): string {
  return Array.from({ length: 16 }, () => alphabet[Math.floor(chance.next() * alphabet.length)]).join('')
}

const alphabet = '0123456789abcdefghijklmnopqrstuvwxyz'
export const dayMs = 24 * 3_600_000
