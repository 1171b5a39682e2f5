import { afterEach, describe, expect, test } from 'vitest'
import type { SimulatedMachine } from '../../simulator/world.ts'
import { anApp } from '../support/builders.ts'
import { expectConverged } from '../support/census.ts'
import { aHouse, type House } from '../support/house.ts'
import { conditionOf, expectKept } from './expectations.ts'

describe('when Fly loses hosts', () => {
  let house: House
  afterEach(() => house.close())

  const minute = 60_000
  const settings = { lostHostMs: 10 * minute, pollMs: 15_000, sweepMs: 2 * minute, resyncMs: 3 * minute }
  const shop = anApp('shop', { web: { count: 3 } })
  const machines = (app = 'shop') => house.world.machines(app)
  const ids = () => machines().map(({ id }) => id)

  test('for a while, its Machine is waited for', async () => {
    house = await aHouse({ specs: [shop], settings })
    await house.settle()
    const before = ids()

    const find = house.foreign.loseHost('shop', 'web-ams-1')
    await house.advance(9 * minute)
    expect(ids()).toEqual(before)
    expect(await conditionOf(house, 'shop', 'Ready')).toMatchObject({ status: 'False', reason: 'HostUnreachable' })

    find()
    await house.settle()
    expect(ids()).toEqual(before)
    expect(await conditionOf(house, 'shop', 'Ready')).toMatchObject({ status: 'True' })
    expectKept(house)
  })

  test('for longer, another takes its place, and the old one is gone when its host is back', async () => {
    house = await aHouse({ specs: [shop], settings })
    await house.settle()
    const before = ids()

    const find = house.foreign.loseHost('shop', 'web-ams-1')
    await house.advance(16 * minute)

    const living = machines().filter(({ hostStatus }) => hostStatus === 'ok')
    expect(living.map(({ state }) => state)).toEqual(['started', 'started', 'started'])
    expect(await conditionOf(house, 'shop', 'Ready')).toMatchObject({ status: 'True' })
    const deeds = house.watch.deeds()
    await house.advance(5 * minute)
    expect(house.watch.deeds()).toBe(deeds)

    find()
    await house.converge()
    await house.settle()
    expect(ids()).toHaveLength(3)
    expect(ids()).not.toContain(before[1])
    expectConverged(house.ground, house.specs())
    expectKept(house)
  })

  test('and there is no room for another, the old one stays in its place', async () => {
    house = await aHouse({ specs: [shop], settings })
    await house.settle()
    const before = ids()
    house.simulator.faults.capacity('ams', 'full')

    const find = house.foreign.loseHost('shop', 'web-ams-1')
    await house.advance(15 * minute)
    expect(ids()).toEqual(before)
    expect(await conditionOf(house, 'shop', 'Ready')).toMatchObject({ status: 'False', reason: 'NoCapacity' })

    find()
    await house.settle()
    expect(ids()).toEqual(before)
    expectKept(house)
  })

  test('by the dozen, nothing at all is replaced, for as long as it lasts', async () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f']
    house = await aHouse({ specs: names.map((name) => anApp(name, { web: { count: 2 } })), settings })
    await house.settle()
    const before = { ids: house.world.machines().map(({ id }) => id), deeds: house.watch.deeds() }

    const found = ['a', 'b', 'c', 'd'].map((name) => house.foreign.loseHost(name, 'web-ams-0'))
    await house.advance(60 * minute)

    expect(house.watch.deeds()).toBe(before.deeds)
    expect((await conditionOf(house, 'a', 'Ready'))?.message).toContain("Fly's own trouble, so nothing is replaced")

    for (const find of found) find()
    await house.settle()
    expect(house.world.machines().map(({ id }) => id)).toEqual(before.ids)
    expectKept(house)
  })

  test('all Machines of one App, that App waits, and the others need not', async () => {
    const others = ['a', 'b'].map((name) => anApp(name, { web: { count: 10 } }))
    house = await aHouse({ specs: [shop, ...others], settings })
    await house.settle()
    const before = ids()

    for (const place of ['web-ams-0', 'web-ams-1', 'web-ams-2']) house.foreign.loseHost('shop', place)
    house.foreign.loseHost('a', 'web-ams-0')
    await house.advance(20 * minute)

    expect(ids()).toEqual(before)
    expect(machines('a').filter(isServing)).toHaveLength(10)
    expectKept(house)
  })

  test('more than an hour may cost, the rest waits for its turn', async () => {
    const names = ['a', 'b', 'c', 'd']
    const bounds = { ...settings, hourlyReplacements: 1 }
    house = await aHouse({ specs: names.map((name) => anApp(name, { web: { count: 3 } })), settings: bounds })
    await house.settle()

    for (const name of ['a', 'b']) house.foreign.loseHost(name, 'web-ams-0')
    await house.advance(30 * minute)
    const serving = () => house.world.machines().filter(isServing)
    expect(serving()).toHaveLength(11)

    await house.advance(60 * minute)
    expect(serving()).toHaveLength(12)
    expectKept(house)
  })

  test('a life that has just begun counts anew, so that it knows of all before it does anything', async () => {
    house = await aHouse({ specs: [shop], settings })
    await house.settle()
    const before = ids()
    house.foreign.loseHost('shop', 'web-ams-1')

    for (let life = 0; life < 4; life++) {
      await house.advance(9 * minute)
      house.crash(1_000)
    }

    expect(ids()).toEqual(before)
    expectKept(house)
  })
})

function isServing({ state, hostStatus }: SimulatedMachine): boolean {
  return state === 'started' && hostStatus === 'ok'
}
