import type { Transaction } from 'kysely'
import { type Ref, type Resource, refOf } from '../resource/resource.ts'
import { StoreError } from './store.ts'
import type { Tables } from './tables.ts'

/**
 * Writes down that the hostnames of a spec are those of its App, and only these. Rejects with `Conflict` when another App
 * has one of them: by its spec, or still at Fly, where it is about to give it up.
 */
export async function claimDomains(transaction: Transaction<Tables>, resource: Resource): Promise<void> {
  const ref = refOf(resource)
  const { domains = [] } = resource.spec
  await releaseDomains(transaction, ref)
  if (domains.length === 0) return
  const claimed = await transaction
    .selectFrom('domains')
    .select(['hostname', 'ref'])
    .where('hostname', 'in', domains)
    .executeTakeFirst()
  if (claimed) {
    const message = `${claimed.hostname} is a domain of ${claimed.ref}, so it cannot be one of ${ref} too; take it out of one of the two specs`
    throw new StoreError('Conflict', message)
  }
  const held = await transaction
    .selectFrom('assets')
    .select(['id', 'ref'])
    .where('kind', '=', 'certificate')
    .where('alive', '=', 1)
    .where('id', 'in', domains)
    .where('ref', '<>', ref)
    .executeTakeFirst()
  if (held) {
    const message = `${held.id} is no longer in the spec of ${held.ref}, whose app still answers to it at Fly; apply again when it has been given up`
    throw new StoreError('Conflict', message)
  }
  await transaction
    .insertInto('domains')
    .values(domains.map((hostname) => ({ hostname, ref })))
    .execute()
}

export async function releaseDomains(transaction: Transaction<Tables>, ref: Ref): Promise<void> {
  await transaction.deleteFrom('domains').where('ref', '=', ref).execute()
}
