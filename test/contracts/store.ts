import { afterEach, beforeEach, describe } from 'vitest'
import type { Fence, Store } from '../../controller/store/store.ts'
import { approvalsContract } from './store/approvals.ts'
import { auditContract } from './store/audit.ts'
import { deletionContract } from './store/deletion.ts'
import { eventsContract } from './store/events.ts'
import { holdingContract } from './store/holding.ts'
import { identitiesContract } from './store/identities.ts'
import { keptPlansContract } from './store/kept-plans.ts'
import { modelContract } from './store/model.ts'
import { operationsContract } from './store/operations.ts'
import { ownershipContract } from './store/ownership.ts'
import { poisonContract } from './store/poison.ts'
import { rulesContract } from './store/rules.ts'
import { specsContract } from './store/specs.ts'

/** A database that may hold a store, empty at first. */
export type StoreHouse = {
  /** Opens the store, again if it was open: as a process does that starts after the last one ended. */
  open(): Promise<Store>
  /** Runs SQL past the store. */
  sql(statement: string): void
  /** The same as somebody can who owns the database: nothing is append-only to him. */
  tamper(statement: string): void
  end(): Promise<void>
}

/** What each test of the contract begins with: an empty store, opened. */
export type Given = () => { readonly house: StoreHouse; readonly store: Store }

/** The same, and the right to write to it. */
export async function held(
  given: Given,
): Promise<{ readonly house: StoreHouse; readonly store: Store; readonly fence: Fence }> {
  const { house, store } = given()
  return { house, store, fence: await store.take('one') }
}

/** What every store must keep, whatever database it stands on. */
export function storeContract(name: string, build: () => StoreHouse): void {
  describe(`a store ${name}`, () => {
    let given: { readonly house: StoreHouse; readonly store: Store }
    beforeEach(async () => {
      const house = build()
      given = { house, store: await house.open() }
    })
    afterEach(() => given.house.end())

    holdingContract(() => given)
    specsContract(() => given)
    deletionContract(() => given)
    poisonContract(() => given)
    eventsContract(() => given)
    auditContract(() => given)
    ownershipContract(() => given)
    keptPlansContract(() => given)
    operationsContract(() => given)
    identitiesContract(() => given)
    approvalsContract(() => given)
    rulesContract(() => given)
    modelContract(() => given)
  })
}
