import { describe, expect, test } from 'vitest'
import { aFly, statesOf } from './a-fly.ts'

describe('the life of a Machine', () => {
  test('it is created, starts when its image is there, and runs', async () => {
    const fly = aFly()
    await fly.makeApp()
    const { status, body } = await fly.ask('POST', '/v1/apps/shop/machines', { config: { image: 'nginx' } })
    expect(status).toBe(200)
    expect(body).toMatchObject({ state: 'created', id: expect.stringMatching(/^[0-9a-f]{14}$/) })
    expect(body.name).toMatch(/^[a-z]+-[a-z]+-\d{4}$/)
    expect(body.instance_id).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/)
    const states = statesOf(fly, body.id)
    await fly.clock.advance(10_000)
    expect(states).toEqual(['created', 'starting', 'started'])
    const { events } = (await fly.ask('GET', `/v1/apps/shop/machines/${body.id}`)).body
    expect(events).toMatchObject([
      { type: 'start', status: 'started', source: 'flyd' },
      { type: 'launch', status: 'created', source: 'user' },
    ])
  })

  test('with skip_launch it stops when its image is there, and cannot be started before', async () => {
    const fly = aFly()
    await fly.makeApp()
    const { body } = await fly.ask('POST', '/v1/apps/shop/machines', { config: { image: 'nginx' }, skip_launch: true })
    const path = `/v1/apps/shop/machines/${body.id}`
    expect(await fly.ask('POST', `${path}/start`)).toMatchObject({
      status: 412,
      body: { error: "failed_precondition: unable to start machine from current state: 'created'" },
    })
    await fly.clock.advance(10_000)
    expect(fly.world.machines()).toMatchObject([{ state: 'stopped' }])
    expect(await fly.ask('POST', `${path}/start`)).toMatchObject({
      status: 200,
      body: { previous_state: 'stopped', migrated: false, new_host: '' },
    })
    await fly.clock.advance(10_000)
    expect(fly.world.machines()).toMatchObject([{ state: 'started' }])
  })

  test('an update is a new version at once, ends the old run, and begins the new one', async () => {
    const fly = aFly()
    const { path, id, version } = await fly.makeMachine({ env: { A: '1' } })
    const states = statesOf(fly, id)
    const { status, body } = await fly.ask('POST', path, { config: { image: 'nginx:2' } })
    expect(status).toBe(200)
    expect(body).toMatchObject({ state: 'replacing', config: { image: 'nginx:2' } })
    expect(body.config.env).toBeUndefined()
    expect(body.instance_id > version).toBe(true)
    await fly.clock.advance(20_000)
    expect(states).toEqual(['started', 'replacing', 'stopped', 'starting', 'started'])
    const [, exit, update] = fly.world.machines()[0]?.events ?? []
    expect(update).toMatchObject({ type: 'update', status: 'replacing', source: 'user' })
    expect(exit).toMatchObject({ type: 'exit', request: { exit_event: { requested_stop: false } } })
  })

  test('while it is replaced it is neither started nor updated again', async () => {
    const fly = aFly()
    const { path } = await fly.makeMachine()
    await fly.ask('POST', path, { config: { image: 'nginx:2' } })
    expect(await fly.ask('POST', `${path}/start`)).toMatchObject({
      status: 412,
      body: { error: 'failed_precondition: machine getting replaced, refusing to start' },
    })
    expect(await fly.ask('POST', path, { config: { image: 'nginx:3' } })).toMatchObject({
      status: 409,
      body: { error: 'aborted: machine update failed due to concurrent update' },
    })
    expect(fly.world.machines()).toMatchObject([{ config: { image: 'nginx:2' } }])
  })

  test.each([{ skip_launch: true }, {}])('an update of a stopped Machine leaves it stopped (%j)', async (more) => {
    const fly = aFly()
    const { path, id } = await fly.makeMachine({}, { skip_launch: true })
    const states = statesOf(fly, id)
    await fly.ask('POST', path, { config: { image: 'nginx:2' }, ...more })
    await fly.clock.advance(30_000)
    expect(states).toEqual(['stopped', 'replacing', 'stopped'])
    expect(fly.world.machines()[0]?.events[0]).toMatchObject({ type: 'update', status: 'stopped', source: 'flyd' })
  })

  test('an update of a suspended Machine drops its snapshot and leaves it stopped', async () => {
    const fly = aFly()
    const { path, id } = await fly.makeMachine()
    await fly.ask('POST', `${path}/suspend`)
    await fly.clock.advance(5_000)
    const states = statesOf(fly, id)
    await fly.ask('POST', path, { config: { image: 'nginx:2' } })
    await fly.clock.advance(30_000)
    expect(states).toEqual(['suspended', 'replacing', 'stopped'])
  })

  test('an update of a running Machine with skip_launch stops it', async () => {
    const fly = aFly()
    const { path, id } = await fly.makeMachine()
    const states = statesOf(fly, id)
    await fly.ask('POST', path, { config: { image: 'nginx:2' }, skip_launch: true })
    await fly.clock.advance(30_000)
    expect(states).toEqual(['started', 'replacing', 'stopped'])
  })

  test('an update of another version than the current one is refused', async () => {
    const fly = aFly()
    const { path, version } = await fly.makeMachine()
    const first = await fly.ask('POST', path, { config: { image: 'nginx:2' }, current_version: version })
    await fly.clock.advance(30_000)
    const second = await fly.ask('POST', path, { config: { image: 'nginx:3' }, current_version: version })
    expect([first.status, second.status]).toEqual([200, 409])
    expect(second.body.error).toMatch(/^aborted: /)
  })

  test('after a stop it still counts as active for a moment, and is not started', async () => {
    const fly = aFly({ limits: false })
    const { path, id } = await fly.makeMachine()
    expect((await fly.ask('POST', `${path}/stop`)).body).toEqual({ ok: true })
    const until = () => fly.world.machines()[0]?.state === 'stopped'
    await fly.clock.runUntil(until, 10_000)
    expect(await fly.ask('POST', `${path}/start`)).toMatchObject({
      status: 412,
      body: { error: 'failed_precondition: machine still active, refusing to start' },
    })
    await fly.clock.advance(1_000)
    const states = statesOf(fly, id)
    expect((await fly.ask('POST', `${path}/start`)).status).toBe(200)
    await fly.clock.advance(10_000)
    expect(states).toEqual(['stopped', 'starting', 'started'])
    expect(fly.world.machines()[0]?.events[2]).toMatchObject({
      type: 'exit',
      request: { exit_event: { requested_stop: true } },
    })
  })

  test('start and stop are done already when they are', async () => {
    const fly = aFly()
    const { path } = await fly.makeMachine()
    const before = fly.world.snapshot()
    expect((await fly.ask('POST', `${path}/start`)).status).toBe(200)
    expect(fly.world.snapshot()).toBe(before)
    await fly.ask('POST', `${path}/stop`)
    await fly.clock.advance(10_000)
    expect(await fly.ask('POST', `${path}/stop`)).toMatchObject({ status: 200, body: { ok: true } })
  })

  test('a suspended Machine is resumed by a start, and loses its snapshot by a stop', async () => {
    const fly = aFly()
    const { path, id } = await fly.makeMachine()
    const states = statesOf(fly, id)
    await fly.ask('POST', `${path}/suspend`)
    await fly.clock.advance(5_000)
    await fly.ask('POST', `${path}/start`)
    await fly.clock.advance(5_000)
    await fly.ask('POST', `${path}/suspend`)
    await fly.clock.advance(5_000)
    await fly.ask('POST', `${path}/stop`)
    expect(states).toEqual([
      'started',
      'suspending',
      'suspended',
      'starting',
      'started',
      'suspending',
      'suspended',
      'stopped',
    ])
  })

  test('a big Machine cannot be suspended', async () => {
    const fly = aFly()
    const { path } = await fly.makeMachine({ guest: { cpu_kind: 'shared', cpus: 2, memory_mb: 4096 } })
    expect((await fly.ask('POST', `${path}/suspend`)).status).toBe(412)
  })

  test('a restart runs the same version again', async () => {
    const fly = aFly()
    const { path, id, version } = await fly.makeMachine()
    const states = statesOf(fly, id)
    await fly.ask('POST', `${path}/restart`)
    await fly.clock.advance(10_000)
    expect(states).toEqual(['started', 'restarting', 'starting', 'started'])
    expect(fly.world.machines()).toMatchObject([{ instanceId: version }])
  })

  test('it is destroyed by force or at rest, can be read for a while, and is then forgotten', async () => {
    const fly = aFly()
    const { path, id } = await fly.makeMachine()
    expect(await fly.ask('DELETE', path)).toMatchObject({
      status: 412,
      body: {
        error: 'failed_precondition: unable to destroy machine, not currently stopped, suspended, failed, or pending',
      },
    })
    const states = statesOf(fly, id)
    expect((await fly.ask('DELETE', `${path}?force=true`)).body).toEqual({ ok: true })
    await fly.clock.advance(5_000)
    expect(states).toEqual(['started', 'destroying', 'destroyed'])
    expect(await fly.ask('GET', path)).toMatchObject({ status: 200, body: { state: 'destroyed' } })
    expect((await fly.ask('GET', '/v1/apps/shop/machines')).body).toEqual([])
    expect((await fly.ask('GET', '/v1/apps/shop/machines?include_deleted=true')).body).toMatchObject([{ id }])
    expect((await fly.ask('POST', `${path}/stop`)).status).toBe(404)
    expect((await fly.ask('DELETE', path)).status).toBe(404)
    await fly.clock.advance(60_000)
    expect(await fly.ask('GET', path)).toMatchObject({ status: 404, body: { error: 'machine not found' } })
  })

  test('it is known by its versions and events', async () => {
    const fly = aFly()
    const { path, version } = await fly.makeMachine({ env: { A: '' } })
    const { body } = await fly.ask('POST', path, { config: { image: 'nginx:2', nonsense: 1 } })
    expect((await fly.ask('GET', `${path}/versions`)).body).toEqual([
      { version: body.instance_id, user_config: { image: 'nginx:2', nonsense: 1 } },
      { version, user_config: { image: 'nginx:1', env: { A: '' } } },
    ])
    await fly.clock.advance(20_000)
    expect((await fly.ask('GET', `${path}/events?limit=2`)).body).toMatchObject([{ type: 'start' }, { type: 'exit' }])
  })
})
