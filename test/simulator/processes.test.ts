import { afterEach, describe, expect, test } from 'vitest'
import { realClock } from '../../controller/real-clock.ts'
import { readImageFile } from '../../simulator/image-file.ts'
import { spawnProcess } from '../../simulator/proxy/spawn.ts'
import { createSimulator, type Simulator } from '../../simulator/simulator.ts'
import type { SimulatedMachine } from '../../simulator/world.ts'
import { web } from './an-edge.ts'

let simulator: Simulator
afterEach(() => simulator.close())

/** Says who it is, and ends as it is asked to. */
const program = `
  const { createServer } = require('node:http')
  process.on('SIGTERM', () => setTimeout(() => process.exit(0), 50))
  process.on('SIGINT', () => {})
  let reloads = 0
  process.on('SIGHUP', () => reloads++)
  createServer((request, response) => {
    if (request.url === '/exit') process.exit(7)
    response.setHeader('fly-replay-like', 'no').end(JSON.stringify({ pid: process.pid, env: process.env, reloads }))
  }).listen(process.env.PORT, '127.0.0.1')
`

describe('a real program in a Machine', () => {
  test('answers with the environment that Fly gives, and with nothing of this computer', async () => {
    await aHouse()
    await asked('POST', '/v1/apps/shop/secrets', { values: { TOKEN: 's3cret' } })
    const { id } = machine({
      env: { MODE: 'live', FLY_REGION: 'mars', NODE_OPTIONS: '--bad', LD_PRELOAD: '/evil', PATH: '/evil' },
    })
    const { env } = await visit('/')
    expect(env).toMatchObject({
      FLY_APP_NAME: 'shop',
      FLY_MACHINE_ID: id,
      FLY_REGION: 'fra',
      MODE: 'live',
      TOKEN: 's3cret',
    })
    expect(env.SIMULATED_FLY_SRC_PUB).toBe(simulator.edge.flySrcKey)
    expect(env.PATH).toBe(process.env.PATH)
    expect(env.FLY_PRIVATE_IP).toMatch(/^fdaa:/)
    expect(
      Object.keys(env).filter(
        (name) => !/^(FLY_|SIMULATED_FLY_SRC_PUB$|PATH$|PORT$|MODE$|TOKEN$|PRIMARY_REGION$)/.test(name),
      ),
    ).toEqual([])
  })

  test('ends with its Machine, by the signal of its config, and is another one after the start', async () => {
    await aHouse()
    const { id } = machine({ stop_config: { signal: 'SIGTERM', timeout: '20s' } })
    const { pid } = await visit('/')
    simulator.world.stop('shop', id)
    await until(id, 'stopped')
    expect(isAlive(pid)).toBe(false)
    simulator.world.start('shop', id)
    await until(id, 'started')
    expect((await visit('/')).pid).not.toBe(pid)
  })

  test('is killed when its grace is over', async () => {
    await aHouse()
    const { id } = machine({ stop_config: { signal: 'SIGINT', timeout: '300ms' } })
    const { pid } = await visit('/')
    simulator.world.stop('shop', id)
    await realClock.sleep(100)
    expect([stateOf(id), isAlive(pid)]).toEqual(['stopping', true])
    await until(id, 'stopped')
    expect(isAlive(pid)).toBe(false)
    const exit = simulator.world.machines('shop')[0]?.events.find(({ type }) => type === 'exit')
    expect(exit?.request?.exit_event).toMatchObject({ exit_code: 137, requested_stop: true })
  })

  test('gets the signals that its Machine gets, and makes of them what it will', async () => {
    await aHouse()
    const { id } = machine({ restart: { policy: 'no' } })
    await visit('/')
    await asked('POST', `/v1/apps/shop/machines/${id}/signal`, { signal: 'SIGHUP' })
    await expect.poll(async () => (await visit('/')).reloads).toBe(1)
    await asked('POST', `/v1/apps/shop/machines/${id}/signal`, { signal: 'SIGTERM' })
    await until(id, 'stopped')
    const exit = simulator.world.machines('shop')[0]?.events.find(({ type }) => type === 'exit')
    expect(exit?.request?.exit_event).toMatchObject({ exit_code: 0, requested_stop: false })
  })

  test('is stopped with the signal and the grace of who stops it', async () => {
    await aHouse()
    const { id } = machine({ stop_config: { signal: 'SIGTERM', timeout: '60s' } })
    await visit('/')
    await asked('POST', `/v1/apps/shop/machines/${id}/stop`, { signal: 'SIGINT', timeout: '300ms' })
    await until(id, 'stopped')
    const exit = simulator.world.machines('shop')[0]?.events.find(({ type }) => type === 'exit')
    expect(exit?.request?.exit_event).toMatchObject({ exit_code: 137, requested_stop: true })
  })

  test('that ends by itself ends the run, with its code', async () => {
    await aHouse()
    const { id } = machine({ restart: { policy: 'no' } })
    await visit('/')
    const answer = await simulator.edge.fetch(new Request('https://shop.fly.dev/exit'))
    expect(answer.status).toBe(502)
    await until(id, 'stopped')
    const exit = simulator.world.machines('shop')[0]?.events.find(({ type }) => type === 'exit')
    expect(exit?.request?.exit_event).toMatchObject({ exit_code: 7, requested_stop: false, restarting: false })
  })

  test('that cannot be run is a program that ends', async () => {
    await aHouse({ run: ['/no/such/program'] })
    const { id } = machine({ restart: { policy: 'no' } })
    await until(id, 'stopped')
    const exit = simulator.world.machines('shop')[0]?.events.find(({ type }) => type === 'exit')
    expect(exit?.request?.exit_event?.exit_code).toBe(127)
  })

  test('goes when its Machine is destroyed, and when the simulator ends', async () => {
    await aHouse()
    const { id } = machine()
    const { pid } = await visit('/')
    simulator.world.destroy('shop', id)
    await expect.poll(() => isAlive(pid)).toBe(false)
    machine()
    const { pid: other } = await visit('/')
    simulator.close()
    await expect.poll(() => isAlive(other)).toBe(false)
  })

  test('does not run where nobody has allowed it', async () => {
    simulator = createSimulator({
      clock: realClock,
      seed: 1,
      delays: 'none',
      images: { program: { command: { run: ['node', '-e', program] } } },
    })
    await anApp()
    machine()
    expect(await visit('/')).toMatchObject({ app: 'shop', image: 'program' })
  })
})

describe('the file of images', () => {
  test('says what runs, or is refused in one sentence', () => {
    const images = {
      program: { command: { run: ['node', 'a.js'], directory: '/tmp' }, bootMs: 5 },
      flap: { checks: 'flap' },
    }
    expect(readImageFile(JSON.stringify(images))).toEqual(images)
  })

  test.each([
    ['[]', /no object/],
    ['{"a": 1}', /a is no object/],
    ['{"a": {"serve": "x"}}', /a has serve; there is command/],
    ['{"a": {"command": {"run": []}}}', /command of a/],
    ['{"a": {"command": "sh"}}', /command of a/],
    ['{"a": {"bootMs": -1}}', /bootMs of a/],
    ['{"a"', /JSON/],
  ])('%s', (text, why) => {
    expect(() => readImageFile(text)).toThrow(why)
  })
})

async function aHouse(command: { run: readonly string[] } = { run: [process.execPath, '-e', program] }): Promise<void> {
  simulator = createSimulator({
    clock: realClock,
    seed: 1,
    delays: 'none',
    images: { program: { command } },
    run: spawnProcess,
  })
  await anApp()
}

async function anApp(): Promise<void> {
  simulator.world.createApp({ name: 'shop' })
  await asked('POST', '/v1/apps/shop/ip_assignments', { type: 'shared_v4' })
}

function machine(more: object = {}): SimulatedMachine {
  return simulator.world.createMachine('shop', {
    region: 'fra',
    config: { image: 'program', services: [web()], ...more },
  })
}

// biome-ignore lint/suspicious/noExplicitAny: tests say what they expect of it
async function visit(path: string): Promise<any> {
  return await (await simulator.edge.fetch(new Request(`https://shop.fly.dev${path}`))).json()
}

async function asked(method: string, path: string, body: object): Promise<void> {
  const headers = { authorization: 'Bearer any' }
  const { ok } = await simulator.fetch(
    new Request(`http://fly${path}`, { method, headers, body: JSON.stringify(body) }),
  )
  expect(ok).toBe(true)
}

function stateOf(id: string): string | undefined {
  return simulator.world.machines('shop').find((each) => each.id === id)?.state
}

async function until(id: string, state: string): Promise<void> {
  await expect.poll(() => stateOf(id), { timeout: 10_000 }).toBe(state)
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
