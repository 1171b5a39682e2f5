import type { Kysely, Transaction } from 'kysely'
import {
  type Action,
  type Asset,
  type Binding,
  type Intent,
  machineName,
  type Slot,
  volumeName,
} from '../resource/ownership.ts'
import { applyEffects } from './effects.ts'
import type { Write } from './holding.ts'
import { type NewIntent, type Store, StoreError } from './store.ts'
import type { AssetRow, BindingRow, IntentRow, Tables } from './tables.ts'

type OwnershipRecords = Pick<Store, 'holdings' | 'intent' | 'livingMachines' | 'openIntent' | 'settleIntent' | 'note'>

/** What is ours, and what we are about to do. */
export function createOwnershipRecords(database: Kysely<Tables>, write: Write): OwnershipRecords {
  return {
    holdings: (ref) =>
      // One transaction: a binding must not be seen without the end of the intent that made it.
      database.transaction().execute(async (transaction) => {
        const owned = await transaction.selectFrom('owned_apps').select('ref').where('ref', '=', ref).executeTakeFirst()
        const bindings = await transaction
          .selectFrom('bindings')
          .selectAll()
          .where('ref', '=', ref)
          .orderBy('machine_id')
          .execute()
        const assets = await transaction
          .selectFrom('assets')
          .selectAll()
          .where('ref', '=', ref)
          .orderBy('kind')
          .orderBy('id')
          .execute()
        const intents = await transaction
          .selectFrom('intents')
          .selectAll()
          .where('ref', '=', ref)
          .where('state', 'in', ['open', 'unknown'])
          .orderBy('opened_at')
          .orderBy('id')
          .execute()
        return {
          ownsApp: owned !== undefined,
          bindings: bindings.map(bindingOf),
          assets: assets.map(assetOf),
          intents: intents.map(intentOf),
        }
      }),

    async intent(id) {
      const row = await intentRow(database, id)
      return row && intentOf(row)
    },

    async livingMachines() {
      const rows = await database
        .selectFrom('bindings')
        .select(['ref', 'machine_id'])
        .where('alive', '=', 1)
        .orderBy('ref')
        .orderBy('machine_id')
        .execute()
      return rows.map(({ ref, machine_id }) => ({ ref, machineId: machine_id }))
    },

    openIntent: (fence, wanted, draw) =>
      write(fence, async (transaction) => {
        if (await intentRow(transaction, wanted.id)) {
          throw new StoreError('Conflict', `there is already an intent ${wanted.id}`)
        }
        const intent = await named(transaction, wanted, draw)
        await transaction
          .insertInto('intents')
          .values({
            id: intent.id,
            ref: intent.ref,
            generation: intent.generation,
            action: intent.action,
            fly_app: intent.flyApp,
            target: intent.target,
            slot: intent.slot ?? null,
            incarnation: intent.incarnation ?? null,
            because: intent.because,
            opened_at: intent.openedAt,
            state: intent.state,
            epoch: fence.epoch,
          })
          .execute()
        return intent
      }),

    settleIntent: (fence, id, state, effects) =>
      write(fence, async (transaction) => {
        const before = await intentRow(transaction, id)
        if (!before) throw new StoreError('Conflict', `there is no intent ${id}`)
        if (before.state !== state) {
          if (before.state === 'done' || before.state === 'refused') {
            throw new StoreError('Conflict', `the intent ${id} is ${before.state} and cannot become ${state}`)
          }
          await transaction.updateTable('intents').set({ state }).where('id', '=', id).execute()
        }
        if (effects) await applyEffects(transaction, before.ref, effects)
      }),

    note: (fence, ref, effects) => write(fence, (transaction) => applyEffects(transaction, ref, effects)),
  }
}

/** The intent with its target, and with an incarnation that nothing ever had if it creates something. */
async function named(transaction: Transaction<Tables>, wanted: NewIntent, draw: () => string): Promise<Intent> {
  const { slot, incarnation, target } = wanted
  const nameOf = namesByAction[wanted.action]
  if (nameOf && slot !== undefined && incarnation === undefined) {
    for (let tries = 0; tries < drawsAtMost; tries++) {
      const drawn = draw()
      if (!(await reserve(transaction, drawn, wanted.id))) continue
      return { ...wanted, state: 'open', incarnation: drawn, target: nameOf(slot, drawn) }
    }
    throw new StoreError('Conflict', `${drawsAtMost} draws gave no incarnation that is new`)
  }
  if (target === undefined) throw new Error(`the intent ${wanted.id} to ${wanted.action} says not of what`)
  if (incarnation !== undefined) await reserve(transaction, incarnation, wanted.id)
  return { ...wanted, state: 'open', target }
}

const namesByAction: Partial<Record<Action, (slot: Slot, incarnation: string) => string>> = {
  'create-machine': machineName,
  'create-volume': volumeName,
}

// With six characters out of thirty the hundredth draw in a row is taken only if the draws are not random.
const drawsAtMost = 100

async function reserve(transaction: Transaction<Tables>, incarnation: string, intent: string): Promise<boolean> {
  const reserved = await transaction
    .insertInto('incarnations')
    .values({ incarnation, intent })
    .onConflict((conflict) => conflict.column('incarnation').doNothing())
    .returning('incarnation')
    .executeTakeFirst()
  return reserved !== undefined
}

async function intentRow(database: Kysely<Tables>, id: string): Promise<IntentRow | undefined> {
  return await database.selectFrom('intents').selectAll().where('id', '=', id).executeTakeFirst()
}

function intentOf(row: IntentRow): Intent {
  return {
    id: row.id,
    ref: row.ref,
    generation: row.generation,
    action: row.action as Action,
    flyApp: row.fly_app,
    target: row.target,
    slot: (row.slot ?? undefined) as Slot | undefined,
    incarnation: row.incarnation ?? undefined,
    because: row.because,
    openedAt: row.opened_at,
    state: row.state as Intent['state'],
  }
}

function bindingOf(row: BindingRow): Binding {
  return {
    ref: row.ref,
    slot: row.slot as Slot,
    incarnation: row.incarnation,
    name: row.name,
    machineId: row.machine_id,
    operation: row.operation,
    alive: row.alive === 1,
  }
}

export function assetOf(row: AssetRow): Asset {
  return {
    ref: row.ref,
    kind: row.kind as Asset['kind'],
    id: row.id,
    name: row.name,
    slot: (row.slot ?? undefined) as Slot | undefined,
    operation: row.operation,
    alive: row.alive === 1,
    idleSince: row.idle_since ?? undefined,
    facts: JSON.parse(row.facts) as Asset['facts'],
  }
}
