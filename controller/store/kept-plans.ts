import type { Kysely } from 'kysely'
import { canonical } from '../resource/canonical.ts'
import type { KeptPlan } from './access-store.ts'
import type { Write } from './holding.ts'
import { attempt, readDocument } from './read-rows.ts'
import type { Store } from './store.ts'
import type { PlanRow, Tables } from './tables.ts'

/** Plans that somebody was shown, until they expire. */
export function createKeptPlans(database: Kysely<Tables>, write: Write): Pick<Store, 'savePlan' | 'keptPlan'> {
  return {
    async savePlan(fence, plan, forgetBefore) {
      const row = rowOf(plan)
      await write(fence, async (transaction) => {
        await transaction.deleteFrom('plans').where('expires_at', '<', forgetBefore).execute()
        await transaction
          .insertInto('plans')
          .values(row)
          .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
          .execute()
      })
    },

    async keptPlan(id) {
      const row = await database.selectFrom('plans').selectAll().where('id', '=', id).executeTakeFirst()
      return row && planOf(row)
    },
  }
}

function rowOf(plan: KeptPlan): PlanRow {
  return {
    id: plan.id,
    owner: plan.owner,
    ref: plan.ref,
    base_generation: plan.baseGeneration,
    digest: plan.digest,
    document: canonical(plan.resource),
    shown: JSON.stringify(plan.shown),
    made_at: plan.madeAt,
    expires_at: plan.expiresAt,
    operation: plan.operation ?? null,
  }
}

function planOf(row: PlanRow): KeptPlan {
  const { id, owner, ref, digest } = row
  return {
    ...{ id, owner, ref, digest },
    baseGeneration: row.base_generation,
    resource: readDocument(ref, row.document),
    shown: attempt(() => JSON.parse(row.shown) as KeptPlan['shown'], `what was shown of the plan ${id}`),
    madeAt: row.made_at,
    expiresAt: row.expires_at,
    operation: row.operation ?? undefined,
  }
}
