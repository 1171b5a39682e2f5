import { describe, expect, test } from 'vitest'
import { aFly } from './a-fly.ts'

const nonceHeader = 'fly-machine-lease-nonce'

describe('leases', () => {
  test('a lease is wrapped, ends by its ttl, and is named by its owner to others', async () => {
    const fly = aFly()
    const { path, id, version } = await fly.makeMachine()
    const taken = await fly.ask('POST', `${path}/lease?ttl=30`, { description: 'roll', ttl: 1 })
    expect(taken).toMatchObject({
      status: 201,
      body: {
        status: 'success',
        data: { description: 'roll', version, nonce: expect.stringMatching(/^[0-9a-f]{12}$/) },
      },
    })
    const { owner, expires_at } = taken.body.data
    expect(owner).toMatch(/^[0-9a-f-]{36}@tokens\.fly\.io$/)
    expect(expires_at).toBe(Math.floor(fly.clock.now() / 1_000) + 30)
    const until = `${new Date(expires_at * 1_000).toISOString().slice(0, 19)}Z`
    const message = `machine ID ${id} lease currently held by ${owner}, expires at ${until}`
    expect(await fly.ask('POST', `${path}/lease?ttl=30`)).toMatchObject({
      status: 409,
      body: { status: 'error', message },
    })
    expect(await fly.ask('POST', `${path}/stop`)).toMatchObject({ status: 409, body: { error: message } })
    await fly.clock.advance(30_000)
    expect((await fly.ask('GET', `${path}/lease`)).status).toBe(404)
    expect((await fly.ask('POST', `${path}/stop`)).status).toBe(200)
  })

  test('its nonce opens every deed, and renews it', async () => {
    const fly = aFly()
    const { path } = await fly.makeMachine()
    const { nonce, expires_at } = (await fly.ask('POST', `${path}/lease?ttl=10`)).body.data
    await fly.clock.advance(5_000)
    const renewed = (await fly.ask('POST', `${path}/lease?ttl=10`, {}, { [nonceHeader]: nonce })).body.data
    expect(renewed).toMatchObject({ nonce, expires_at: expires_at + 5 })
    const deeds: readonly [string, string, object?][] = [
      ['POST', '/cordon'],
      ['POST', '', { config: { image: 'nginx:2' } }],
      ['DELETE', '?force=true'],
    ]
    for (const [method, suffix, body] of deeds) {
      expect((await fly.ask(method, `${path}${suffix}`, body)).status).toBe(409)
      expect((await fly.ask(method, `${path}${suffix}`, body, { [nonceHeader]: 'other' })).status).toBe(409)
      expect((await fly.ask(method, `${path}${suffix}`, body, { [nonceHeader]: nonce })).status).toBe(200)
    }
  })

  test('reading, waiting and metadata need none', async () => {
    const fly = aFly()
    const { path } = await fly.makeMachine()
    fly.world.takeLease('shop', fly.world.machines()[0]?.id ?? '', 'someone@example.com', 60)
    expect((await fly.ask('GET', path)).status).toBe(200)
    expect((await fly.ask('GET', `${path}/wait`)).status).toBe(200)
    expect((await fly.ask('PUT', `${path}/metadata`, { metadata: { a: 'b' } })).status).toBe(204)
    expect((await fly.ask('GET', `${path}/lease`)).body.data.owner).toBe('someone@example.com')
  })

  test('it is given back with its nonce only', async () => {
    const fly = aFly()
    const { path } = await fly.makeMachine()
    const { nonce } = (await fly.ask('POST', `${path}/lease?ttl=10`)).body.data
    const release = (given: object) => fly.ask('DELETE', `${path}/lease`, undefined, { ...given })
    expect((await release({})).status).toBe(400)
    expect((await release({ [nonceHeader]: 'other' })).status).toBe(409)
    expect(await release({ [nonceHeader]: nonce })).toMatchObject({
      status: 200,
      body: { status: 'success', data: { ok: true } },
    })
    await fly.clock.advance(3_000)
    expect(await release({ [nonceHeader]: nonce })).toMatchObject({ status: 404, body: { error: 'lease not found' } })
  })

  test('a renewal that comes after the release holds the Machine again', async () => {
    const fly = aFly()
    const { path } = await fly.makeMachine()
    const { nonce } = (await fly.ask('POST', `${path}/lease?ttl=10`)).body.data
    await fly.ask('DELETE', `${path}/lease`, undefined, { [nonceHeader]: nonce })
    expect((await fly.ask('POST', `${path}/lease?ttl=10`, {}, { [nonceHeader]: nonce })).status).toBe(201)
    expect(fly.world.machines()[0]?.lease).toMatchObject({ nonce })
  })

  test('a Machine can be born with one, and a destroyed one has none', async () => {
    const fly = aFly()
    await fly.makeApp()
    const { body } = await fly.ask('POST', '/v1/apps/shop/machines', { config: { image: 'nginx' }, lease_ttl: 300 })
    const path = `/v1/apps/shop/machines/${body.id}`
    expect((await fly.ask('DELETE', `${path}?force=true`)).status).toBe(409)
    expect((await fly.ask('DELETE', `${path}?force=true`, undefined, { [nonceHeader]: body.nonce })).status).toBe(200)
    await fly.clock.advance(10_000)
    expect((await fly.ask('POST', `${path}/lease?ttl=10`)).status).toBe(404)
  })

  test('nothing of a lease shows in updated_at', async () => {
    const fly = aFly()
    const { path } = await fly.makeMachine()
    const before = fly.world.machines()[0]?.updatedAt
    await fly.ask('POST', `${path}/lease?ttl=10`)
    expect(fly.world.machines()[0]?.updatedAt).toBe(before)
  })
})
