import { describe, expect, test } from 'vitest'
import { aFly, statesOf } from './a-fly.ts'

const minuteMs = 60_000

describe('programs', () => {
  test('one that crashes is run again ten times in five minutes, and then given up', async () => {
    const fly = aFly()
    await fly.makeMachine({ image: 'shop:crash' })
    await fly.clock.advance(2 * minuteMs)
    const [machine] = fly.world.machines()
    expect(['stopped', 'failed']).toContain(machine?.state)
    const exits = machine?.events.filter(({ type }) => type === 'exit') ?? []
    expect(exits).toHaveLength(11)
    expect(exits[0]?.request).toMatchObject({
      exit_event: { exit_code: 1, restarting: false, requested_stop: false, oom_killed: false },
      MonitorEvent: { exit_event: { exit_code: 1 } },
      restart_count: 10,
    })
    expect(exits[1]?.request).toMatchObject({ exit_event: { restarting: true }, restart_count: 9 })
  })

  test('checks that flap pass and fail by turns', async () => {
    const fly = aFly()
    await fly.makeMachine({ image: 'shop:flapping', checks: { up: { type: 'tcp', port: 1 } } })
    const seen: (string | undefined)[] = []
    for (let look = 0; look < 4; look++) {
      seen.push(fly.world.machines()[0]?.checks[0]?.status)
      await fly.clock.advance(15_000)
    }
    expect(seen).toEqual(['passing', 'critical', 'passing', 'critical'])
  })

  test('max_retries bounds the attempts, policy `no` allows none, `always` has no bound', async () => {
    const fly = aFly()
    await fly.makeMachine({ image: 'a:crash', restart: { policy: 'on-failure', max_retries: 2 } })
    await fly.makeMachine({ image: 'b:crash', restart: { policy: 'no' } })
    await fly.makeMachine({ image: 'c:exit0', restart: { policy: 'always' } })
    await fly.clock.advance(5 * minuteMs)
    const [few, none, always] = fly.world.machines()
    const exits = (machine: typeof few) => machine?.events.filter(({ type }) => type === 'exit').length
    expect([exits(few), exits(none)]).toEqual([3, 1])
    expect(always?.events[0]?.timestamp).toBeGreaterThan((always?.createdAt ?? 0) + 4.5 * minuteMs)
  })

  test('one that ends well stays down without a policy', async () => {
    const fly = aFly()
    const { id } = await fly.makeMachine({ image: 'shop:exit0' })
    await fly.clock.advance(minuteMs)
    expect(fly.world.machines()).toMatchObject([{ id, state: 'stopped' }])
  })

  test('auto_destroy takes the Machine away after its end', async () => {
    const fly = aFly()
    const { id } = await fly.makeMachine({ image: 'shop:oom', auto_destroy: true })
    await fly.clock.advance(minuteMs)
    expect(fly.world.machines()).toEqual([])
    const [gone] = fly.world.machines('shop', { destroyed: true })
    expect(gone).toMatchObject({ id, state: 'destroyed' })
    expect(gone?.events.find(({ type }) => type === 'exit')).toMatchObject({
      request: { exit_event: { exit_code: 137, oom_killed: true } },
    })
  })

  test('a schedule starts a Machine again and again, once it has been launched', async () => {
    const fly = aFly()
    const { id } = await fly.makeMachine({ image: 'job:exit0', schedule: 'hourly' })
    await fly.makeMachine({ image: 'job:exit0', schedule: 'hourly' }, { skip_launch: true })
    await fly.clock.advance(150 * minuteMs)
    const runs = fly.world
      .machines()
      .map(({ events }) => events.filter(({ type, status }) => type === 'start' && status === 'started').length)
    expect(fly.world.machines()[0]?.id).toBe(id)
    expect(runs).toEqual([3, 0])
  })

  test('checks are not listed at first, then critical, then passing', async () => {
    const fly = aFly({ delays: { checksListed: 500, checksPass: 1_500, boot: 100, imagePull: 100, machineVisible: 0 } })
    await fly.makeApp()
    const services = [{ protocol: 'tcp', internal_port: 8080, checks: [{ type: 'http' }, { type: 'tcp', port: 9000 }] }]
    const config = { image: 'nginx', services, checks: { alive: { type: 'tcp', port: 1 } } }
    const { body } = await fly.ask('POST', '/v1/apps/shop/machines', { config })
    const checks = async () => (await fly.ask('GET', `/v1/apps/shop/machines/${body.id}`)).body.checks
    await fly.clock.advance(400)
    expect(await checks()).toBeUndefined()
    await fly.clock.advance(500)
    expect(await checks()).toMatchObject([
      { name: 'alive', status: 'critical' },
      { name: 'servicecheck-00-http-8080', status: 'critical' },
      { name: 'servicecheck-01-tcp-9000', status: 'critical' },
      // For clients that look only at checks at the top.
      { name: 'bg_deployments_compat-servicecheck-00-http-8080', status: 'critical' },
      { name: 'bg_deployments_compat-servicecheck-01-tcp-9000', status: 'critical' },
    ])
    await fly.clock.advance(1_500)
    expect((await checks()).every(({ status }: { status: string }) => status === 'passing')).toBe(true)
  })

  test('an unhealthy program never passes, a slow image takes a minute, a missing one is refused', async () => {
    const fly = aFly()
    await fly.makeMachine({ image: 'shop:unhealthy', checks: { up: { type: 'tcp', port: 80 } } })
    await fly.clock.advance(minuteMs)
    expect(fly.world.machines()[0]?.checks).toMatchObject([{ name: 'up', status: 'critical' }])

    const { id } = await fly.makeMachine({ image: 'shop:slow' })
    const states = statesOf(fly, id)
    await fly.clock.advance(2 * minuteMs)
    expect(states).toEqual(['created', 'starting', 'started'])

    const missing = await fly.ask('POST', '/v1/apps/shop/machines', {
      config: { image: 'registry.fly.io/shop:missing' },
    })
    expect(missing.status).toBe(400)
    expect(missing.text).toBe(
      'failed to get manifest registry.fly.io/shop:missing: request failed: not found [http 404]: {"errors":[{"code":"MANIFEST_UNKNOWN","message":"manifest unknown","detail":"unknown tag=missing"}]}\n',
    )
  })

  test('a catalogue goes before the magic tags, its longest prefix first', async () => {
    const fly = aFly({ images: { shop: { checks: 'fail' }, 'shop:crash': {} } })
    await fly.makeMachine({ image: 'shop:crash' })
    await fly.clock.advance(minuteMs)
    expect(fly.world.machines()).toMatchObject([{ state: 'started' }])
  })

  test('other people can make a program crash, some times or once', async () => {
    const fly = aFly()
    const { id } = await fly.makeMachine()
    fly.world.crash('shop', id, { exitCode: 3, restarts: 2 })
    await fly.clock.advance(minuteMs)
    const [machine] = fly.world.machines()
    expect(machine?.state).toBe('started')
    const codes = machine?.events.flatMap(({ request }) => request?.exit_event?.exit_code ?? [])
    expect(codes).toEqual([3, 3, 3])
  })
})
