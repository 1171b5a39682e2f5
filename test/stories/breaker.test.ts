import { afterEach, describe, expect, test } from 'vitest'
import { anApp, withGroup } from '../support/builders.ts'
import { expectConverged } from '../support/census.ts'
import { aHouse, type House } from '../support/house.ts'
import { conditionOf, expectKept } from './expectations.ts'

describe('a spec that takes most of its App away', () => {
  let house: House
  afterEach(() => house.close())

  const shop = anApp('shop', { web: { count: 6 } })
  const slip = withGroup(shop, 'web', { count: 1, image: 'shop:2' })
  const machines = () => house.world.machines('shop')
  const imagesInUse = () => [...new Set(machines().map(({ config }) => config.image))].sort()

  test('takes nothing away until somebody agrees; all else of it goes on', async () => {
    house = await aHouse({ specs: [shop] })
    await house.settle()
    await house.submit(slip)
    await house.settle()

    expect(machines()).toHaveLength(6)
    expect(imagesInUse()).toHaveLength(2)
    expect(await conditionOf(house, 'shop', 'Stalled')).toMatchObject({
      status: 'True',
      reason: 'NeedsConfirmation',
      message:
        'generation 2 takes 5 of 6 Machines away, and nothing of that goes until somebody agrees to it: ' +
        '`artifact confirm shop --generation 2`. Or apply a spec that keeps more',
    })

    expect(await house.confirm('shop')).toBe(true)
    await house.settle()
    expectConverged(house.ground, house.specs())
    expect(machines()).toHaveLength(1)
    expect(await conditionOf(house, 'shop', 'Ready')).toMatchObject({ status: 'True' })
    expect(await house.confirm('shop')).toBe(false)
    expectKept(house)
  })

  test('does so after a crash, too, and a spec that keeps more needs nobody', async () => {
    house = await aHouse({ specs: [shop] })
    await house.settle()
    await house.submit(slip)
    house.crash(1_000)
    await house.advance(60_000)
    expect(machines()).toHaveLength(6)

    await house.submit(withGroup(shop, 'web', { count: 3 }))
    await house.settle()
    expectConverged(house.ground, house.specs())
    expectKept(house)
  })

  test('asks again when a later generation takes as much', async () => {
    house = await aHouse({ specs: [shop] })
    await house.settle()
    await house.submit(withGroup(shop, 'web', { count: 1 }))
    await house.settle()
    house.crash()
    await house.start()
    await house.submit(slip)
    await house.settle()
    expect((await conditionOf(house, 'shop', 'Stalled'))?.message).toContain('--generation 3')
    expect(machines()).toHaveLength(6)
    expectKept(house)
  })
})
