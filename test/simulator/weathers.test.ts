import { describe, expect, test } from 'vitest'
import { createAdmin } from '../../simulator/admin.ts'
import { type AFly, aFly } from './a-fly.ts'

async function say(fly: AFly, path: string, body: unknown): Promise<{ status: number; error: string | undefined }> {
  const admin = doors.get(fly) ?? createAdmin(fly)
  doors.set(fly, admin)
  const response = await admin.request(`/_simulator${path}`, { method: 'POST', body: JSON.stringify(body) })
  const text = await response.text()
  return { status: response.status, error: text === '' ? undefined : JSON.parse(text).error }
}

/** The door of each Fly: what it was told, it remembers. */
const doors = new WeakMap<AFly, ReturnType<typeof createAdmin>>()

describe('a fault in JSON', () => {
  test('can say all that a fault can', async () => {
    const fly = aFly({ limits: false })
    const { path, id } = await fly.makeMachine()
    const fault = {
      name: 'gateway',
      match: { method: 'GET', path: '/wait$', action: 'wait-machine', app: 'shop', machine: id, region: 'ams' },
      when: 'after',
      effect: { status: 504, body: '<html>504</html>', headers: { via: 'fly' } },
      probability: 1,
      times: 1,
      afterMs: 1_000,
      forMs: 1_000,
    }
    expect((await say(fly, '/faults', fault)).status).toBe(201)
    expect((await fly.ask('GET', `${path}/wait`)).status).toBe(200)
    await fly.clock.advance(1_000)
    const answer = await fly.ask('GET', `${path}/wait`)
    expect(answer).toMatchObject({ status: 504, text: '<html>504</html>' })
    expect([answer.headers.get('via'), answer.headers.get('content-type')]).toEqual(['fly', 'text/html; charset=utf-8'])
    expect((await fly.ask('GET', `${path}/wait`)).status).toBe(200)
    expect(fly.faults.fired()).toEqual({ gateway: 1 })
  })

  test.each([
    ['a misspelt field', { match: {}, effect: 'reset', probabilty: 0.1 }],
    ['a misspelt match', { match: { machines: 'x' }, effect: 'reset' }],
    ['an action that there is not', { match: { action: 'creat-machine' }, effect: 'reset' }],
    ['a text where a number belongs', { match: {}, effect: 'reset', times: 'often' }],
    ['a time before now', { match: {}, effect: 'reset', afterMs: -1 }],
    ['more than always', { match: {}, effect: 'reset', probability: 2 }],
    ['no pattern', { match: { path: '(' }, effect: 'reset' }],
    ['another moment', { match: {}, when: 'during', effect: 'reset' }],
    ['no effect', { match: {} }],
    ['two effects', { match: {}, effect: { status: 500, delayMs: 1 } }],
    ['an impossible status', { match: {}, effect: { status: 42 } }],
  ])('%s is refused', async (_, fault) => {
    const fly = aFly()
    expect(await say(fly, '/faults', fault)).toMatchObject({ status: 400, error: expect.stringMatching(/./) })
    expect((await fly.ask('GET', '/v1/tokens/current')).status).toBe(200)
  })
})

describe('the weather', () => {
  test('of the day 2026-04-28', async () => {
    const fly = aFly({ limits: false, delays: { listLag: 0 } })
    const { path } = await fly.makeMachine()
    expect((await say(fly, '/weather', { day: '2026-04-28' })).status).toBe(204)
    await fly.ask('POST', `${path}/cordon`)
    expect((await fly.ask('GET', '/v1/apps/shop/machines')).body).toEqual([])
    expect(await say(fly, '/weather', { day: '1999-12-31' })).toMatchObject({ status: 400 })
  })

  test('of stuck Machines and late images', async () => {
    const fly = aFly({ limits: false })
    await say(fly, '/weather', {
      stuck: { state: 'starting', times: 1 },
      missingImage: { image: 'shop:', forMs: 60_000 },
    })
    await fly.makeMachine()
    await fly.clock.advance(60_000)
    expect(fly.world.machines()).toMatchObject([{ state: 'starting' }])
    await say(fly, '/weather', { missingImage: { image: 'shop:' } })
    const { status } = await fly.ask('POST', '/v1/apps/shop/machines', { config: { image: 'shop:1' } })
    expect(status).toBe(400)
  })

  test.each([
    ['htmlErrors', 1, (fly: AFly) => fly.ask('GET', '/v1/apps/shop'), 500],
    ['waitTimeouts', 1, (fly: AFly) => fly.ask('GET', `/v1/apps/shop/machines/x/wait`), 504],
    ['down', true, (fly: AFly) => fly.ask('GET', '/v1/apps/shop'), 503],
    ['revokeToken', true, (fly: AFly) => fly.ask('GET', '/v1/apps/shop'), 401],
  ])('of %s comes, and goes when its word is said again', async (name, value, ask, status) => {
    const fly = aFly({ limits: false })
    await fly.makeApp()
    await say(fly, '/weather', { [name]: value })
    expect((await ask(fly)).status).toBe(status)
    await say(fly, '/weather', { [name]: value === 1 ? 0 : false })
    expect((await ask(fly)).status).not.toBe(status)
  })

  test('of slow answers', async () => {
    const fly = aFly()
    await say(fly, '/weather', { slowAnswersMs: 30_000 })
    const before = fly.clock.monotonic()
    expect((await fly.ask('GET', '/v1/tokens/current')).status).toBe(200)
    expect(fly.clock.monotonic() - before).toBeGreaterThanOrEqual(30_000)
  })

  test.each([
    { sunny: true },
    { htmlErrors: 2 },
    { listLagMs: 'long' },
    { stuck: { app: 'shop' } },
    { missingImage: {} },
  ])('%j is none', async (weather) => {
    expect(await say(aFly(), '/weather', weather)).toMatchObject({ status: 400, error: expect.stringMatching(/./) })
  })
})
