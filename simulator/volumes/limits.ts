import { refuse } from '../refusal.ts'
import { optional } from '../routes.ts'

/** How a volume is backed up, as far as it is said. */
export function keepingOf(asked: Readonly<Record<string, unknown>>): {
  readonly snapshotRetention: number | undefined
  readonly hasAutoBackup: boolean | undefined
} {
  const snapshotRetention = optional(asked, 'snapshot_retention', 'number')
  // Source: superfly/docs, volumes/snapshots
  if (snapshotRetention !== undefined && !isWithin(snapshotRetention, 1, 60)) {
    throw refuse(400, 'invalid_argument: snapshot_retention must be between 1 and 60 days')
  }
  return { snapshotRetention, hasAutoBackup: optional(asked, 'auto_backup_enabled', 'boolean') }
}

/** Source: superfly/docs, volumes/overview */
export function sizeOf(given: unknown): number {
  if (typeof given === 'number' && isWithin(given, 1, 500)) return given
  throw refuse(400, 'invalid_argument: size_gb must be a whole number between 1 and 500')
}

function isWithin(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most
}
