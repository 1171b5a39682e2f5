import { describe, expect, test } from 'vitest'
import type { Fence, Store } from '../../../controller/store/store.ts'
import { aGrant, anApp } from '../../support/builders.ts'
import type { Given } from '../store.ts'
import { aKeptPlan } from './kept-plans.ts'
import {
  aDecision,
  ada,
  anApproval,
  anEvent,
  anIntent,
  anOperation,
  aStatus,
  aToken,
  directory,
  drawing,
  expectRefusal,
  noon,
  shop,
} from './things.ts'

export function holdingContract(given: Given): void {
  describe('who holds it', () => {
    test('it has a name that stays, and an epoch that grows with each holder', async () => {
      const { house, store } = given()
      const { id } = await store.identity()
      expect(id).toMatch(/^[a-z0-9]{20}$/)

      const first = await store.take('one')
      const again = await house.open()
      const second = await again.take('two')

      expect(second.epoch).toBe(first.epoch + 1)
      expect(await again.identity()).toEqual({ id, epoch: second.epoch })
    })

    test('even the same holder gets a new epoch, so that its former self is refused', async () => {
      const { store } = given()
      const former = await store.take('one')
      const present = await store.take('one')
      expect(present.epoch).toBeGreaterThan(former.epoch)
      await expectRefusal(store.record(former, [anEvent('late')]), 'Deposed', /one may not write/)
      await store.record(present, [anEvent('in time')])
    })

    test.each(Object.keys(writes) as (keyof typeof writes)[])(
      '%s is refused to a deposed holder, and writes nothing',
      async (method) => {
        const { store } = given()
        const deposed = await store.take('one')
        await prepare(store, deposed)
        const present = await store.take('two')
        const before = await everything(store)

        await expectRefusal(writes[method](store, deposed), 'Deposed')
        expect(await everything(store)).toEqual(before)

        await writes[method](store, present)
      },
    )

    test('a fence with the wrong holder or shard is refused as well', async () => {
      const { store } = given()
      const fence = await store.take('one')
      await expectRefusal(store.record({ ...fence, holder: 'two' }, [anEvent('x')]), 'Deposed')
      await expectRefusal(store.record({ ...fence, shard: 7 }, [anEvent('x')]), 'Deposed', /nobody holds it/)
    })

    test('the epoch is raised above what the cloud has seen, and the holder goes on with it', async () => {
      const { house, store } = given()
      const fence = await store.take('one')
      const raised = await store.raiseEpoch(fence, 1_000_000)
      expect(raised).toEqual({ ...fence, epoch: 1_000_001 })
      await expectRefusal(store.record(fence, [anEvent('x')]), 'Deposed')
      await store.record(raised, [anEvent('x')])

      expect(await store.raiseEpoch(raised, 5)).toEqual(raised)
      expect((await (await house.open()).take('two')).epoch).toBe(1_000_002)
    })

    test('a store object is refused once the store has been opened anew', async () => {
      const { house, store } = given()
      const fence = await store.take('one')
      await house.open()
      await expect(store.record(fence, [anEvent('late')])).rejects.toMatchObject({ name: 'StoreError' })
      await expect(store.list()).rejects.toMatchObject({ name: 'StoreError' })
    })
  })
}

/** Every method that writes, with something to write. */
const writes = {
  raiseEpoch: (store, fence) => store.raiseEpoch(fence, 100),
  accept: (store, fence) => store.accept(fence, anApp('shop', { web: { image: 'shop:2' } }), directory, noon),
  markMissing: (store, fence) => store.markMissing(fence, shop, noon),
  setFallback: (store, fence) =>
    store.setFallback(fence, shop, 1, { generation: 1, reason: 'no', at: noon }, anEvent('back')),
  confirm: (store, fence) =>
    store.confirm(fence, shop, { generation: 1, machines: 3, volumes: 0, at: noon }, anEvent('agreed')),
  setPaused: (store, fence) => store.setPaused(fence, shop, true),
  requestDeletion: (store, fence) => store.requestDeletion(fence, 'App/doomed', undefined, ada),
  forget: (store, fence) => store.forget(fence, 'App/doomed', anEvent('forgotten', { ref: 'App/doomed' })),
  report: (store, fence) => store.report(fence, shop, 1, aStatus({ planDigest: 'new' }), [anEvent('reported')]),
  record: (store, fence) => store.record(fence, [anEvent('recorded')]),
  writeAudit: (store, fence) => store.writeAudit(fence, [aDecision('pause')]),
  openIntent: (store, fence) => store.openIntent(fence, anIntent('i2'), drawing('bbbbbb')),
  settleIntent: (store, fence) => store.settleIntent(fence, 'i1', 'done', { ownsApp: true }),
  note: (store, fence) => store.note(fence, shop, { ownsApp: true }),
  askApproval: (store, fence) =>
    store.askApproval(fence, anApproval('ap-2', { specDigest: 'other' }), anEvent('asked')),
  decideApproval: (store, fence) =>
    store.decideApproval(
      fence,
      'ap-1',
      { state: 'approved', planDigest: 'a1b2', by: ada, at: noon, reason: '' },
      anEvent('decided'),
    ),
  voidApproval: (store, fence) => store.voidApproval(fence, 'ap-1'),
  acceptRule: (store, fence) => store.acceptRule(fence, aGrant('platform'), ada, noon),
  forgetRule: (store, fence) => store.forgetRule(fence, 'Grant/team', ada, noon),
  saveOperation: (store, fence) => store.saveOperation(fence, anOperation('o1')),
  saveToken: (store, fence) => store.saveToken(fence, aToken('t1')),
  revokeToken: (store, fence) => store.revokeToken(fence, 't0', noon),
  bindIdentity: (store, fence) =>
    store.bindIdentity(fence, 'App/doomed', { organizationId: '1', appId: '2' }, anEvent('bound')),
  savePlan: (store, fence) => store.savePlan(fence, aKeptPlan('p1'), noon),
} satisfies Partial<Record<keyof Store, (store: Store, fence: Fence) => Promise<unknown>>>

/** Every method that takes a fence is tried: one that is missing here does not compile. */
type Fenced = {
  [Method in keyof Store]: Parameters<Store[Method]> extends [Fence, ...unknown[]] ? Method : never
}[keyof Store]
writes satisfies Record<Fenced, unknown>

async function prepare(store: Store, fence: Fence): Promise<void> {
  await store.accept(fence, anApp('shop'), directory, noon)
  await store.accept(fence, anApp('doomed'), directory, noon)
  await store.requestDeletion(fence, 'App/doomed', noon, ada)
  await store.note(fence, 'App/doomed', { ownsApp: true })
  await store.saveToken(fence, aToken('t0'))
  await store.openIntent(fence, anIntent('i1'), drawing('aaaaaa'))
  await store.acceptRule(fence, aGrant('team'), ada, noon)
  await store.askApproval(fence, anApproval('ap-1'), anEvent('asked'))
}

async function everything(store: Store): Promise<unknown> {
  return {
    identity: await store.identity(),
    list: await store.list(),
    revisions: await store.revisions(shop),
    events: await store.events({ limit: 100 }),
    audit: await store.audit({ limit: 100 }),
    holdings: await store.holdings(shop),
    operations: await store.operations({ limit: 100 }),
    plan: await store.keptPlan('p1'),
    rules: await store.rules(),
    tokens: await store.tokens(),
    approvals: await store.approvals({ limit: 100 }),
  }
}
