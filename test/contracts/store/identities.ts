import { describe, expect, test } from 'vitest'
import { anApp } from '../../support/builders.ts'
import { type Given, held as heldBy } from '../store.ts'
import { ada, anEvent, directory, expectRefusal, noon, shop } from './things.ts'

/** Who an app is, by the ids that Fly has for it. */
export function identitiesContract(given: Given): void {
  const first = { organizationId: '10', appId: '1' }
  const second = { organizationId: '10', appId: '2' }
  const bound = anEvent('bound', { kind: 'IdentityBound' })

  async function owned() {
    const { store, fence } = await heldBy(given)
    await store.accept(fence, anApp('shop'), directory, noon)
    await store.note(fence, shop, { ownsApp: true })
    return { store, fence }
  }

  describe('the identity of an app', () => {
    test('is that which it showed first, and is written down once', async () => {
      const { store, fence } = await owned()
      expect(await store.tenantOf('shop')).toEqual({ ref: shop, isOurs: true, identity: undefined })
      expect(await store.bindIdentity(fence, shop, first, bound)).toEqual(first)
      expect(await store.bindIdentity(fence, shop, second, bound)).toEqual(first)
      expect(await store.tenantOf('shop')).toEqual({ ref: shop, isOurs: true, identity: first })
      expect((await store.events({ limit: 9 })).map(({ kind }) => kind)).toEqual(['IdentityBound'])
    })

    test('is that of one App, and of an app that is ours', async () => {
      const { store, fence } = await owned()
      await store.accept(fence, anApp('other'), directory, noon)
      await expectRefusal(store.bindIdentity(fence, 'App/other', first, bound), 'Conflict', /is not ours/)
      expect(await store.tenantOf('other')).toEqual({ ref: 'App/other', isOurs: false, identity: undefined })
      expect(await store.tenantOf('nobodys')).toBeUndefined()
      await store.note(fence, 'App/other', { ownsApp: true })
      await store.bindIdentity(fence, shop, first, bound)
      await expectRefusal(store.bindIdentity(fence, 'App/other', first, bound), 'Conflict', /another App/)
    })

    test('ends with the app at Fly, and with the App', async () => {
      const { store, fence } = await owned()
      await store.bindIdentity(fence, shop, first, bound)
      await store.note(fence, shop, { ownsApp: false })
      await store.note(fence, shop, { ownsApp: true })
      expect(await store.bindIdentity(fence, shop, second, bound)).toEqual(second)

      await store.requestDeletion(fence, shop, noon, ada)
      await store.forget(fence, shop, anEvent('gone', { kind: 'Forgotten' }))
      await store.accept(fence, anApp('other'), directory, noon)
      await store.note(fence, 'App/other', { ownsApp: true })
      expect(await store.bindIdentity(fence, 'App/other', second, bound)).toEqual(second)
    })
  })
}
