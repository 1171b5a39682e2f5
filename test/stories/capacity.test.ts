import { afterEach, describe, expect, test } from 'vitest'
import { anApp, withGroup } from '../support/builders.ts'
import { expectConverged } from '../support/census.ts'
import { aHouse, type House } from '../support/house.ts'
import { conditionOf, expectKept } from './expectations.ts'

describe('when Fly has no room', () => {
  let house: House
  afterEach(() => house.close())

  const shop = anApp('shop', { web: { regions: { ams: 2 }, fallbackRegions: ['fra', 'cdg'] } })
  const regions = (app = 'shop') => house.world.machines(app).map(({ region }) => region)

  test('in a region, Machines are made in the next one that the spec allows, and keep their slots', async () => {
    house = await aHouse()
    house.simulator.faults.capacity('ams', 'full')
    house.simulator.faults.capacity('fra', 'memory')

    await house.submit(shop)
    await house.settle()

    expect(regions()).toEqual(['cdg', 'cdg'])
    expect((await house.status('shop'))?.machines).toMatchObject([
      { slot: 'web/ams/0', region: 'cdg' },
      { slot: 'web/ams/1', region: 'cdg' },
    ])
    expect((await house.events('shop')).map(({ message }) => message)).toContain(
      'created web/ams/0 in cdg, since ams is full',
    )
    expect(await conditionOf(house, 'shop', 'Ready')).toMatchObject({ status: 'True' })
    expectConverged(house.ground, house.specs())
    expectKept(house)
  })

  test('a quota of one region is no quota of the next', async () => {
    house = await aHouse()
    house.simulator.faults.quota({ regionMemoryMb: 256 })

    await house.submit(shop)
    await house.settle()

    expect(regions().sort()).toEqual(['ams', 'fra'])
    expectKept(house)
  })

  test('a Machine that was made elsewhere stays there when there is room again, also through an update', async () => {
    house = await aHouse()
    house.simulator.faults.capacity('ams', 'full')
    await house.submit(shop)
    await house.settle()
    const before = house.world.machines('shop').map(({ id }) => id)

    house.simulator.faults.capacity('ams', 'ok')
    await house.submit(withGroup(shop, 'web', { image: 'shop:2' }))
    await house.converge()
    await house.settle()

    expect(house.world.machines('shop').map(({ id, region }) => [id, region])).toEqual(before.map((id) => [id, 'fra']))
    expectKept(house)
  })

  test('one that has to be made anew comes home', async () => {
    house = await aHouse()
    house.simulator.faults.capacity('ams', 'full')
    await house.submit(shop)
    await house.settle()
    house.simulator.faults.capacity('ams', 'ok')
    await house.advance(5 * 60_000)

    house.foreign.destroy('shop', 'web-ams-0')
    await house.converge()

    expect(regions().sort()).toEqual(['ams', 'fra'])
    expectKept(house)
  })

  test('anywhere, the status says what was tried and when it is tried again, and it is not tried more often', async () => {
    house = await aHouse()
    for (const region of ['ams', 'fra', 'cdg']) house.simulator.faults.capacity(region, 'full')
    await house.submit(shop)
    await house.advance(60_000)
    const before = house.watch.deeds()

    await house.advance(60_000)

    expect(house.watch.deeds()).toBe(before)
    const ready = await conditionOf(house, 'shop', 'Ready')
    expect(ready).toMatchObject({ status: 'False', reason: 'NoCapacity' })
    expect(ready?.message).toMatch(
      /^Fly has no room for web\/ams\/0: ams \(full since \d\d:\d\d UTC\), fra \(.*\), cdg \(/,
    )
    expect((await house.status('shop'))?.next).toMatchObject({ what: 'looked at again', at: expect.any(String) })

    house.simulator.faults.capacity('cdg', 'ok')
    await house.converge(5 * 60_000)
    expect(regions()).toEqual(['cdg', 'cdg'])
    expectKept(house)
  })

  test('only the quota in the way, the status says who can help', async () => {
    house = await aHouse()
    house.simulator.faults.quota({ regionMemoryMb: 100 })
    await house.submit(anApp('shop'))
    await house.advance(60_000)

    const stalled = await conditionOf(house, 'shop', 'Stalled')
    expect(stalled).toMatchObject({ status: 'True', reason: 'QuotaExceeded' })
    expect(stalled?.message).toContain("over the organisation's quota since")
    expect(stalled?.message).toContain('ask billing@fly.io to raise the quota')
  })

  test('nor may the organisation have more Machines, no other region is tried', async () => {
    house = await aHouse()
    house.simulator.faults.quota({ machines: 1 })
    await house.submit(shop)
    await house.advance(60_000)

    expect(regions()).toEqual(['ams'])
    expect(await conditionOf(house, 'shop', 'Stalled')).toMatchObject({
      status: 'True',
      reason: 'QuotaExceeded',
      message: expect.stringContaining('limit of Machines'),
    })
  })

  test('a large Machine that finds no room keeps no small one out', async () => {
    house = await aHouse({ specs: [shop] })
    await house.settle()
    house.simulator.faults.add({
      match: { method: 'POST', app: 'large', path: /machines$/ },
      when: 'before',
      effect: { status: 422, body: '{"error":"could not find a candidate host","status":"insufficient_capacity"}' },
    })
    await house.submit(anApp('large', { web: { size: 'performance-8x' } }))
    await house.advance(60_000)
    expect(await conditionOf(house, 'large', 'Ready')).toMatchObject({ status: 'False', reason: 'NoCapacity' })

    await house.submit(withGroup(shop, 'web', { regions: { ams: 3 } }))
    await house.until('the small one stands', () => house.world.machines('shop').length === 3, 60_000)

    expect(regions()).toEqual(['ams', 'ams', 'ams'])
  })

  test('for what a move leads to, what is there stays', async () => {
    const before = anApp('shop', { web: { regions: { ams: 2 } } })
    house = await aHouse({ specs: [before] })
    await house.settle()
    house.simulator.faults.capacity('iad', 'full')

    await house.submit(withGroup(before, 'web', { regions: { iad: 2 } }))
    await house.advance(10 * 60_000)

    expect(house.world.machines('shop')).toMatchObject([
      { region: 'ams', state: 'started' },
      { region: 'ams', state: 'started' },
    ])
    expectKept(house)
  })

  test('a person who asks has Fly asked at once', async () => {
    house = await aHouse()
    house.simulator.faults.capacity('ams', 'full')
    await house.submit(anApp('shop'))
    await house.advance(30_000)
    house.simulator.faults.capacity('ams', 'ok')

    await house.submit(anApp('shop', { web: { env: { LEVEL: '2' } } }))
    await house.converge(20_000)

    expect(regions()).toEqual(['ams'])
    expectKept(house)
  })
})
