import { describe, expect, test } from 'vitest'
import type { KeptPlan } from '../../../controller/store/access-store.ts'
import { anApp } from '../../support/builders.ts'
import type { Given } from '../store.ts'
import { later, noon, shop } from './things.ts'

export function keptPlansContract(given: Given): void {
  describe('plans that somebody was shown', () => {
    test('one is kept as it was, also over a restart, with what came of it', async () => {
      const { store, house } = given()
      const fence = await store.take('one')
      await store.savePlan(fence, aKeptPlan('p1'), noon)
      expect(await store.keptPlan('p1')).toEqual(aKeptPlan('p1'))

      await store.savePlan(fence, aKeptPlan('p1', { operation: 'op-1' }), noon)
      const reopened = await house.open()
      expect(await reopened.keptPlan('p1')).toEqual(aKeptPlan('p1', { operation: 'op-1' }))
      expect(await reopened.keptPlan('p2')).toBeUndefined()
    })

    test('one that expired long ago is forgotten when another is kept', async () => {
      const { store } = given()
      const fence = await store.take('one')
      await store.savePlan(fence, aKeptPlan('old', { expiresAt: noon }), noon)
      await store.savePlan(fence, aKeptPlan('new', { expiresAt: later }), later)
      expect(await store.keptPlan('old')).toBeUndefined()
      expect(await store.keptPlan('new')).toBeDefined()
    })
  })
}

export function aKeptPlan(id: string, change: Partial<KeptPlan> = {}): KeptPlan {
  return {
    id,
    owner: 'local:ada',
    ref: shop,
    baseGeneration: 0,
    digest: 'a1b2',
    resource: anApp('shop'),
    shown: { summary: '1 to create' },
    madeAt: noon,
    expiresAt: later,
    operation: undefined,
    ...change,
  }
}
