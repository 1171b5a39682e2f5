import type { Transaction } from 'kysely'
import type { Asset } from '../resource/ownership.ts'
import type { Ref } from '../resource/resource.ts'
import { releaseIdentity } from './app-identities.ts'
import { appendAudit } from './audit-log.ts'
import { type Effects, StoreError } from './store.ts'
import type { Tables } from './tables.ts'

/** Writes what a call or an observation brought about. May be repeated without harm; only `audit` is then written again. */
export async function applyEffects(transaction: Transaction<Tables>, ref: Ref, effects: Effects): Promise<void> {
  const { bind, adopt = [], died = [], revived = [], ownsApp, assets = [], audit = [] } = effects
  if (bind) await saveBinding(transaction, ref, bind)
  for (const adopted of adopt) await saveBinding(transaction, ref, adopted)
  await setAlive(transaction, ref, died, false)
  await setAlive(transaction, ref, revived, true)
  if (ownsApp === true) {
    await transaction
      .insertInto('owned_apps')
      .values({ ref })
      .onConflict((conflict) => conflict.column('ref').doNothing())
      .execute()
  }
  if (ownsApp === false) {
    await transaction.deleteFrom('owned_apps').where('ref', '=', ref).execute()
    // Who comes after it under its name is another app.
    await releaseIdentity(transaction, ref)
  }
  for (const asset of assets) await saveAsset(transaction, ref, asset)
  await appendAudit(transaction, audit)
}

async function saveBinding(
  transaction: Transaction<Tables>,
  ref: Ref,
  { slot, incarnation, name, machineId, operation }: NonNullable<Effects['bind']>,
): Promise<void> {
  const row = { machine_id: machineId, ref, slot, incarnation, name, operation, alive: 1 }
  const saved = await transaction
    .insertInto('bindings')
    .values(row)
    .onConflict((conflict) => conflict.column('machine_id').doUpdateSet(row).where('bindings.ref', '=', ref))
    .returning('machine_id')
    .executeTakeFirst()
  if (saved) return
  throw new StoreError('Conflict', `the Machine ${machineId} is bound to another App, so it cannot be that of ${ref}`)
}

async function saveAsset(
  transaction: Transaction<Tables>,
  ref: Ref,
  { kind, id, name, slot, operation, alive, idleSince, facts }: Omit<Asset, 'ref'>,
): Promise<void> {
  if (alive && kind !== 'secret' && kind !== 'image') await assertFree(transaction, ref, kind, id)
  const row = {
    ref,
    kind,
    id,
    name,
    slot: slot ?? null,
    operation,
    alive: alive ? 1 : 0,
    idle_since: idleSince ?? null,
    facts: JSON.stringify(facts),
  }
  await transaction
    .insertInto('assets')
    .values(row)
    .onConflict((conflict) => conflict.columns(['ref', 'kind', 'id']).doUpdateSet(row))
    .execute()
}

async function assertFree(transaction: Transaction<Tables>, ref: Ref, kind: string, id: string): Promise<void> {
  const other = await transaction
    .selectFrom('assets')
    .select('ref')
    .where('kind', '=', kind)
    .where('id', '=', id)
    .where('alive', '=', 1)
    .where('ref', '<>', ref)
    .executeTakeFirst()
  if (other)
    throw new StoreError('Conflict', `the ${kind} ${id} is that of ${other.ref}, so it cannot be that of ${ref}`)
}

async function setAlive(
  transaction: Transaction<Tables>,
  ref: Ref,
  machineIds: readonly string[],
  alive: boolean,
): Promise<void> {
  if (machineIds.length === 0) return
  await transaction
    .updateTable('bindings')
    .set({ alive: alive ? 1 : 0 })
    .where('ref', '=', ref)
    .where('machine_id', 'in', machineIds)
    .execute()
}
