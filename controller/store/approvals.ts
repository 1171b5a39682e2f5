import type { Kysely, Transaction } from 'kysely'
import type { Ref } from '../resource/resource.ts'
import type { Approval } from './access-store.ts'
import { appendEvents } from './event-log.ts'
import type { Write } from './holding.ts'
import { attempt, readProvenance } from './read-rows.ts'
import { type Store, StoreError } from './store.ts'
import type { ApprovalRow, Tables } from './tables.ts'

/** What was asked of a second person, and what they said. */
export function createApprovals(
  database: Kysely<Tables>,
  write: Write,
): Pick<Store, 'askApproval' | 'approvals' | 'approval' | 'decideApproval' | 'voidApproval'> {
  return {
    askApproval: (fence, approval, event) =>
      write(fence, async (transaction) => {
        for (const row of await openOf(transaction, approval)) {
          const isSame = row.plan_digest === approval.planDigest && row.expires_at > approval.askedAt
          if (isSame) return approvalOf(row)
          await setState(transaction, row.id, 'void')
        }
        await transaction.insertInto('approvals').values(rowOf(approval)).execute()
        await appendEvents(transaction, [event])
        return approval
      }),

    async approvals({ ref, limit }) {
      let query = database.selectFrom('approvals').selectAll().limit(limit)
      if (ref !== undefined) query = query.where('ref', '=', ref)
      const rows = await query.orderBy('asked_at', 'desc').orderBy('id', 'desc').execute()
      return rows.map(approvalOf)
    },

    async approval(id) {
      const row = await database.selectFrom('approvals').selectAll().where('id', '=', id).executeTakeFirst()
      return row && approvalOf(row)
    },

    decideApproval: (fence, id, { state, planDigest, by, at, reason }, event) =>
      write(fence, async (transaction) => {
        const row = await rowNamed(transaction, id)
        if (row.state !== 'waiting' || row.expires_at <= at) {
          const how = row.state === 'waiting' ? 'expired' : row.state
          throw new StoreError('Conflict', `the approval ${id} does not wait for a decision: it is ${how}`)
        }
        if (row.plan_digest !== planDigest) {
          throw new StoreError('Conflict', `the approval ${id} is about the plan ${row.plan_digest}, not ${planDigest}`)
        }
        const after = { ...row, state, decided_by: JSON.stringify(by), decided_at: at, decision_reason: reason }
        await transaction.updateTable('approvals').set(after).where('id', '=', id).execute()
        await appendEvents(transaction, [event])
        return approvalOf(after)
      }),

    async voidApproval(fence, id) {
      await write(fence, (transaction) => setState(transaction, id, 'void'))
    },
  }
}

/** Uses an approval up, in the transaction of what it was given for. Rejects with `Conflict` when it does not count any more. */
export async function useApproval(
  transaction: Transaction<Tables>,
  { id, planDigest }: { readonly id: string; readonly planDigest: string },
  ref: Ref,
  at: string,
): Promise<void> {
  const row = await rowNamed(transaction, id)
  const counts = row.state === 'approved' && row.expires_at > at && row.ref === ref && row.plan_digest === planDigest
  if (!counts) throw new StoreError('Conflict', `the approval ${id} does not count any more; ask for another one`)
  await setState(transaction, id, 'used')
}

async function rowNamed(transaction: Transaction<Tables>, id: string): Promise<ApprovalRow> {
  const row = await transaction.selectFrom('approvals').selectAll().where('id', '=', id).executeTakeFirst()
  if (row === undefined) throw new StoreError('Conflict', `there is no approval ${id}`)
  return row
}

/** Those that still may come to something, for the same request of the same requester. */
async function openOf(
  transaction: Transaction<Tables>,
  { ref, specDigest, requester }: Approval,
): Promise<readonly ApprovalRow[]> {
  return transaction
    .selectFrom('approvals')
    .selectAll()
    .where('ref', '=', ref)
    .where('spec_digest', '=', specDigest)
    .where('requester', '=', requester)
    .where('state', 'in', ['waiting', 'approved'])
    .execute()
}

async function setState(transaction: Transaction<Tables>, id: string, state: Approval['state']): Promise<void> {
  await transaction.updateTable('approvals').set({ state }).where('id', '=', id).execute()
}

function rowOf(approval: Approval): ApprovalRow {
  return {
    id: approval.id,
    ref: approval.ref,
    state: approval.state,
    spec_digest: approval.specDigest,
    plan_digest: approval.planDigest,
    requester: approval.requester,
    asked_by: JSON.stringify(approval.by),
    asked_at: approval.askedAt,
    expires_at: approval.expiresAt,
    reasons: JSON.stringify(approval.reasons),
    plan: JSON.stringify(approval.plan),
    decided_by: null,
    decided_at: null,
    decision_reason: null,
  }
}

function approvalOf(row: ApprovalRow): Approval {
  const where = `the approval ${row.id}`
  const { decided_by, decided_at, decision_reason } = row
  return {
    id: row.id,
    ref: row.ref,
    state: row.state as Approval['state'],
    specDigest: row.spec_digest,
    planDigest: row.plan_digest,
    requester: row.requester,
    by: readProvenance(row.asked_by, where),
    askedAt: row.asked_at,
    expiresAt: row.expires_at,
    reasons: attempt(() => JSON.parse(row.reasons) as readonly string[], where),
    plan: attempt(() => JSON.parse(row.plan) as object, where),
    decision:
      decided_by === null || decided_at === null
        ? undefined
        : { by: readProvenance(decided_by, where), at: decided_at, reason: decision_reason ?? '' },
  }
}
