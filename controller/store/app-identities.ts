import type { Kysely, Transaction } from 'kysely'
import type { AppIdentity } from '../resource/ownership.ts'
import type { Ref } from '../resource/resource.ts'
import { appendEvents } from './event-log.ts'
import type { Write } from './holding.ts'
import { type Store, StoreError } from './store.ts'
import type { Tables } from './tables.ts'

/** Who the apps are that come and ask. */
export function createAppIdentities(database: Kysely<Tables>, write: Write): Pick<Store, 'tenantOf' | 'bindIdentity'> {
  return {
    async tenantOf(flyApp) {
      const row = await database
        .selectFrom('resources')
        .leftJoin('owned_apps', 'owned_apps.ref', 'resources.ref')
        .leftJoin('app_identities', 'app_identities.ref', 'resources.ref')
        .select(['resources.ref', 'owned_apps.ref as owned', 'organization_id', 'app_id'])
        .where('fly_app', '=', flyApp)
        .executeTakeFirst()
      if (row === undefined) return undefined
      const { ref, owned, organization_id: organizationId, app_id: appId } = row
      const identity = organizationId === null || appId === null ? undefined : { organizationId, appId }
      return { ref, isOurs: owned !== null, identity }
    },

    bindIdentity: (fence, ref, { organizationId, appId }, event) =>
      write(fence, async (transaction) => {
        const bound = await boundTo(transaction, ref)
        if (bound) return bound
        const owned = await transaction.selectFrom('owned_apps').select('ref').where('ref', '=', ref).executeTakeFirst()
        if (!owned) throw new StoreError('Conflict', `the app of ${ref} is not ours, so nobody can be it`)
        const saved = await transaction
          .insertInto('app_identities')
          .values({ ref, organization_id: organizationId, app_id: appId })
          .onConflict((conflict) => conflict.columns(['organization_id', 'app_id']).doNothing())
          .returning('ref')
          .executeTakeFirst()
        if (!saved) throw new StoreError('Conflict', `another App is the app ${appId} of Fly, so ${ref} cannot be it`)
        await appendEvents(transaction, [event])
        return { organizationId, appId }
      }),
  }
}

export async function releaseIdentity(transaction: Transaction<Tables>, ref: Ref): Promise<void> {
  await transaction.deleteFrom('app_identities').where('ref', '=', ref).execute()
}

async function boundTo(transaction: Transaction<Tables>, ref: Ref): Promise<AppIdentity | undefined> {
  const row = await transaction.selectFrom('app_identities').selectAll().where('ref', '=', ref).executeTakeFirst()
  return row && { organizationId: row.organization_id, appId: row.app_id }
}
