import { createHash } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import type { ChainHead } from '../status/audit-chain.ts'
import type { Event, EventKind } from '../status/event.ts'
import { append, type Chain, verify } from './chain.ts'
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

    verifyEvents: () => verify(database, chain, follows),
  }
}

/** Adds events to the chain, in the transaction of what they tell of. */
export function appendEvents(transaction: Transaction<Tables>, events: readonly Event[]): Promise<void> {
  return append(transaction, chain, events, rowOf)
}

const chain: Chain = { rows: 'events', head: 'event_head' }

function rowOf(event: Event, head: ChainHead): EventRow {
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

function follows(previous: ChainHead, row: EventRow): boolean {
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
