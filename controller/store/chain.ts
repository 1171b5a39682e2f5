import type { Kysely, Transaction } from 'kysely'
import { type ChainHead, type ChainVerdict, emptyChain } from '../status/audit-chain.ts'
import type { Tables } from './tables.ts'

/** Rows of which each carries the hash of the one before it, and a head, kept apart, with the last one's. */
export type Chain = { readonly rows: 'events' | 'audit_records'; readonly head: 'event_head' | 'audit_head' }

/** Adds what `seal` makes of each item, in the transaction of what it tells of. */
export async function append<Item, Row extends ChainHead>(
  transaction: Transaction<Tables>,
  chain: Chain,
  items: readonly Item[],
  seal: (item: Item, head: ChainHead) => Row,
): Promise<void> {
  if (items.length === 0) return
  let head = await headOf(transaction, chain)
  const rows = items.map((item) => {
    const row = seal(item, head)
    head = { seq: row.seq, hash: row.hash }
    return row
  })
  // A row takes ten parameters at most, and SQLite 32,766 of them.
  for (let from = 0; from < rows.length; from += batchSize) {
    await transaction
      .insertInto(asEvents(chain))
      .values(rows.slice(from, from + batchSize) as never)
      .execute()
  }
  await transaction
    .insertInto(chain.head)
    .values({ id: 1, ...head })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(head))
    .execute()
}

/** Walks a chain from its beginning. A row that was changed, added, or taken away, at the end too, shows. */
export async function verify<Row extends ChainHead>(
  database: Kysely<Tables>,
  chain: Chain,
  follows: (previous: ChainHead, row: Row) => boolean,
): Promise<ChainVerdict> {
  const head = await headOf(database, chain)
  let previous = emptyChain
  const verdict = (brokenAt: number | undefined): ChainVerdict => ({
    count: previous.seq,
    brokenAt,
    head: previous.hash,
  })
  while (previous.seq < head.seq) {
    const rows = await database
      .selectFrom(asEvents(chain))
      .selectAll()
      .where('seq', '>', previous.seq)
      .where('seq', '<=', head.seq)
      .orderBy('seq')
      .limit(batchSize)
      .execute()
    if (rows.length === 0) return verdict(previous.seq + 1)
    for (const row of rows as readonly ChainHead[] as readonly Row[]) {
      if (row.seq !== previous.seq + 1) return verdict(previous.seq + 1)
      if (!follows(previous, row)) return verdict(row.seq)
      previous = row
    }
  }
  if (previous.hash !== head.hash) return verdict(previous.seq)
  return verdict((await strayRow(database, chain, head))?.seq)
}

/** A row beyond either end of the chain, which only somebody else can have written. */
async function strayRow(
  database: Kysely<Tables>,
  chain: Chain,
  head: ChainHead,
): Promise<{ readonly seq: number } | undefined> {
  return await database
    .selectFrom(asEvents(chain))
    .select('seq')
    .where((where) => where.or([where('seq', '>', head.seq), where('seq', '<', 1)]))
    .orderBy('seq')
    .executeTakeFirst()
}

async function headOf(database: Kysely<Tables>, { head }: Chain): Promise<ChainHead> {
  return (await database.selectFrom(head).select(['seq', 'hash']).executeTakeFirst()) ?? emptyChain
}

/** Only the columns that both tables have are named here, and Kysely wants to know one of them. */
function asEvents({ rows }: Chain): 'events' {
  return rows as 'events'
}

const batchSize = 1000
