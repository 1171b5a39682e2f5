import type { Kysely } from 'kysely'
import type { Write } from './holding.ts'
import { readProvenance } from './read-rows.ts'
import type { Operation, Store } from './store.ts'
import type { OperationRow, Tables } from './tables.ts'

/** The durable applies. */
export function createOperations(
  database: Kysely<Tables>,
  write: Write,
): Pick<Store, 'saveOperation' | 'operation' | 'operations'> {
  return {
    async saveOperation(fence, operation) {
      const row = rowOf(operation)
      await write(fence, (transaction) =>
        transaction
          .insertInto('operations')
          .values(row)
          .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
          .execute(),
      )
    },

    async operation(id) {
      const row = await database.selectFrom('operations').selectAll().where('id', '=', id).executeTakeFirst()
      return row && operationOf(row)
    },

    async operations({ ref, limit }) {
      let query = database.selectFrom('operations').selectAll().limit(limit)
      if (ref !== undefined) query = query.where('ref', '=', ref)
      const rows = await query.orderBy('started_at', 'desc').orderBy('id', 'desc').execute()
      return rows.map(operationOf)
    },
  }
}

function rowOf(operation: Operation): OperationRow {
  return {
    id: operation.id,
    ref: operation.ref,
    generation: operation.generation,
    plan_digest: operation.planDigest ?? null,
    author: JSON.stringify(operation.by),
    started_at: operation.startedAt,
    ended_at: operation.endedAt ?? null,
    state: operation.state,
    message: operation.message,
  }
}

function operationOf(row: OperationRow): Operation {
  return {
    id: row.id,
    ref: row.ref,
    generation: row.generation,
    planDigest: row.plan_digest ?? undefined,
    by: readProvenance(row.author, `operation ${row.id}`),
    startedAt: row.started_at,
    endedAt: row.ended_at ?? undefined,
    state: row.state as Operation['state'],
    message: row.message,
  }
}
