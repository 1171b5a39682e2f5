import type { Group } from '../../schemas/types.ts'
import { parseDuration } from '../resource/durations.ts'

/** The volume that each Machine of a group is to have. */
export type DesiredVolume = {
  readonly path: string
  readonly sizeGb: number
  readonly snapshotDays: number
  readonly autoBackup: boolean
  readonly encrypted: boolean
  /** Whether another volume may take the place of one whose host is full or lost. */
  readonly onLostHost?: 'wait' | 'fork' | 'restore'
}

export function desiredVolume({ volume }: Group): DesiredVolume | undefined {
  if (volume === undefined) return undefined
  const { path, sizeGb, snapshotDays, autoBackup, encrypted, onLostHost } = volume
  return { path, sizeGb, snapshotDays, autoBackup, encrypted, ...(onLostHost && { onLostHost }) }
}

/** How long a volume of the group stays when nothing has a use for it; `undefined` when the spec says nothing of it any more. */
export function keepForMs(group: Group | undefined): number | undefined {
  return group?.volume && parseDuration(group.volume.keepFor)
}
