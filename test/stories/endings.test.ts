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

  test('a protected App is not deleted, even when the block that protected it has gone from the spec', async () => {
    house = await aHouse({ specs: [anApp('shop', { web: { count: 2 } }, { deletion: { protect: true } })] })
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
