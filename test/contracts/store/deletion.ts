import { describe, expect, test } from 'vitest'
import { anApp, withGroup } from '../../support/builders.ts'
import { type Given, held as heldBy } from '../store.ts'
import { ada, anEvent, anIntent, aStatus, directory, drawing, expectRefusal, later, noon, shop } from './things.ts'

/** How a resource goes. */
export function deletionContract(given: Given): void {
  const held = () => heldBy(given)
  const first = anApp('shop')
  const second = withGroup(first, 'web', { image: 'shop:2' })

  describe('deletion', () => {
    test('it is asked for, and withdrawn, by word', async () => {
      const { store, fence } = await held()
      await store.accept(fence, first, directory, noon)
      expect(await store.requestDeletion(fence, shop, noon, ada)).toMatchObject({ deletionRequestedAt: noon })
      expect(await store.requestDeletion(fence, shop, later, ada)).toMatchObject({ deletionRequestedAt: noon })
      expect(await store.requestDeletion(fence, shop, undefined, ada)).toMatchObject({ deletionRequestedAt: undefined })
      expect(await store.requestDeletion(fence, 'App/other', noon, ada)).toBeUndefined()
    })

    test('while it is under way by word, the spec cannot change, but may come again or agree', async () => {
      const { store, fence } = await held()
      await store.accept(fence, first, directory, noon)
      await store.requestDeletion(fence, shop, noon, ada)
      await expectRefusal(store.accept(fence, second, directory, later), 'Conflict', /is being deleted since/)
      expect((await store.accept(fence, first, directory, later)).stored.deletionRequestedAt).toBe(noon)
      const agreeing = anApp('shop', undefined, { deletion: { keepFor: '0s', requested: true } })
      expect((await store.accept(fence, agreeing, directory, later)).stored.deletionRequestedAt).toBe(noon)
      await expectRefusal(store.accept(fence, first, directory, later), 'Conflict', /is being deleted/)
    })

    test('a spec asks for it, and a later one takes it back by not asking', async () => {
      const { store, fence } = await held()
      const leaving = anApp('shop', undefined, { deletion: { keepFor: '0s', requested: true } })
      await store.accept(fence, first, directory, noon)
      expect((await store.accept(fence, leaving, directory, later)).stored.deletionRequestedAt).toBe(later)
      expect((await store.accept(fence, second, directory, later)).stored.deletionRequestedAt).toBeUndefined()
    })

    test('protection outlives the block that set it, and ends only by word', async () => {
      const { store, fence } = await held()
      const protect = (wanted: boolean) => anApp('shop', undefined, { deletion: { keepFor: '0s', protect: wanted } })
      const leaving = anApp('shop', undefined, { deletion: { keepFor: '0s', requested: true } })
      await store.accept(fence, protect(true), directory, noon)
      expect((await store.accept(fence, first, directory, noon)).stored.protected).toBe(true)
      await expectRefusal(store.requestDeletion(fence, shop, noon, ada), 'Conflict', /protected.*protect: false/)
      await expectRefusal(store.accept(fence, leaving, directory, noon), 'Conflict', /protected/)

      expect((await store.accept(fence, protect(false), directory, noon)).stored.protected).toBe(false)
      expect((await store.accept(fence, leaving, directory, later)).stored.deletionRequestedAt).toBe(later)
    })

    test('what was forgotten is gone, but not its history; its name and Fly app are free', async () => {
      const { store, fence } = await held()
      await store.accept(fence, first, directory, noon)
      await store.report(fence, shop, 1, aStatus(), [anEvent('planned')])
      await store.openIntent(fence, anIntent('i1'), drawing('aaaaaa'))
      const bind = {
        slot: 'web/ams/0',
        incarnation: 'aaaaaa',
        name: 'web-ams-0-aaaaaa',
        machineId: 'm1',
        operation: 'i1',
      } as const
      await store.settleIntent(fence, 'i1', 'done', { bind, ownsApp: true })

      await expectRefusal(store.forget(fence, shop, anEvent('gone', { kind: 'Forgotten' })), 'Conflict', /withdrawn/)
      await store.requestDeletion(fence, shop, noon, ada)
      await store.forget(fence, shop, anEvent('gone', { kind: 'Forgotten' }))
      await store.forget(fence, shop, anEvent('gone twice', { kind: 'Forgotten' }))

      expect(await store.get(shop)).toBeUndefined()
      expect(await store.holdings(shop)).toEqual({ ownsApp: false, bindings: [], assets: [], intents: [] })
      expect(await store.livingMachines()).toEqual([])
      expect(await store.intent('i1')).toMatchObject({ state: 'done' })
      expect((await store.events({ ref: shop, limit: 9 })).map(({ message }) => message)).toEqual(['planned', 'gone'])
      expect(await store.revisions(shop)).toHaveLength(1)

      const heir = anApp('heir', undefined, { flyApp: 'shop' })
      await store.accept(fence, heir, directory, later)
      const again = anApp('shop', undefined, { flyApp: 'shop-2' })
      const { stored } = await store.accept(fence, again, directory, later)
      expect(stored).toMatchObject({ generation: 2, status: undefined })
    })
  })
}
