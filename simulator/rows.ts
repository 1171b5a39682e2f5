import type { CheckStatus, MachineConfig, MachineEvent, MachineState } from '../controller/fly/wire.ts'
import type { Farewell } from './farewell.ts'
import type { HeldSecrets } from './secrets/held-secrets.ts'

/**
 * What the simulated Fly knows: plain JSON, never changed in place. What is still to come is in the rows as well, so
 * that a world that is loaded again goes on where it was.
 */

/** All times in milliseconds since 1970, by Fly's clock. */
export type AppRow = {
  /** The order of creation. */
  readonly nth: number
  readonly id: string
  readonly name: string
  readonly organization: string
  readonly network: string
  readonly status: 'pending' | 'deployed' | 'suspended'
  readonly createdAt: number
  /** From then on it answers. */
  readonly visibleAt: number
  /** From then on Machines can be made in it, if it was made by GraphQL: the Machines API has to learn of it first. */
  readonly launchableAt?: number
  /** When it will be gone, once it is deleted. */
  readonly goneAt: number | undefined
}

export type MachineRow = {
  readonly nth: number
  /** Counts all changes that Fly shows as `updated_at`: the order of the organisation's list. */
  readonly touched: number
  readonly id: string
  readonly app: string
  readonly name: string
  readonly region: string
  readonly hostId: string
  readonly state: MachineState
  readonly instanceId: string
  readonly privateIp: string
  readonly createdAt: number
  readonly updatedAt: number
  /** From then on it can be read. */
  readonly visibleAt: number
  /** When it is forgotten, once it is destroyed. */
  readonly goneAt: number | undefined
  /** As Fly gives it back. */
  readonly config: MachineConfig
  readonly image: ImageRef
  /** Newest first, the current one included; bounded. */
  readonly versions: readonly Version[]
  /** Newest first; bounded. */
  readonly events: readonly MachineEvent[]
  readonly checks: readonly CheckStatus[]
  readonly hostStatus: 'ok' | 'unknown' | 'unreachable'
  readonly cordoned: boolean
  readonly lease: LeaseRow | undefined
  /** Whether it ever ran: before that, a schedule does not start it. */
  readonly hasLaunched: boolean
  /** When its current run began, or else its last one; 0 before the first. */
  readonly runningSince: number
  /** Set by hand for one run, which is known by its beginning. */
  readonly memoryLimit: { readonly mb: number; readonly run: number } | undefined
  /** Whether its version is to run without its app's secrets. */
  readonly skipsSecrets: boolean
  /** What its current run began with, or else its last one. */
  readonly secrets: HeldSecrets | undefined
  /** Until then a start is refused, since the last run is not quite over. */
  readonly activeUntil: number
  /** When the restart policy ran it again, within the last minutes. */
  readonly restarts: readonly number[]
  /** How often its program will still end right after a start, and how. */
  readonly crashing: { readonly left: number; readonly code: number; readonly oom: boolean } | undefined
  /** What will happen by itself. */
  readonly pending: Readonly<Partial<Record<Track, Pending>>>
}

/** `life`: from state to state. `program`: it ends by itself. */
export type Track = 'life' | 'program' | 'checks' | 'schedule'

export type Pending = {
  /** When the first of the steps is done. */
  readonly at: number
  readonly steps: readonly Step[]
  /** What the steps are for. */
  readonly doing: 'launch' | 'start' | 'stop' | 'suspend' | 'update' | 'restart' | 'destroy' | 'wait'
}

/** `afterMs` counts from the step before. */
export type Step = { readonly afterMs: number } & (
  | { readonly do: 'become'; readonly state: MachineState; readonly event?: EventSeed }
  /** The program is running; when it was only suspended, with all that it had. */
  | { readonly do: 'run'; readonly isResumed?: true }
  /** The run ends because somebody wants it to. */
  | {
      readonly do: 'halt'
      readonly isRequested: boolean
      readonly become: MachineState
      readonly isKilled?: true
      readonly wanted?: Farewell
    }
  /** The program ends by itself. */
  | { readonly do: 'exit'; readonly code: number; readonly oom: boolean; readonly signal?: number }
  | { readonly do: 'check'; readonly status: CheckStatus['status'] }
  /** It is time for the schedule to start it. */
  | { readonly do: 'schedule' }
  | { readonly do: 'vanish' }
)

export type EventSeed = Pick<MachineEvent, 'type' | 'status' | 'source' | 'request'>

export type ImageRef = {
  readonly registry: string
  readonly repository: string
  readonly tag?: string
  readonly digest: string
}

export type Version = { readonly version: string; readonly user_config: unknown }

export type LeaseRow = {
  readonly nonce: string
  readonly owner: string
  readonly description: string
  readonly expiresAt: number
  readonly version: string
}

/** The lease that holds now. */
export function leaseOf({ lease }: MachineRow, now: number): LeaseRow | undefined {
  return lease !== undefined && lease.expiresAt > now ? lease : undefined
}

export function isDestroyed({ state }: MachineRow): boolean {
  return state === 'destroyed'
}
