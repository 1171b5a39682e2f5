import { describe, expect, test } from 'vitest'
import type { Fault } from '../../simulator/faults.ts'
import { type AFly, aFly } from './a-fly.ts'

describe('faults', () => {
  const effects = [
    { status: 500, body: '<html>500</html>' },
    { status: 408 },
    'reset',
    'hang',
  ] as const satisfies readonly Fault['effect'][]
  const cases = effects.flatMap((effect) => [
    { effect, when: 'before', isDone: false } as const,
    { effect, when: 'after', isDone: true } as const,
  ])

  test.each(cases)('$effect $when a deed: it is done $isDone', async ({ effect, when, isDone }) => {
    const fly = aFly()
    const { path } = await fly.makeMachine()
    fly.faults.add({ match: { action: 'cordon-machine' }, when, effect, times: 1 })
    const answer = await outcome(fly, 'POST', `${path}/cordon`)
    expect(answer).toBe(typeof effect === 'string' ? effect : effect.status)
    expect(fly.world.machines()[0]?.cordoned).toBe(isDone)
    expect(fly.requests.all().at(-1)).toMatchObject({
      action: 'cordon-machine',
      status: typeof effect === 'string' ? undefined : effect.status,
      deed: isDone ? 'applied' : 'refused',
    })
    expect((await fly.ask('POST', `${path}/cordon`)).status).toBe(200)
  })

  test('a reset looks as undici’s', async () => {
    const fly = aFly()
    fly.faults.add({ match: {}, when: 'before', effect: 'reset' })
    const error = await fly.ask('GET', '/v1/apps/shop').catch((error) => error)
    expect(error).toBeInstanceOf(TypeError)
    expect(error).toMatchObject({ message: 'fetch failed', cause: { code: 'ECONNRESET' } })
  })

  test('what a caller who gave up has asked for is done all the same, later if the network was slow', async () => {
    const fly = aFly()
    const { path } = await fly.makeMachine()
    fly.faults.add({ match: { method: 'POST' }, when: 'before', effect: { delayMs: 90_000 } })
    const givenUp = new AbortController()
    const answer = fly.send('POST', `${path}/cordon`, undefined, givenUp.signal).catch((error) => error)
    await fly.clock.advance(1_000)
    givenUp.abort(new Error('enough'))
    expect(await answer).toMatchObject({ message: 'enough' })
    expect(fly.world.machines()[0]?.cordoned).toBe(false)
    await fly.clock.advance(90_000)
    expect(fly.world.machines()[0]?.cordoned).toBe(true)
  })

  test('who gave up before he asked has not asked', async () => {
    const fly = aFly()
    await fly.makeApp()
    const gone = AbortSignal.abort(new Error('gone'))
    await expect(fly.send('DELETE', '/v1/apps/shop', undefined, gone)).rejects.toThrow('gone')
    await fly.clock.advance(10_000)
    expect(fly.world.app('shop')).toBeDefined()
  })

  test('a fault hits what it matches, as often as it may, and is counted by its name', async () => {
    const fly = aFly({ limits: false })
    const { path } = await fly.makeMachine()
    const status = async (method: string, where: string) => (await fly.ask(method, where)).status
    const remove = fly.faults.add({
      name: 'trouble',
      match: { method: 'GET', path: /\/machines\/\w+$/, app: 'shop', region: 'ams' },
      when: 'before',
      effect: { status: 502 },
      times: 2,
    })
    expect(await status('GET', '/v1/apps/shop')).toBe(200)
    expect([await status('GET', path), await status('GET', path), await status('GET', path)]).toEqual([502, 502, 200])
    fly.faults.add({ match: { region: 'cdg' }, when: 'before', effect: { status: 502 } })
    expect(await status('GET', path)).toBe(200)
    remove()
    expect(fly.faults.fired()).toEqual({ trouble: 2 })
  })

  test('a fault may fire now and then', async () => {
    const fly = aFly({ limits: false })
    fly.faults.add({ match: {}, when: 'before', effect: { status: 500 }, probability: 0.3 })
    for (let count = 0; count < 200; count++) await fly.ask('GET', '/v1/platform/regions')
    expect(fly.faults.fired()['before 500']).toBeGreaterThan(30)
    expect(fly.faults.fired()['before 500']).toBeLessThan(90)
  })

  test('Fly is down, and comes back', async () => {
    const fly = aFly()
    await fly.makeApp()
    fly.faults.down(true)
    expect((await fly.ask('GET', '/v1/apps/shop')).status).toBe(503)
    fly.faults.clear()
    expect((await fly.ask('GET', '/v1/apps/shop')).status).toBe(200)
  })

  test('a full region takes no Machine, starts none, and lets none grow', async () => {
    const fly = aFly({ limits: false })
    const { path } = await fly.makeMachine()
    const stopped = await fly.makeMachine({}, { skip_launch: true })
    fly.faults.capacity('ams', 'full')
    const guest = { cpu_kind: 'shared', cpus: 1, memory_mb: 512 }
    const create = { config: { image: 'nginx' } }
    expect(await fly.ask('POST', '/v1/apps/shop/machines', { ...create, region: 'ams' })).toMatchObject({
      status: 422,
      body: { error: 'could not find a candidate host', status: 'insufficient_capacity' },
    })
    expect((await fly.ask('POST', '/v1/apps/shop/machines', { ...create, region: 'ams,cdg' })).body.region).toBe('cdg')
    expect((await fly.ask('POST', `${stopped.path}/start`)).body.error).toMatch(/^aborted: insufficient resources/)
    expect((await fly.ask('POST', path, { config: { image: 'nginx:2', guest } })).body.error).toBe(
      'aborted: could not reserve resource for machine: insufficient memory available to fulfill request on the current host',
    )
    expect((await fly.ask('POST', path, { config: { image: 'nginx:2' } })).status).toBe(200)
    fly.faults.capacity('ams', 'ok')
    expect((await fly.ask('POST', `${stopped.path}/start`)).status).toBe(200)
  })

  test('the organisation has its limits', async () => {
    const fly = aFly({ limits: false })
    await fly.makeMachine()
    const create = () => fly.ask('POST', '/v1/apps/shop/machines', { region: 'dfw', config: { image: 'nginx' } })
    fly.faults.quota({ machines: 1 })
    expect(await create()).toMatchObject({
      status: 422,
      body: { error: 'Your organization has reached its machine limit. Please contact billing@fly.io' },
    })
    fly.faults.quota({ regionMemoryMb: 100 })
    expect(await create()).toMatchObject({
      status: 403,
      body: {
        error:
          'organization "demo" is using 256 MB of memory in dfw which is over the allowed quota. please consider other regions',
      },
    })
    fly.faults.quota({ hasPaymentMethod: false })
    expect((await create()).body.error).toMatch(/payment method/)
    fly.faults.quota(undefined)
    expect((await create()).status).toBe(200)
    expect(fly.faults.fired()).toEqual({ quota: 3 })
  })

  test('the token is refused when it is missing, another one or revoked', async () => {
    const fly = aFly({ token: 'fm2_test' })
    const current = (authorization: string) => fly.ask('GET', '/v1/tokens/current', undefined, { authorization })
    for (const authorization of ['', 'Bearer', 'Bearer other', 'Bearer FlyV1 fm2_test']) {
      expect(await current(authorization)).toMatchObject({ status: 401, body: { error: 'invalid token' } })
    }
    expect((await current('Bearer fm2_test')).body).toMatchObject({ tokens: [{ org_slug: 'demo' }] })
    expect((await current('FlyV1 fm2_test')).status).toBe(200)
    const restore = fly.faults.revokeToken()
    expect((await current('Bearer fm2_test')).status).toBe(401)
    restore()
    await fly.clock.advance(3_000)
    expect((await current('Bearer fm2_test')).status).toBe(200)
  })

  test('where a host is not reached, a Machine stands still and shows no config', async () => {
    const fly = aFly({ limits: false })
    const { path, id } = await fly.makeMachine()
    await fly.ask('POST', `${path}/stop`)
    fly.world.setHostStatus('shop', id, 'unreachable')
    await fly.clock.advance(60_000)
    const { body } = await fly.ask('GET', path)
    expect(body).toMatchObject({ state: 'stopping', host_status: 'unreachable', incomplete_config: {} })
    expect(body.config).toBeUndefined()
    expect((await fly.ask('POST', `${path}/start`)).status).toBe(503)
    expect((await fly.ask('DELETE', `${path}?force=true`)).status).toBe(200)
    await fly.clock.advance(60_000)
    expect(fly.world.machines()).toMatchObject([{ state: 'destroying' }])
    fly.world.setHostStatus('shop', id, 'ok')
    await fly.clock.advance(5_000)
    expect(fly.world.machines()).toEqual([])
  })
})

async function outcome(fly: AFly, method: string, path: string): Promise<number | string> {
  const givenUp = new AbortController()
  const answer = fly.send(method, path, undefined, givenUp.signal).then(
    ({ status }) => status,
    (error) => (error instanceof TypeError ? 'reset' : 'hang'),
  )
  await fly.clock.advance(100_000)
  givenUp.abort()
  return answer
}
