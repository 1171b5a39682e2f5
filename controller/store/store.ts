import type { Confirmation, SourceHold } from '../resource/confirmation.ts'
import type { Asset, Binding, Intent, Slot } from '../resource/ownership.ts'
import type { Provenance, Ref, Resource } from '../resource/resource.ts'
import type { ChainVerdict } from '../status/audit-chain.ts'
import type { AuditRecord } from '../status/audit-record.ts'
import type { Event } from '../status/event.ts'
import type { Status } from '../status/status.ts'
import type { AccessStore } from './access-store.ts'

/**
 * What must outlive the process.
 *
 * Every method is one transaction: when its promise resolves, what it wrote survives a power cut; when it rejects,
 * nothing of it was written. Every write carries a fence and is refused (StoreError `Deposed`) when a later holder has
 * taken over. Nothing here wakes anybody: who writes a spec tells the queue.
 */
export interface Store extends AccessStore {
  /** Who this store is. `epoch` counts its holders and is one higher after each `take`. */
  identity(): Promise<{ readonly id: string; readonly epoch: number }>
  /** Makes this process the holder, with an epoch that was never used before. */
  take(holder: string): Promise<Fence>
  /** Lifts the epoch above `epoch`: a restored store must not use numbers that the cloud has seen already. */
  raiseEpoch(fence: Fence, epoch: number): Promise<Fence>

  // Specs
  /** Rejects with `Unreadable` when its row cannot be read. */
  get(ref: Ref): Promise<Stored | undefined>
  /** In ref order. A row that cannot be read is left out and named in `poisoned`: it never stops the others. */
  list(): Promise<{
    readonly stored: readonly Stored[]
    readonly poisoned: readonly { readonly ref: Ref; readonly reason: string }[]
  }>
  /** Whose these Fly apps are; one that is nobody's is left out. Reads no document. */
  refsOfApps(flyApps: readonly string[]): Promise<ReadonlyMap<string, Ref>>
  /**
   * Takes a spec in. A new generation and an immutable revision when it is another spec, otherwise nothing but the
   * provenance. Also ends `missingSince`. Rejects with `Conflict` when `ifGeneration` is given and not the current one
   * (0 when there is none), or when another resource holds the same Fly app, or when the Fly app or network of a stored
   * resource would change.
   *
   * `deletion.requested` asks for the deletion, and a later spec without it takes that back. A deletion asked for by
   * word stays: a changed spec that does not agree is a `Conflict`. Generations count on when a name comes back.
   */
  accept(
    fence: Fence,
    resource: Resource,
    provenance: Provenance,
    at: string,
    options?: {
      readonly ifGeneration?: number
      /** What a new generation takes away waits for consent. It stays so over further generations that take as much. */
      readonly held?: SourceHold | undefined
      /** What there is to say of a new generation, written with it. `before`: as it was, where that can be read. */
      readonly events?: (stored: Stored, before: Stored | undefined) => readonly Event[]
      /**
       * Asked of another spec, in the transaction that would accept it, so that nothing it has seen changes before that. When
       * it rejects, nothing is written, and `accept` rejects with the same.
       */
      readonly check?: (seen: SeenByCheck) => Promise<void>
      /** Used up with another spec. Rejects with `Conflict` when it does not count any more. */
      readonly approval?: { readonly id: string; readonly planDigest: string }
    },
  ): Promise<{ readonly stored: Stored; readonly changed: boolean }>
  /** Newest first, without those that cannot be read. */
  revisions(ref: Ref): Promise<readonly Revision[]>
  revision(ref: Ref, generation: number): Promise<Revision | undefined>
  /** Notes that the source no longer has the document since then (the first time counts), or with `undefined` that it has it again. */
  markMissing(fence: Fence, ref: Ref, since: string | undefined): Promise<Stored | undefined>
  /**
   * Lets the revision `to` run in the place of this generation, which has failed; with `undefined` the generation itself
   * again. A new generation ends it. Does nothing, and answers `undefined`, when the generation has moved on.
   */
  setFallback(
    fence: Fence,
    ref: Ref,
    generation: number,
    to: { readonly generation: number; readonly reason: string; readonly at: string } | undefined,
    event: Event,
  ): Promise<Stored | undefined>
  /**
   * Notes that somebody has agreed to what this generation takes away, and ends `held`: an App whose deletion was held is kept
   * for a while from then on. A new generation ends the consent, and so does a fallback. Does nothing, and answers
   * `undefined`, when the generation has moved on.
   */
  confirm(fence: Fence, ref: Ref, confirmation: Confirmation, event: Event): Promise<Stored | undefined>
  /** An operator's hold, besides `spec.paused`: survives a new spec. */
  setPaused(fence: Fence, ref: Ref, paused: boolean): Promise<Stored | undefined>
  /**
   * The tombstone: Fly is cleaned first, then `forget` is called. The first `at` counts; `undefined` withdraws it. `now`:
   * without the time for which the spec would keep it.
   * Rejects with `Conflict` while the resource is protected.
   */
  requestDeletion(
    fence: Fence,
    ref: Ref,
    at: string | undefined,
    by: Provenance,
    options?: { readonly now?: boolean },
  ): Promise<Stored | undefined>
  /**
   * Takes the resource, its bindings, its assets and its status away. Its events, revisions and intents stay. Rejects with `Conflict`
   * when the deletion has been withdrawn meanwhile; does nothing when the resource is gone.
   */
  forget(fence: Fence, ref: Ref, event: Event): Promise<void>

  // What is done and told
  /** Writes a status and its events together. `false`, and nothing written, when the generation has moved on meanwhile. */
  report(fence: Fence, ref: Ref, generation: number, status: Status, events: readonly Event[]): Promise<boolean>
  record(fence: Fence, events: readonly Event[]): Promise<void>
  /** Oldest first; `after` is the `seq` of the last one seen. With `last`, the newest `limit` ones, still oldest first. */
  events(query: {
    readonly ref?: Ref
    readonly after?: number
    readonly limit: number
    readonly last?: boolean
  }): Promise<readonly StoredEvent[]>
  /** Walks the hash chain of the events. */
  verifyEvents(): Promise<ChainVerdict>

  // What is ours
  holdings(ref: Ref): Promise<{
    readonly ownsApp: boolean
    readonly bindings: readonly Binding[]
    /** Living and dead, by kind and id. */
    readonly assets: readonly Asset[]
    readonly intents: readonly Intent[]
  }>
  /** Any intent, settled or not: how a Machine that turns up late is known as ours. */
  intent(id: string): Promise<Intent | undefined>
  /** Every living Machine that is ours, for telling what an organisation-wide list is about. */
  livingMachines(): Promise<readonly { readonly ref: Ref; readonly machineId: string }[]>
  /**
   * Commits an intent. For one that creates a Machine it draws a fresh incarnation, never used for any App before.
   */
  openIntent(fence: Fence, intent: NewIntent, draw: () => string): Promise<Intent>
  /**
   * Ends an intent, or notes that its answer was lost. What it brought about is written in the same transaction: a new
   * binding, a binding that died, an app that is ours now or gone. May be repeated; what is `done` or `refused` cannot
   * become anything else (`Conflict`).
   */
  settleIntent(fence: Fence, id: string, state: 'unknown' | 'done' | 'refused', effects?: Effects): Promise<void>
  /** Writes what an observation has found without any intent: a bound Machine that is gone. */
  note(fence: Fence, ref: Ref, effects: Effects): Promise<void>

  // Durable applies
  saveOperation(fence: Fence, operation: Operation): Promise<void>
  operation(id: string): Promise<Operation | undefined>
  operations(query: { readonly ref?: Ref; readonly limit: number }): Promise<readonly Operation[]>

  /**
   * Whether there is room to go on. `false` from the moment at which a write was refused as `Full`, or when there was
   * little room to begin with, until there is enough again. Nothing new may be done to Fly meanwhile: what comes of it
   * could perhaps not be written down. What was begun still can.
   */
  hasRoom(): Promise<boolean>

  close(): Promise<void>
}

/** The right to write. Shard 0 is the only one while one process does the work. */
export type Fence = { readonly shard: number; readonly holder: string; readonly epoch: number }

export type Stored = {
  readonly ref: Ref
  readonly resource: Resource
  readonly provenance: Provenance
  /** Counts changes of the spec, from 1. */
  readonly generation: number
  /** ISO time at which this generation was accepted. */
  readonly acceptedAt: string
  readonly status: Status | undefined
  readonly paused: boolean
  /** From `deletion.protect`; stays when the block disappears from the spec, and goes only by `protect: false`. */
  readonly protected: boolean
  readonly deletionRequestedAt: string | undefined
  /** Somebody said that it is not to be kept for a while first. */
  readonly deletesNow: boolean
  readonly missingSince: string | undefined
  /** The earlier generation that runs instead, since this one has failed. */
  readonly fallback: Fallback | undefined
  /** To how much of what this generation takes away somebody has agreed. */
  readonly confirmed: Confirmation | undefined
  /** Its source takes away so much that nothing of this App goes until somebody agrees, nor does the App itself. */
  readonly held: SourceHold | undefined
}

export type Fallback = {
  readonly generation: number
  readonly resource: Resource
  /** In what the stored generation failed, as a sentence. */
  readonly reason: string
  /** ISO time. */
  readonly at: string
}

/** What is to run now: what the spec says, unless that has failed and an earlier one runs in its place. */
export function inForce({ resource, fallback }: Pick<Stored, 'resource' | 'fallback'>): Resource {
  return fallback?.resource ?? resource
}

/** What there is at the moment at which a spec is accepted. */
export type SeenByCheck = {
  /** `undefined` when there is none, or none that can be read. */
  readonly before: Resource | undefined
  readonly rules: Awaited<ReturnType<Store['rules']>>
  /** All other Apps that can be read. */
  readonly others: () => Promise<readonly Resource[]>
}

export type Revision = {
  readonly ref: Ref
  readonly generation: number
  readonly resource: Resource
  readonly provenance: Provenance
  readonly acceptedAt: string
}

export type StoredEvent = Event & { readonly seq: number; readonly hash: string }

/** With `slot` and without `incarnation`, the store draws one, and `target` becomes the Machine's name. */
export type NewIntent = Omit<Intent, 'state' | 'incarnation' | 'target'> & {
  readonly target: string | undefined
  readonly incarnation: string | undefined
}

export type Effects = {
  readonly bind?: {
    readonly slot: Slot
    readonly incarnation: string
    readonly name: string
    readonly machineId: string
    readonly operation: string
  }
  /** Machines that others made and that are ours from now on; all of them or none. */
  readonly adopt?: readonly NonNullable<Effects['bind']>[]
  /** Machine ids confirmed as gone. */
  readonly died?: readonly string[]
  /** Machine ids, thought dead, that were seen again. */
  readonly revived?: readonly string[]
  readonly ownsApp?: boolean
  /** As they are now: each replaces what was known of it. `Conflict` when another App has it. */
  readonly assets?: readonly Omit<Asset, 'ref'>[]
  /** What there is to write down of it, each time. */
  readonly audit?: readonly AuditRecord[]
}

/** A durable apply: accepted, then followed until the App is Ready or cannot become it. */
export type Operation = {
  readonly id: string
  readonly ref: Ref
  readonly generation: number
  readonly planDigest: string | undefined
  readonly by: Provenance
  readonly startedAt: string
  readonly endedAt: string | undefined
  readonly state: 'running' | 'succeeded' | 'failed' | 'superseded'
  readonly message: string
}

export type StoreErrorCode =
  | 'Deposed' // a later holder has taken over: stop at once
  | 'Conflict' // the caller's idea of the resource is out of date, or clashes with another resource
  | 'Locked' // another process has the store open
  | 'Unreadable' // one row only: accepting the spec again puts it right
  | 'Corrupt' // the database as a whole
  | 'Full' // the disk
  | 'TooNew' // written by a later version of Artifact
  | 'Unavailable'

export class StoreError extends Error {
  readonly code: StoreErrorCode
  constructor(code: StoreErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.name = 'StoreError'
    this.code = code
  }
}
