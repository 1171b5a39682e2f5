import type { Row } from '../tables.ts'

/** What has been brought to an app: flyctl writes it down before it touches Machines, and how it ended afterwards. */
export type ReleaseRow = Row & {
  /** Counts from 1 in each app. */
  readonly version: number
  readonly status: ReleaseStatus
  readonly imageRef: string
  readonly strategy: string
  /** The app's fly.toml, as JSON. */
  readonly definition: unknown
  readonly metadata: unknown
  /** Who made it. */
  readonly owner: string
  readonly createdAt: number
  readonly updatedAt: number
}

// Source: superfly/flyctl, internal/command/deploy/machines.go
export const releaseStatuses = ['pending', 'running', 'complete', 'interrupted', 'failed'] as const
export type ReleaseStatus = (typeof releaseStatuses)[number]
