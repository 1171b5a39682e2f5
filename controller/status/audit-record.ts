import type { Action, Slot } from '../resource/ownership.ts'
import type { Provenance, Ref, Sender } from '../resource/resource.ts'
import type { RuleRef } from '../resource/rule.ts'

/**
 * One line of the audit: what somebody asked for and was answered, or a call to Fly that changes something. `kind` and
 * `outcome` are for programs, and so is all the rest; no secret ever reaches here. `schemas/audit.schema.json` says it to
 * others.
 */
export type AuditRecord = DecisionRecord | CallRecord

/**
 * Whether somebody was let do something. Readings are in it only when they were refused, and so are those who have proved
 * nothing. `failed`: allowed, and not done for another reason, which `code` names.
 */
export type DecisionRecord = {
  readonly kind: 'decision'
  /** ISO time. */
  readonly at: string
  readonly outcome: 'allowed' | 'refused' | 'needs-approval' | 'unauthenticated' | 'failed'
  /** `undefined` when nobody knows who it was. */
  readonly by: Sender | undefined
  /** Of a request by nobody who is known; otherwise `by` has it. */
  readonly request?: string | undefined
  /** Under which name it was asked for; `enter` when it came to no operation. */
  readonly operation: string
  /** What it is about, whether there is such a thing or not; `undefined` for what is about all of them. */
  readonly ref?: Ref | RuleRef | undefined
  /** That came of it. */
  readonly generation?: number | undefined
  /** Digest of the plan that the one who asked had seen. */
  readonly plan?: string | undefined
  /** Why not, in the closed list of words of errors. */
  readonly code?: string | undefined
  /** The same for a person. */
  readonly message?: string | undefined
  /** How many there were since the last such record; without it one. */
  readonly count?: number | undefined
}

/** A call to Fly, with what had been intended. The controller makes it; `cause` is who sent what it acts on. */
export type CallRecord = {
  readonly kind: 'call'
  /** ISO time at which its outcome was known. */
  readonly at: string
  readonly outcome: 'done' | 'refused' | 'unknown'
  /** Whether Fly's answer told the outcome, or an observation later on. */
  readonly toldBy: 'answer' | 'observation'
  readonly by: 'controller'
  /** Who sent the generation: by its request id its decision is found. */
  readonly cause: Provenance
  readonly ref: Ref
  readonly generation: number
  /** Digest of the plan that it is a step of; `undefined` when an observation tells. */
  readonly plan?: string | undefined
  readonly action: Action
  readonly flyApp: string
  /** The thing's id at Fly, or the name that it gets. */
  readonly target: string
  readonly slot?: Slot | undefined
  readonly because: string
  /** The intent that was committed before the call. */
  readonly intent: string
  /** What Fly's support asks for. */
  readonly flyRequest?: string | undefined
  /** What Fly said, where it did not do it. */
  readonly code?: string | undefined
}

/** Who is behind a record: whoever asked, or sent what the controller acts on. `undefined`: nobody who is known by name. */
export function userBehind(record: AuditRecord): string | undefined {
  const sender = record.kind === 'call' ? record.cause : record.by
  return sender !== undefined && 'user' in sender ? sender.user : undefined
}
