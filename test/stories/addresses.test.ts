import { afterEach, describe, expect, test } from 'vitest'
import type { Resource } from '../../controller/resource/resource.ts'
import { anApp } from '../support/builders.ts'
import { expectConverged } from '../support/census.ts'
import { kindOfAddress } from '../support/ground.ts'
import { aHouse, type House } from '../support/house.ts'
import { conditionOf, expectKept } from './expectations.ts'

describe('the addresses of an App', () => {
  let house: House
  afterEach(() => house.close())

  const shop = (addresses: Resource['spec']['addresses']) => anApp('shop', { web: {} }, addresses && { addresses })
  const kinds = () => house.ground.addresses('shop').map(kindOfAddress).sort()
  const ipOf = (type: string) => String(house.ground.addresses('shop').find((address) => address.type === type)?.ip)

  test('are assigned before its Machines are made, and a private one is reached from its own network', async () => {
    house = await aHouse({ specs: [shop({ sharedIpv4: true, ipv6: true, ipv4: 2, private: [{}] })] })
    await house.settle()

    expect(kinds()).toEqual(['private_v6 shop', 'shared_v4', 'v4', 'v4', 'v6'])
    const made = (await house.events('shop')).filter(({ kind }) => kind === 'StepSucceeded')
    expect(made.at(-1)?.message).toBe('created web/ams/0')
    expect((await house.status('shop'))?.addresses).toHaveLength(5)
    expectConverged(house.ground, house.specs())
    expectKept(house)
  })

  test('are given back when the spec no longer asks for them, the newest of several first', async () => {
    house = await aHouse({ specs: [shop({ ipv4: 1 })] })
    await house.settle()
    const oldest = ipOf('v4')
    await house.submit(shop({ ipv4: 2, ipv6: true }))
    await house.settle()

    await house.submit(shop({ ipv4: 1 }))
    await house.settle()
    expect(house.ground.addresses('shop').map(({ ip }) => ip)).toEqual([oldest])

    await house.submit(shop(undefined))
    await house.settle()
    expect(kinds()).toEqual([])
    expect((await house.status('shop'))?.addresses).toBeUndefined()
    expectKept(house)
  })

  test('that somebody else has assigned are told and left alone, and do not stand in for those of the spec', async () => {
    house = await aHouse({ specs: [shop({ ipv6: true })] })
    await house.settle()
    const theirs = house.foreign.addAddress('shop', 'v6')
    await house.submit(anApp('shop', { web: { count: 2 } }, { addresses: { ipv6: true } }))
    await house.settle()
    expect((await house.status('shop'))?.addresses).toContainEqual({ ip: theirs, type: 'v6', ours: false })

    await house.submit(shop({ ipv4: 1 }))
    await house.settle()
    expect(kinds()).toEqual(['v4', 'v6'])
    expect(ipOf('v6')).toBe(theirs)
    expectKept(house)
  })

  test('that somebody released are replaced once it is certain that they are gone', async () => {
    house = await aHouse({ specs: [shop({ ipv6: true })] })
    await house.settle()
    const before = ipOf('v6')
    house.foreign.removeAddress('shop', before)

    await house.advance(180_000)
    await house.settle()

    expect(kinds()).toEqual(['v6'])
    expect(ipOf('v6')).not.toBe(before)
    expectKept(house)
  })

  test('are not assigned twice when a list lacks for a while what is there', async () => {
    let isLate = false
    house = await aHouse({
      specs: [shop({ ipv6: true })],
      between: (fetch) => async (request) =>
        isLate && request.method === 'GET' && request.url.endsWith('/ip_assignments')
          ? Response.json({ ips: [] })
          : await fetch(request),
    })
    await house.settle()
    const before = ipOf('v6')

    isLate = true
    await house.submit(anApp('shop', { web: { count: 2 } }, { addresses: { ipv6: true } }))
    await house.advance(20_000)
    expect((await conditionOf(house, 'shop', 'Ready'))?.message).toContain('Fly does not list the IPv6 address')
    isLate = false
    await house.settle()

    expect(house.ground.addresses('shop').map(({ ip }) => ip)).toEqual([before])
    expectConverged(house.ground, house.specs())
    expectKept(house)
  })

  test('are not assigned twice when the answer is lost: what Fly has given is found', async () => {
    house = await aHouse()
    house.simulator.faults.add({
      name: 'lost',
      match: { action: 'assign-ip' },
      when: 'after',
      effect: 'reset',
      times: 1,
    })
    await house.submit(shop({ ipv6: true }))
    await house.settle()

    expect(house.simulator.faults.fired().lost).toBe(1)
    expect(kinds()).toEqual(['v6'])
    expectConverged(house.ground, house.specs())
    expectKept(house)
  })

  test('are asked for again only when nothing can come of the first try any more; its Machines do not wait for that', async () => {
    house = await aHouse()
    house.simulator.faults.add({
      name: 'lost',
      match: { action: 'assign-ip' },
      when: 'before',
      effect: 'reset',
      times: 1,
    })
    await house.submit(shop({ ipv6: true }))
    await house.until('its Machine runs', () => house.world.machines('shop').some(({ state }) => state === 'started'))
    await house.advance(30_000)
    expect(kinds()).toEqual([])
    expect(await conditionOf(house, 'shop', 'Ready')).toMatchObject({ status: 'False', reason: 'Waiting' })

    await house.advance(180_000)
    await house.settle()
    expect(kinds()).toEqual(['v6'])
    expectKept(house)
  })

  test('that come late, after nobody waits for them any more, are found as ours and not doubled', async () => {
    house = await aHouse()
    house.simulator.faults.add({
      name: 'late',
      match: { action: 'assign-ip' },
      when: 'before',
      effect: { delayMs: 75_000 },
      times: 1,
    })
    await house.submit(shop({ ipv6: true }))
    await house.advance(300_000)
    await house.settle()

    expect(kinds()).toEqual(['v6'])
    expect((await house.status('shop'))?.addresses).toMatchObject([{ ours: true }])
    expectKept(house)
  })

  test('for a network that nobody has ever been in are refused, and nothing else waits for them', async () => {
    house = await aHouse({ specs: [shop({ ipv6: true, private: [{ network: 'nowhere' }] })] })
    await house.settle()

    expect(kinds()).toEqual(['v6'])
    expect(house.world.machines('shop')).toMatchObject([{ state: 'started' }])
    expect(await conditionOf(house, 'shop', 'Stalled')).toMatchObject({ status: 'True', reason: 'AddressRefused' })
    expect((await conditionOf(house, 'shop', 'Stalled'))?.message).toContain('correct its name')
    expectKept(house)
  })

  test('go with the app', async () => {
    house = await aHouse({ specs: [shop({ ipv6: true })] })
    await house.settle()
    await house.requestDeletion('shop')
    await house.until('the app is gone', () => house.world.app('shop') === undefined)
    await house.settle()
    expect(await house.status('shop')).toBeUndefined()
    expectKept(house)
  })
})
