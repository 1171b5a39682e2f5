import { describe, expect, test } from 'vitest'
import { aFly } from './a-fly.ts'

describe('rate limits', () => {
  test('three at once and one a second for each action and Machine', async () => {
    const fly = aFly({ delays: { request: 0, answer: 0 } })
    const { path } = await fly.makeMachine()
    const other = await fly.makeMachine()
    const cordon = async (where: string) => (await fly.ask('POST', `${where}/cordon`)).status
    expect([await cordon(path), await cordon(path), await cordon(path), await cordon(path)]).toEqual([
      200, 200, 200, 429,
    ])
    expect(await cordon(other.path)).toBe(200)
    expect((await fly.ask('POST', `${path}/uncordon`)).status).toBe(200)
    await fly.clock.advance(1_000)
    expect([await cordon(path), await cordon(path)]).toEqual([200, 429])
    expect(fly.faults.fired()).toEqual({ 'rate limit': 2 })
  })

  test('who keeps exactly to them is never refused', async () => {
    const fly = aFly()
    const { path } = await fly.makeMachine()
    for (let count = 0; count < 2; count++) await fly.ask('POST', `${path}/cordon`)
    for (let count = 0; count < 100; count++) {
      const answer = fly.send('POST', `${path}/cordon`)
      await fly.clock.advance(1_000)
      expect((await answer).status).toBe(200)
    }
  })

  test('ten readings of a Machine at once, and five a second', async () => {
    const fly = aFly({ delays: { request: 0, answer: 0 } })
    const { path } = await fly.makeMachine()
    const statuses = async (count: number) => {
      const all: number[] = []
      for (let index = 0; index < count; index++) all.push((await fly.ask('GET', path)).status)
      return all.filter((status) => status === 200).length
    }
    expect(await statuses(12)).toBe(10)
    await fly.clock.advance(1_000)
    expect(await statuses(12)).toBe(5)
  })

  test('a hundred apps are deleted in a minute', async () => {
    const fly = aFly()
    for (let index = 0; index < 120; index++) fly.world.createApp({ name: `app-${index}` })
    const remove = async (index: number) => (await fly.ask('DELETE', `/v1/apps/app-${index}`)).status
    for (let index = 0; index < 100; index++) expect(await remove(index)).toBe(202)
    expect(await remove(100)).toBe(429)
    await fly.clock.advance(60_000)
    expect(await remove(100)).toBe(202)
  })

  test('a refusal says when to come back, if that is switched on', async () => {
    const fly = aFly()
    const ask = () => fly.ask('GET', '/v1/platform/regions')
    for (let count = 0; count < 3; count++) await ask()
    const plain = await ask()
    expect(plain).toMatchObject({ status: 429, body: { error: 'rate limit exceeded' } })
    expect(plain.headers.get('retry-after')).toBeNull()
    fly.faults.retryAfterSeconds(7)
    expect((await ask()).headers.get('retry-after')).toBe('7')
  })
})

describe('the wire', () => {
  test('every answer carries a request id of its own', async () => {
    const fly = aFly()
    const ids = new Set<string | null>()
    for (const path of ['/v1/apps/shop', '/nowhere', '/v1/orgs/demo/machines']) {
      ids.add((await fly.ask('GET', path)).headers.get('fly-request-id'))
    }
    expect(ids.size).toBe(3)
    for (const id of ids) expect(id).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}-fra$/)
  })

  test('what is nowhere, not allowed, no JSON or too long is refused', async () => {
    const fly = aFly({ limits: false })
    await fly.makeApp()
    const create = (body: string) => fly.ask('POST', '/v1/apps/shop/machines', body)
    expect(await fly.ask('GET', '/v2/apps')).toMatchObject({ status: 404, text: '404 page not found\n' })
    expect((await fly.ask('PUT', '/v1/apps/shop')).status).toBe(405)
    expect((await create('{')).status).toBe(400)
    expect((await create('[]')).status).toBe(400)
    expect((await create(JSON.stringify({ name: 'x'.repeat(5_000_000) }))).status).toBe(413)
  })

  test.each([
    ['GET', '/v1/apps/%zz', {}, undefined, 400],
    ['HEAD', '/v1/apps/shop', {}, undefined, 405],
    ['OPTIONS', '/v1/apps/shop', {}, undefined, 405],
    ['GET', '/v1//apps/shop', {}, undefined, 404],
    ['GET', '/v1/apps/shop/', {}, undefined, 404],
    ['GET', '/v1/apps/shop%2F..%2Fother', {}, undefined, 404],
    ['POST', '/v1/apps', { 'content-type': 'multipart/form-data' }, '{"name":"a","org_slug":"demo"}', 400],
    [
      'POST',
      '/v1/apps',
      { 'content-type': 'application/x-www-form-urlencoded' },
      '{"name":"a","org_slug":"demo"}',
      201,
    ],
    ['POST', '/v1/apps', { 'content-type': 'application/json; charset=utf-8' }, '{"name":"o","org_slug":"demo"}', 201],
  ])('%s %s %j is answered so', async (method, path, headers, body, status) => {
    const fly = aFly()
    await fly.makeApp()
    expect((await fly.ask(method, path, body, headers)).status).toBe(status)
  })

  test('regions are told as Go spells them', async () => {
    const fly = aFly()
    const { body } = await fly.ask('GET', '/v1/platform/regions')
    expect(body.Regions).toHaveLength(18)
    expect(body.Regions[0]).toMatchObject({ code: 'ams', gateway_available: true })
  })

  test('a log tells what was asked and what became of it', async () => {
    const fly = aFly()
    const { path, id } = await fly.makeMachine()
    const [before] = fly.requests.all().slice(-1)
    await fly.ask('POST', `${path}/stop`)
    await fly.ask('POST', `${path}/start`)
    await fly.ask('GET', path)
    await fly.ask('POST', `${path}/lease?ttl=5`)
    const latest = fly.requests.since(before?.seq ?? 0)
    expect(latest.map(({ action, status, deed }) => [action, status, deed])).toEqual([
      ['stop-machine', 200, 'applied'],
      ['start-machine', 412, 'refused'],
      ['get-machine', 200, 'none'],
      ['lease-machine', 201, 'none'],
    ])
    expect(latest[0]).toMatchObject({ app: 'shop', machineId: id, method: 'POST', path: `${path}/stop` })
    expect(fly.requests.deeds().map(({ action }) => action)).toEqual([
      'create-app',
      'create-machine',
      'stop-machine',
      'start-machine',
    ])
    expect(fly.requests.counts()).toMatchObject({ 'create-app': 1, 'lease-machine': 1 })
  })

  test('the log forgets the oldest', async () => {
    const fly = aFly({ limits: false, delays: 'none' })
    for (let count = 0; count < 10_010; count++) await fly.send('GET', '/nowhere')
    const all = fly.requests.all()
    expect([all.length, all[0]?.seq, all.at(-1)?.seq]).toEqual([10_000, 11, 10_010])
    expect(fly.requests.counts()).toEqual({ unknown: 10_010 })
  })
})
