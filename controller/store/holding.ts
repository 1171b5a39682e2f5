import type { Kysely, Transaction } from 'kysely'
import { type Fence, type Store, StoreError } from './store.ts'
import type { Tables } from './tables.ts'

/** The one way to write: a transaction that begins by making sure that the writer still holds the store. */
export type Write = <T>(fence: Fence, work: (transaction: Transaction<Tables>) => Promise<T>) => Promise<T>

/** Who may write. Each take and each raise draws from one counter, so no epoch is ever used twice. */
export function createHolding(
  database: Kysely<Tables>,
): Pick<Store, 'identity' | 'take' | 'raiseEpoch'> & { readonly write: Write } {
  const write: Write = (fence, work) =>
    database.transaction().execute(async (transaction) => {
      await assertHolder(transaction, fence)
      return await work(transaction)
    })

  return {
    write,
    identity: () => database.selectFrom('identity').select(['id', 'epoch']).executeTakeFirstOrThrow(),
    take: (holder) =>
      database.transaction().execute(async (transaction) => hold(transaction, holder, await nextEpoch(transaction, 0))),
    raiseEpoch: (fence, epoch) =>
      write(fence, async (transaction) =>
        fence.epoch > epoch ? fence : await hold(transaction, fence.holder, await nextEpoch(transaction, epoch)),
      ),
  }
}

/** Gives a new store its name. */
export async function ensureIdentity(database: Kysely<Tables>, drawId: () => string): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    if (await transaction.selectFrom('identity').select('id').executeTakeFirst()) return
    await transaction.insertInto('identity').values({ id: drawId(), epoch: 0 }).execute()
  })
}

const onlyShard = 0

async function assertHolder(transaction: Transaction<Tables>, { shard, holder, epoch }: Fence): Promise<void> {
  const lease = await transaction.selectFrom('shard_lease').selectAll().where('shard', '=', shard).executeTakeFirst()
  if (lease && lease.holder === holder && lease.epoch === epoch) return
  const now = lease ? `${lease.holder} holds it with epoch ${lease.epoch}` : 'nobody holds it'
  throw new StoreError('Deposed', `${holder} may not write to shard ${shard} with epoch ${epoch} any more: ${now}`)
}

/** The next number of the store's counter, and above `floor`. */
async function nextEpoch(transaction: Transaction<Tables>, floor: number): Promise<number> {
  const { epoch } = await transaction.selectFrom('identity').select('epoch').executeTakeFirstOrThrow()
  const next = Math.max(epoch, floor) + 1
  await transaction.updateTable('identity').set({ epoch: next }).execute()
  return next
}

async function hold(transaction: Transaction<Tables>, holder: string, epoch: number): Promise<Fence> {
  await transaction
    .insertInto('shard_lease')
    .values({ shard: onlyShard, holder, epoch })
    .onConflict((conflict) => conflict.column('shard').doUpdateSet({ holder, epoch }))
    .execute()
  return { shard: onlyShard, holder, epoch }
}
