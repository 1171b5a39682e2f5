import type { Principal } from '../access/principal.ts'
import type { Besides } from '../plan/adoption/live-app.ts'
import type { PriceList } from '../plan/app-price.ts'
import type { Taking } from '../plan/breaker.ts'
import type { Plan } from '../plan/plan.ts'
import type { Provenance, Ref, Resource } from '../resource/resource.ts'
import type { RuleRef } from '../resource/rule.ts'
import type { Secret } from '../rotation/secret.ts'
import type { ChainVerdict, SealedRecord } from '../status/audit-chain.ts'
import type { SecretStatus, Status } from '../status/status.ts'
import type { AccessToken, Approval, AuditQuery, StoredRule } from '../store/access-store.ts'
import type { Operation, Revision, StoredEvent } from '../store/store.ts'

/**
 * Everything that can be asked of Artifact. The command, HTTP and MCP are spellings of it and have no logic of their own.
 *
 * All values are plain JSON. Everything rejects with an OperationError, whose code comes from a closed list. `name` is
 * the App's `metadata.name`: `acme`. What changes something says who asks for it.
 */
export interface Operations {
  /** What this installation is. */
  info(): Promise<Info>
  /** In order of names. `labels` selects the Apps that carry all of them. */
  list(query?: { readonly labels?: Readonly<Record<string, string>> }): Promise<readonly AppSummary[]>
  /** Rejects with NotFound. */
  get(name: string): Promise<AppView>
  /** `undefined` until the first pass has looked. Rejects with NotFound. */
  status(name: string): Promise<Status | undefined>
  /**
   * Takes specs in: one YAML or JSON text, with one or more documents. All are checked before any is accepted; Invalid
   * carries every problem. With `planDigest` (one document only) PlanChanged unless the plan made now has that digest.
   * With `ifGeneration` (one document only) Conflict unless that is the stored generation; 0 means «not stored».
   * With `dryRun` nothing is stored and the plans are in the answer.
   */
  submit(request: SubmitRequest, caller: Caller, signal: AbortSignal): Promise<readonly Submitted[]>
  /**
   * What a pass would do now: for the documents of a draft, for one stored App, or for all of them. Reads Fly, changes
   * nothing. Rejects with Invalid, NotFound, Unavailable.
   */
  plan(request: PlanRequest, signal: AbortSignal): Promise<readonly Plan[]>
  /**
   * A spec for a live app, written from what is there; nothing is changed. `objections` tell why it could not be adopted
   * so. Rejects with NotFound when the organisation has no such app.
   */
  importApp(flyApp: string, signal: AbortSignal): Promise<ImportedApp>
  /**
   * Takes a live app and its Machines as the App of a spec (one document only), and then marks them: nothing that runs
   * changes. Rejects with Conflict when following the spec would change something or somebody else has the app, with
   * Unavailable when something is under way there just now.
   */
  adopt(draft: Draft, caller: Caller, signal: AbortSignal): Promise<Adopted>
  /** What one stored App costs a month, or each of them, when it is as its spec says. Rejects with NotFound. */
  price(name?: string): Promise<readonly PriceList[]>
  /**
   * `Ready`: resolves when the current generation is Ready; NotReady as soon as it is Stalled. `Gone`: resolves when
   * the App has been deleted, at once when that was earlier. Timeout when `timeoutMs` is over. NotFound otherwise when
   * there is no such App.
   */
  waitFor(name: string, condition: WaitCondition, timeoutMs: number, signal: AbortSignal): Promise<Waited>
  /** Oldest first: those after `after` (a `seq`), or without it the newest `limit` ones. */
  events(query: EventQuery): Promise<readonly StoredEvent[]>
  /** The same, and then each further one as it is written, until the signal is aborted. */
  follow(query: EventQuery, signal: AbortSignal): AsyncIterable<StoredEvent>
  /** Every revision of an App, newest first; also of one that was deleted. */
  history(name: string): Promise<readonly Revision[]>
  /** Accepts an old revision again, as a new generation. */
  rollback(name: string, toGeneration: number, caller: Caller): Promise<Submitted>
  /** Looks and reports, but changes nothing on Fly until `resume`; survives a new spec. */
  pause(name: string, caller: Caller): Promise<AppView>
  resume(name: string, caller: Caller): Promise<AppView>
  /** Asks for the App to be taken off Fly and then forgotten. Protected while protection is in force. */
  delete(name: string, caller: Caller, options?: { readonly now?: boolean }): Promise<AppView>
  /** Withdraws `delete` as long as the App is still there. What is gone on Fly is made anew. */
  undelete(name: string, caller: Caller): Promise<AppView>
  /**
   * Agrees to what the generation of now takes away, where that is so much that it waits for somebody to do so. Rejects with
   * Conflict when nothing waits, and when `generation` is given and another one is stored by now.
   */
  confirm(name: string, caller: Caller, seen?: { readonly generation?: number }): Promise<Confirmed>
  /** Has the App looked at now. */
  refresh(name: string, caller: Caller): Promise<AppView>
  /** What the spec asks for, and what is known of it. In order of names. */
  secrets(name: string): Promise<readonly SecretStatus[]>
  /**
   * Writes the value of a secret that the spec has as `provided`. Resolves when Fly has it; Machines get it after that.
   * Invalid when the spec has none of that name, Conflict while paused, Unavailable when it was not written in time: then
   * it is not written later either.
   */
  setSecret(name: string, secret: string, value: Secret, caller: Caller, signal: AbortSignal): Promise<SecretDone>
  /** The same for one that Artifact makes: another value takes its place. */
  rotateSecret(name: string, secret: string, caller: Caller, signal: AbortSignal): Promise<SecretDone>
  /** Takes a provided one away from Fly. The App waits until it is set again. */
  unsetSecret(name: string, secret: string, caller: Caller, signal: AbortSignal): Promise<SecretDone>
  /** What was asked of a second person, newest first. */
  approvals(query?: { readonly name?: string; readonly limit?: number }): Promise<readonly Approval[]>
  /**
   * The word of a second person: never of the requester, nor of an app. `planDigest` is that of the plan that they have
   * looked at; Conflict when the approval is about another one, is decided already, or is over.
   */
  decideApproval(id: string, decision: ApprovalDecision, caller: Caller): Promise<Approval>
  /** The Grants and Policies that are in force, in order of their refs. Rejects with Unavailable if one cannot be read. */
  rules(): Promise<readonly StoredRule[]>
  /** Takes Grants and Policies in, from a draft that holds nothing else. All are checked before any is accepted. */
  applyRules(draft: Draft, caller: Caller): Promise<readonly RuleApplied[]>
  /** Ends a Grant or a Policy. Nothing else does. */
  deleteRule(ref: RuleRef, caller: Caller): Promise<StoredRule>
  /**
   * Who was let do what, and what was done to Fly: oldest first, those after `after`, or without it the newest `limit`
   * ones. To whoever sees only some Apps, it does not say who else has asked about one.
   */
  audit(query: AuditAsk): Promise<readonly SealedRecord[]>
  /** Whether all of the audit is as it was written. */
  verifyAudit(): Promise<ChainVerdict>
  /** A durable apply, with what has become of it. */
  operation(id: string): Promise<Operation>
  /** Makes an operator token. The answer is the only place where it ever stands. Conflict when the name is in use. */
  createToken(wish: TokenWish, caller: Caller): Promise<TokenView & { readonly token: string }>
  tokens(): Promise<readonly TokenView[]>
  /** By its id or its name. It is good for nothing from then on. */
  revokeToken(name: string, caller: Caller): Promise<TokenView>
}

export type TokenWish = { readonly name: string; readonly role: string; readonly expiresInMs: number }

/** What can be told of an operator token. Times are ISO times. */
export type TokenView = Omit<AccessToken, 'hash'>

/** Who asks, and how. */
export type Caller = {
  readonly principal: Principal
  readonly via: 'cli' | 'http' | 'mcp'
  /** Drawn by us for each request; leads from what comes of it to its record in the audit. */
  readonly request?: string
  /** What the asking program calls itself. A claim. */
  readonly client?: string
  /** The person for whom an app asks, by its own words. A claim. */
  readonly behalf?: string
}

/** The operations as one caller may use them: what it may not know of is not there. */
export type OperationsFor = (caller: Caller) => Operations

export type SubmitRequest = Draft & {
  readonly planDigest?: string
  readonly ifGeneration?: number
  readonly dryRun?: boolean
}

/** A spec that is not stored: as text (`file` is the name that problems show), or as a parsed JSON value. */
export type Draft = { readonly text: string; readonly file?: string } | { readonly document: unknown }

export type PlanRequest = Draft | { readonly name?: string }

export type EventQuery = { readonly name?: string; readonly after?: number; readonly limit?: number }

export type AuditAsk = Omit<AuditQuery, 'last' | 'limit'> & { readonly limit?: number }

export const auditOutcomes: readonly SealedRecord['outcome'][] = [
  'allowed',
  'refused',
  'needs-approval',
  'unauthenticated',
  'failed',
  'done',
  'unknown',
]

/** In one answer. */
export const mostRecords = 1_000

export type WaitCondition = 'Ready' | 'Gone'

export type Waited = { readonly name: string; readonly condition: WaitCondition; readonly generation: number }

export type Submitted = {
  readonly ref: Ref
  /** With `dryRun` the one that it would get. */
  readonly generation: number
  /** `false`: the very spec that was stored already. */
  readonly changed: boolean
  /** The durable apply to follow; `undefined` with `dryRun`. */
  readonly operation: Operation | undefined
  /** The plan that was made; only with `planDigest` or `dryRun`. */
  readonly plan: Plan | undefined
}

export type ApprovalDecision = {
  readonly decision: 'approve' | 'reject'
  readonly planDigest: string
  readonly reason: string
}

export type RuleApplied = { readonly ref: RuleRef; readonly generation: number; readonly changed: boolean }

/** To what somebody has agreed. */
export type Confirmed = { readonly ref: Ref; readonly generation: number } & Partial<Taking>

export type Adopted = { readonly ref: Ref; readonly generation: number; readonly machines: number }

/** A live app as a spec. */
export type ImportedApp = {
  readonly flyApp: string
  /** The spec as a file: YAML, with what it does not say as comments at its top. */
  readonly text: string
  readonly document: object
  /** Why the app cannot be adopted with this spec. */
  readonly objections: readonly string[]
  /** What the spec does not say of the app: it stays as it is. */
  readonly besides: Besides
}
export type SecretDone = { readonly ref: Ref; readonly secret: string; readonly done: 'set' | 'rotate' | 'unset' }

/** One line of a list. */
export type AppSummary = {
  readonly ref: Ref
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  readonly flyApp: string
  readonly generation: number
  /** Of the Ready condition; `Unknown`/`Pending` until the first pass has looked at this generation. */
  readonly ready: { readonly status: 'True' | 'False' | 'Unknown'; readonly reason: string; readonly message: string }
  readonly machines: { readonly healthy: number; readonly current: number; readonly total: number }
  readonly provenance: Provenance
  readonly acceptedAt: string
  readonly paused: boolean
  readonly protected: boolean
  readonly deletionRequestedAt: string | undefined
  /** Nothing that its spec takes away goes, nor does the App, until somebody agrees. */
  readonly isHeld: boolean
  /** Until when a deletion can be taken back with nothing lost; ISO time. */
  readonly keptUntil: string | undefined
  readonly missingSince: string | undefined
  /** The generation that runs instead of this one, which has failed; ISO time. */
  readonly fallback: { readonly generation: number; readonly reason: string; readonly at: string } | undefined
}

/** An App with everything that is known of it. */
export type AppView = AppSummary & { readonly resource: Resource; readonly status: Status | undefined }

export type Info = {
  readonly version: string
  /** Slug of the Fly organisation. */
  readonly organization: string
  /** `simulator`: nothing that is done costs money or reaches Fly. */
  readonly fly: 'fly' | 'simulator'
  /** The store is older than the cloud: nothing is written to Fly until somebody releases it. */
  readonly observeOnly: boolean
  readonly storeId: string
}
