import type { Ref } from '../resource/resource.ts'
import type { RuleRef } from '../resource/rule.ts'

/**
 * The rows as SQL holds them: times are ISO texts, flags are 0 or 1, and what has a shape of its own is JSON in a text.
 * Only these types, so that SQLite and PostgreSQL mean the same by them.
 */
export type Tables = {
  readonly identity: { readonly id: string; readonly epoch: number }
  readonly shard_lease: { readonly shard: number; readonly holder: string; readonly epoch: number }
  readonly resources: ResourceRow
  readonly revisions: RevisionRow
  readonly events: EventRow
  readonly event_head: { readonly id: number; readonly seq: number; readonly hash: string }
  readonly audit_records: AuditRow
  readonly audit_head: { readonly id: number; readonly seq: number; readonly hash: string }
  readonly intents: IntentRow
  readonly incarnations: { readonly incarnation: string; readonly intent: string }
  readonly bindings: BindingRow
  readonly assets: AssetRow
  readonly owned_apps: { readonly ref: Ref }
  readonly operations: OperationRow
  readonly plans: PlanRow
  readonly domains: { readonly hostname: string; readonly ref: Ref }
  readonly app_identities: { readonly ref: Ref; readonly organization_id: string; readonly app_id: string }
  readonly access_tokens: AccessTokenRow
  readonly rules: RuleRow
  readonly approvals: ApprovalRow
}

export type ResourceRow = {
  readonly ref: Ref
  /** Held beside the document, so that they can be compared although the document cannot be read. */
  readonly fly_app: string
  readonly network: string
  readonly generation: number
  /** Canonical JSON. */
  readonly document: string
  readonly provenance: string
  readonly accepted_at: string
  readonly status: string | null
  readonly paused: number
  readonly protected: number
  readonly deletion_requested_at: string | null
  /** Provenance as JSON when somebody said so by word; `spec` when the document did. */
  readonly deletion_requested_by: string | null
  /** Somebody said that nothing is to be kept for a while. */
  readonly deletes_now: number
  readonly missing_since: string | null
  /** JSON: the generation that runs instead, why, since when, and its document. */
  readonly fallback: string | null
  /** JSON: of which generation somebody has agreed that it takes how much away. */
  readonly confirmed: string | null
  /** JSON: its source takes away too much. */
  readonly held: string | null
}

export type ApprovalRow = {
  readonly id: string
  readonly ref: Ref
  readonly state: string
  readonly spec_digest: string
  readonly plan_digest: string
  readonly requester: string
  readonly asked_by: string
  readonly asked_at: string
  readonly expires_at: string
  /** JSON. */
  readonly reasons: string
  /** JSON: the plan as it was shown. */
  readonly plan: string
  readonly decided_by: string | null
  readonly decided_at: string | null
  readonly decision_reason: string | null
}

export type RuleRow = {
  readonly ref: RuleRef
  readonly generation: number
  /** Canonical JSON. */
  readonly document: string
  readonly provenance: string
  readonly accepted_at: string
  /** What the directory or the repository said last: as long as it says the same, a later word stands. */
  readonly heard: string | null
  /** By word. The row stays, so that what it was made from does not bring it back. */
  readonly forgotten_at: string | null
}

export type RevisionRow = {
  readonly ref: Ref
  readonly generation: number
  readonly document: string
  readonly provenance: string
  readonly accepted_at: string
}

export type EventRow = {
  readonly seq: number
  readonly ref: Ref | RuleRef
  readonly happened_at: string
  readonly generation: number
  readonly kind: string
  readonly author: string
  readonly message: string
  readonly detail: string
  /** Of the row before, or empty in the first one. */
  readonly previous_hash: string
  readonly hash: string
}

export type AuditRow = {
  readonly seq: number
  readonly happened_at: string
  readonly kind: string
  readonly outcome: string
  readonly ref: string | null
  /** By name, where there is one. */
  readonly author: string | null
  /** All of it: canonical JSON. */
  readonly record: string
  /** Of the row before, or empty in the first one. */
  readonly previous_hash: string
  readonly hash: string
}

export type IntentRow = {
  readonly id: string
  readonly ref: Ref
  readonly generation: number
  readonly action: string
  readonly fly_app: string
  readonly target: string
  readonly slot: string | null
  readonly incarnation: string | null
  readonly because: string
  readonly opened_at: string
  readonly state: string
  /** Of the holder that opened it. */
  readonly epoch: number
}

export type BindingRow = {
  readonly machine_id: string
  readonly ref: Ref
  readonly slot: string
  readonly incarnation: string
  readonly name: string
  readonly operation: string
  readonly alive: number
}

export type AssetRow = {
  readonly ref: Ref
  readonly kind: string
  readonly id: string
  readonly name: string
  readonly slot: string | null
  readonly operation: string
  readonly alive: number
  readonly idle_since: string | null
  /** JSON. */
  readonly facts: string
}

export type AccessTokenRow = {
  readonly id: string
  readonly name: string
  readonly role: string
  /** SHA-256 of the secret part, as hex. The secret itself is nowhere. */
  readonly hash: string
  /** Provenance as JSON. */
  readonly created_by: string
  readonly created_at: string
  readonly expires_at: string
  readonly revoked_at: string | null
}

export type PlanRow = {
  readonly id: string
  readonly owner: string
  readonly ref: Ref
  readonly base_generation: number
  readonly digest: string
  readonly document: string
  /** JSON. */
  readonly shown: string
  readonly made_at: string
  readonly expires_at: string
  readonly operation: string | null
}

export type OperationRow = {
  readonly id: string
  readonly ref: Ref
  readonly generation: number
  readonly plan_digest: string | null
  readonly author: string
  readonly started_at: string
  readonly ended_at: string | null
  readonly state: string
  readonly message: string
}
