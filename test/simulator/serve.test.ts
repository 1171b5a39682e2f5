import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { realClock } from '../../controller/real-clock.ts'
import { serveSimulator } from '../../simulator/serve.ts'
import { createSimulator, type Simulator } from '../../simulator/simulator.ts'

let simulator: Simulator
let server: Awaited<ReturnType<typeof serveSimulator>>
beforeEach(async () => {
  simulator = createSimulator({ clock: realClock, seed: 1, delays: 'none' })
  server = await serveSimulator(simulator, { port: 0, host: '127.0.0.1' })
})
afterEach(async () => {
  await server.close()
  simulator.close()
})

describe('on a socket', () => {
  test('any client of Fly can use it', async () => {
    expect((await ask('POST', '/v1/apps', { name: 'shop', org_slug: 'demo' })).status).toBe(201)
    const created = await ask('POST', '/v1/apps/shop/machines', { config: { image: 'nginx' } })
    const { id, instance_id } = JSON.parse(created.text)
    const waited = await ask('GET', `/v1/apps/shop/machines/${id}/wait?version=${instance_id}`)
    expect(JSON.parse(waited.text)).toMatchObject({ ok: true, state: 'started' })
    expect((await ask('PUT', `/v1/apps/shop/machines/${id}/metadata`, { metadata: { a: 'b' } })).status).toBe(204)
    expect((await ask('DELETE', '/v1/apps/shop')).status).toBe(202)
  })

  test('a reset breaks the connection', async () => {
    simulator.faults.add({ match: {}, when: 'after', effect: 'reset', times: 1 })
    await expect(ask('GET', '/v1/tokens/current')).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } })
    expect((await ask('GET', '/v1/tokens/current')).status).toBe(200)
  })

  test('a second one on the same port is told so', async () => {
    const port = Number(new URL(server.url).port)
    await expect(serveSimulator(simulator, { port, host: '127.0.0.1' })).rejects.toMatchObject({ code: 'EADDRINUSE' })
  })

  test('it ends although somebody waits', async () => {
    simulator.faults.add({ match: {}, when: 'before', effect: 'hang' })
    const waiting = ask('GET', '/v1/tokens/current').catch(() => 'broken off')
    await expect.poll(() => simulator.requests.all().length).toBe(1)
    await server.close()
    expect(await waiting).toBe('broken off')
  })
})

describe('the door for people', () => {
  test('shows the world and the requests', async () => {
    simulator.world.createApp({ name: 'shop' })
    const { id } = simulator.world.createMachine('shop', { name: 'web', config: { image: 'nginx' } })
    await ask('GET', '/v1/apps/shop')
    expect(await admin('GET', '/world')).toMatchObject({ apps: [{ name: 'shop' }], machines: [{ id, name: 'web' }] })
    expect(await admin('GET', '/requests')).toMatchObject({ requests: [{ action: 'get-app', status: 200 }] })
    expect(await admin('GET', '/requests?since=1')).toMatchObject({ requests: [] })
  })

  test('adds faults and takes them away', async () => {
    const { id } = await admin('POST', '/faults', { match: { path: '/tokens/' }, effect: { status: 500 } })
    expect((await ask('GET', '/v1/tokens/current')).status).toBe(500)
    expect(await admin('GET', '/faults')).toMatchObject({ faults: [{ id }], fired: { 'before 500': 1 } })
    await admin('DELETE', `/faults/${id}`)
    expect((await ask('GET', '/v1/tokens/current')).status).toBe(200)
    await admin('POST', '/weather', { down: true })
    expect((await ask('GET', '/v1/tokens/current')).status).toBe(503)
    await admin('DELETE', '/faults')
    expect((await ask('GET', '/v1/tokens/current')).status).toBe(200)
    expect(await admin('DELETE', '/faults/7')).toEqual({ error: 'there is no fault 7' })
    for (const [revokeToken, status] of [
      [true, 401],
      [true, 401],
      [false, 200],
    ] as const) {
      await admin('POST', '/weather', { revokeToken })
      expect((await ask('GET', '/v1/platform/regions')).status).toBe(status)
    }
  })

  test('refuses what means nothing, and does nothing then', async () => {
    simulator.world.createApp({ name: 'shop' })
    simulator.world.createMachine('shop', { name: 'web', config: { image: 'nginx' } })
    const volume = simulator.world.createVolume('shop', { name: 'data', region: 'ams' })
    const host = simulator.world.addHost('ams')
    const before = simulator.world.snapshot()
    for (const [path, body] of [
      ['/faults', { effect: 'explode' }],
      ['/weather', { sunny: true }],
      ['/faults', []],
      ['/weather', { quota: { machine: 1 } }],
      ['/hosts/none', { cpus: 1 }],
      [`/hosts/${host.id}`, { memoryMb: 'much' }],
      ['/machines/shop/web/fly', {}],
      ['/machines/shop/web/stop', { grace: 1 }],
      ['/machines/shop/web/edit', { image: 7 }],
      ['/machines/shop/web/crash', { exitcode: 1 }],
      [`/volumes/${volume.id}/extend`, {}],
      [`/volumes/${volume.id}/extend`, { sizeGb: 'much' }],
      ['/tokens', { profiel: 'readonly' }],
      ['/organizations/demo', { allow: true }],
      ['/oidc/rotate', { keep: 1 }],
      ['/dns/www.acme.com', { mx: 'a' }],
    ] as const) {
      expect(await admin('POST', path, body), path).toHaveProperty('error')
    }
    expect(simulator.world.snapshot()).toBe(before)
  })

  test('lets people meddle with Machines', async () => {
    simulator.world.createApp({ name: 'shop' })
    simulator.world.createMachine('shop', { name: 'web', config: { image: 'nginx', checks: { up: { type: 'tcp' } } } })
    const machine = () => simulator.world.machines()[0]
    await admin('POST', '/machines/shop/web/checks', { status: 'critical' })
    expect(machine()?.checks).toMatchObject([{ status: 'critical' }])
    await admin('POST', '/machines/shop/web/metadata', { a: 'b' })
    expect(machine()?.metadata).toEqual({ a: 'b' })
    await admin('POST', '/machines/shop/web/host', { status: 'unreachable' })
    expect(machine()?.hostStatus).toBe('unreachable')
    await admin('POST', '/machines/shop/web/host', { status: 'ok' })
    expect(await admin('POST', '/machines/shop/web/lease', { owner: 'me' })).toHaveProperty('nonce')
    expect(machine()?.lease).toMatchObject({ owner: 'me' })
    await admin('POST', '/machines/shop/web/crash', { exitCode: 7 })
    expect(machine()?.events.find(({ type }) => type === 'exit')).toMatchObject({
      request: { exit_event: { exit_code: 7 } },
    })
    await admin('POST', '/machines/shop/web/destroy')
    await expect.poll(() => simulator.world.machines()).toEqual([])
    expect(await admin('POST', '/machines/shop/web/stop')).toEqual({
      error: 'the simulated app shop has no Machine web',
    })
  })

  test('lets people meddle with volumes and hosts', async () => {
    simulator.world.createApp({ name: 'store' })
    const { id } = simulator.world.createVolume('store', { name: 'data', region: 'ams' })
    const config = { image: 'nginx', mounts: [{ volume: id, path: '/data' }] }
    const { id: machine, hostId } = simulator.world.createMachine('store', { name: 'db', region: 'ams', config })
    const volume = () => simulator.world.volumes('store')[0]
    await admin('POST', `/volumes/${id}/extend`, { sizeGb: 7 })
    expect(volume()?.sizeGb).toBe(7)
    const snapshot = await admin('POST', `/volumes/${id}/snapshot`)
    const world = await admin('GET', '/world')
    expect(world.snapshots).toMatchObject([{ id: snapshot.id, volumeId: id }])
    expect(world.volumes).toMatchObject([{ id, machineId: machine }])
    expect(world.hosts.map((host: { id: string }) => host.id)).toContain(hostId)
    await admin('POST', `/hosts/${hostId}`, { status: 'unreachable', deploys: false, memoryMb: 4_096 })
    expect(simulator.world.hosts('ams').find((host) => host.id === hostId)).toMatchObject({
      status: 'unreachable',
      deploys: false,
      size: { memoryMb: 4_096 },
    })
    expect(await admin('POST', `/machines/store/db/migrate`)).toHaveProperty('error')
    await admin('POST', `/hosts/${hostId}`, { status: 'ok' })
    await admin('POST', `/machines/store/db/migrate`)
    expect(volume()?.id).not.toBe(id)
    await admin('POST', `/volumes/${volume()?.id}/delete`)
    expect(volume()).toBeUndefined()
    for (const path of ['/volumes/none/delete', '/hosts/none', `/volumes/${id}/polish`]) {
      expect(await admin('POST', path)).toHaveProperty('error')
    }
  })

  test('sets and removes names in the DNS', async () => {
    simulator.world.createApp({ name: 'named' })
    const address = await ask('POST', '/v1/apps/named/ip_assignments', { type: 'v6' })
    const aaaa = [JSON.parse(address.text).ip]
    await admin('POST', '/dns/acme.com', { aaaa })
    const path = '/v1/apps/named/certificates/acme.com'
    const asked = await ask('POST', '/v1/apps/named/certificates/acme', { hostname: 'acme.com' })
    expect(JSON.parse(asked.text)).toMatchObject({ configured: true })
    await admin('DELETE', '/dns/acme.com')
    expect(JSON.parse((await ask('POST', `${path}/check`)).text)).toMatchObject({ configured: false })
    expect(await admin('POST', '/dns/acme.com', { aaaa: '::1' })).toEqual({ error: 'aaaa must be a list of strings' })
  })

  test('makes tokens, ends them, and changes the issuer and the organisations', async () => {
    simulator.world.createApp({ name: 'shop' })
    const made = await admin('POST', '/tokens', { profile: 'deploy', app: 'shop' })
    const look = async () => {
      const headers = { authorization: made.token }
      return (await fetch(`${server.url}/v1/apps/shop`, { headers })).status
    }
    expect(await look()).toBe(200)
    await admin('DELETE', `/tokens/${made.id}`)
    expect(await look()).toBe(401)
    const brief = await admin('POST', '/tokens', {})
    await admin('POST', `/tokens/${brief.id}/expire`)
    const { tokens } = await admin('GET', '/tokens')
    expect(tokens).toMatchObject([{ profile: 'deploy' }, { profile: 'deploy_organization' }])
    expect(JSON.stringify(tokens)).not.toContain('secret')
    for (const wish of [
      { profile: 'deploy' },
      { profile: 'user' },
      { app: 'shop' },
      { profile: 'machine', app: 'shop' },
    ]) {
      expect(await admin('POST', '/tokens', wish)).toHaveProperty('error')
    }

    await admin('POST', '/oidc/rotate', { keepForMs: 60_000 })
    expect(JSON.parse((await ask('GET', '/oidc/demo/.well-known/jwks')).text).keys).toHaveLength(2)
    await admin('POST', '/organizations/demo', { allowAllCrossNetworkReplays: true })
    await admin('POST', '/organizations/other', { rawSlug: 'another' })
    expect(await admin('GET', '/organizations')).toMatchObject({
      organizations: [{ slug: 'demo', allowAllCrossNetworkReplays: true }, { rawSlug: 'another' }],
    })
  })

  test('is closed to web pages', async () => {
    const response = await fetch(`${server.url}/_simulator/world`, { headers: { origin: 'http://evil.example' } })
    expect(response.status).toBe(403)
  })
})

async function ask(method: string, path: string, body?: unknown): Promise<{ status: number; text: string }> {
  const type = body === undefined ? undefined : { 'content-type': 'application/json' }
  const init = { method, headers: { authorization: 'Bearer fm2_test', ...type } }
  const response = await fetch(server.url + path, body === undefined ? init : { ...init, body: JSON.stringify(body) })
  return { status: response.status, text: await response.text() }
}

// biome-ignore lint/suspicious/noExplicitAny: the tests say what they expect
async function admin(method: string, path: string, body?: unknown): Promise<any> {
  const { text } = await ask(method, `/_simulator${path}`, body)
  return text === '' ? undefined : JSON.parse(text)
}
