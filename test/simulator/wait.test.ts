import { describe, expect, test } from 'vitest'
import { aFly } from './a-fly.ts'

describe('waiting for a Machine', () => {
  test('ends as soon as the state is there', async () => {
    const fly = aFly()
    const { path } = await fly.makeMachine()
    const { body: updated } = await fly.ask('POST', path, { config: { image: 'nginx:2' } })
    const waited = await fly.ask('GET', `${path}/wait?state=started&version=${updated.instance_id}`)
    const [machine] = fly.world.machines()
    expect(waited).toMatchObject({
      status: 200,
      body: { ok: true, state: 'started', version: updated.instance_id, event_id: machine?.events[0]?.id },
    })
    expect(machine?.updatedAt).toBeGreaterThan(fly.clock.now() - 10)
  })

  test('gives up after its timeout with the state by then', async () => {
    const fly = aFly()
    const { path } = await fly.makeMachine()
    await fly.ask('POST', path, { config: { image: 'nginx:2' } })
    const before = fly.clock.monotonic()
    expect(await fly.ask('GET', `${path}/wait?timeout=1`)).toMatchObject({
      status: 408,
      body: {
        error: 'deadline_exceeded: machine failed to reach desired state, started, currently replacing',
      },
    })
    expect(fly.clock.monotonic() - before).toBeLessThan(1_010)
  })

  test('waits a minute at most', async () => {
    const fly = aFly()
    const { path } = await fly.makeMachine()
    const before = fly.clock.monotonic()
    expect((await fly.ask('GET', `${path}/wait?state=stopped`)).status).toBe(408)
    expect(fly.clock.monotonic() - before).toBeLessThan(60_010)
    expect((await fly.ask('GET', `${path}/wait?timeout=61`)).status).toBe(400)
  })

  test('accepts several states, and `settled` for any in which it rests', async () => {
    const fly = aFly()
    const { path } = await fly.makeMachine({}, { skip_launch: true })
    await fly.ask('POST', path, { config: { image: 'nginx:2' } })
    expect((await fly.ask('GET', `${path}/wait?state=started,stopped`)).body).toMatchObject({ state: 'stopped' })
    await fly.ask('POST', `${path}/start`)
    expect((await fly.ask('GET', `${path}/wait?state=settled`)).body).toMatchObject({ state: 'started' })
    expect((await fly.ask('GET', `${path}/wait?state=nonsense`)).status).toBe(400)
  })

  test('says when a version cannot get there any more', async () => {
    const fly = aFly()
    const { path, version } = await fly.makeMachine({}, { skip_launch: true })
    const { body } = await fly.ask('POST', path, { config: { image: 'nginx:2' } })
    expect(await fly.ask('GET', `${path}/wait?version=${body.instance_id}`)).toMatchObject({
      status: 400,
      body: { error: expect.stringContaining('started, currently stopped') },
    })
    expect((await fly.ask('GET', `${path}/wait?version=${version}`)).body.error).toContain('currently replaced')
  })

  test('finds a destroyed Machine for a while, and then nothing', async () => {
    const fly = aFly()
    const { path } = await fly.makeMachine()
    await fly.ask('DELETE', `${path}?force=true`)
    expect((await fly.ask('GET', `${path}/wait?state=destroyed`)).body).toMatchObject({ state: 'destroyed' })
    await fly.clock.advance(60_000)
    expect((await fly.ask('GET', `${path}/wait?state=destroyed`)).status).toBe(404)
  })

  test('after an event, only what came later counts', async () => {
    const fly = aFly()
    const { path } = await fly.makeMachine()
    const event = fly.world.machines()[0]?.events[0]?.id
    expect((await fly.ask('GET', `${path}/wait?state=started&timeout=5&from_event_id=${event}`)).status).toBe(408)
    await fly.ask('POST', `${path}/restart`)
    expect((await fly.ask('GET', `${path}/wait?state=started&from_event_id=${event}`)).status).toBe(200)
  })
})
