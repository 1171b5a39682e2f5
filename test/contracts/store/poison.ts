import { describe, expect, test } from 'vitest'
import type { Ref } from '../../../controller/resource/resource.ts'
import { anApp, withGroup } from '../../support/builders.ts'
import { type Given, held as heldBy } from '../store.ts'
import { aStatus, directory, expectRefusal, later, noon, shop } from './things.ts'

/** Rows that somebody else has spoiled. */
export function poisonContract(given: Given): void {
  const held = () => heldBy(given)
  const first = anApp('shop')
  const second = withGroup(first, 'web', { image: 'shop:2' })

  describe('poisoned rows', () => {
    const poisons: readonly (readonly [string, string])[] = [
      ['garbage', "update resources set document = '{\"apiVersion' where ref = 'App/bad'"],
      [
        'an invalid spec',
        `update resources set document = '{"kind":"App","metadata":{"name":"bad"}}' where ref = 'App/bad'`,
      ],
      [
        'the spec of another',
        "update resources set document = (select document from resources where ref = 'App/shop') where ref = 'App/bad'",
      ],
      ['an unreadable provenance', "update resources set provenance = '?' where ref = 'App/bad'"],
    ]

    test.each(poisons)('%s is named, stops nobody else, and is healed by the next spec', async (_, poison) => {
      const { store, house, fence } = await held()
      const bad: Ref = 'App/bad'
      await store.accept(fence, first, directory, noon)
      await store.accept(fence, anApp('bad'), directory, noon)
      house.sql(poison)

      const reader = await house.open()
      expect(await reader.list()).toMatchObject({
        stored: [{ ref: shop }],
        poisoned: [{ ref: bad, reason: expect.stringContaining(bad) }],
      })
      await expectRefusal(reader.get(bad), 'Unreadable', /App\/bad/)
      const healed = withGroup(anApp('bad'), 'web', { image: 'shop:9' })
      const { stored } = await reader.accept(await reader.take('two'), healed, directory, later)
      expect(stored.resource).toEqual(healed)
      expect((await reader.list()).poisoned).toEqual([])
    })

    test('an unreadable provenance is healed by the same spec, which is no new generation', async () => {
      const { store, house, fence } = await held()
      const { stored } = await store.accept(fence, first, directory, noon)
      house.sql("update resources set provenance = '?'")
      expect(await store.accept(fence, first, directory, later)).toEqual({ stored, changed: false })
    })

    test('one is noticed even by a store that has read the row before', async () => {
      const { store, house, fence } = await held()
      await store.accept(fence, first, directory, noon)
      house.sql("update resources set document = 'garbage'")
      expect((await store.list()).poisoned).toMatchObject([{ ref: shop }])
    })

    test('an unreadable status is only unknown', async () => {
      const { store, house, fence } = await held()
      await store.accept(fence, first, directory, noon)
      house.sql("update resources set status = '{'")
      expect((await store.list()).stored).toMatchObject([{ ref: shop, status: undefined }])
      expect(await store.report(fence, shop, 1, aStatus(), [])).toBe(true)
      expect((await store.get(shop))?.status).toEqual(aStatus())
    })

    test('an unreadable revision is left out of the history', async () => {
      const { store, house, fence } = await held()
      await store.accept(fence, first, directory, noon)
      await store.accept(fence, second, directory, noon)
      house.tamper("update revisions set document = '{' where generation = 1")
      expect((await store.revisions(shop)).map(({ generation }) => generation)).toEqual([2])
      await expectRefusal(store.revision(shop, 1), 'Unreadable', /App\/shop/)
    })
  })
}
