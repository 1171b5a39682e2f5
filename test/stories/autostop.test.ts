import { afterEach, describe, expect, test } from 'vitest'
import { anApp } from '../support/builders.ts'
import { imageOf } from '../support/census.ts'
import { aHouse, type House } from '../support/house.ts'
import { conditionOf, expectKept } from './expectations.ts'

let house: House
afterEach(() => house.close())

const minutes = 60_000

function shop(autostop: 'stop' | 'suspend', image = 'shop:1') {
  const ports = [{ port: 443, handlers: ['tls' as const, 'http' as const] }]
  const service = { protocol: 'tcp' as const, internalPort: 8080, ports, autostart: true, autostop }
  const addresses = { sharedIpv4: true, ipv6: false, ipv4: 0, private: [] }
  return anApp('shop', { web: { count: 2, image, services: [service] } }, { addresses })
}

const states = () => house.world.machines('shop').map(({ state }) => state)

describe('Machines that the proxy stops and starts', () => {
  test.each(['stop', 'suspend'] as const)('rest when nobody needs them (%s), and Artifact lets them', async (how) => {
    house = await aHouse({ specs: [shop(how)] })
    await house.settle()
    const before = house.watch.deeds()
    await house.advance(30 * minutes)

    expect(new Set(states())).toEqual(new Set([how === 'stop' ? 'stopped' : 'suspended']))
    expect(house.watch.deeds()).toBe(before)
    expect(await conditionOf(house, 'shop', 'Ready')).toMatchObject({ status: 'True', reason: 'Converged' })
    expectKept(house)
  })

  test('wake up for a request, and that is no drift either', async () => {
    house = await aHouse({ specs: [shop('stop')] })
    await house.settle()
    await house.advance(30 * minutes)
    const before = house.watch.deeds()

    const answer = await house.run(house.simulator.edge.fetch(new Request('https://shop.fly.dev/')))
    expect(answer.status).toBe(200)
    expect(states().filter((state) => state === 'started')).toHaveLength(1)
    await house.advance(1 * minutes)
    expect(house.watch.deeds()).toBe(before)
    expect((await house.events('shop')).filter(({ kind }) => kind === 'DriftDetected')).toEqual([])
    expectKept(house)
  })

  test('get a new version at rest, and are not woken up for it', async () => {
    house = await aHouse({ specs: [shop('stop')] })
    await house.settle()
    await house.advance(30 * minutes)
    await house.submit(shop('stop', 'shop:2'))
    await house.settle()

    expect(house.world.machines('shop').map(imageOf)).toEqual(['shop:2', 'shop:2'])
    expect(new Set(states())).toEqual(new Set(['stopped']))
    expect(await conditionOf(house, 'shop', 'Ready')).toMatchObject({ status: 'True' })
    expectKept(house)
  })
})
