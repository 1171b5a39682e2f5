import type { Kysely, Transaction } from 'kysely'
import {
  type ChainHead,
  emptyChain,
  followsOn,
  type SealedRecord,
  sealRecord,
  writtenOut,
} from '../status/audit-chain.ts'
import { type AuditRecord, userBehind } from '../status/audit-record.ts'
import type { AuditVerdict } from './access-store.ts'
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

    async verifyAudit() {
      const head = await headOf(database)
      let previous = emptyChain
      const verdict = (brokenAt: number | undefined): AuditVerdict => {
        return { count: previous.seq, brokenAt, head: previous.hash }
      }
      while (previous.seq < head.seq) {
        const rows = await database
          .selectFrom('audit_records')
          .selectAll()
          .where('seq', '>', previous.seq)
          .where('seq', '<=', head.seq)
          .orderBy('seq')
          .limit(batchSize)
          .execute()
        if (rows.length === 0) return verdict(previous.seq + 1)
        for (const row of rows) {
          if (row.seq !== previous.seq + 1) return verdict(previous.seq + 1)
          if (!isWhole(previous, row)) return verdict(row.seq)
          previous = row
        }
      }
      if (previous.hash !== head.hash) return verdict(previous.seq)
      return verdict((await strayRow(database, head))?.seq)
    },
  }
}

/** Adds records to the chain, in the transaction of what they tell of. */
export async function appendAudit(transaction: Transaction<Tables>, records: readonly AuditRecord[]): Promise<void> {
  if (records.length === 0) return
  let head = await headOf(transaction)
  const rows = records.map((record) => {
    const sealed = sealRecord(record, head)
    head = { seq: sealed.seq, hash: sealed.hash }
    return rowOf(sealed)
  })
  // A row takes nine parameters, and SQLite at most 32,766 of them.
  for (let from = 0; from < rows.length; from += batchSize) {
    await transaction
      .insertInto('audit_records')
      .values(rows.slice(from, from + batchSize))
      .execute()
  }
  await transaction
    .insertInto('audit_head')
    .values({ id: 1, ...head })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(head))
    .execute()
}

const batchSize = 1000

async function headOf(database: Kysely<Tables>): Promise<ChainHead> {
  return (await database.selectFrom('audit_head').select(['seq', 'hash']).executeTakeFirst()) ?? emptyChain
}

/** A row beyond either end of the chain, which only somebody else can have written. */
async function strayRow(database: Kysely<Tables>, head: ChainHead): Promise<{ readonly seq: number } | undefined> {
  return await database
    .selectFrom('audit_records')
    .select('seq')
    .where((where) => where.or([where('seq', '>', head.seq), where('seq', '<', 1)]))
    .orderBy('seq')
    .executeTakeFirst()
}

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
