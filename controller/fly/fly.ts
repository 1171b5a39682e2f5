import type { AddressPort } from './address-port.ts'
import type { FlyError } from './errors.ts'
import type { PlatformPort } from './platform-port.ts'
import type { SecretPort } from './secret-port.ts'
import type { VolumePort } from './volume-port.ts'
import type { App, CreateMachine, Lease, Machine, MachineState, OrgMachinesPage, UpdateMachine } from './wire.ts'

/**
 * What Artifact needs of Fly, and no more.
 *
 * Reads reject with a FlyError; they may be repeated without harm and may be stale by a second or more, lists above all.
 * One quick repetition after a broken connection is the client's; everything else is the caller's decision.
 *
 * Deeds never reject for what Fly says: they resolve with an Answer. They are sent at most once. Calls of either kind
 * wait for the budget that Fly grants to (action, id), people before background work, and reject only when aborted.
 */
export interface Fly extends VolumePort, SecretPort, AddressPort, PlatformPort {
  // Apps
  /** `undefined` when no app of that name exists. Rejects with Forbidden when it belongs to another organisation. */
  getApp(app: string, call: Call): Promise<App | undefined>
  /** Every app of the organisation. */
  listApps(call: Call): Promise<readonly App[]>
  /** Refused with NameTaken when any organisation has an app of that name: read it to learn whose. */
  createApp(app: { readonly name: string; readonly network: string }, call: Call): Promise<Answer<void>>
  /** Done as well when the app is already gone. Takes effect some seconds after the answer. */
  deleteApp(app: string, call: Call): Promise<Answer<void>>

  // Machines
  /** Without those that are destroyed. Rejects with NotFound when there is no such app. */
  listMachines(app: string, call: Call): Promise<readonly Machine[]>
  /** `undefined` when Fly does not know the id (any more, or not yet: right after a create it may lag). */
  getMachine(app: string, id: string, call: Call): Promise<Machine | undefined>
  /**
   * Refused with NameTaken and `machineId` when a Machine of that name exists: most often our own, of a lost answer. With
   * a mount, refused with VolumeNotFound when the volume is gone, with VolumeInUse while another Machine has it (for some
   * minutes after that was destroyed, too; then with no `machineId`), and with HostFull when there is no room where it
   * stands. NotNow when `min_secrets_version` is not known everywhere yet.
   */
  createMachine(app: string, machine: CreateMachine, call: Call): Promise<Answer<Machine>>
  /**
   * Replaces the whole config. Refused with VersionConflict when the Machine has changed since `current_version` was
   * read. A stopped Machine stays stopped whatever `skip_launch` says; start it afterwards. Refused with HostFull when its
   * host has no room for the new size: then Fly keeps the old version running. A mount's volume cannot be changed.
   */
  updateMachine(app: string, id: string, change: UpdateMachine, call: DeedOnMachine): Promise<Answer<Machine>>
  /**
   * Done as well when it runs already. NotNow for about a second after a stop, and while it is being replaced. HostFull when
   * its host has no room any more: one that rests has nothing reserved.
   */
  startMachine(app: string, id: string, call: DeedOnMachine): Promise<Answer<void>>
  /** Done as well when it is stopped already. */
  stopMachine(app: string, id: string, call: DeedOnMachine): Promise<Answer<void>>
  /** The same version again, with the secrets of now. Not to be repeated on mere doubt: it would restart once more. */
  restartMachine(app: string, id: string, call: DeedOnMachine): Promise<Answer<void>>
  suspendMachine(app: string, id: string, call: DeedOnMachine): Promise<Answer<void>>
  cordonMachine(app: string, id: string, call: DeedOnMachine): Promise<Answer<void>>
  uncordonMachine(app: string, id: string, call: DeedOnMachine): Promise<Answer<void>>
  /** Stops it by force if it runs. Done as well when it is already gone. Takes effect after the answer: wait for `destroyed`. */
  destroyMachine(app: string, id: string, call: DeedOnMachine): Promise<Answer<void>>
  /**
   * Replaces all metadata without a restart and without a new version. Refused with VersionConflict when `version` is
   * not the Machine's `instance_id` any more.
   */
  putMetadata(
    app: string,
    id: string,
    metadata: Readonly<Record<string, string>>,
    version: string,
    call: Call,
  ): Promise<Answer<void>>
  /**
   * Resolves with the state when that version of the Machine has settled in one of `states`. Asks again below Fly's
   * limit of 60 s a request until `timeoutMs` is over; then rejects with WaitTimedOut. Rejects with Unattainable when
   * the version can no longer get there. Waiting for `destroyed` resolves when the Machine is gone.
   */
  waitMachine(app: string, id: string, goal: Goal, timeoutMs: number, call: Call): Promise<MachineState>

  // Leases
  /** Refused with Leased while somebody else holds it. `ttlSeconds` counts from Fly's clock. */
  acquireLease(
    app: string,
    id: string,
    lease: { description: string; ttlSeconds: number },
    call: Call,
  ): Promise<Answer<Lease>>
  refreshLease(app: string, id: string, nonce: string, ttlSeconds: number, call: Call): Promise<Answer<Lease>>
  /** Done as well when there is no lease of that nonce any more. */
  releaseLease(app: string, id: string, nonce: string, call: Call): Promise<Answer<void>>

  /**
   * Fly's wall clock as far as we know it, ms since 1970: for comparing with times that Fly has written. Ours may be
   * wrong, and may jump.
   */
  now(): number

  // The organisation
  /** One page of every Machine of the organisation, oldest change first. */
  listOrgMachines(query: OrgQuery, call: Call): Promise<OrgMachinesPage>
}

/** How a call is to be made. */
export type Call = {
  readonly signal: AbortSignal
  /** `person`: somebody waits for it. `background` is the default, and lets people go first. */
  readonly urgency?: 'person' | 'background'
}

/** A deed on one Machine; `nonce` proves that we hold its lease. */
export type DeedOnMachine = Call & { readonly nonce?: string }

/**
 * What became of a deed.
 *
 * `done`: Fly confirmed it. `refused`: Fly surely did not do it. `unknown`: the answer was lost or says nothing (timeout,
 * reset, 408, 5xx): it may have been done, and it may still be. Only an observation can tell.
 */
export type Answer<T> =
  | { readonly result: 'done'; readonly value: T; readonly requestId: string | undefined }
  | { readonly result: 'refused'; readonly error: FlyError }
  | { readonly result: 'unknown'; readonly error: FlyError }

export type Goal = {
  readonly states: readonly ('started' | 'stopped' | 'suspended' | 'destroyed' | 'settled')[]
  /** The `instance_id` that is meant. */
  readonly version?: string
}

export type OrgQuery = {
  readonly includeDeleted?: boolean
  /** ISO time. Ask with an overlap: rows may arrive late with older stamps. Ignored by Fly when there is a cursor. */
  readonly updatedAfter?: string
  readonly cursor?: string
  /** Advisory, 1000 at most. */
  readonly limit?: number
}
