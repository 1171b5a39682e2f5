import type { Kysely, Transaction } from 'kysely'
import { type ChainHead, followsOn, type SealedRecord, sealRecord, writtenOut } from '../status/audit-chain.ts'
import { type AuditRecord, userBehind } from '../status/audit-record.ts'
import { append, type Chain, verify } from './chain.ts'
import type { Write } from './holding.ts'
import { attempt } from './read-rows.ts'
import { type Store, StoreError } from './store.ts'
import type { AuditRow, Tables } from './tables.ts'

/**
 * Who was let do what, and what was done to Fly. A chain of its own beside that of the events: it is about names that no
 * App has, too, and outlives each of them. The record is the truth, and the columns beside it only find it.
 */
export function createAuditLog(
  database: Kysely<Tables>,
  write: Write,
): Pick<Store, 'writeAudit' | 'audit' | 'verifyAudit'> {
  return {
    async writeAudit(fence, records) {
      if (records.length > 0) await write(fence, (transaction) => appendAudit(transaction, records))
    },

    async audit({ ref, user, outcome, since, after, limit, last }) {
      let query = database.selectFrom('audit_records').selectAll().limit(limit)
      if (ref !== undefined) query = query.where('ref', '=', ref)
      if (user !== undefined) query = query.where('author', '=', user)
      if (outcome !== undefined) query = query.where('outcome', '=', outcome)
      if (since !== undefined) query = query.where('happened_at', '>=', since)
      if (after !== undefined) query = query.where('seq', '>', after)
      const rows = await query.orderBy('seq', last ? 'desc' : 'asc').execute()
      return (last ? rows.reverse() : rows).map(sealedOf)
    },

    verifyAudit: () => verify(database, chain, isWhole),
  }
}

/** Adds records to the chain, in the transaction of what they tell of. */
export function appendAudit(transaction: Transaction<Tables>, records: readonly AuditRecord[]): Promise<void> {
  return append(transaction, chain, records, (record, head) => rowOf(sealRecord(record, head)))
}

const chain: Chain = { rows: 'audit_records', head: 'audit_head' }

/** Whether all columns are as they were written: those beside the record, too, or a record could be hidden from a search. */
function isWhole(previous: ChainHead, row: AuditRow): boolean {
  try {
    const sealed = sealedOf(row)
    const columns = Object.entries(rowOf(sealed))
    return followsOn(previous, sealed) && columns.every(([name, value]) => row[name as keyof AuditRow] === value)
  } catch (error) {
    if (error instanceof StoreError) return false
    throw error
  }
}

function rowOf(sealed: SealedRecord): AuditRow {
  const { seq, previousHash, hash, ...record } = sealed
  return {
    seq,
    happened_at: record.at,
    kind: record.kind,
    outcome: record.outcome,
    ref: record.ref ?? null,
    author: userBehind(record) ?? null,
    record: writtenOut(record),
    previous_hash: previousHash,
    hash,
  }
}

function sealedOf(row: AuditRow): SealedRecord {
  const record = attempt(() => JSON.parse(row.record) as AuditRecord, `audit record ${row.seq}`)
  return { ...record, seq: row.seq, previousHash: row.previous_hash, hash: row.hash }
}
