import type { Kysely, Transaction } from 'kysely'
import type { Ref } from '../resource/resource.ts'
import type { ResourceRow, Tables } from './tables.ts'

export async function rowOf(database: Kysely<Tables>, ref: Ref): Promise<ResourceRow | undefined> {
  return await database.selectFrom('resources').selectAll().where('ref', '=', ref).executeTakeFirst()
}

/** Inserts it, or puts it in the place of the one before. */
export async function save(transaction: Transaction<Tables>, row: ResourceRow): Promise<void> {
  await transaction
    .insertInto('resources')
    .values(row)
    .onConflict((conflict) => conflict.column('ref').doUpdateSet(row))
    .execute()
}

/** Whether there is anything to write. */
export function differs(before: ResourceRow, after: ResourceRow): boolean {
  return (Object.keys(after) as (keyof ResourceRow)[]).some((column) => before[column] !== after[column])
}
