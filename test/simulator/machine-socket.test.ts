import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { decodeJwt } from 'jose'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { realClock } from '../../controller/real-clock.ts'
import { machineSocketPath } from '../../simulator/identity/machine-sockets.ts'
import { serveSimulator } from '../../simulator/serve.ts'
import { createSimulator, type Simulator } from '../../simulator/simulator.ts'
import { aFly } from './a-fly.ts'
import { anEdge, web } from './an-edge.ts'

describe('from inside a Machine', () => {
  test('no token is needed, and the Machine is all that can be had', async () => {
    const fly = aFly()
    const { id, path } = await fly.makeMachine()
    const other = await fly.makeMachine()
    const ask = async (method: string, where: string, body?: string) => {
      const asked = new Request(`http://flaps${where}`, body === undefined ? { method } : { method, body })
      return (await fly.clock.runUntil(fly.machineFetch(id)(asked), 60_000)).status
    }
    expect(await ask('GET', path)).toBe(200)
    expect(await ask('POST', `${path}/metadata/mood`, '{"value":"good"}')).toBe(204)
    for (const where of [other.path, '/v1/apps/shop', '/v1/apps/shop/machines', '/v1/apps?org_slug=demo']) {
      expect(await ask('GET', where)).toBe(403)
    }
    expect(await ask('POST', `${other.path}/stop`)).toBe(403)
    expect(await ask('POST', '/v1/tokens/kms')).toBe(200)
    expect(await ask('POST', '/graphql', '{"query":"{ viewer { __typename } }"}')).toBe(404)
    // A Machine may put itself to rest.
    expect(await ask('POST', `${path}/suspend`)).toBe(200)
  })

  test('it is told who it is', async () => {
    const fly = aFly()
    const { id } = await fly.makeMachine()
    const asked = new Request('http://flaps/v1/tokens/current')
    const answer = await fly.clock.runUntil(fly.machineFetch(id)(asked), 60_000)
    expect(await answer.json()).toMatchObject({
      tokens: [{ org_slug: 'demo', apps: ['shop'], restricted_to_machine: id, source_machine_id: id }],
    })
  })

  test('a program in this process has the same door', async () => {
    const fly = anEdge({
      programs: { whoami: async (_, { api }) => await api(new Request('http://flaps/v1/tokens/current')) },
    })
    await fly.open('shop')
    const { id } = fly.machine('shop', { config: { image: 'whoami', services: [web()] } })
    const { body } = await fly.visit('https://shop.fly.dev/')
    expect(body).toMatchObject({ tokens: [{ apps: ['shop'], source_machine_id: id }] })
  })

  test('an own token is used when there is one', async () => {
    const fly = aFly()
    const { id } = await fly.makeMachine()
    const headers = { authorization: fly.world.createToken({ profile: 'readonly' }).token }
    const list = new Request('http://flaps/v1/apps/shop/machines', { headers })
    expect((await fly.clock.runUntil(fly.machineFetch(id)(list), 60_000)).status).toBe(200)
    const bad = new Request('http://flaps/v1/apps/shop/machines', {
      headers: { authorization: `FlyV1 fm2_${'A'.repeat(60)}` },
    })
    expect((await fly.clock.runUntil(fly.machineFetch(id)(bad), 60_000)).status).toBe(401)
  })

  test('nobody asks while it does not run', async () => {
    const fly = aFly()
    const { id } = await fly.makeMachine()
    const ask = () => fly.machineFetch(id)(new Request('http://flaps/v1/tokens/current'))
    fly.world.stop('shop', id)
    await fly.clock.advance(10_000)
    await expect(ask()).rejects.toMatchObject({ message: 'fetch failed', cause: { code: 'ENOENT' } })
    await expect(fly.machineFetch('none')(new Request('http://flaps/'))).rejects.toThrow('fetch failed')
  })
})

describe('the socket of a Machine', () => {
  let directory: string
  let simulator: Simulator
  let server: Awaited<ReturnType<typeof serveSimulator>>
  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'machines-'))
    simulator = createSimulator({ clock: realClock, seed: 1, delays: 'none' })
    simulator.world.createApp({ name: 'shop' })
  })
  afterEach(async () => {
    await server.close()
    simulator.close()
    rmSync(directory, { recursive: true, force: true })
  })
  const serve = async () => {
    server = await serveSimulator(simulator, { port: 0, host: '127.0.0.1', machines: directory })
  }
  const aMachine = () => simulator.world.createMachine('shop', { config: { image: 'nginx' } }).id
  const pathOf = (id: string) => machineSocketPath(directory, id)

  test('is there while the Machine runs, for nobody but who runs the simulator', async () => {
    const early = aMachine()
    await serve()
    const late = aMachine()
    for (const id of [early, late]) {
      await expect.poll(() => existsSync(pathOf(id))).toBe(true)
      await expect.poll(() => statSync(pathOf(id)).mode & 0o777).toBe(0o600)
    }
    simulator.world.stop('shop', late)
    await expect.poll(() => existsSync(pathOf(late))).toBe(false)
    expect(existsSync(pathOf(early))).toBe(true)
    simulator.world.start('shop', late)
    await expect.poll(() => existsSync(pathOf(late))).toBe(true)
    await server.close()
    expect([early, late].map((id) => existsSync(dirname(dirname(pathOf(id)))))).toEqual([false, false])
  })

  test('answers as the API does to the Machine', async () => {
    await serve()
    const id = aMachine()
    await expect.poll(() => existsSync(pathOf(id))).toBe(true)
    const { status, text } = await through(pathOf(id), 'POST', '/v1/tokens/oidc', '{"aud":"artifact"}')
    expect(status).toBe(200)
    expect(decodeJwt(text)).toMatchObject({ aud: 'artifact', machine_id: id, iss: `${server.url}/oidc/demo` })
    expect((await through(pathOf(id), 'GET', '/v1/apps/shop/machines')).status).toBe(403)
    expect((await through(pathOf(id), 'GET', '/_simulator/world')).status).toBe(404)
  })

  test('breaks when a connection breaks', async () => {
    await serve()
    const id = aMachine()
    await expect.poll(() => existsSync(pathOf(id))).toBe(true)
    simulator.faults.add({ match: {}, when: 'before', effect: 'reset', times: 1 })
    await expect(through(pathOf(id), 'GET', '/v1/tokens/current')).rejects.toMatchObject({ code: 'ECONNRESET' })
    expect((await through(pathOf(id), 'GET', '/v1/tokens/current')).status).toBe(200)
  })

  test('that a killed process has left is taken away', async () => {
    const left = pathOf('148e21ea7e46e8')
    mkdirSync(dirname(left), { recursive: true })
    writeFileSync(left, '')
    const others = join(dirname(dirname(pathOf('d709b0a6d30f49'))), 'notes')
    mkdirSync(others, { recursive: true })
    await serve()
    expect(existsSync(dirname(dirname(left)))).toBe(false)
    expect(existsSync(others)).toBe(true)
  })

  test('is elsewhere where its path would be too long', async () => {
    rmSync(directory, { recursive: true })
    directory = join(tmpdir(), 'long'.repeat(30))
    await serve()
    const id = aMachine()
    expect(pathOf(id).length).toBeLessThanOrEqual(103)
    await expect.poll(() => existsSync(pathOf(id))).toBe(true)
    expect((await through(pathOf(id), 'GET', '/v1/tokens/current')).status).toBe(200)
  })
})

function through(
  socketPath: string,
  method: string,
  path: string,
  body?: string,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const asked = request({ socketPath, method, path, agent: false }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('error', reject)
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(parts).toString() }))
    })
    asked.on('error', reject)
    asked.end(body)
  })
}
