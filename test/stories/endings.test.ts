import { afterEach, describe, expect, test } from 'vitest'
import { anApp, withGroup } from '../support/builders.ts'
import { expectConverged, imageOf } from '../support/census.ts'
import { aHouse, type House } from '../support/house.ts'
import { conditionOf, expectKept } from './expectations.ts'

describe('how things end', () => {
  let house: House
  afterEach(() => house.close())

  const shop = anApp('shop', { web: { count: 3 } })
  const rolled = withGroup(shop, 'web', { image: 'shop:2' })

  test('kill -9 in the middle of a rollout: the next life goes on where the world stands', async () => {
    house = await aHouse({ specs: [shop] })
    await house.settle()
    await house.submit(rolled)
    await house.until('the rollout is under way', () => countOf(house, 'shop:2') === 1)

    house.crash()
    await house.advance(20_000)
    await house.start()
    await house.settle()

    expectConverged(house.ground, [rolled])
    expectKept(house)
  })

  test('SIGTERM in the middle of a rollout gives the leases back within ten seconds, and the next start goes on', async () => {
    house = await aHouse({ specs: [shop] })
    await house.settle()
    await house.submit(rolled)
    await house.until('a lease is held', () => house.world.machines('shop').some(({ lease }) => lease !== undefined))

    expect(await house.terminate()).toBeLessThanOrEqual(10_000)
    expect(house.world.machines('shop').filter(({ lease }) => lease !== undefined)).toEqual([])

    await house.start()
    await house.settle()
    expectConverged(house.ground, [rolled])
    expectKept(house)
  })

  test('a second controller that takes over the store ends the first', async () => {
    house = await aHouse({ specs: [shop] })
    await house.settle()
    await house.submit(rolled)
    await house.advance(1_000)

    await house.takeOver()
    await house.settle()

    expectConverged(house.ground, [rolled])
    expectKept(house)
  })

  test('a deletion that was asked for takes the Machines, then the app, and then forgets', async () => {
    house = await aHouse({ specs: [shop, anApp('blog')] })
    await house.settle()

    await house.requestDeletion('shop')
    await house.until('the app is gone', () => house.world.app('shop') === undefined)
    await house.settle()

    expect(await house.status('shop')).toBeUndefined()
    expectConverged(house.ground, [anApp('blog')])
    expect((await house.events('shop')).at(-1)).toMatchObject({ kind: 'Forgotten' })
    expectKept(house)
  })

  describe('a deletion that keeps the App for a while', () => {
    const kept = anApp('shop', { web: { count: 2 } }, { deletion: { keepFor: '1h' } })
    const running = () => house.world.machines('shop').filter(({ state }) => state === 'started')

    test('stops it out of reach, and takes it only when the time is over', async () => {
      house = await aHouse({ specs: [kept] })
      await house.settle()
      await house.requestDeletion('shop')
      await house.until('it is stopped', () => running().length === 0)
      await house.advance(50 * 60_000)

      expect(house.world.machines('shop')).toMatchObject([
        { state: 'stopped', cordoned: true },
        { state: 'stopped', cordoned: true },
      ])
      expect(await conditionOf(house, 'shop', 'Ready')).toMatchObject({ status: 'False', reason: 'Deleting' })

      await house.until('the app is gone', () => house.world.app('shop') === undefined, 15 * 60_000)
      await house.settle()
      expect(await house.status('shop')).toBeUndefined()
      expectKept(house)
    })

    test('can be taken back: the very same Machines run again', async () => {
      house = await aHouse({ specs: [kept] })
      await house.settle()
      const before = house.world.machines('shop').map(({ id, instanceId }) => [id, instanceId])
      await house.requestDeletion('shop')
      await house.until('it is stopped', () => running().length === 0)
      await house.withdrawDeletion('shop')
      await house.settle()

      expect(house.world.machines('shop').map(({ id, instanceId }) => [id, instanceId])).toEqual(before)
      expectConverged(house.ground, [kept])
      expect(running().filter(({ cordoned }) => !cordoned)).toHaveLength(2)
      expectKept(house)
    })

    test('survives a restart, and a clock that jumps ahead takes nothing early', async () => {
      house = await aHouse({ specs: [kept] })
      await house.settle()
      await house.requestDeletion('shop')
      await house.until('it is stopped', () => running().length === 0)
      house.crash(1_000)
      house.clock.jump(24 * 3_600_000)
      await house.advance(30 * 60_000)
      expect(house.world.machines('shop')).toHaveLength(2)
    })
  })

  test('what is to go at once goes at once, also when our clock jumps back', async () => {
    house = await aHouse({ specs: [shop] })
    await house.settle()
    await house.requestDeletion('shop')
    house.clock.jump(-3_600_000)
    await house.until('the app is gone', () => house.world.app('shop') === undefined, 5 * 60_000)
    expectKept(house)
  })

  test('an App that Fly denies once is not forgotten for that', async () => {
    house = await aHouse({ specs: [shop] })
    await house.settle()
    await house.requestDeletion('shop')
    house.simulator.faults.add({
      match: { action: 'list-machines' },
      when: 'before',
      effect: { status: 404, body: '{"error":"app not found"}' },
      times: 1,
    })
    house.simulator.faults.add({
      match: { action: 'get-app' },
      when: 'before',
      effect: { status: 404, body: '{"error":"app not found"}' },
      times: 1,
    })
    await house.until('it is forgotten', () => house.world.app('shop') === undefined, 10 * 60_000)
    await house.settle()
    expect(house.world.machines('shop')).toEqual([])
    expectKept(house)
  })

  test('an App whose making may still be on its way is not forgotten, or nobody would know it when it arrives', async () => {
    house = await aHouse()
    house.simulator.faults.add({ match: { action: 'create-app' }, when: 'before', effect: 'reset' })
    await house.submit(shop)
    await house.until('an intent is open', () => house.evidence.rowsWritten() > 0)
    await house.advance(1_000)
    await house.requestDeletion('shop')
    await house.advance(20_000)
    expect(await house.run(house.store().get('App/shop'))).toBeDefined()

    await house.advance(120_000)
    expect(await house.run(house.store().get('App/shop'))).toBeUndefined()
  })

  test('a protected App is not deleted, even when the block that protected it has gone from the spec', async () => {
    house = await aHouse({
      specs: [anApp('shop', { web: { count: 2 } }, { deletion: { keepFor: '0s', protect: true } })],
    })
    await house.settle()
    await house.submit(anApp('shop', { web: { count: 2 } }))
    await house.settle()

    await expect(house.requestDeletion('shop')).rejects.toThrow('App/shop is protected')
    await house.advance(5 * 60_000)

    expectConverged(house.ground, house.specs())
    expectKept(house)
  })

  test('a paused App is looked at and left alone', async () => {
    house = await aHouse({ specs: [shop] })
    await house.settle()
    const before = house.watch.deeds()

    await house.submit({ ...rolled, spec: { ...rolled.spec, paused: true } })
    await house.advance(5 * 60_000)
    expect(house.watch.deeds()).toBe(before)
    expect(await conditionOf(house, 'shop', 'Ready')).toMatchObject({ reason: 'Paused' })

    await house.submit(rolled)
    await house.settle()
    expectConverged(house.ground, [rolled])
    expectKept(house)
  })
})

function countOf(house: House, image: string): number {
  return house.world.machines('shop').filter((machine) => imageOf(machine) === image).length
}
