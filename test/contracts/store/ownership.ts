import { describe, expect, test } from 'vitest'
import type { Effects } from '../../../controller/store/store.ts'
import { type Given, held as heldBy } from '../store.ts'
import { anAsset, anIntent, drawing, expectRefusal, noon, shop } from './things.ts'

export function ownershipContract(given: Given): void {
  const held = () => heldBy(given)

  function aBind(machineId: string, incarnation = 'aaaaaa'): NonNullable<Effects['bind']> {
    return { slot: 'web/ams/0', incarnation, name: `web-ams-0-${incarnation}`, machineId, operation: 'i1' }
  }

  describe('what is ours', () => {
    test('an intent to create a Machine draws its incarnation, and with it its name', async () => {
      const { store, fence } = await held()
      const intent = await store.openIntent(fence, anIntent('i1'), drawing('aaaaaa'))
      expect(intent).toEqual({ ...anIntent('i1'), state: 'open', incarnation: 'aaaaaa', target: 'web-ams-0-aaaaaa' })
      expect(await store.intent('i1')).toEqual(intent)
      expect(await store.intent('i2')).toBeUndefined()
      expect((await store.holdings(shop)).intents).toEqual([intent])
    })

    test('Machines that others made are adopted together with their app, all of them or none', async () => {
      const { store, fence } = await held()
      await store.note(fence, 'App/other', { bind: { ...aBind('m9'), operation: 'i9' } })
      const adopt = ['m1', 'm2'].map((id) => ({ ...aBind(id, `adopted-${id}`), name: `theirs-${id}` }))
      await expectRefusal(
        store.note(fence, shop, { ownsApp: true, adopt: [...adopt, aBind('m9')] }),
        'Conflict',
        /bound to another App/,
      )
      expect(await store.holdings(shop)).toMatchObject({ ownsApp: false, bindings: [] })
      await store.note(fence, shop, { ownsApp: true, adopt })
      expect(await store.holdings(shop)).toMatchObject({
        ownsApp: true,
        bindings: [
          { machineId: 'm1', name: 'theirs-m1', alive: true },
          { machineId: 'm2', name: 'theirs-m2', alive: true },
        ],
      })
    })

    test('an incarnation is never drawn twice, for no App, and not after a restart', async () => {
      const { store, house, fence } = await held()
      await store.openIntent(fence, anIntent('i1'), drawing('aaaaaa'))
      await store.settleIntent(fence, 'i1', 'refused')
      const other = anIntent('i2', { ref: 'App/other', slot: 'web/fra/3' })
      expect(await store.openIntent(fence, other, drawing('aaaaaa', 'bbbbbb'))).toMatchObject({
        target: 'web-fra-3-bbbbbb',
      })
      const again = await house.open()
      const third = await again.openIntent(
        await again.take('two'),
        anIntent('i3'),
        drawing('bbbbbb', 'aaaaaa', 'cccccc'),
      )
      expect(third).toMatchObject({ incarnation: 'cccccc' })
    })

    test('a draw that gives nothing new ends with a refusal and no intent', async () => {
      const { store, fence } = await held()
      await store.openIntent(fence, anIntent('i1'), drawing('aaaaaa'))
      await expectRefusal(
        store.openIntent(fence, anIntent('i2'), () => 'aaaaaa'),
        'Conflict',
        /no incarnation that is new/,
      )
      expect(await store.intent('i2')).toBeUndefined()
    })

    test('an intent for a Machine that is there draws nothing, and neither does a creation under a known name', async () => {
      const { store, fence } = await held()
      const stop = anIntent('i1', { action: 'stop-machine', target: 'm1' })
      expect(await store.openIntent(fence, stop, drawing())).toEqual({ ...stop, state: 'open' })
      const named = anIntent('i2', { incarnation: 'dddddd', target: 'web-ams-0-dddddd' })
      expect(await store.openIntent(fence, named, drawing())).toMatchObject({ target: 'web-ams-0-dddddd' })
      expect(await store.openIntent(fence, anIntent('i3'), drawing('dddddd', 'eeeeee'))).toMatchObject({
        incarnation: 'eeeeee',
      })
    })

    test('the id of an intent is never used twice', async () => {
      const { store, fence } = await held()
      await store.openIntent(fence, anIntent('i1'), drawing('aaaaaa'))
      await store.settleIntent(fence, 'i1', 'refused')
      await expectRefusal(
        store.openIntent(fence, anIntent('i1'), drawing('bbbbbb')),
        'Conflict',
        /already an intent i1/,
      )
      // Its draw was not committed either.
      await store.openIntent(fence, anIntent('i2'), drawing('bbbbbb'))
    })

    test('an intent whose answer was lost stays until it is settled, and is kept after that', async () => {
      const { store, fence } = await held()
      await store.openIntent(fence, anIntent('i1'), drawing('aaaaaa'))
      await store.settleIntent(fence, 'i1', 'unknown')
      expect((await store.holdings(shop)).intents).toMatchObject([{ id: 'i1', state: 'unknown' }])
      await store.settleIntent(fence, 'i1', 'done')
      expect((await store.holdings(shop)).intents).toEqual([])
      expect(await store.intent('i1')).toMatchObject({ state: 'done' })
    })

    test('settling may be repeated, but not contradicted', async () => {
      const { store, fence } = await held()
      await store.openIntent(fence, anIntent('i1'), drawing('aaaaaa'))
      await store.settleIntent(fence, 'i1', 'done', { bind: aBind('m1') })
      await store.settleIntent(fence, 'i1', 'done', { bind: aBind('m1') })
      expect((await store.holdings(shop)).bindings).toHaveLength(1)
      for (const state of ['refused', 'unknown'] as const) {
        await expectRefusal(store.settleIntent(fence, 'i1', state), 'Conflict', /is done and cannot become/)
      }
      await store.openIntent(fence, anIntent('i2'), drawing('bbbbbb'))
      await store.settleIntent(fence, 'i2', 'refused')
      await expectRefusal(store.settleIntent(fence, 'i2', 'done'), 'Conflict', /is refused and cannot become done/)
      await expectRefusal(store.settleIntent(fence, 'i9', 'done'), 'Conflict', /no intent i9/)
    })

    test('an intent ends together with what it brought about, or not at all', async () => {
      const { store, fence } = await held()
      await store.note(fence, 'App/other', { bind: aBind('m1') })
      await store.openIntent(fence, anIntent('i1'), drawing('aaaaaa'))
      const effects = { ownsApp: true, bind: aBind('m1') }
      await expectRefusal(store.settleIntent(fence, 'i1', 'done', effects), 'Conflict', /m1 is bound to another App/)
      expect(await store.holdings(shop)).toMatchObject({ ownsApp: false, bindings: [], intents: [{ state: 'open' }] })

      await store.settleIntent(fence, 'i1', 'done', { ownsApp: true, bind: aBind('m2') })
      expect(await store.holdings(shop)).toEqual({
        ownsApp: true,
        bindings: [{ ref: shop, ...aBind('m2'), alive: true }],
        assets: [],
        intents: [],
      })
    })

    test('a Machine dies and comes back; only the living are listed, the dead are remembered', async () => {
      const { store, fence } = await held()
      await store.note(fence, shop, { bind: aBind('m1') })
      await store.note(fence, shop, { bind: aBind('m2', 'bbbbbb') })
      await store.note(fence, 'App/other', { bind: aBind('m3', 'cccccc') })
      await store.note(fence, shop, { died: ['m1', 'm3'] })
      expect(await store.livingMachines()).toEqual([
        { ref: 'App/other', machineId: 'm3' },
        { ref: shop, machineId: 'm2' },
      ])
      expect((await store.holdings(shop)).bindings.map(({ machineId, alive }) => [machineId, alive])).toEqual([
        ['m1', false],
        ['m2', true],
      ])
      await store.note(fence, shop, { revived: ['m1'] })
      expect(await store.livingMachines()).toHaveLength(3)
    })

    test('what an App has besides Machines is as it was last told, by kind and id', async () => {
      const { store, fence } = await held()
      await store.note(fence, shop, { assets: [anAsset('volume', 'vol_2'), anAsset('address', '2a09::1')] })
      await store.openIntent(fence, anIntent('i1'), drawing('aaaaaa'))
      await store.settleIntent(fence, 'i1', 'done', { assets: [anAsset('volume', 'vol_1')] })
      await store.note(fence, shop, {
        assets: [{ ...anAsset('volume', 'vol_2'), idleSince: noon, facts: { sizeGb: 3, of: { a: 1 } } }],
      })
      expect((await store.holdings(shop)).assets).toEqual([
        { ref: shop, ...anAsset('address', '2a09::1') },
        { ref: shop, ...anAsset('volume', 'vol_1') },
        { ref: shop, ...anAsset('volume', 'vol_2'), idleSince: noon, facts: { sizeGb: 3, of: { a: 1 } } },
      ])
      expect((await store.holdings('App/other')).assets).toEqual([])
    })

    test('what Fly knows once is had once, while it lives; secrets have their names in their apps only', async () => {
      const { store, fence } = await held()
      await store.note(fence, shop, { assets: [anAsset('certificate', 'shop.example'), anAsset('secret', 'KEY')] })
      await store.note(fence, 'App/other', { assets: [anAsset('secret', 'KEY')] })
      await expectRefusal(
        store.note(fence, 'App/other', { ownsApp: true, assets: [anAsset('certificate', 'shop.example')] }),
        'Conflict',
        /shop\.example is that of App\/shop/,
      )
      expect(await store.holdings('App/other')).toMatchObject({ ownsApp: false, assets: [{ kind: 'secret' }] })

      await store.note(fence, shop, { assets: [{ ...anAsset('certificate', 'shop.example'), alive: false }] })
      await store.note(fence, 'App/other', { assets: [anAsset('certificate', 'shop.example')] })
      expect((await store.holdings('App/other')).assets).toHaveLength(2)
    })

    test('an app is ours until it is gone', async () => {
      const { store, fence } = await held()
      await store.note(fence, shop, { ownsApp: true })
      await store.note(fence, shop, { ownsApp: true })
      expect((await store.holdings(shop)).ownsApp).toBe(true)
      await store.note(fence, shop, {})
      expect((await store.holdings(shop)).ownsApp).toBe(true)
      await store.note(fence, shop, { ownsApp: false })
      expect((await store.holdings(shop)).ownsApp).toBe(false)
    })
  })
}
