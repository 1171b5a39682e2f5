import type { Provenance, Ref } from '../resource/resource.ts'
import type { RuleRef } from '../resource/rule.ts'

/** One line of the audit trail. Never changed once written; each row carries the hash of the one before it. */
export type Event = {
  readonly ref: Ref | RuleRef
  /** ISO time. */
  readonly at: string
  readonly generation: number
  readonly kind: EventKind
  readonly by: Provenance | 'controller'
  /** A sentence for a person. */
  readonly message: string
  /** Named values for programs; no secret ever reaches here. */
  readonly detail: Readonly<Record<string, unknown>>
}

export type EventKind =
  | 'Accepted' // a spec was taken in as a new generation
  | 'Adopted' // an app that others made is ours from now on
  | 'Rejected' // a spec was refused
  | 'SourceMissing' // the document that brought it is gone; the App stays
  | 'SourceBack'
  | 'Planned'
  | 'StepSucceeded'
  | 'StepFailed'
  | 'StepUnknown' // its answer was lost
  | 'IntentSettled' // an observation told what became of it
  | 'DriftDetected'
  | 'ConditionChanged'
  | 'RolledBack' // a spec failed, and an earlier generation runs in its place
  | 'TriedAgain' // somebody asked to try a failed spec once more
  | 'Paused'
  | 'Resumed'
  | 'SecretSet' // by somebody; what Artifact does by itself is a step
  | 'SecretRotated'
  | 'SecretUnset'
  | 'IdentityBound' // an app has shown for the first time who it is
  | 'IdentityRefused' // somebody came under its name who is not it
  | 'Confirmed' // somebody agreed to what a generation takes away
  | 'DeletionRequested'
  | 'DeletionWithdrawn'
  | 'Forgotten' // deleted on Fly, and taken out of the store
  | 'RuleAccepted' // a Grant or a Policy is another from now on
  | 'RuleForgotten'
  | 'ApprovalAsked' // a second person has to agree to a change
  | 'ApprovalGiven'
  | 'ApprovalRefused'
