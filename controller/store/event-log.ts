import { createHash } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import type { Event, EventKind } from '../status/event.ts'
import type { Write } from './holding.ts'
import { attempt } from './read-rows.ts'
import type { Store, StoredEvent } from './store.ts'
import type { EventRow, Tables } from './tables.ts'

/**
 * The audit trail. Each row carries the hash of the one before it, and the head, kept apart, that of the last: a row
 * that was changed, added, or taken away, at the end too, shows.
 */
export function createEventLog(
  database: Kysely<Tables>,
  write: Write,
): Pick<Store, 'record' | 'events' | 'verifyEvents'> {
  return {
    async record(fence, events) {
      if (events.length > 0) await write(fence, (transaction) => appendEvents(transaction, events))
    },

    async events({ ref, after, limit, last }) {
      let query = database.selectFrom('events').selectAll().limit(limit)
      if (ref !== undefined) query = query.where('ref', '=', ref)
      if (after !== undefined) query = query.where('seq', '>', after)
      const rows = await query.orderBy('seq', last ? 'desc' : 'asc').execute()
      return (last ? rows.reverse() : rows).map(eventOf)
    },

    async verifyEvents() {
      const head = await headOf(database)
      let previous = nothing
      while (previous.seq < head.seq) {
        const rows = await database
          .selectFrom('events')
          .selectAll()
          .where('seq', '>', previous.seq)
          .where('seq', '<=', head.seq)
          .orderBy('seq')
          .limit(batchSize)
          .execute()
        if (rows.length === 0) return { count: previous.seq, brokenAt: previous.seq + 1 }
        for (const row of rows) {
          if (!follows(previous, row)) return { count: previous.seq, brokenAt: row.seq }
          previous = row
        }
      }
      if (previous.hash !== head.hash) return { count: previous.seq, brokenAt: previous.seq }
      const stray = await strayRow(database)
      return { count: previous.seq, brokenAt: stray?.seq }
    },
  }
}

/** Adds events to the chain, in the transaction of what they tell of. */
export async function appendEvents(transaction: Transaction<Tables>, events: readonly Event[]): Promise<void> {
  if (events.length === 0) return
  let head = await headOf(transaction)
  const rows = events.map((event) => {
    const row = rowOf(event, head)
    head = { seq: row.seq, hash: row.hash }
    return row
  })
  // A row takes ten parameters, and SQLite at most 32,766 of them.
  for (let from = 0; from < rows.length; from += batchSize) {
    await transaction
      .insertInto('events')
      .values(rows.slice(from, from + batchSize))
      .execute()
  }
  await transaction
    .insertInto('event_head')
    .values({ id: 1, ...head })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(head))
    .execute()
}

type Head = { readonly seq: number; readonly hash: string }

const nothing: Head = { seq: 0, hash: '' }
const batchSize = 1000

async function headOf(database: Kysely<Tables>): Promise<Head> {
  return (await database.selectFrom('event_head').select(['seq', 'hash']).executeTakeFirst()) ?? nothing
}

/** A row after the head, which only somebody else can have written. */
async function strayRow(database: Kysely<Tables>): Promise<{ readonly seq: number } | undefined> {
  return await database
    .selectFrom('events')
    .select('seq')
    .where((where) =>
      where.or([
        where('seq', '>', where.fn.coalesce(where.selectFrom('event_head').select('seq'), where.lit(0))),
        where('seq', '<', 1),
      ]),
    )
    .orderBy('seq')
    .executeTakeFirst()
}

function rowOf(event: Event, head: Head): EventRow {
  const unsigned = {
    seq: head.seq + 1,
    ref: event.ref,
    happened_at: event.at,
    generation: event.generation,
    kind: event.kind,
    author: JSON.stringify(event.by),
    message: event.message,
    detail: JSON.stringify(event.detail),
    previous_hash: head.hash,
  }
  return { ...unsigned, hash: hashOf(unsigned) }
}

function follows(previous: Head, row: EventRow): boolean {
  return row.previous_hash === previous.hash && row.hash === hashOf(row)
}

function hashOf(row: Omit<EventRow, 'hash'>): string {
  const { seq, ref, happened_at, generation, kind, author, message, detail, previous_hash } = row
  const signed = [previous_hash, seq, ref, happened_at, generation, kind, author, message, detail]
  return createHash('sha256').update(JSON.stringify(signed)).digest('hex')
}

function eventOf(row: EventRow): StoredEvent {
  return attempt(
    () => ({
      seq: row.seq,
      ref: row.ref,
      at: row.happened_at,
      generation: row.generation,
      kind: row.kind as EventKind,
      by: JSON.parse(row.author) as Event['by'],
      message: row.message,
      detail: JSON.parse(row.detail) as Event['detail'],
      hash: row.hash,
    }),
    `event ${row.seq}`,
  )
}
