import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createIntake, type Intake } from '../../controller/engine/intake.ts'
import type { Problem } from '../../controller/resource/problem.ts'
import type { Ref, Resource } from '../../controller/resource/resource.ts'
import type { Snapshot } from '../../controller/source/source.ts'
import { openStore } from '../../controller/store/sqlite.ts'
import { type Fence, type Store, StoreError } from '../../controller/store/store.ts'
import type { Log } from '../../controller/world.ts'
import { anApp, withGroup } from '../support/builders.ts'
import { createRandom } from '../support/random.ts'
import { createVirtualClock } from '../support/virtual-clock.ts'

const silent: Log = { debug() {}, info() {}, warn() {}, error() {} }
const anna = { from: 'cli', user: 'anna' } as const
const shop = anApp('shop')
const shopOfTwo = withGroup(shop, 'web', { count: 2 })
const shopOfThree = withGroup(shop, 'web', { count: 3 })

let store: Store
let fence: Fence
let intake: Intake
let woken: Ref[]
beforeEach(async () => {
  store = await openStore({ path: ':memory:', log: silent, random: createRandom(1) })
  fence = await store.take('test')
  start()
})
afterEach(() => store.close())

/** Begins with nothing in memory, as after a restart of the process. */
function start(given: Store = store): void {
  woken = []
  const wake = (ref: Ref) => void woken.push(ref)
  intake = createIntake({ store: given, fence, clock: createVirtualClock(), log: silent, wake })
}

/** What a directory holds: each resource in a file of its own name. */
function holding(resources: readonly Resource[], trouble: Partial<Snapshot> = {}): Snapshot {
  const documents = resources.map((resource) => {
    return { resource, provenance: { from: 'directory', path: `specs/${resource.metadata.name}.yaml` } as const }
  })
  return { documents, problems: [], troubled: [], texts: new Map(), ...trouble }
}

const sync = (...resources: readonly Resource[]) => intake.syncFrom('directory', holding(resources))
const kindsOf = async (ref: Ref) => (await store.events({ ref, limit: 100 })).map(({ kind }) => kind)
const countOf = async () => (await store.get('App/shop'))?.resource.spec.machines.web?.count

describe('the intake of a directory', () => {
  test('accepts what is new and what has changed, and wakes nobody for the rest', async () => {
    expect(await sync(shop, anApp('store'))).toMatchObject({ accepted: [{ ref: 'App/shop' }, { ref: 'App/store' }] })
    expect(woken).toEqual(['App/shop', 'App/store'])

    expect(await sync(shopOfTwo, anApp('store'))).toMatchObject({ accepted: [{ ref: 'App/shop' }], unchanged: 1 })
    expect(woken).toEqual(['App/shop', 'App/store', 'App/shop'])
  })

  test('never deletes what is no longer there, and says so once', async () => {
    await sync(shop)
    expect(await sync()).toMatchObject({ missing: ['App/shop'] })
    expect(await sync()).toMatchObject({ missing: [] })

    const stored = await store.get('App/shop')
    expect(stored).toMatchObject({ missingSince: expect.any(String), deletionRequestedAt: undefined })
    expect(await kindsOf('App/shop')).toEqual(['Accepted', 'SourceMissing'])
  })

  test('notes what is there again', async () => {
    await sync(shop)
    await sync()
    expect(await sync(shop)).toMatchObject({ back: ['App/shop'], accepted: [] })
    expect(await store.get('App/shop')).toMatchObject({ missingSince: undefined, generation: 1 })
    expect(await kindsOf('App/shop')).toEqual(['Accepted', 'SourceMissing', 'SourceBack'])
  })

  test('leaves an App as it is while its file has mistakes, and writes each of them down once', async () => {
    await sync(shop)
    const problem: Problem = {
      code: 'YamlSyntax',
      message: 'a bracket is not closed',
      path: '',
      at: { file: 'specs/shop.yaml', line: 3, column: 1, length: 1 },
    }
    const broken = holding([], { problems: [problem], troubled: ['specs/shop.yaml'] })

    expect(await intake.syncFrom('directory', broken)).toMatchObject({ missing: [] })
    await intake.syncFrom('directory', broken)

    expect(await store.get('App/shop')).toMatchObject({ missingSince: undefined, generation: 1 })
    expect(await kindsOf('App/shop')).toEqual(['Accepted', 'Rejected'])
    const [, rejected] = await store.events({ ref: 'App/shop', limit: 10 })
    expect(rejected?.message).toContain('specs/shop.yaml:3:1: a bracket is not closed')
  })

  test('concludes nothing from a directory that cannot be read', async () => {
    await sync(shop)
    await intake.syncFrom('directory', holding([], { troubled: ['specs'] }))
    expect(await store.get('App/shop')).toMatchObject({ missingSince: undefined })
  })

  test('misses only what came from there', async () => {
    await intake.accept(shop, anna)
    expect(await sync()).toMatchObject({ missing: [] })
  })

  test('follows a file that is renamed without a word', async () => {
    await sync(shop)
    const moved = { resource: shop, provenance: { from: 'directory', path: 'specs/moved.yaml' } } as const
    await intake.syncFrom('directory', { ...holding([]), documents: [moved] })
    expect(await store.get('App/shop')).toMatchObject({ provenance: { path: 'specs/moved.yaml' }, generation: 1 })
    expect(await kindsOf('App/shop')).toEqual(['Accepted'])
  })

  test('takes in every other document when the store refuses one', async () => {
    const thief = anApp('thief', { web: {} }, { flyApp: 'shop' })
    const report = await sync(shop, thief, anApp('store'))
    expect(report.accepted.map(({ ref }) => ref)).toEqual(['App/shop', 'App/store'])
    expect(report.failed).toMatchObject([{ ref: 'App/thief', mayPass: false }])
  })

  test('stops at once when another process has taken over', async () => {
    await store.take('another')
    await expect(sync(shop)).rejects.toMatchObject({ code: 'Deposed' })
  })

  test('tries again later what the store could not take', async () => {
    let isFull = true
    const accept: Store['accept'] = (...args) =>
      isFull ? Promise.reject(new StoreError('Full', 'the disk is full')) : store.accept(...args)
    start({ ...store, accept })
    const answers: boolean[] = []
    const source = {
      name: 'directory' as const,
      read: async () => holding([shop]),
      async watch(listener: (snapshot: Snapshot) => Promise<boolean>) {
        answers.push(await listener(holding([shop])))
        isFull = false
        answers.push(await listener(holding([shop])))
      },
    }

    await intake.follow(source, () => {}, new AbortController().signal)

    expect(answers).toEqual([false, true])
    expect(await store.get('App/shop')).toMatchObject({ generation: 1 })
  })
})

describe('a file that says what it said before', () => {
  test('does not undo what a person applied since, not even after a restart', async () => {
    await sync(shop)
    await intake.accept(shopOfTwo, anna)

    expect(await sync(shop)).toMatchObject({ held: ['App/shop'], accepted: [] })
    start()
    expect(await sync(shop)).toMatchObject({ held: ['App/shop'], accepted: [] })
    expect(await countOf()).toBe(2)
  })

  test('counts again as soon as it changes', async () => {
    await sync(shop)
    await intake.accept(shopOfTwo, anna)
    await sync(shop)

    expect(await sync(shopOfThree)).toMatchObject({ accepted: [{ generation: 3 }] })
    expect(await sync(shop)).toMatchObject({ accepted: [{ generation: 4 }] })
  })

  test('counts when it was made to say what the person applied, and then changes back', async () => {
    await sync(shop)
    await intake.accept(shopOfTwo, anna)
    expect(await sync(shopOfTwo)).toMatchObject({ unchanged: 1 })
    expect(await sync(shop)).toMatchObject({ accepted: [{ generation: 3 }] })
  })

  test('does not bring back what was deleted by word', async () => {
    await sync(shop)
    await store.requestDeletion(fence, 'App/shop', '2026-01-01T00:00:00.000Z', anna)
    const [event] = await store.events({ limit: 1 })
    if (event) await store.forget(fence, 'App/shop', { ...event, kind: 'Forgotten' })
    start()

    expect(await sync(shop)).toMatchObject({ held: ['App/shop'], accepted: [] })
    expect(await store.get('App/shop')).toBeUndefined()
    expect(await sync(shopOfTwo)).toMatchObject({ accepted: [{ ref: 'App/shop' }] })
  })
})

describe('a spec that asks for its own deletion', () => {
  const going = anApp('shop', { web: {} }, { deletion: { keepFor: '0s', requested: true } })

  test('sets the tombstone, and takes it back when it no longer asks', async () => {
    await sync(shop)
    await sync(going)
    expect(await store.get('App/shop')).toMatchObject({ deletionRequestedAt: expect.any(String) })
    await sync(shop)
    expect(await store.get('App/shop')).toMatchObject({ deletionRequestedAt: undefined })
    expect(await kindsOf('App/shop')).toEqual([
      'Accepted',
      'Accepted',
      'DeletionRequested',
      'Accepted',
      'DeletionWithdrawn',
    ])
  })

  test('makes nothing when there is nothing to delete', async () => {
    expect(await sync(going)).toMatchObject({ accepted: [], held: [], unchanged: 1 })
    expect(await store.get('App/shop')).toBeUndefined()
  })
})
