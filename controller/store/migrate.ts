import { createHash } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { Migration } from './migrations.ts'
import { StoreError } from './store.ts'
import type { Tables } from './tables.ts'

/** How a database spells what SQL has no common word for. */
export type Spelling = {
  createTable(statement: string): string
  /** Statements that make the database refuse every change and deletion of the table's rows. */
  appendOnly(table: string): readonly string[]
}

/**
 * Brings the schema up to date: one transaction for each migration, so a crash leaves it between two of them.
 * Rejects with `TooNew`, and changes nothing, when the store has gone through a migration that is not known here.
 */
export async function migrate(
  database: Kysely<Tables>,
  migrations: readonly Migration[],
  spelling: Spelling,
): Promise<void> {
  const ledger = database.withTables<{ migrations: LedgerRow }>()
  await sql
    .raw(
      spelling.createTable(
        'create table if not exists migrations (number integer not null primary key, name text not null, hash text not null)',
      ),
    )
    .execute(ledger)
  const applied = await ledger.selectFrom('migrations').selectAll().orderBy('number').execute()
  assertKnown(applied, migrations)

  for (const [index, migration] of migrations.entries()) {
    if (index < applied.length) continue
    await ledger.transaction().execute(async (transaction) => {
      for (const change of migration.changes ?? []) await sql.raw(change).execute(transaction)
      for (const table of migration.tables) await sql.raw(spelling.createTable(table)).execute(transaction)
      for (const statement of [...migration.indexes, ...migration.appendOnly.flatMap(spelling.appendOnly)]) {
        await sql.raw(statement).execute(transaction)
      }
      await transaction
        .insertInto('migrations')
        .values({ number: index + 1, name: migration.name, hash: hashOf(migration) })
        .execute()
    })
  }
}

type LedgerRow = { readonly number: number; readonly name: string; readonly hash: string }

function assertKnown(applied: readonly LedgerRow[], migrations: readonly Migration[]): void {
  for (const [index, { number, name, hash }] of applied.entries()) {
    const known = migrations[index]
    if (known && number === index + 1 && hash === hashOf(known)) continue
    throw new StoreError(
      'TooNew',
      `the store was written by another version of Artifact: its migration ${number} («${name}») is not known to this one, which knows ${migrations.length}; start the version that wrote it, or a later one`,
    )
  }
}

function hashOf(migration: Migration): string {
  return createHash('sha256').update(JSON.stringify(migration)).digest('hex')
}
