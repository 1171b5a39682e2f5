import type { Transaction } from 'kysely'
import type { Ref } from '../resource/resource.ts'
import { type Effects, StoreError } from './store.ts'
import type { Tables } from './tables.ts'

/** Writes what a call or an observation brought about. May be repeated without harm. */
export async function applyEffects(transaction: Transaction<Tables>, ref: Ref, effects: Effects): Promise<void> {
  const { bind, died = [], revived = [], ownsApp } = effects
  if (bind) await saveBinding(transaction, ref, bind)
  await setAlive(transaction, ref, died, false)
  await setAlive(transaction, ref, revived, true)
  if (ownsApp === true) {
    await transaction
      .insertInto('owned_apps')
      .values({ ref })
      .onConflict((conflict) => conflict.column('ref').doNothing())
      .execute()
  }
  if (ownsApp === false) await transaction.deleteFrom('owned_apps').where('ref', '=', ref).execute()
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
