import { afterEach, describe, expect, test } from 'vitest'
import { type Store, StoreError } from '../../controller/store/store.ts'
import { conditionOf } from '../stories/expectations.ts'
import { anApp, withGroup } from '../support/builders.ts'
import { aHouse, type House } from '../support/house.ts'

describe('the controller', () => {
  let house: House
  afterEach(() => house.close())

  const shop = anApp('shop', { web: { count: 2 } })
  const rolled = withGroup(shop, 'web', { image: 'shop:2' })

  test('ends within ten seconds although Fly answers nothing any more, and the next life goes on', async () => {
    house = await aHouse({ specs: [shop] })
    await house.settle()
    await house.submit(rolled)
    await house.until('a lease is held', () => house.world.machines('shop').some(({ lease }) => lease !== undefined))
    const answerAgain = house.simulator.faults.add({ match: {}, when: 'before', effect: 'hang' })

    expect(await house.terminate()).toBeLessThanOrEqual(10_000)

    answerAgain()
    await house.start()
    await house.converge()
  })

  test('with a store that is older than the cloud changes nothing, although the organisation list cannot be read', async () => {
    house = await aHouse({ specs: [shop] })
    await house.settle()
    house.crash()
    for (const { id, config } of house.world.machines('shop')) {
      house.world.setMetadata('shop', id, { ...config.metadata, artifact_epoch: '99' })
    }
    house.simulator.faults.add({ match: { path: /^\/v1\/orgs\// }, when: 'before', effect: { status: 503 } })
    await house.advance(5_000)
    await house.start()
    const before = house.watch.deeds()
    await house.submit(rolled)
    await house.advance(120_000)

    expect(house.watch.deeds()).toBe(before)
    const ready = await conditionOf(house, 'shop', 'Ready')
    expect(ready).toMatchObject({ status: 'False', reason: 'ObserveOnly' })
    expect(ready?.message).toContain('ARTIFACT_RELEASE_EPOCH=99')
  })

  test('changes nothing on Fly while the store has no room, says so, and goes on by itself when it has', async () => {
    let hasRoom = true
    const broken = { store: (store: Store): Store => ({ ...store, hasRoom: async () => hasRoom }) }
    house = await aHouse({ specs: [shop], broken })
    await house.settle()
    hasRoom = false
    const before = house.watch.deeds()
    await house.submit(rolled)
    await house.advance(120_000)

    expect(house.watch.deeds()).toBe(before)
    const stalled = await conditionOf(house, 'shop', 'Stalled')
    expect(stalled).toMatchObject({ status: 'True', reason: 'StoreFull' })
    expect(stalled?.message).toContain('2 steps held back')

    hasRoom = true
    await house.converge(30_000)
  })

  test('takes a write that the disk refuses for what it is, and tries again', async () => {
    let isFull = false
    const openIntent =
      (store: Store): Store['openIntent'] =>
      (...args) =>
        isFull ? Promise.reject(new StoreError('Full', 'the disk is full')) : store.openIntent(...args)
    const broken = { store: (store: Store): Store => ({ ...store, openIntent: openIntent(store) }) }
    house = await aHouse({ specs: [shop], broken })
    await house.settle()
    isFull = true
    const before = house.watch.deeds()
    await house.submit(rolled)
    await house.advance(10_000)

    expect(house.watch.deeds(), 'nothing is done whose intent could not be written').toBe(before)
    expect(await conditionOf(house, 'shop', 'Ready')).toMatchObject({ reason: 'StoreFull' })
    isFull = false
    await house.converge(120_000)
  })

  test.each(['Deposed', 'Corrupt', 'Unavailable'] as const)('ends when its store is %s', async (code) => {
    let isLost = false
    const report =
      (store: Store): Store['report'] =>
      (...args) =>
        isLost ? Promise.reject(new StoreError(code, 'lost')) : store.report(...args)
    house = await aHouse({ specs: [shop], broken: { store: (store) => ({ ...store, report: report(store) }) } })
    await house.settle()
    isLost = true
    await house.submit(rolled)
    await house.advance(20_000)

    expect(house.lastLines().join('\n')).toMatch(/life 1 ends by itself: StoreError: lost/)
  })

  test('looks again by itself at an App whose spec Fly has refused', async () => {
    house = await aHouse({ specs: [shop] })
    await house.settle()
    house.simulator.faults.add({
      match: { method: 'POST' },
      when: 'before',
      effect: { status: 400, body: '{"error":"no"}' },
    })
    await house.submit(withGroup(shop, 'web', { count: 3 }))
    await house.advance(5_000)
    expect(await conditionOf(house, 'shop', 'Ready')).toMatchObject({ reason: 'SpecRejected' })

    house.simulator.faults.add({
      name: 'looks',
      match: { method: 'GET', path: /apps\/shop\/machines$/ },
      when: 'after',
      effect: { delayMs: 0 },
    })
    await house.advance(150_000)
    expect(house.simulator.faults.fired().looks).toBeGreaterThanOrEqual(2)
  })

  test.each(['sent', 'answered'] as const)(
    'gives the second Machine the very image of the first, although it died when the call for the first was %s',
    async (place) => {
      let isFirst = true
      const interrupt = (at: string, what: string) => {
        const isNow = isFirst && at === place && what === 'POST /v1/apps/shop/machines'
        if (isNow) isFirst = false
        return isNow
      }
      // The next life comes before reads show what the last one made.
      house = await aHouse({ specs: [shop], interrupt, downMs: 50 })
      await house.converge()
      await house.settle()

      expect(isFirst).toBe(false)
      const images = house.world.machines('shop').map(({ config }) => config.image)
      expect(images.toSorted()).toEqual(['shop:1', expect.stringMatching(/^shop:1@sha256:/)])
    },
  )

  test('says how long a step took', async () => {
    house = await aHouse({ specs: [shop] })
    await house.settle()
    const steps = (await house.events('shop')).filter(({ kind }) => kind === 'StepSucceeded')
    expect(steps.length).toBeGreaterThan(0)
    for (const { detail } of steps) expect(detail.tookMs).toBeGreaterThan(100)
  })
})
