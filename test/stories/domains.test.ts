import { afterEach, describe, expect, test } from 'vitest'
import type { Resource } from '../../controller/resource/resource.ts'
import type { Group } from '../../schemas/types.ts'
import { anApp } from '../support/builders.ts'
import { expectConverged } from '../support/census.ts'
import { aHouse, type House } from '../support/house.ts'
import { conditionOf, expectKept } from './expectations.ts'

const services: NonNullable<Group['services']> = [
  { internalPort: 8080, protocol: 'tcp', ports: [{ port: 443, handlers: ['tls', 'http'] }] },
]

function app(name: string, domains: readonly string[] | undefined, spec: Partial<Resource['spec']> = {}): Resource {
  return anApp(
    name,
    { web: { services } },
    { addresses: { sharedIpv4: true, ipv6: true }, ...(domains && { domains: [...domains] }), ...spec },
  )
}

describe('the domains of an App', () => {
  let house: House
  afterEach(() => house.close())

  const domainOf = async (hostname: string) =>
    (await house.status('shop'))?.domains?.find((domain) => domain.hostname === hostname)

  /** The owner sets what the status tells. */
  async function setDns(hostname: string): Promise<void> {
    const { records = [] } = (await domainOf(hostname)) ?? {}
    for (const [name, some] of Map.groupBy(records, (record) => record.name)) {
      const of = (type: string) => some.filter((record) => record.type === type).map(({ value }) => value)
      const [cname] = of('CNAME')
      house.world.setDns(name, cname === undefined ? { a: of('A'), aaaa: of('AAAA'), txt: of('TXT') } : { cname })
    }
  }

  /** Somebody lets an app answer to a hostname. */
  async function claim(flyApp: string, hostname: string): Promise<void> {
    const request = new Request(`https://api.machines.dev/v1/apps/${flyApp}/certificates/acme`, {
      method: 'POST',
      headers: { authorization: 'Bearer theirs' },
      body: JSON.stringify({ hostname }),
    })
    expect((await house.run(house.simulator.fetch(request))).status).toBe(201)
  }

  test('are asked for last, and its Machines are Ready while their owner has not set any DNS record', async () => {
    house = await aHouse({ specs: [app('shop', ['shop.example.com', 'example.org', '*.example.net'])] })
    await house.settle()

    expect(await conditionOf(house, 'shop', 'Ready')).toMatchObject({ status: 'True', reason: 'Converged' })
    expect(await conditionOf(house, 'shop', 'DomainsReady')).toMatchObject({ status: 'False', reason: 'DomainPending' })
    const { ip: v4 } = house.ground.addresses('shop').find(({ type }) => type === 'shared_v4') ?? {}
    const { ip: v6 } = house.ground.addresses('shop').find(({ type }) => type === 'v6') ?? {}
    expect(await domainOf('shop.example.com')).toMatchObject({
      active: false,
      state: 'waits for its DNS records',
      records: [{ type: 'CNAME', name: 'shop.example.com', value: 'shop.fly.dev' }],
    })
    expect((await domainOf('example.org'))?.records).toEqual([
      { type: 'A', name: 'example.org', value: v4 },
      { type: 'AAAA', name: 'example.org', value: v6 },
    ])
    expect((await domainOf('*.example.net'))?.records).toMatchObject([
      { type: 'CNAME', name: '*.example.net' },
      { type: 'CNAME', name: '_acme-challenge.example.net' },
    ])
    const done = (await house.events('shop')).filter(({ kind }) => kind === 'StepSucceeded')
    expect(done.findIndex(({ message }) => message === 'created web/ams/0')).toBeLessThan(
      done.findIndex(({ message }) => message.startsWith('requested a certificate')),
    )
    expectConverged(house.ground, house.specs())
    expectKept(house)
  })

  test.each(['shop.example.com', 'example.org', '*.example.net'])(
    '%s becomes active once its owner has set just what the status tells',
    async (hostname) => {
      house = await aHouse({ specs: [app('shop', [hostname])] })
      await house.settle()
      await setDns(hostname)
      await house.advance(15 * 60_000)

      expect(await domainOf(hostname)).toMatchObject({ active: true, state: 'active', records: [] })
      expect(await conditionOf(house, 'shop', 'DomainsReady')).toMatchObject({ status: 'True', reason: 'Converged' })
      expectKept(house)
    },
  )

  test('nothing is sent or written while their owner takes his time', async () => {
    house = await aHouse({ specs: [app('shop', ['shop.example.com'])] })
    await house.advance(10 * 60_000)
    const before = { deeds: house.watch.deeds(), rows: house.evidence.rowsWritten() }
    await house.advance(60 * 60_000)
    expect({ deeds: house.watch.deeds(), rows: house.evidence.rowsWritten() }).toEqual(before)
  })

  test('are given up when the spec no longer has them, and may be those of another App then', async () => {
    house = await aHouse({ specs: [app('shop', ['shop.example.com', 'example.org'])] })
    await house.settle()
    await house.submit(app('shop', ['example.org']))
    await house.settle()
    expect(house.ground.hostnames('shop')).toEqual(['example.org'])

    await house.submit(app('blog', ['shop.example.com']))
    await house.settle()
    expect(house.ground.hostnames('blog')).toEqual(['shop.example.com'])
    expectKept(house)
  })

  test('of another App are refused before anything is made', async () => {
    house = await aHouse({ specs: [app('shop', ['shop.example.com'])] })
    await house.settle()
    await expect(house.submit(app('blog', ['blog.example.com', 'shop.example.com']))).rejects.toThrow(
      'shop.example.com is a domain of App/shop',
    )
    expect(house.world.app('blog')).toBeUndefined()
    expectKept(house)
  })

  test('that another app at Fly has are told as taken, and hold up neither Machines nor other domains', async () => {
    house = await aHouse()
    house.world.createApp({ name: 'theirs', organization: 'acme' })
    await claim('theirs', 'shop.example.com')
    await house.submit(app('shop', ['shop.example.com', 'example.org']))
    await house.settle()

    expect(house.ground.hostnames('shop')).toEqual(['example.org'])
    expect(await conditionOf(house, 'shop', 'Ready')).toMatchObject({ status: 'True', reason: 'Converged' })
    const stalled = await conditionOf(house, 'shop', 'Stalled')
    expect(stalled).toMatchObject({ status: 'True', reason: 'HostnameTaken' })
    expect(stalled?.message).toContain('shop.example.com belongs to another app at Fly')
    expect(await domainOf('shop.example.com')).toMatchObject({ state: 'belongs to another app at Fly' })
    expectKept(house)

    house.world.removeCertificate('theirs', 'shop.example.com')
    await house.advance(2 * 3_600_000)
    expect(house.ground.hostnames('shop').toSorted()).toEqual(['example.org', 'shop.example.com'])
    expect(await conditionOf(house, 'shop', 'Stalled')).toMatchObject({ status: 'False' })
  })

  test('that somebody else has given to the app do as well, and stay when the spec drops them', async () => {
    house = await aHouse({ specs: [app('shop', undefined)] })
    await house.settle()
    await claim('shop', 'shop.example.com')
    await house.submit(app('shop', ['shop.example.com']))
    await house.settle()
    expect(await domainOf('shop.example.com')).toMatchObject({ ours: false })

    await house.submit(app('shop', undefined))
    await house.settle()
    expect(house.ground.hostnames('shop')).toEqual(['shop.example.com'])
  })

  test('that somebody removed are asked for again', async () => {
    house = await aHouse({ specs: [app('shop', ['shop.example.com'])] })
    await house.settle()
    house.watch.disturbed({ flyApp: 'shop' })
    house.world.removeCertificate('shop', 'shop.example.com')
    await house.advance(180_000)
    await house.settle()
    expect(house.ground.hostnames('shop')).toEqual(['shop.example.com'])
    expectKept(house)
  })

  test.each(['before', 'after'] as const)(
    'are asked for until they are there when the answer is lost %s the deed',
    async (when) => {
      house = await aHouse()
      house.simulator.faults.add({
        name: 'lost',
        match: { action: 'request-certificate' },
        when,
        effect: 'reset',
        times: 1,
      })
      await house.submit(app('shop', ['shop.example.com']))
      await house.settle()
      expect(house.simulator.faults.fired().lost).toBe(1)
      expect(house.ground.hostnames('shop')).toEqual(['shop.example.com'])
      expect(await domainOf('shop.example.com')).toMatchObject({ ours: true })
      expectKept(house)
    },
  )

  test('go with the app, and are free then', async () => {
    house = await aHouse({ specs: [app('shop', ['shop.example.com'])] })
    await house.settle()
    await house.requestDeletion('shop')
    await house.until('the app is gone', () => house.world.app('shop') === undefined)
    await house.settle()
    await house.submit(app('blog', ['shop.example.com']))
    await house.settle()
    expect(house.ground.hostnames('blog')).toEqual(['shop.example.com'])
    expectKept(house)
  })
})
