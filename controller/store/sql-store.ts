import type { Kysely } from 'kysely'
import type { Log, Random } from '../world.ts'
import { createAccessTokens } from './access-tokens.ts'
import { createAppIdentities } from './app-identities.ts'
import { createApprovals } from './approvals.ts'
import { createAuditLog } from './audit-log.ts'
import { createEventLog } from './event-log.ts'
import { createHolding, ensureIdentity } from './holding.ts'
import { createKeptPlans } from './kept-plans.ts'
import { migrate, type Spelling } from './migrate.ts'
import { migrations } from './migrations.ts'
import { createOperations } from './operations.ts'
import { createOwnershipRecords } from './ownership-records.ts'
import { createRowReader } from './read-rows.ts'
import { createRuleReader, createRules } from './rules.ts'
import { createSpecMarks } from './spec-marks.ts'
import { createSpecs } from './specs.ts'
import type { Store } from './store.ts'
import type { Tables } from './tables.ts'

/**
 * The store over any SQL database that Kysely speaks to: brings the schema up to date, then answers. Rejects with
 * `TooNew` when a later version of Artifact has written to it. `hasRoom` and `close` are the driver's:
 * what its database stands on, and giving back what it has opened.
 */
export async function openSqlStore(options: {
  readonly database: Kysely<Tables>
  readonly spelling: Spelling
  readonly random: Random
  readonly log: Log
  readonly hasRoom: () => Promise<boolean>
  readonly close: () => Promise<void>
}): Promise<Store> {
  const { database, spelling, random, log, hasRoom, close } = options
  await migrate(database, migrations, spelling)
  await ensureIdentity(database, () => drawId(random))

  const reader = createRowReader(log)
  const ruleReader = createRuleReader()
  const { write, ...holding } = createHolding(database)
  return {
    ...holding,
    ...createSpecs(database, write, reader, ruleReader, log),
    ...createSpecMarks(write, reader),
    ...createEventLog(database, write),
    ...createAuditLog(database, write),
    ...createOwnershipRecords(database, write),
    ...createOperations(database, write),
    ...createAppIdentities(database, write),
    ...createKeptPlans(database, write),
    ...createApprovals(database, write),
    ...createRules(database, write, ruleReader),
    ...createAccessTokens(database, write),
    hasRoom,
    close,
  }
}

function drawId(random: Random): string {
  return Array.from({ length: 20 }, () => idCharacters[Math.floor(random.next() * idCharacters.length)]).join('')
}

const idCharacters = 'abcdefghijklmnopqrstuvwxyz0123456789'
