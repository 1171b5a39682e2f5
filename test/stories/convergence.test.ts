import { afterEach, describe, expect, test } from 'vitest'
import { anApp, withGroup } from '../support/builders.ts'
import { expectConverged, imageOf } from '../support/census.ts'
import { aHouse, type House } from '../support/house.ts'
import { conditionOf, expectKept } from './expectations.ts'

describe('what a spec says comes to be', () => {
  let house: House
  afterEach(() => house.close())

  const shop = anApp('shop', { web: { count: 3 } })

  test('a new App gets its network, its Fly app and its Machines, and is Ready', async () => {
    house = await aHouse({
      specs: [anApp('shop', { web: { regions: { ams: 2, iad: 1 } }, worker: { image: 'worker:7' } })],
    })

    await house.settle()

    expectConverged(house.ground, house.specs())
    expect(house.world.app('shop')).toMatchObject({ network: 'shop', status: 'deployed' })
    expect(await conditionOf(house, 'shop', 'Ready')).toMatchObject({ status: 'True', observedGeneration: 1 })
    expectKept(house)
  })

  test('a new image reaches one Machine after the other', async () => {
    house = await aHouse({ specs: [shop] })
    await house.settle()
    let leastServing = 3
    house.world.onChange(() => {
      const serving = house.world.machines('shop').filter(({ state }) => state === 'started').length
      leastServing = Math.min(leastServing, serving)
    })

    await house.submit(withGroup(shop, 'web', { image: 'shop:2' }))
    await house.settle()

    expectConverged(house.ground, house.specs())
    expect(leastServing).toBe(2)
    expectKept(house)
  })

  test('metadata changes without a restart', async () => {
    house = await aHouse({ specs: [shop] })
    await house.settle()
    const versions = house.world.machines('shop').map(({ instanceId }) => instanceId)

    await house.submit(withGroup(shop, 'web', { metadata: { team: 'blue' } }))
    await house.settle()

    expectConverged(house.ground, house.specs())
    expect(house.world.machines('shop').map(({ instanceId }) => instanceId)).toEqual(versions)
    expectKept(house)
  })

  test('a group grows and shrinks, and the Machines that stay are not touched', async () => {
    house = await aHouse({ specs: [shop] })
    await house.settle()
    const versions = house.world.machines('shop').map(({ instanceId }) => instanceId)

    await house.submit(withGroup(shop, 'web', { count: 5 }))
    await house.settle()
    expectConverged(house.ground, house.specs())

    await house.submit(shop)
    await house.settle()
    expectConverged(house.ground, house.specs())
    expect(house.world.machines('shop').map(({ instanceId }) => instanceId)).toEqual(versions)
    expectKept(house)
  })

  test('nobody waits for a version to get well once a person has sent another one', async () => {
    const shop = anApp('shop', { web: { count: 2, checks: { alive: { type: 'tcp', port: 8080 } } } })
    house = await aHouse({ specs: [shop] })
    await house.settle()
    await house.submit(withGroup(shop, 'web', { image: 'shop:unhealthy' }))
    await house.advance(30_000)
    const sentAt = house.clock.monotonic()

    await house.submit(withGroup(shop, 'web', { image: 'shop:2' }))
    await house.converge()

    expect(house.clock.monotonic() - sentAt).toBeLessThan(60_000)
    expectKept(house)
  })

  test('a newer spec overtakes a rollout: the version in between reaches no further Machine', async () => {
    house = await aHouse({ specs: [shop] })
    await house.settle()
    const reached = new Set<string>()
    await house.submit(withGroup(shop, 'web', { image: 'shop:2' }))
    await house.until('the first Machine is being updated', () => imagesOf(house).includes('shop:2'))

    await house.submit(withGroup(shop, 'web', { image: 'shop:3' }))
    house.world.onChange(() => {
      for (const machine of house.world.machines('shop')) if (imageOf(machine) === 'shop:2') reached.add(machine.id)
    })
    await house.settle()

    expectConverged(house.ground, house.specs())
    expect(reached.size).toBeLessThanOrEqual(1)
    expectKept(house)
  })

  test('a converged house rests: no deed, and nothing written', async () => {
    house = await aHouse({ specs: [shop, anApp('blog')] })
    await house.settle()
    const before = { deeds: house.watch.deeds(), rows: house.evidence.rowsWritten() }

    await house.advance(30 * 60_000)

    expect({ deeds: house.watch.deeds(), rows: house.evidence.rowsWritten() }).toEqual(before)
    expectKept(house)
  })
})

function imagesOf(house: House): readonly string[] {
  return house.world.machines('shop').map(imageOf)
}
