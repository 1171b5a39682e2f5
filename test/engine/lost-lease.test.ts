import { afterEach, describe, expect, test } from 'vitest'
import { anApp } from '../support/builders.ts'
import { aHouse, type House } from '../support/house.ts'

describe('a lease that is lost while a Machine is being stopped', () => {
  let house: House
  afterEach(() => house.close())

  test('is taken anew before the Machine is destroyed: nothing goes on without it', async () => {
    house = await aHouse({ specs: [anApp('shop', { web: { count: 2, stop: { timeout: '5m' } } })] })
    await house.settle()
    const isLeased = () => house.world.machines('shop').some(({ lease }) => lease !== undefined)
    const hold = house.simulator.faults.add({
      match: { action: 'wait-machine' },
      when: 'before',
      effect: { delayMs: 40_000 },
    })
    await house.submit(anApp('shop', { web: { count: 1, stop: { timeout: '5m' } } }))
    await house.until('its lease is held', isLeased)
    const renewAgain = house.simulator.faults.add({
      match: { action: 'lease-machine' },
      when: 'before',
      effect: { status: 503 },
    })
    await house.until('its lease has run out', () => !isLeased(), 60_000)
    await house.advance(60_000)

    expect(house.world.machines('shop')).toHaveLength(2)

    renewAgain()
    hold()
    await house.converge(5 * 60_000)
  })
})
