import { describe, expect, test } from 'vitest'
import { days } from '../../simulator/days.ts'
import { aFly } from './a-fly.ts'

const minuteMs = 60_000

describe('faults that linger', () => {
  test('an image that was just pushed is not there yet', async () => {
    const fly = aFly({ limits: false })
    await fly.makeApp()
    const create = (image: string) => fly.ask('POST', '/v1/apps/shop/machines', { config: { image } })
    fly.faults.missingImage({ image: 'registry.fly.io/shop:', forMs: minuteMs })
    const refused = await create('registry.fly.io/shop:v2')
    expect(refused.status).toBe(400)
    expect(refused.text).toContain('"code":"MANIFEST_UNKNOWN"')
    expect((await create('registry.fly.io/blog:v2')).status).toBe(200)
    await fly.clock.advance(minuteMs)
    expect((await create('registry.fly.io/shop:v2')).status).toBe(200)

    fly.faults.missingImage({ image: 'nginx', times: 2 })
    expect([(await create('nginx')).status, (await create('nginx')).status, (await create('nginx')).status]).toEqual([
      400, 400, 200,
    ])
    expect(fly.faults.fired()).toEqual({ 'missing image': 3 })
  })

  test.each([
    ['replacing', 'machine getting replaced, refusing to start', 409],
    ['starting', "unable to start machine from current state: 'starting'", 200],
    ['created', "unable to start machine from current state: 'created'", 200],
  ])('a Machine is stuck in %s until it is destroyed by force', async (state, refused, updateStatus) => {
    const fly = aFly({ limits: false })
    const before = state === 'replacing' ? await fly.makeMachine() : undefined
    fly.faults.stuck({ state, app: 'shop', times: 1 })
    const { path } = before ?? (await fly.makeMachine())
    if (before !== undefined) await fly.ask('POST', path, { config: { image: 'nginx:2' } })
    await fly.clock.advance(150 * minuteMs)
    expect((await fly.ask('GET', path)).body.state).toBe(state)
    expect((await fly.ask('POST', `${path}/start`)).body.error).toContain(refused)
    expect((await fly.ask('POST', `${path}/restart`)).status).toBe(412)
    expect((await fly.ask('GET', `${path}/wait?state=settled&timeout=60`)).status).toBe(408)
    // Another one is not.
    expect((await fly.ask('GET', (await fly.makeMachine()).path)).body.state).toBe('started')

    if (updateStatus === 409) expect((await fly.ask('POST', path, { config: { image: 'nginx:3' } })).status).toBe(409)
    expect((await fly.ask('DELETE', `${path}?force=true`)).status).toBe(200)
    await fly.clock.advance(5_000)
    expect((await fly.ask('GET', path)).body.state).toBe('destroyed')
    expect(fly.faults.fired()).toEqual({ [`stuck ${state}`]: 1 })
  })

  test('on 2026-04-28, a list right after a deed lacks what is in other regions', async () => {
    const fly = aFly({ limits: false, delays: { listLag: 0 } })
    const near = await fly.makeMachine({}, { region: 'fra' })
    const far = await fly.makeMachine({}, { region: 'yyz' })
    const listed = async () => (await fly.ask('GET', '/v1/apps/shop/machines')).body.map(({ id }: { id: string }) => id)
    days['2026-04-28']?.(fly.faults)
    expect(await listed()).toEqual([near.id, far.id])
    await fly.ask('POST', `${far.path}/cordon`)
    expect(await listed()).toEqual([near.id])
    await fly.ask('DELETE', `${near.path}?force=true`)
    await fly.clock.advance(4_000)
    expect(await listed()).toEqual([])
    expect((await fly.ask('GET', far.path)).body.state).toBe('started')
    await fly.clock.advance(15_000)
    expect(await listed()).toEqual([far.id])
    fly.faults.clear()
    await fly.ask('POST', `${far.path}/uncordon`)
    expect(await listed()).toEqual([far.id])
  })
})

describe('faults by the clock', () => {
  test('begin later, last for a while, and hit one Machine', async () => {
    const fly = aFly({ limits: false })
    const { path, id } = await fly.makeMachine()
    const other = await fly.makeMachine()
    const match = { action: 'get-machine', machine: id }
    fly.faults.add({ match, when: 'before', effect: { status: 504 }, afterMs: 10_000, forMs: 5_000 })
    const status = async (where = path) => (await fly.ask('GET', where)).status
    expect(await status()).toBe(200)
    await fly.clock.advance(10_000)
    expect([await status(), await status(other.path)]).toEqual([504, 200])
    await fly.clock.advance(5_000)
    expect(await status()).toBe(200)
  })
})
