import { describe, expect, test } from 'vitest'
import { SpecError } from '../../../controller/resource/problem.ts'
import type { Resource } from '../../../controller/resource/resource.ts'
import type { Stored } from '../../../controller/store/store.ts'
import { anApp, withGroup } from '../../support/builders.ts'
import { type Given, held as heldBy } from '../store.ts'
import { ada, anEvent, aStatus, directory, expectRefusal, later, noon, shop } from './things.ts'

export function specsContract(given: Given): void {
  const first = anApp('shop')
  const held = () => heldBy(given)
  const second = withGroup(first, 'web', { image: 'shop:2' })

  describe('specs', () => {
    test('a spec becomes generation 1, and comes back as it was', async () => {
      const { store, fence } = await held()
      const { stored, changed } = await store.accept(fence, first, directory, noon)
      expect(changed).toBe(true)
      expect(stored).toEqual({
        ref: shop,
        resource: first,
        provenance: directory,
        generation: 1,
        acceptedAt: noon,
        status: undefined,
        paused: false,
        protected: false,
        deletionRequestedAt: undefined,
        deletesNow: false,
        missingSince: undefined,
        fallback: undefined,
        confirmed: undefined,
        held: undefined,
      })
      expect(await store.get(shop)).toEqual(stored)
      expect(await store.list()).toEqual({ stored: [stored], poisoned: [] })
      expect(await store.get('App/other')).toBeUndefined()
    })

    test('an earlier generation runs in the place of one that failed, until there is another', async () => {
      const { store, fence, house } = await held()
      await store.accept(fence, first, directory, noon)
      const second = anApp('shop', { web: { image: 'shop:2' } })
      await store.accept(fence, second, directory, noon)
      const to = { generation: 1, reason: 'web/ams/0 crashed', at: later }
      const event = anEvent('back to 1', { kind: 'RolledBack' })
      const stored = await store.setFallback(fence, shop, 2, to, event)
      expect(stored).toMatchObject({ generation: 2, resource: second, fallback: { ...to, resource: first } })
      expect(await store.get(shop)).toEqual(stored)
      expect(await store.setFallback(fence, shop, 1, undefined, event)).toBeUndefined()
      await store.setFallback(fence, shop, 2, to, event)
      expect(await store.events({ limit: 9 })).toMatchObject([{ message: 'back to 1' }])
      await expectRefusal(
        store.setFallback(fence, shop, 2, { ...to, generation: 7 }, event),
        'Conflict',
        /generation 7/,
      )

      expect(await store.setFallback(fence, shop, 2, undefined, anEvent('again'))).toMatchObject({
        fallback: undefined,
      })
      await store.setFallback(fence, shop, 2, to, event)
      const again = await house.open()
      expect(await again.get(shop)).toEqual(stored)
      const third = anApp('shop', { web: { image: 'shop:3' } })
      await again.accept(await again.take('two'), third, directory, later)
      expect(await again.get(shop)).toMatchObject({ generation: 3, fallback: undefined })
    })

    test('somebody agrees to what one generation takes away: to no other, and not when an earlier one takes its place', async () => {
      const { store, house, fence } = await held()
      const confirmation = { generation: 2, machines: 3, volumes: 1, at: noon }
      await store.accept(fence, first, directory, noon)
      expect(await store.confirm(fence, shop, confirmation, anEvent('too early'))).toBeUndefined()
      await store.accept(fence, second, directory, noon)
      expect(await store.confirm(fence, shop, confirmation, anEvent('agreed'))).toMatchObject({
        confirmed: confirmation,
      })
      expect((await store.events({ limit: 9 })).map(({ message }) => message)).toEqual(['agreed'])
      expect(await (await house.open()).get(shop)).toMatchObject({ confirmed: confirmation })

      const again = await house.open()
      const other = await again.take('two')
      const back = { generation: 1, reason: 'no', at: later }
      expect(await again.setFallback(other, shop, 2, back, anEvent('back'))).toMatchObject({ confirmed: undefined })
      await again.confirm(other, shop, confirmation, anEvent('agreed'))
      const third = anApp('shop', { web: { image: 'shop:3' } })
      expect((await again.accept(other, third, directory, later)).stored.confirmed).toBeUndefined()
      house.sql(`update resources set confirmed = '{'`)
      expect((await again.get(shop))?.confirmed).toBeUndefined()
    })

    test('what its source takes away at once is held, over further generations, until it is given back or agreed to', async () => {
      const { store, fence } = await held()
      const of = (count: number) => withGroup(first, 'web', { count })
      const hold = { apps: 4, ofApps: 9, machines: 8, ofMachines: 20, before: 3 }
      await store.accept(fence, of(3), directory, noon)
      expect((await store.accept(fence, of(1), directory, noon, { held: hold })).stored.held).toEqual(hold)
      expect((await store.accept(fence, of(2), directory, noon)).stored.held).toEqual(hold)
      expect((await store.accept(fence, of(3), directory, noon)).stored.held).toBeUndefined()

      await store.accept(fence, of(1), directory, noon, { held: hold })
      const agreed = { generation: 5, machines: 2, volumes: 0, at: later }
      expect(await store.confirm(fence, shop, agreed, anEvent('agreed'))).toMatchObject({
        held: undefined,
        deletionRequestedAt: undefined,
      })
    })

    test('a deletion that is held counts from when somebody agrees, by asking for it or by word', async () => {
      const { store, fence } = await held()
      const hold = { apps: 4, ofApps: 9, machines: 8, ofMachines: 20, before: 3 }
      const leaving = anApp('shop', undefined, { deletion: { keepFor: '1d', requested: true } })
      await store.accept(fence, first, directory, noon)
      await store.accept(fence, leaving, directory, noon, { held: hold })
      const agreed = { generation: 2, machines: 1, volumes: 0, at: later }
      const going = { held: undefined, deletionRequestedAt: later }
      expect(await store.confirm(fence, shop, agreed, anEvent('agreed'))).toMatchObject(going)

      await store.accept(fence, first, directory, noon)
      await store.accept(fence, leaving, directory, noon, { held: hold })
      expect(await store.requestDeletion(fence, shop, later, ada)).toMatchObject(going)
    })

    test('a Fly app is known by its name, and one that is nobody’s is not', async () => {
      const { store, fence } = await held()
      await store.accept(fence, first, directory, noon)
      const others = Array.from({ length: 1_000 }, (_, number) => `other-${number}`)
      expect(await store.refsOfApps([...others, 'shop'])).toEqual(new Map([['shop', shop]]))
      expect(await store.refsOfApps([])).toEqual(new Map())
    })

    test('the same spec again, however its fields are ordered, changes only where it came from', async () => {
      const { store, fence } = await held()
      await store.accept(fence, first, directory, noon)
      const { stored, changed } = await store.accept(fence, reversed(first), ada, later)
      expect(changed).toBe(false)
      expect(stored).toMatchObject({ generation: 1, acceptedAt: noon, provenance: ada })
      expect(await store.revisions(shop)).toMatchObject([{ generation: 1, provenance: directory }])
    })

    test('a document from before a field got its default is the same spec', async () => {
      const { store, house, fence } = await held()
      const { stored } = await store.accept(fence, first, directory, noon)
      house.sql(`update resources set document = replace(document, '"paused":false,', '')`)
      expect((await store.get(shop))?.resource).toEqual(stored.resource)
      expect(await store.accept(fence, first, directory, later)).toEqual({ stored, changed: false })
    })

    test('a spec that is none is not taken in', async () => {
      const { store, fence } = await held()
      const broken = anApp('shop', { web: { image: 7 as never } })
      await expect(store.accept(fence, broken, directory, noon)).rejects.toBeInstanceOf(SpecError)
      expect(await store.list()).toEqual({ stored: [], poisoned: [] })
    })

    test('another spec is a new generation, and every one stays as a revision, newest first', async () => {
      const { store, fence } = await held()
      await store.accept(fence, first, directory, noon)
      const { stored, changed } = await store.accept(fence, second, ada, later)
      expect({ changed, generation: stored.generation, at: stored.acceptedAt }).toEqual({
        changed: true,
        generation: 2,
        at: later,
      })
      expect(await store.revisions(shop)).toEqual([
        { ref: shop, generation: 2, resource: second, provenance: ada, acceptedAt: later },
        { ref: shop, generation: 1, resource: first, provenance: directory, acceptedAt: noon },
      ])
      expect(await store.revision(shop, 1)).toMatchObject({ resource: first })
      expect(await store.revision(shop, 3)).toBeUndefined()
      // Going back is a change too.
      expect((await store.accept(fence, first, ada, later)).stored.generation).toBe(3)
    })

    test('a revision cannot be changed or taken away', async () => {
      const { store, house, fence } = await held()
      await store.accept(fence, first, directory, noon)
      expect(() => house.sql("update revisions set document = '{}'")).toThrow(/never changed/)
      expect(() => house.sql('delete from revisions')).toThrow(/never changed/)
    })

    test('what there is to say of a new generation is written with it, or not at all', async () => {
      const { store, fence } = await held()
      const say = (kind: string) => ({
        events: (after: Stored) => [{ ...anEvent(kind), generation: after.generation }],
      })
      await store.accept(fence, first, directory, noon, say('accepted'))
      await store.accept(fence, first, ada, later, say('the same again'))
      await expect(
        store.accept(fence, second, ada, later, {
          events() {
            throw new Error('no words for it')
          },
        }),
      ).rejects.toThrow('no words for it')
      expect((await store.events({ limit: 10 })).map(({ message, generation }) => [message, generation])).toEqual([
        ['accepted', 1],
      ])
      expect((await store.get('App/shop'))?.generation).toBe(1)
    })

    test('who expects another generation than the present one is refused', async () => {
      const { store, fence } = await held()
      await store.accept(fence, first, directory, noon, { ifGeneration: 0 })
      await expectRefusal(
        store.accept(fence, second, ada, later, { ifGeneration: 0 }),
        'Conflict',
        /at generation 1, not 0/,
      )
      await store.accept(fence, second, ada, later, { ifGeneration: 1 })
      await expectRefusal(
        store.accept(fence, second, ada, later, { ifGeneration: 1 }),
        'Conflict',
        /at generation 2, not 1/,
      )
      await expectRefusal(
        store.accept(fence, anApp('new'), ada, later, { ifGeneration: 1 }),
        'Conflict',
        /at generation 0, not 1/,
      )
    })

    test('two resources cannot mean the same Fly app', async () => {
      const { store, fence } = await held()
      await store.accept(fence, first, directory, noon)
      const twin = anApp('twin', undefined, { flyApp: 'shop' })
      await expectRefusal(
        store.accept(fence, twin, ada, noon),
        'Conflict',
        /the Fly app shop is already that of App\/shop/,
      )
      expect((await store.list()).stored).toHaveLength(1)
      expect(await store.revisions('App/twin')).toEqual([])
    })

    test('two resources cannot have the same domain, until one of them gives it up', async () => {
      const { store, fence } = await held()
      await store.accept(fence, reachable('shop', ['a.example', 'b.example']), ada, noon)
      const blog = reachable('blog', ['c.example', 'b.example'])
      await expectRefusal(store.accept(fence, blog, ada, noon), 'Conflict', /b.example is a domain of App\/shop/)
      expect(await store.get('App/blog')).toBeUndefined()

      await store.accept(fence, reachable('shop', ['a.example']), ada, later)
      const alive = {
        name: 'b.example',
        slot: undefined,
        operation: 'op_1',
        alive: true,
        idleSince: undefined,
        facts: {},
      }
      const row = { kind: 'certificate', id: 'b.example', ...alive } as const
      await store.note(fence, shop, { assets: [row] })
      await expectRefusal(store.accept(fence, blog, ada, later), 'Conflict', /no longer in the spec of App\/shop/)

      await store.note(fence, shop, { assets: [{ ...row, alive: false }] })
      expect((await store.accept(fence, blog, ada, later)).stored.generation).toBe(1)
    })

    test('neither the Fly app nor the network of a resource can change, but both can be said aloud', async () => {
      const { store, fence } = await held()
      await store.accept(fence, first, directory, noon)
      const spoken = anApp('shop', undefined, { flyApp: 'shop', network: 'shop' })
      expect((await store.accept(fence, spoken, ada, later)).stored.generation).toBe(2)
      const moved = anApp('shop', undefined, { flyApp: 'shop-2', network: 'shop' })
      await expectRefusal(
        store.accept(fence, moved, ada, later),
        'Conflict',
        /Fly app of App\/shop is shop and cannot become shop-2/,
      )
      const rewired = anApp('shop', undefined, { network: 'shared' })
      await expectRefusal(
        store.accept(fence, rewired, ada, later),
        'Conflict',
        /network of App\/shop is shop and cannot/,
      )
    })

    test('a hundred specs at once are all taken in, and a hundred changes of one are counted', async () => {
      const { store, fence } = await held()
      const many = Array.from({ length: 100 }, (_, index) => index)
      await Promise.all(many.map((index) => store.accept(fence, anApp(`shop-${index}`), directory, noon)))
      const { stored } = await store.list()
      expect(stored.map(({ ref }) => ref)).toEqual(many.map((index) => `App/shop-${index}`).toSorted())

      const answers = await Promise.all(
        many.map((index) => store.accept(fence, withGroup(first, 'web', { image: `shop:${index}` }), ada, noon)),
      )
      expect(answers.map((answer) => answer.stored.generation)).toEqual(many.map((index) => index + 1))
    })

    test('of a hundred that expect the same generation, one wins', async () => {
      const { store, fence } = await held()
      const answers = await Promise.allSettled(
        Array.from({ length: 100 }, (_, index) =>
          store.accept(fence, withGroup(first, 'web', { image: `shop:${index}` }), ada, noon, { ifGeneration: 0 }),
        ),
      )
      expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      expect(await store.revisions(shop)).toHaveLength(1)
    })

    test('what was acknowledged is there after the next start', async () => {
      const { store, house, fence } = await held()
      await store.accept(fence, first, directory, noon)
      await store.report(fence, shop, 1, aStatus(), [anEvent('planned')])
      await store.setPaused(fence, shop, true)
      const before = await store.list()
      expect(await (await house.open()).list()).toEqual(before)
    })

    test('a hold survives a new spec', async () => {
      const { store, fence } = await held()
      await store.accept(fence, first, directory, noon)
      expect(await store.setPaused(fence, shop, true)).toMatchObject({ paused: true })
      expect((await store.accept(fence, second, directory, later)).stored.paused).toBe(true)
      expect(await store.setPaused(fence, shop, false)).toMatchObject({ paused: false })
      expect(await store.setPaused(fence, 'App/other', true)).toBeUndefined()
    })

    test('a missing document is noted once, and forgotten when it comes back', async () => {
      const { store, fence } = await held()
      await store.accept(fence, first, directory, noon)
      expect(await store.markMissing(fence, shop, noon)).toMatchObject({ missingSince: noon })
      expect(await store.markMissing(fence, shop, later)).toMatchObject({ missingSince: noon })
      expect(await store.markMissing(fence, shop, undefined)).toMatchObject({ missingSince: undefined })
      await store.markMissing(fence, shop, later)
      const back = await store.accept(fence, first, directory, later)
      expect(back).toMatchObject({ changed: false, stored: { missingSince: undefined } })
      expect(await store.markMissing(fence, 'App/other', noon)).toBeUndefined()
    })
  })

  describe('status', () => {
    test('it is written together with its events', async () => {
      const { store, fence } = await held()
      await store.accept(fence, first, directory, noon)
      expect(await store.report(fence, shop, 1, aStatus(), [anEvent('one'), anEvent('two')])).toBe(true)
      expect((await store.get(shop))?.status).toEqual(aStatus())
      expect((await store.events({ limit: 9 })).map(({ message }) => message)).toEqual(['one', 'two'])
      expect((await store.accept(fence, second, directory, later)).stored.status).toEqual(aStatus())
    })

    test('it is not written when the generation has moved on, or the resource is gone', async () => {
      const { store, fence } = await held()
      await store.accept(fence, first, directory, noon)
      await store.accept(fence, second, directory, noon)
      expect(await store.report(fence, shop, 1, aStatus(), [anEvent('late')])).toBe(false)
      expect(await store.report(fence, 'App/other', 1, aStatus(), [anEvent('late')])).toBe(false)
      expect(await store.events({ limit: 9 })).toEqual([])
      expect((await store.get(shop))?.status).toBeUndefined()
    })
  })
}

/** The same value, with the fields of every object in the opposite order. */
function reversed(resource: Resource): Resource {
  const turn = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(turn)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value)
        .toReversed()
        .map(([key, inner]) => [key, turn(inner)]),
    )
  }
  return turn(resource) as Resource
}

/** An App that answers to these domains. */
function reachable(name: string, domains: string[]) {
  const ports = [{ port: 443, handlers: ['tls' as const] }]
  const services = [{ internalPort: 8080, protocol: 'tcp' as const, ports }]
  return anApp(name, { web: { services } }, { addresses: { ipv6: true }, domains })
}
