import type { Transaction } from 'kysely'
import type { Ref } from '../resource/resource.ts'
import { protectedError } from './acceptance.ts'
import { releaseIdentity } from './app-identities.ts'
import { releaseDomains } from './domain-claims.ts'
import { appendEvents } from './event-log.ts'
import type { Write } from './holding.ts'
import type { FallbackRow, RowReader } from './read-rows.ts'
import { differs, rowOf, save } from './resource-rows.ts'
import { type Store, type Stored, StoreError } from './store.ts'
import type { ResourceRow, Tables } from './tables.ts'

async function fallbackRow(
  transaction: Transaction<Tables>,
  ref: Ref,
  { generation, reason, at }: Omit<FallbackRow, 'document'>,
): Promise<string> {
  const revision = await transaction
    .selectFrom('revisions')
    .select('document')
    .where('ref', '=', ref)
    .where('generation', '=', generation)
    .executeTakeFirst()
  if (!revision) throw new StoreError('Conflict', `${ref} never had a generation ${generation} to go back to`)
  return JSON.stringify({ generation, reason, at, document: revision.document } satisfies FallbackRow)
}

/** What is said about a stored spec besides the spec itself: by its source, by people, and by the controller. */
export function createSpecMarks(
  write: Write,
  reader: RowReader,
): Pick<Store, 'markMissing' | 'setFallback' | 'confirm' | 'setPaused' | 'requestDeletion' | 'forget' | 'report'> {
  /** Writes the row that `change` makes of the present one, if it is another. `undefined` when there is none. */
  async function alter(
    transaction: Transaction<Tables>,
    ref: Ref,
    change: (row: ResourceRow) => Partial<ResourceRow>,
  ): Promise<Stored | undefined> {
    const before = await rowOf(transaction, ref)
    if (!before) return undefined
    const after = { ...before, ...change(before) }
    if (differs(before, after)) await save(transaction, after)
    return reader.stored(after)
  }

  return {
    markMissing: (fence, ref, since) =>
      write(fence, (transaction) =>
        // The first time counts, however often a source is read again.
        alter(transaction, ref, ({ missing_since }) => ({
          missing_since: since === undefined ? null : (missing_since ?? since),
        })),
      ),

    setFallback: (fence, ref, generation, to, event) =>
      write(fence, async (transaction) => {
        const before = await rowOf(transaction, ref)
        if (before?.generation !== generation) return undefined
        const fallback = to === undefined ? null : await fallbackRow(transaction, ref, to)
        if (fallback === before.fallback) return reader.stored(before)
        const after = { ...before, fallback, confirmed: null }
        await save(transaction, after)
        await appendEvents(transaction, [event])
        return reader.stored(after)
      }),

    confirm: (fence, ref, confirmation, event) =>
      write(fence, async (transaction) => {
        const before = await rowOf(transaction, ref)
        if (before?.generation !== confirmation.generation) return undefined
        const { held, deletion_requested_at: requestedAt } = before
        const after = {
          ...before,
          confirmed: JSON.stringify(confirmation),
          held: null,
          deletion_requested_at: held !== null && requestedAt !== null ? confirmation.at : requestedAt,
        }
        await save(transaction, after)
        await appendEvents(transaction, [event])
        return reader.stored(after)
      }),

    setPaused: (fence, ref, paused) =>
      write(fence, (transaction) => alter(transaction, ref, () => ({ paused: paused ? 1 : 0 }))),

    requestDeletion: (fence, ref, at, by, { now = false } = {}) =>
      write(fence, (transaction) =>
        alter(transaction, ref, (row) => {
          if (at === undefined)
            return { deletion_requested_at: null, deletion_requested_by: null, deletes_now: 0, held: null }
          if (row.protected === 1) throw protectedError(ref)
          return {
            // Who says so by word agrees, too.
            deletion_requested_at: row.held === null ? (row.deletion_requested_at ?? at) : at,
            held: null,
            deletion_requested_by: JSON.stringify(by),
            deletes_now: now ? 1 : row.deletes_now,
          }
        }),
      ),

    async forget(fence, ref, event) {
      await write(fence, async (transaction) => {
        const row = await rowOf(transaction, ref)
        if (!row) return
        if (row.deletion_requested_at === null) {
          throw new StoreError('Conflict', `${ref} is not forgotten: its deletion has been withdrawn`)
        }
        await transaction.deleteFrom('resources').where('ref', '=', ref).execute()
        await transaction.deleteFrom('bindings').where('ref', '=', ref).execute()
        await transaction.deleteFrom('assets').where('ref', '=', ref).execute()
        await transaction.deleteFrom('owned_apps').where('ref', '=', ref).execute()
        await releaseDomains(transaction, ref)
        await releaseIdentity(transaction, ref)
        await appendEvents(transaction, [event])
      })
      reader.forget(ref)
    },

    report: (fence, ref, generation, status, events) =>
      write(fence, async (transaction) => {
        const row = await transaction
          .selectFrom('resources')
          .select(['generation', 'status'])
          .where('ref', '=', ref)
          .executeTakeFirst()
        if (row?.generation !== generation) return false
        const text = JSON.stringify(status)
        if (text !== row.status) {
          await transaction.updateTable('resources').set({ status: text }).where('ref', '=', ref).execute()
        }
        await appendEvents(transaction, events)
        return true
      }),
  }
}
