import { createPublicKey, verify } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { anEdge, web } from './an-edge.ts'

describe('at the edge', () => {
  test('an app answers when it has an address, a service and a Machine', async () => {
    const fly = anEdge()
    await fly.open('shop', 'none')
    const { id } = fly.machine('shop')
    expect((await fly.visit('https://shop.fly.dev/')).status).toBe(404)
    await fly.ask('POST', '/v1/apps/shop/ip_assignments', { type: 'v6' })
    const { status, body, headers } = await fly.visit('https://shop.fly.dev/a?b=c')
    expect({ status, body }).toMatchObject({
      status: 200,
      body: { app: 'shop', machine: id, port: 8080, request: { path: '/a?b=c' } },
    })
    expect(headers.get('fly-request-id')).toMatch(/^[0-9A-Z]{26}-fra$/)
    expect((await fly.visit('https://shop.fly.dev:8443/')).status).toBe(404)
    expect((await fly.visit('https://other.fly.dev/')).status).toBe(404)
  })

  test('a shared address is good for HTTP and TLS at 80 and 443 only', async () => {
    const fly = anEdge()
    await fly.open('shop')
    const ports = [
      { port: 8443, handlers: ['tls', 'http'] },
      { port: 443, handlers: ['tls', 'http'] },
    ]
    fly.machine('shop', { service: { ports } })
    expect((await fly.visit('https://shop.fly.dev/')).status).toBe(200)
    expect((await fly.visit('https://shop.fly.dev:8443/')).status).toBe(404)
    const dedicated = await fly.ask('POST', '/v1/apps/shop/ip_assignments', { type: 'v4' })
    expect((await fly.visit('https://shop.fly.dev:8443/')).status).toBe(200)
    expect((await fly.visit(`https://${dedicated.body.ip}/`)).body).toMatchObject({ app: 'shop' })
  })

  test('force_https sends to https, and TLS is spoken only where it is ended', async () => {
    const fly = anEdge()
    await fly.open('shop')
    const ports = [
      { port: 80, handlers: ['http'], force_https: true },
      { port: 443, handlers: ['tls', 'http'] },
    ]
    fly.machine('shop', { service: { ports } })
    const { status, headers } = await fly.visit('http://shop.fly.dev/a?b', { redirect: 'manual' })
    expect([status, headers.get('location')]).toEqual([301, 'https://shop.fly.dev/a?b'])
    await expect(fly.visit('https://shop.fly.dev:80/')).rejects.toThrow('fetch failed')
  })

  test('a request carries what Fly says of it, and nothing that the client says in its place', async () => {
    const fly = anEdge()
    await fly.open('shop')
    fly.machine('shop')
    const forged = [
      'fly-client-ip',
      'fly-src',
      'fly-src-signature',
      'fly-replay-src',
      'fly-region',
      'x-forwarded-proto',
    ]
    const headers = {
      ...Object.fromEntries(forged.map((name) => [name, 'forged'])),
      connection: 'x-mine',
      'x-mine': 'a',
      'x-forwarded-for': '1.2.3.4',
    }
    const { body } = await fly.visit('https://shop.fly.dev/', { headers }, { clientIp: '198.51.100.9', region: 'iad' })
    expect(body.request.headers).toMatchObject({
      host: 'shop.fly.dev',
      'fly-client-ip': '198.51.100.9',
      'fly-forwarded-port': '443',
      'fly-region': 'iad',
      'x-forwarded-for': expect.stringMatching(/^1\.2\.3\.4, 198\.51\.100\.9, 66\.241\./),
      'x-forwarded-proto': 'https',
      'x-forwarded-port': '443',
      'x-forwarded-ssl': 'on',
      via: '1.1 fly.io',
    })
    expect(JSON.stringify(body)).not.toMatch(/forged|x-mine/)
  })

  test('a flycast address can be reached from its network only, and says who asks', async () => {
    const fly = anEdge()
    await fly.open('home', 'none', { network: 'private' })
    await fly.open('elsewhere', 'none')
    await fly.open('shop', { type: 'private_v6', network: 'private' }, { network: 'private' })
    fly.machine('shop')
    const [visitor, stranger] = [fly.machine('home'), fly.machine('elsewhere')]
    const ask = (machineId: string | undefined) =>
      fly.visit('http://shop.flycast/', {}, machineId === undefined ? {} : { machineId })
    expect([(await ask(undefined)).status, (await ask(stranger.id)).status]).toEqual([404, 404])
    const { body } = await ask(visitor.id)
    const { 'fly-src': said, 'fly-src-signature': signature, 'fly-client-ip': from } = body.request.headers
    expect(said).toMatch(new RegExp(`^instance=${visitor.id};app=home;org=demo;ts=\\d{10}$`))
    expect(from).toBe(visitor.privateIp)
    const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), Buffer.from(fly.edge.flySrcKey, 'hex')])
    const key = createPublicKey({ key: der, format: 'der', type: 'spki' })
    expect(verify(null, Buffer.from(said), key, Buffer.from(signature, 'base64'))).toBe(true)
    const [{ ip } = { ip: '' }] = fly.world.addresses('shop')
    expect((await fly.visit(`http://[${ip}]/`, {}, { machineId: visitor.id })).status).toBe(200)
  })
})

test('the same seed, clock and requests get the same answers at the edge, byte for byte', async () => {
  const history = async (seed: number) => {
    const fly = anEdge({ seed })
    await fly.open('shop')
    const answers: string[] = []
    for (let count = 0; count < 6; count++)
      fly.machine('shop', { state: count < 3 ? 'stopped' : 'started', service: { autostart: true, autostop: 'stop' } })
    for (let count = 0; count < 6; count++) {
      const { text, headers } = await fly.visit('https://shop.fly.dev/')
      answers.push(text, headers.get('fly-request-id') ?? '')
      await fly.clock.advance(600_000)
    }
    return [...answers, fly.world.snapshot()]
  }
  expect(await history(1)).toEqual(await history(1))
  expect(await history(1)).not.toEqual(await history(2))
})

describe('of several Machines', () => {
  test('those that are cordoned, at rest or not ready get nothing', async () => {
    const fly = anEdge()
    await fly.open('shop')
    const [cordoned, unready, stopped] = [
      fly.machine('shop'),
      fly.machine('shop', { service: { checks: [{ type: 'tcp' }] } }),
      fly.machine('shop', { state: 'stopped' }),
    ]
    await fly.ask('POST', `/v1/apps/shop/machines/${cordoned.id}/cordon`)
    await fly.clock.advance(10_000)
    fly.world.setChecks('shop', unready.id, 'critical')
    const refused = fly.visit('https://shop.fly.dev/')
    expect((await refused).status).toBe(503)
    fly.world.setChecks('shop', unready.id, 'passing')
    expect((await fly.visit('https://shop.fly.dev/')).body.machine).toBe(unready.id)
    expect(fly.state(stopped.id)).toBe('stopped')
  })

  test('the closest gets a request, and another only when that is at its hard limit', async () => {
    const open: (() => void)[] = []
    const fly = anEdge({
      programs: {
        busy: (_, { machine }) => new Promise((resolve) => open.push(() => resolve(new Response(machine.region)))),
      },
    })
    await fly.open('shop')
    const config = {
      image: 'busy',
      services: [web({ concurrency: { type: 'requests', soft_limit: 1, hard_limit: 2 } })],
    }
    for (const region of ['iad', 'ams', 'fra']) fly.machine('shop', { region, config })
    const visits = Array.from({ length: 7 }, () => fly.edge.fetch(new Request('https://shop.fly.dev/')))
    await fly.clock.advance(100)
    // Two each; the seventh waits until somebody is done.
    expect(open.length).toBe(6)
    open[0]?.()
    await fly.clock.advance(100)
    expect(open.length).toBe(7)
    for (const end of open) end()
    const regions = await Promise.all(visits.map(async (visit) => (await visit).text()))
    expect(regions).toEqual(['fra', 'fra', 'ams', 'ams', 'iad', 'iad', 'fra'])
  })

  test.each([
    [{ 'fly-prefer-region': 'nrt,iad' }, 'iad'],
    [{ 'fly-prefer-region': 'nrt' }, 'fra'],
    [{ 'fly-force-region': 'nrt' }, undefined],
    [{ 'fly-force-region': 'us' }, 'iad'],
    [{ 'fly-prefer-region': 'nowhere' }, 'fra'],
    [{}, 'fra'],
  ])('a client that wishes %j gets %s', async (headers, region) => {
    const fly = anEdge()
    await fly.open('shop')
    for (const each of ['iad', 'fra']) fly.machine('shop', { region: each })
    const { status, body } = await fly.visit('https://shop.fly.dev/', { headers })
    expect([status, body?.region]).toEqual([region === undefined ? 503 : 200, region])
  })

  test('a client can wish for one Machine, and is told of one that it did not get', async () => {
    const fly = anEdge()
    await fly.open('shop')
    const [one, other] = [fly.machine('shop', { region: 'fra' }), fly.machine('shop', { region: 'nrt' })]
    const wish = async (name: string, id: string) =>
      await fly.visit('https://shop.fly.dev/', { headers: { [name]: id } })
    expect((await wish('fly-prefer-instance-id', other.id)).body.machine).toBe(other.id)
    expect((await wish('fly-force-instance-id', other.id)).body.machine).toBe(other.id)
    const missed = await wish('fly-prefer-instance-id', '00000000000000')
    expect(missed.body).toMatchObject({
      machine: one.id,
      request: { headers: { 'fly-preferred-instance-unavailable': '00000000000000' } },
    })
    expect((await wish('fly-force-instance-id', '00000000000000')).status).toBe(503)
  })

  test('a program that breaks off is passed over, and a 502 is what is left', async () => {
    const fly = anEdge({
      programs: {
        broken: () => {
          throw new Error('oops')
        },
      },
    })
    await fly.open('shop')
    fly.machine('shop', { config: { image: 'broken', services: [web()] } })
    expect((await fly.visit('https://shop.fly.dev/')).status).toBe(502)
    const { id } = fly.machine('shop', { region: 'nrt' })
    expect((await fly.visit('https://shop.fly.dev/')).body.machine).toBe(id)
  })
})
