import type { VolumeState } from '../../controller/fly/wire-volumes.ts'
import type { Laws } from '../laws.ts'
import type { Row } from '../tables.ts'

/** A volume: on one host for ever, and with one Machine at most. */
export type VolumeRow = Row & {
  readonly touched: number
  readonly updatedAt: number
  readonly createdAt: number
  readonly name: string
  readonly region: string
  readonly hostId: string
  readonly state: VolumeState
  readonly sizeGb: number
  /** What programs have written, as far as somebody has said it. */
  readonly usedGb?: number
  readonly isEncrypted: boolean
  readonly fstype: 'ext4' | 'raw'
  readonly snapshotRetention: number
  readonly hasAutoBackup: boolean
  /** The Machine that has it: also one that is gone, as long as Fly has not noticed. */
  readonly machineId: string | undefined
  /** Until then Fly holds it for a Machine that is none. */
  readonly heldUntil: number
  /** Whether a Machine has ever had it: before that there is no file system. */
  readonly isFormatted: boolean
  /** What will happen by itself. */
  readonly pending: Readonly<Partial<Record<VolumeTrack, VolumePending>>>
}

/** `life`: from state to state. `release`: its Machine is gone. `backup`: the daily snapshot. */
export type VolumeTrack = 'life' | 'release' | 'backup'
export const volumeTracks: readonly VolumeTrack[] = ['life', 'release', 'backup']

export type VolumePending = { readonly at: number; readonly steps: readonly VolumeStep[] }

/** `afterMs` counts from the step before. */
export type VolumeStep = { readonly afterMs: number } & (
  | { readonly do: 'become'; readonly state: VolumeState }
  | { readonly do: 'grow'; readonly sizeGb: number }
  | { readonly do: 'release' }
  | { readonly do: 'back up' }
  | { readonly do: 'vanish' }
)

/** Somebody has deleted it; Fly keeps it for a while. Source: superfly/fly-go, flaps_volumes.go */
export function isDeleted({ state }: Pick<VolumeRow, 'state'>): boolean {
  return deleted.has(state)
}

/** Also while a fork still gets its data. Source: superfly/docs, volumes/volume-states */
export function isMountable({ state }: Pick<VolumeRow, 'state'>): boolean {
  return mountable.has(state)
}

const deleted: ReadonlySet<string> = new Set(['scheduling_destroy', 'pending_destroy', 'destroying', 'destroyed'])
const mountable: ReadonlySet<string> = new Set(['created', 'extending', 'hydrating'])

/** The row with a change that Fly shows as `updated_at`. */
export function changed(row: VolumeRow, laws: Laws, change: Partial<VolumeRow>): VolumeRow {
  return { ...row, ...change, updatedAt: laws.now(), touched: laws.nextTouched() }
}

/** The row with something else, or nothing, to come in a track. */
export function withCourse(row: VolumeRow, laws: Laws, track: VolumeTrack, steps: readonly VolumeStep[]): VolumeRow {
  const { [track]: _, ...others } = row.pending
  const [first] = steps
  if (first === undefined) return { ...row, pending: others }
  return { ...row, pending: { ...others, [track]: { at: laws.now() + first.afterMs, steps } } }
}
