import type { Kysely, Transaction } from 'kysely'
import { canonical, parseCanonical } from '../resource/canonical.ts'
import { type Ref, type Resource, refOf } from '../resource/resource.ts'
import { volumesIn } from '../resource/volume-asset.ts'
import type { Log } from '../world.ts'
import { changedRow, confirmedRow } from './acceptance.ts'
import { useApproval } from './approvals.ts'
import { claimDomains } from './domain-claims.ts'
import { appendEvents } from './event-log.ts'
import type { Write } from './holding.ts'
import { assetOf } from './ownership-records.ts'
import type { RowReader } from './read-rows.ts'
import { differs, rowOf, save } from './resource-rows.ts'
import { type RuleReader, rulesIn } from './rules.ts'
import { type Store, type Stored, StoreError } from './store.ts'
import type { ResourceRow, Tables } from './tables.ts'
import { assertVolumesFit } from './volume-acceptance.ts'

/** The specs and all that they ever were. */
export function createSpecs(
  database: Kysely<Tables>,
  write: Write,
  reader: RowReader,
  ruleReader: RuleReader,
  log: Log,
): Pick<Store, 'get' | 'list' | 'refsOfApps' | 'accept' | 'revisions' | 'revision'> {
  /** A document from before a field got its default is another text, but no other spec. */
  function meansTheSame(before: ResourceRow, document: string): boolean {
    if (before.document === document) return true
    const stored = readable(before)
    return stored !== undefined && canonical(stored.resource) === document
  }

  /** `undefined` for a row that cannot be read: a spec that is accepted replaces it. */
  function readable(row: ResourceRow): Stored | undefined {
    try {
      return reader.stored(row)
    } catch (error) {
      if (error instanceof StoreError) return undefined
      throw error
    }
  }

  async function othersThan(ref: Ref, transaction: Transaction<Tables>): Promise<readonly Resource[]> {
    const rows = await transaction.selectFrom('resources').selectAll().where('ref', '!=', ref).execute()
    return rows.map(readable).flatMap((stored) => (stored ? [stored.resource] : []))
  }

  return {
    async get(ref) {
      const row = await rowOf(database, ref)
      return row && reader.stored(row)
    },

    async list() {
      const stored: Stored[] = []
      const poisoned: { ref: Ref; reason: string }[] = []
      for (const row of await database.selectFrom('resources').selectAll().orderBy('ref').execute()) {
        try {
          stored.push(reader.stored(row))
        } catch (error) {
          if (!(error instanceof StoreError)) throw error
          poisoned.push({ ref: row.ref, reason: error.message })
        }
      }
      return { stored, poisoned }
    },

    async refsOfApps(flyApps) {
      const refs = new Map<string, Ref>()
      for (let from = 0; from < flyApps.length; from += appsAtOnce) {
        const rows = await database
          .selectFrom('resources')
          .select(['fly_app', 'ref'])
          .where('fly_app', 'in', flyApps.slice(from, from + appsAtOnce))
          .execute()
        for (const { fly_app, ref } of rows) refs.set(fly_app, ref)
      }
      return refs
    },

    accept: (fence, resource, provenance, at, { ifGeneration, held, events, check, approval } = {}) =>
      write(fence, async (transaction) => {
        const ref = refOf(resource)
        const before = await rowOf(transaction, ref)
        const current = before?.generation ?? 0
        if (ifGeneration !== undefined && ifGeneration !== current) {
          throw new StoreError(
            'Conflict',
            `${ref} is at generation ${current}, not ${ifGeneration}: somebody else changed it; look again, then apply again`,
          )
        }
        const document = canonical(resource)
        if (before && meansTheSame(before, document)) {
          const after = confirmedRow(before, provenance)
          if (differs(before, after)) await save(transaction, after)
          return { stored: reader.stored(after), changed: false }
        }
        await check?.({
          before: before && readable(before)?.resource,
          rules: await rulesIn(transaction, ruleReader),
          others: () => othersThan(ref, transaction),
        })
        if (approval) await useApproval(transaction, approval, ref, at)
        parseCanonical(document) // nothing is stored that could not be read back
        const generation = await nextGeneration(transaction, ref)
        const after = changedRow(before, { resource, document, provenance, at, held }, generation)
        await assertUnclaimed(transaction, ref, after.fly_app)
        const former = before && readable(before)
        if (former) assertVolumesFit(former.resource, resource, await volumesOf(transaction, ref))
        await claimDomains(transaction, resource)
        await transaction
          .insertInto('revisions')
          .values({ ref, generation, document, provenance: after.provenance, accepted_at: at })
          .execute()
        await save(transaction, after)
        const stored = reader.stored(after)
        if (events) await appendEvents(transaction, events(stored, former))
        return { stored, changed: true }
      }),

    async revisions(ref) {
      const rows = await database
        .selectFrom('revisions')
        .selectAll()
        .where('ref', '=', ref)
        .orderBy('generation', 'desc')
        .execute()
      return rows.flatMap((row) => {
        try {
          return [reader.revision(row)]
        } catch (error) {
          log.warn({ ref, generation: row.generation, error }, 'a revision cannot be read')
          return []
        }
      })
    },

    async revision(ref, generation) {
      const row = await database
        .selectFrom('revisions')
        .selectAll()
        .where('ref', '=', ref)
        .where('generation', '=', generation)
        .executeTakeFirst()
      return row && reader.revision(row)
    },
  }
}

// A statement takes only so many values.
const appsAtOnce = 500

/** Counts on over a deletion: a revision is named by its ref and generation for ever. */
async function nextGeneration(transaction: Transaction<Tables>, ref: Ref): Promise<number> {
  const latest = await transaction
    .selectFrom('revisions')
    .select('generation')
    .where('ref', '=', ref)
    .orderBy('generation', 'desc')
    .limit(1)
    .executeTakeFirst()
  return (latest?.generation ?? 0) + 1
}

async function volumesOf(transaction: Transaction<Tables>, ref: Ref) {
  const rows = await transaction
    .selectFrom('assets')
    .selectAll()
    .where('ref', '=', ref)
    .where('kind', '=', 'volume')
    .orderBy('id')
    .execute()
  return volumesIn(rows.map(assetOf))
}

async function assertUnclaimed(transaction: Transaction<Tables>, ref: Ref, flyApp: string): Promise<void> {
  const other = await transaction
    .selectFrom('resources')
    .select('ref')
    .where('fly_app', '=', flyApp)
    .where('ref', '!=', ref)
    .executeTakeFirst()
  if (!other) return
  throw new StoreError(
    'Conflict',
    `the Fly app ${flyApp} is already that of ${other.ref}, so it cannot be that of ${ref} too; give one of them another spec.flyApp`,
  )
}
