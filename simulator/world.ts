import type { CheckStatus, MachineConfig, MachineEvent, MachineState } from '../controller/fly/wire.ts'
import type { AddressWorld } from './addresses/address-world.ts'
import type { HostsWorld } from './hosts/world.ts'
import type { IdentityWorld } from './identity/identity-world.ts'
import type { SecretWorld } from './secrets/secret-world.ts'
import type { VolumesWorld } from './volumes/world.ts'

/**
 * The truth about the simulated Fly, without lag, loss or limits: for tests that judge, and for people who meddle.
 * Everything is synchronous. Machines may be named by id or by name; a Machine or app that is not there is an Error.
 */
export interface SimulatedWorld extends AddressWorld, SecretWorld, HostsWorld, VolumesWorld, IdentityWorld {
  /** In order of creation. */
  apps(): readonly SimulatedApp[]
  app(name: string): SimulatedApp | undefined
  /** In order of creation; of all apps when none is named. Without those that are destroyed, unless asked for. */
  machines(app?: string, options?: { readonly destroyed?: boolean }): readonly SimulatedMachine[]

  // Other people's hands. None of them asks for a lease.
  /** An app of another organisation can be made to stand in the way of a name. */
  createApp(app: { readonly name: string; readonly organization?: string; readonly network?: string }): SimulatedApp
  /** At rest in `state` at once; `started` by default. */
  createMachine(
    app: string,
    machine: {
      readonly name?: string
      readonly region?: string
      readonly config: MachineConfig
      readonly state?: 'started' | 'stopped' | 'suspended' | 'created' | 'failed'
    },
  ): SimulatedMachine
  /** Takes the time that Fly takes, and the room. */
  start(app: string, machine: string): void
  /** Takes the time that Fly takes. */
  stop(app: string, machine: string): void
  /** An update by somebody else: a new version, with the time and the restart that it costs. */
  edit(app: string, machine: string, change: (config: MachineConfig) => MachineConfig): void
  /** Somebody pushes another image under the tag: from now on it stands for another digest. */
  moveTag(image: string): void
  /** Replaces all metadata, as the metadata endpoint does: no restart, no new version. */
  setMetadata(app: string, machine: string, metadata: Readonly<Record<string, string>>): void
  /** By force. Takes the time that Fly takes. */
  destroy(app: string, machine: string): void
  /** The program ends by itself, now and at the next `restarts` attempts to run it; the restart policy does the rest. */
  crash(
    app: string,
    machine: string,
    exit: { readonly exitCode: number; readonly oom?: boolean; readonly restarts?: number },
  ): void
  /** All checks of the Machine, until its next start. */
  setChecks(app: string, machine: string, status: 'passing' | 'critical'): void
  /** While it is not `ok`, the Machine's state stands still and its config cannot be read. */
  setHostStatus(app: string, machine: string, status: 'ok' | 'unknown' | 'unreachable'): void
  /** Somebody else holds the Machine's lease. Answers the nonce. */
  takeLease(app: string, machine: string, owner: string, ttlSeconds: number): string

  /** Calls the listener after every change of the truth, until the returned function is called. */
  onChange(listener: () => void): () => void
  /** Canonical JSON of the truth, for comparing worlds. */
  snapshot(): string
}

export type SimulatedApp = {
  readonly id: string
  readonly name: string
  readonly organization: string
  readonly network: string
  readonly status: 'pending' | 'deployed' | 'suspended'
  /** Milliseconds since 1970, by Fly's clock. */
  readonly createdAt: number
  /** Deleted, and soon gone. */
  readonly isDeleting: boolean
}

export type SimulatedMachine = {
  readonly id: string
  readonly name: string
  readonly app: string
  readonly region: string
  readonly hostId: string
  readonly state: MachineState
  readonly instanceId: string
  /** In the form in which Fly gives it back. */
  readonly config: MachineConfig
  readonly metadata: Readonly<Record<string, string>>
  readonly checks: readonly CheckStatus[]
  readonly hostStatus: 'ok' | 'unknown' | 'unreachable'
  readonly cordoned: boolean
  /** `undefined` when none holds. */
  readonly lease: { readonly nonce: string; readonly owner: string; readonly expiresAt: number } | undefined
  /** Milliseconds since 1970, by Fly's clock. */
  readonly createdAt: number
  readonly updatedAt: number
  /** Newest first. */
  readonly events: readonly MachineEvent[]
  readonly imageDigest: string
  readonly privateIp: string
  /** What its current run, or else its last one, has got of its app's secrets: digests by the secrets' names. */
  readonly secrets: Readonly<Record<string, string>>
  /** The version of the app's secrets that these are of; `undefined` before the first run. */
  readonly secretsVersion: number | undefined
}
