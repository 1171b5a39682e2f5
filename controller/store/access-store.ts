import type { AppIdentity } from '../resource/ownership.ts'
import type { Provenance, Ref, Resource } from '../resource/resource.ts'
import type { Rule, RuleRef } from '../resource/rule.ts'
import type { ChainVerdict, SealedRecord } from '../status/audit-chain.ts'
import type { AuditRecord } from '../status/audit-record.ts'
import type { Event } from '../status/event.ts'
import type { Fence } from './store.ts'

/**
 * What of the store is about those who ask: who they are, what they may do, what they were shown, and what was decided.
 * The promises of `Store` hold for each of its methods.
 */
export interface AccessStore {
  // Who may do what
  /** Grants and Policies in ref order. One that cannot be read is named in `poisoned`, and is not in force. */
  rules(): Promise<{
    readonly rules: readonly StoredRule[]
    readonly poisoned: readonly { readonly ref: RuleRef; readonly reason: string }[]
  }>
  /**
   * Takes a rule in. From a directory or repository only when it says something else than it said last: otherwise what
   * somebody else has said since stands.
   */
  acceptRule(
    fence: Fence,
    rule: Rule,
    provenance: Provenance,
    at: string,
  ): Promise<{ readonly stored: StoredRule | undefined; readonly changed: boolean }>
  /** By word only: that a document is gone takes nothing away. `undefined` when there is none. */
  forgetRule(fence: Fence, ref: RuleRef, by: Provenance, at: string): Promise<StoredRule | undefined>

  // The word of a second person
  /**
   * Asks for an approval. Answers with the one that was asked for already when it is about the same spec and plan, by the
   * same requester, and not over; one about another plan becomes void.
   */
  askApproval(fence: Fence, approval: Approval, event: Event): Promise<Approval>
  /** Newest first. */
  approvals(query: { readonly ref?: Ref; readonly limit: number }): Promise<readonly Approval[]>
  approval(id: string): Promise<Approval | undefined>
  /** Rejects with `Conflict` unless it waits, is not over, and is about that plan. */
  decideApproval(
    fence: Fence,
    id: string,
    decided: NonNullable<Approval['decision']> & {
      readonly state: 'approved' | 'rejected'
      readonly planDigest: string
    },
    event: Event,
  ): Promise<Approval>
  voidApproval(fence: Fence, id: string): Promise<void>

  // What was decided and done
  /** Adds to the audit; what `settleIntent` and `note` bring with them is written with what they write. */
  writeAudit(fence: Fence, records: readonly AuditRecord[]): Promise<void>
  /** Oldest first, of those that fit: after `after`, or with `last` the newest `limit` ones. `user`: whoever is behind it. */
  audit(query: AuditQuery): Promise<readonly SealedRecord[]>
  /** Walks the chain of the audit, as `verifyEvents` does; `head` is the hash of the last record that is in its place. */
  verifyAudit(): Promise<ChainVerdict>

  // Who an app is
  /** The App that has this Fly app, whether the app is ours, and to which identity of Fly's it is bound. */
  tenantOf(flyApp: string): Promise<Tenant | undefined>
  /**
   * Binds an app that is ours to the ids that Fly has for it; the event is written with that. Whoever was bound first
   * stays, until the app is gone: answers to which ids it is bound. Rejects with `Conflict` when the app is not ours, or
   * when another App is bound to these ids.
   */
  bindIdentity(fence: Fence, ref: Ref, identity: AppIdentity, event: Event): Promise<AppIdentity>

  // With what one may ask
  /** Rejects with `Conflict` while there is another one of that name that is not revoked. */
  saveToken(fence: Fence, token: AccessToken): Promise<void>
  token(id: string): Promise<AccessToken | undefined>
  /** Oldest first, those that are good for nothing any more included. */
  tokens(): Promise<readonly AccessToken[]>
  /** For good; the first time counts. `undefined` when there is none. */
  revokeToken(fence: Fence, id: string, at: string): Promise<AccessToken | undefined>

  // Plans that somebody was shown
  /** As it is now. Plans that expired before `forgetBefore` (ISO time) are forgotten on the way. */
  savePlan(fence: Fence, plan: KeptPlan, forgetBefore: string): Promise<void>
  keptPlan(id: string): Promise<KeptPlan | undefined>
}

export type StoredRule = {
  readonly ref: RuleRef
  readonly rule: Rule
  /** Counts its changes, from 1; also over a time in which there was none. */
  readonly generation: number
  readonly provenance: Provenance
  /** ISO time. */
  readonly acceptedAt: string
}

/** What a requester wants and somebody else has to agree to. */
export type Approval = {
  readonly id: string
  readonly ref: Ref
  /** `used`: the request was accepted with it. `expired` is never stored: the time tells. */
  readonly state: 'waiting' | 'approved' | 'rejected' | 'used' | 'void' | 'expired'
  /** Of the spec, and of the plan for it, to which the approval is bound. */
  readonly specDigest: string
  readonly planDigest: string
  /** Who may use it, whatever they are called. */
  readonly requester: string
  readonly by: Provenance
  /** ISO times. */
  readonly askedAt: string
  readonly expiresAt: string
  readonly reasons: readonly string[]
  /** As the requester saw it. */
  readonly plan: object
  readonly decision: { readonly by: Provenance; readonly at: string; readonly reason: string } | undefined
}

export type AuditQuery = {
  readonly ref?: Ref | RuleRef
  readonly user?: string
  readonly outcome?: AuditRecord['outcome']
  /** ISO time. */
  readonly since?: string
  readonly after?: number
  readonly limit: number
  readonly last?: boolean
}

export type Tenant = { readonly ref: Ref; readonly isOurs: boolean; readonly identity: AppIdentity | undefined }

/** What is kept of an operator token: its secret part only as a hash. Times are ISO times. */
export type AccessToken = {
  readonly id: string
  readonly name: string
  readonly role: string
  readonly hash: string
  readonly createdBy: Provenance
  readonly createdAt: string
  readonly expiresAt: string
  readonly revokedAt: string | undefined
}

/** A plan as it was shown to somebody who may want exactly that one to be done. */
export type KeptPlan = {
  readonly id: string
  /** The key of the principal who asked for it: to everybody else it does not exist. */
  readonly owner: string
  readonly ref: Ref
  /** The generation that was stored when it was made; 0: none. */
  readonly baseGeneration: number
  readonly digest: string
  /** What is submitted, with its defaults. */
  readonly resource: Resource
  /** What was shown, as plain JSON. */
  readonly shown: Readonly<Record<string, unknown>>
  /** ISO times. */
  readonly madeAt: string
  readonly expiresAt: string
  /** The durable apply that came of it: there is never a second one. */
  readonly operation: string | undefined
}
