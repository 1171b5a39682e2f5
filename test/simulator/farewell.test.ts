import { describe, expect, test } from 'vitest'
import { type AFly, aFly, statesOf } from './a-fly.ts'

describe('how a program is made to end', () => {
  const killed = { exit_code: 137, signal: 9, requested_stop: true }
  const ended = { exit_code: 0, signal: -1, requested_stop: true }

  test.each([
    ['it has five seconds', {}, {}, 5_000, killed],
    ['its config gives it more', { stop_config: { timeout: '20s' } }, {}, 10_000, ended],
    ['a stop gives it more', {}, { timeout: '20s' }, 10_000, ended],
    ['a stop in nanoseconds', {}, { timeout: 2e9 }, 2_000, killed],
    ['a stop goes before the config', { stop_config: { timeout: '20s' } }, { timeout: '1s' }, 1_000, killed],
    ['it is killed at once', {}, { signal: 'SIGKILL' }, 0, killed],
    ['its config has it killed', { stop_config: { signal: 'SIGKILL' } }, {}, 0, killed],
    ['it does not hear this signal', {}, { signal: 'SIGTERM', timeout: '30s' }, 30_000, killed],
  ])('%s', async (_, config, body, afterMs, exit) => {
    const fly = aFly({ images: { shop: { stopMs: 10_000, ignores: ['SIGTERM'] } } })
    const { path } = await fly.makeMachine({ image: 'shop:1', ...config })
    const before = fly.clock.now()
    expect((await fly.ask('POST', `${path}/stop`, body)).status).toBe(200)
    await fly.clock.advance(60_000)
    const [machine] = fly.world.machines()
    expect(machine?.state).toBe('stopped')
    expect(machine?.events[0]?.request?.exit_event).toMatchObject(exit)
    expect((machine?.events[0]?.timestamp ?? 0) - before).toBeLessThan(afterMs + 50)
    expect((machine?.events[0]?.timestamp ?? 0) - before).toBeGreaterThanOrEqual(afterMs)
  })

  test('a restart has its own words for it, and can be forced', async () => {
    const fly = aFly({ limits: false })
    const { path } = await fly.makeMachine({ image: 'shop:stubborn' })
    const exitAfter = async (query: string) => {
      const before = fly.clock.now()
      expect((await fly.ask('POST', `${path}/restart${query}`)).status).toBe(200)
      await fly.clock.advance(60_000)
      expect(fly.world.machines()).toMatchObject([{ state: 'started' }])
      const exit = fly.world.machines()[0]?.events.find(({ type }) => type === 'exit')
      return Math.round(((exit?.timestamp ?? 0) - before) / 1_000)
    }
    expect(await exitAfter('')).toBe(5)
    expect(await exitAfter('?timeout=7')).toBe(7)
    expect(await exitAfter('?timeout=9s&signal=SIGTERM')).toBe(9)
    expect(await exitAfter('?force_stop=true')).toBe(0)
  })

  test('an update waits for a stubborn program, and kills it', async () => {
    const fly = aFly()
    const { path } = await fly.makeMachine({ image: 'shop:stubborn', stop_config: { timeout: '30s' } })
    await fly.ask('POST', path, { config: { image: 'nginx' } })
    await fly.clock.advance(29_000)
    expect(fly.world.machines()).toMatchObject([{ state: 'replacing' }])
    await fly.clock.advance(10_000)
    expect(fly.world.machines()).toMatchObject([{ state: 'started' }])
    const exit = fly.world.machines()[0]?.events.find(({ type }) => type === 'exit')
    expect(exit?.request?.exit_event).toMatchObject({ exit_code: 137, requested_stop: false })
  })

  test.each([
    ['stop', { signal: 'SIGFUN' }, ''],
    ['stop', { timeout: '301s' }, ''],
    ['stop', { timeout: 'soon' }, ''],
    ['restart', undefined, '?signal=SIGFUN'],
    ['restart', undefined, '?timeout=301'],
    ['restart', undefined, '?timeout=soon'],
  ])('%s %j%s is refused', async (verb, body, query) => {
    const fly = aFly()
    const { path } = await fly.makeMachine()
    expect((await fly.ask('POST', `${path}/${verb}${query}`, body)).status).toBe(400)
    expect(fly.world.machines()).toMatchObject([{ state: 'started' }])
  })
})

describe('a program that cannot be run', () => {
  test('fails its launch, and the Machine goes away', async () => {
    const fly = aFly()
    await fly.makeApp()
    const { body } = await fly.ask('POST', '/v1/apps/shop/machines', { config: { image: 'shop:broken' } })
    const states = statesOf(fly, body.id)
    await fly.clock.advance(20_000)
    expect(states).toEqual(['created', 'starting', 'launch_failed', 'destroyed'])
  })

  test('fails the Machine that ran before, which can be updated again', async () => {
    const fly = aFly()
    const { path } = await fly.makeMachine()
    await updated(fly, path, 'shop:broken')
    expect(fly.world.machines()).toMatchObject([{ state: 'failed' }])
    await updated(fly, path, 'nginx')
    await fly.ask('POST', `${path}/start`)
    await fly.clock.advance(10_000)
    expect(fly.world.machines()).toMatchObject([{ state: 'started' }])
  })
})

describe('a Machine on a schedule', () => {
  test('is started by others only the first time', async () => {
    const fly = aFly({ limits: false })
    const { path } = await fly.makeMachine({ image: 'job:exit0', schedule: 'daily' }, { skip_launch: true })
    expect((await fly.ask('POST', `${path}/start`)).status).toBe(200)
    await fly.clock.advance(20_000)
    expect(fly.world.machines()).toMatchObject([{ state: 'stopped' }])
    expect(await fly.ask('POST', `${path}/start`)).toMatchObject({
      status: 412,
      body: { error: expect.stringMatching(/^failed_precondition: /) },
    })
  })
})

async function updated(fly: AFly, path: string, image: string): Promise<void> {
  await fly.ask('POST', path, { config: { image } })
  await fly.clock.advance(30_000)
}
