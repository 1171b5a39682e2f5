import { afterEach, describe, expect, test } from 'vitest'
import { anApp, withGroup } from '../support/builders.ts'
import { census, expectConverged, imageOf } from '../support/census.ts'
import { aHouse, type House } from '../support/house.ts'
import { conditionOf, expectKept } from './expectations.ts'

describe('when something goes wrong', () => {
  let house: House
  afterEach(() => house.close())

  const shop = anApp('shop', { web: { count: 3 } })

  test('an image whose program crashes stops the rollout, and the rest stays on the old version', async () => {
    house = await aHouse({ specs: [shop] })
    await house.settle()

    await house.submit(withGroup(shop, 'web', { image: 'shop:crash' }))
    await house.advance(20 * 60_000)

    expect(house.world.machines('shop').filter(({ config }) => config.image === 'shop:crash')).toHaveLength(1)
    expect(
      house.world.machines('shop').filter((machine) => machine.state === 'started' && imageOf(machine) === 'shop:1'),
    ).toHaveLength(2)
    expect(await conditionOf(house, 'shop', 'Ready')).toMatchObject({ status: 'False' })

    await house.submit(shop)
    await house.settle()
    expectConverged(house.ground, house.specs())
    expectKept(house)
  })

  test('an image whose checks never pass stops the rollout as well', async () => {
    const checked = withGroup(shop, 'web', { checks: { alive: { type: 'http', port: 8080, path: '/' } } })
    house = await aHouse({ specs: [checked] })
    await house.settle()
    expectConverged(house.ground, house.specs())

    await house.submit(withGroup(checked, 'web', { image: 'shop:unhealthy' }))
    await house.advance(20 * 60_000)

    expect(house.world.machines('shop').filter(({ config }) => config.image === 'shop:unhealthy')).toHaveLength(1)
    expect(await conditionOf(house, 'shop', 'Ready')).toMatchObject({ status: 'False', reason: 'RolloutStopped' })
    expectKept(house)
  })

  test('a spec that Fly refuses leaves what runs alone, and the App next to it goes on', async () => {
    house = await aHouse({ specs: [shop, anApp('blog')] })
    await house.settle()
    const before = house.world.machines('shop').map(({ id, instanceId }) => ({ id, instanceId }))

    await house.submit(withGroup(shop, 'web', { image: 'shop:missing' }))
    await house.submit(anApp('blog', { web: { image: 'blog:2' } }))
    await house.advance(10 * 60_000)

    expect(house.world.machines('shop').map(({ id, instanceId }) => ({ id, instanceId }))).toEqual(before)
    expect(await conditionOf(house, 'shop', 'Ready')).toMatchObject({ status: 'False', reason: 'SpecRejected' })
    expect(house.world.machines('blog')).toMatchObject([{ state: 'started', config: { image: 'blog:2' } }])
    expectKept(house)
  })

  test('Fly is down for ten minutes: we back off, and converge by ourselves when it is back', async () => {
    house = await aHouse({ specs: [shop] })
    await house.settle()
    house.weather('down', 10 * 60_000)
    await house.submit(withGroup(shop, 'web', { image: 'shop:2' }))
    await house.advance(5 * 60_000)
    expect(await conditionOf(house, 'shop', 'Ready')).toMatchObject({ status: 'Unknown', reason: 'FlyUnavailable' })

    await house.advance(5 * 60_000)
    await house.converge(3 * 60_000)

    await house.settle()
    expect(await conditionOf(house, 'shop', 'Ready')).toMatchObject({ status: 'True' })
    expectKept(house)
  })

  test('a refused token is said plainly, and Fly is not hammered with it', async () => {
    house = await aHouse({ specs: [shop, anApp('blog'), anApp('mail')] })
    await house.settle()
    house.weather('token refused')
    await house.submit(withGroup(shop, 'web', { image: 'shop:2' }))
    await house.advance(60_000)
    const before = house.watch.requests()

    await house.advance(10 * 60_000)

    expect(house.watch.requests() - before).toBeLessThanOrEqual(15)
    expect(await conditionOf(house, 'shop', 'Stalled')).toMatchObject({ status: 'True', reason: 'Unauthorized' })

    house.calm()
    await house.converge(5 * 60_000)
    await house.settle()
    expect(await conditionOf(house, 'shop', 'Stalled')).toMatchObject({ status: 'False' })
    expectKept(house)
  })

  test('on a day on which all lists are empty nothing is made, and nothing destroyed', async () => {
    house = await aHouse({ specs: [shop, anApp('blog')] })
    await house.settle()
    const before = { deeds: house.watch.deeds(), ids: house.world.machines().map(({ id }) => id) }

    house.weather('empty lists', 30 * 60_000)
    await house.advance(30 * 60_000)
    await house.settle()

    expect({ deeds: house.watch.deeds(), ids: house.world.machines().map(({ id }) => id) }).toEqual(before)
    expectKept(house)
  })

  test('Apps that fail all the time do not keep a healthy one waiting', async () => {
    const failing = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => anApp(name, { web: { image: 'shop:missing' } }))
    house = await aHouse({ specs: failing })
    await house.advance(5 * 60_000)

    await house.submit(anApp('shop'))
    await house.until(
      'the healthy one runs',
      () => census(house.ground, [anApp('shop')]).every((line) => !line.includes('shop')),
      20_000,
    )
    expectKept(house)
  })

  test('the wall clock may jump: nobody but people goes by it', async () => {
    house = await aHouse({ specs: [shop] })
    await house.advance(2_000)
    house.clock.jump(-86_400_000)
    await house.converge(120_000)
    house.clock.jump(2 * 86_400_000)
    await house.submit(withGroup(shop, 'web', { image: 'shop:2' }))
    await house.converge(180_000)
    await house.settle()
    expectKept(house)
  })
})
