import { describe, expect, test } from 'vitest'
import { type AFly, aFly } from './a-fly.ts'

const path = '/v1/apps/shop/ip_assignments'

describe('the addresses of an app', () => {
  test('are none until somebody asks for one', async () => {
    const fly = await aShop()
    expect(await fly.ask('GET', path)).toMatchObject({ status: 200, body: {} })
    expect((await fly.ask('GET', path)).body).not.toHaveProperty('ips')
  })

  test.each([
    ['v4', /^\d+(\.\d+){3}$/, { shared: false, egress: false, region: 'global', network: null }],
    ['v6', /^2a09:8280:1::/, { shared: false, egress: false, region: 'global', network: null }],
    ['shared_v4', /^66\.241\.12[45]\./, { shared: true, egress: false, region: 'global', network: null }],
    ['private_v6', /^fdaa:/, { shared: false, network: { name: '', org_slug: 'demo' } }],
    ['egress_v4', /^\d+(\.\d+){3}$/, { egress: true, region: 'ams', network: null }],
    ['egress_v6', /^2605:4c40:/, { egress: true, region: 'ams', network: null }],
  ])('can be %s', async (type, form, expected) => {
    const fly = await aShop()
    const region = type.startsWith('egress') ? { region: 'ams' } : {}
    const made = await fly.ask('POST', path, { type, ...region })
    expect(made).toMatchObject({ status: 200, body: { type, service_name: '', ...expected } })
    expect(made.body.ip).toMatch(form)
    expect(made.body.created_at).toMatch(/Z$/)
    expect((await fly.ask('GET', path)).body).toEqual({ ips: [made.body] })
    expect(fly.world.addresses('shop')).toEqual([made.body])
  })

  test('are written in their shortest form, so that who reads one names the same', async () => {
    const fly = await aShop({ limits: false })
    for (const type of ['v6', 'private_v6', 'egress_v6']) {
      const { ip } = (await fly.ask('POST', path, { type, ...(type === 'egress_v6' && { region: 'ams' }) })).body
      expect(new URL(`http://[${ip}]`).hostname).toBe(`[${ip}]`)
    }
    const { privateIp } = fly.world.createMachine('shop', { config: { image: 'nginx' } })
    expect(privateIp).toMatch(/^fdaa:0:[\da-f]+:a7b:[\da-f]+:[\da-f]+:[\da-f]+:2$/)
    expect(new URL(`http://[${privateIp}]`).hostname).toBe(`[${privateIp}]`)
  })

  test('can be a pair, which is no single address and goes by either of its two', async () => {
    const fly = await aShop()
    const { body } = await fly.ask('POST', path, { type: 'egress_pair', region: 'ams' })
    expect(body).toMatchObject({
      ip: null,
      egress: true,
      ip_pair: { v4: expect.any(String), v6: expect.stringContaining(':') },
    })
    expect(await fly.ask('DELETE', `${path}/${body.ip_pair.v6}`)).toMatchObject({ status: 204 })
    expect(fly.world.addresses('shop')).toEqual([])
  })

  test('are one more each time, save the shared one', async () => {
    const fly = await aShop({ limits: false })
    for (const type of ['v6', 'v6', 'v4', 'v4', 'private_v6', 'private_v6', 'shared_v4', 'shared_v4']) {
      await fly.ask('POST', path, { type })
    }
    const ips = fly.world.addresses('shop').map(({ ip }) => ip)
    expect(ips).toHaveLength(7)
    expect(new Set(ips).size).toBe(7)
  })

  test('are released for good, once', async () => {
    const fly = await aShop()
    const { ip } = (await fly.ask('POST', path, { type: 'v6' })).body
    expect(await fly.ask('DELETE', `${path}/${ip}`)).toMatchObject({ status: 204, text: '' })
    expect(await fly.ask('DELETE', `${path}/${ip}`)).toMatchObject({ status: 404 })
    expect((await fly.ask('POST', path, { type: 'v6' })).body.ip).not.toBe(ip)
  })

  test('go with the app', async () => {
    const fly = await aShop()
    await fly.ask('POST', path, { type: 'v6' })
    await fly.ask('DELETE', '/v1/apps/shop')
    await fly.clock.advance(10_000)
    await fly.makeApp()
    expect((await fly.ask('GET', path)).body).toEqual({})
  })

  test.each([
    ['a type that there is not', { type: 'public_v6' }, 400, 'invalid ip address type'],
    ['no type', {}, 400, 'invalid ip address type'],
    ['a network that there is not', { type: 'private_v6', network: 'nowhere' }, 400, 'network not found'],
    ['an organisation that there is not', { type: 'private_v6', org_slug: 'nobody' }, 400, 'network not found'],
    ['a region that there is not', { type: 'v4', region: 'moon' }, 400, 'region'],
    ['egress from nowhere', { type: 'egress_pair' }, 400, 'region'],
  ])('%s is refused', async (_, asked, status, words) => {
    const fly = await aShop()
    const answer = await fly.ask('POST', path, asked)
    expect(answer.status).toBe(status)
    expect(answer.body.error).toContain(words)
    expect(fly.world.addresses('shop')).toEqual([])
  })

  test('for egress are one of a kind in a region', async () => {
    const fly = await aShop({ limits: false })
    expect((await fly.ask('POST', path, { type: 'egress_pair', region: 'ams' })).status).toBe(200)
    expect((await fly.ask('POST', path, { type: 'egress_v4', region: 'ams' })).status).toBe(422)
    expect((await fly.ask('POST', path, { type: 'egress_pair', region: 'fra' })).status).toBe(200)
  })

  test('can be released by other people', async () => {
    const fly = await aShop()
    const { ip } = (await fly.ask('POST', path, { type: 'v4' })).body
    fly.world.removeAddress('shop', ip)
    expect((await fly.ask('GET', path)).body).toEqual({})
    expect(() => fly.world.removeAddress('shop', ip)).toThrow('no address')
  })
})

describe('a private address', () => {
  test('is for the default network, not for that of the app', async () => {
    const fly = aFly()
    await fly.ask('POST', '/v1/apps', { name: 'shop', org_slug: 'demo', network: 'shop-net' })
    await fly.clock.advance(5_000)
    const { body } = await fly.ask('POST', path, { type: 'private_v6' })
    expect(body.network).toEqual({ name: '', org_slug: 'demo' })
  })

  test('is in the network that is named, also in that of another organisation', async () => {
    const fly = await aShop()
    fly.world.createApp({ name: 'proxy', network: 'front' })
    fly.world.createApp({ name: 'theirs', organization: 'others', network: 'back' })
    const own = await fly.ask('POST', path, { type: 'private_v6', network: 'front' })
    const foreign = await fly.ask('POST', path, { type: 'private_v6', network: 'back', org_slug: 'others' })
    const { privateIp } = fly.world.createMachine('proxy', { config: { image: 'a' } })
    expect(own.body.network).toEqual({ name: 'front', org_slug: 'demo' })
    expect(own.body.ip.split(':').slice(0, 3)).toEqual(privateIp.split(':').slice(0, 3))
    expect(foreign.body.network).toEqual({ name: 'back', org_slug: 'others' })
  })
})

async function aShop(options = {}): Promise<AFly> {
  const fly = aFly(options)
  await fly.makeApp()
  return fly
}
