import { describe, expect, test } from 'vitest'
import { createFly } from '../../controller/fly/client.ts'
import { FlyError } from '../../controller/fly/errors.ts'
import { createVirtualClock } from '../support/virtual-clock.ts'
import { aMachine, anApp, aScriptedFly, broken, call, empty, json, never, type Scripted, text } from './scripted.ts'

const id = aMachine.id
const config = { image: 'registry.fly.io/shop@sha256:1' }
const create = { name: aMachine.name, region: 'ams', config }

describe('what is sent to Fly', () => {
  /** What is sent, and what comes of the answer. */
  const calls: readonly {
    readonly title: string
    readonly act: (fly: Scripted['fly']) => Promise<unknown>
    readonly answer: Response
    readonly sent: object
    readonly result: unknown
  }[] = [
    {
      title: 'an app is read',
      act: (fly) => fly.getApp('shop', call),
      answer: json(anApp),
      sent: { method: 'GET', path: '/v1/apps/shop' },
      result: anApp,
    },
    {
      title: 'the apps of the organisation are listed',
      act: (fly) => fly.listApps(call),
      answer: json({ total_apps: 1, apps: [anApp] }),
      sent: { method: 'GET', path: '/v1/apps?org_slug=our-org' },
      result: [anApp],
    },
    {
      title: 'an app is created with its own network',
      act: (fly) => fly.createApp({ name: 'shop', network: 'shop-net' }, call),
      answer: empty(201),
      sent: { method: 'POST', path: '/v1/apps', body: { name: 'shop', org_slug: 'our-org', network: 'shop-net' } },
      result: { result: 'done', value: undefined, requestId: '01TESTREQ123-iad' },
    },
    {
      title: 'an app is deleted',
      act: (fly) => fly.deleteApp('shop', call),
      answer: empty(202),
      sent: { method: 'DELETE', path: '/v1/apps/shop', body: undefined },
      result: { result: 'done' },
    },
    {
      title: 'the Machines of an app are listed, without those that are destroyed',
      act: (fly) => fly.listMachines('shop', call),
      answer: json([aMachine, { ...aMachine, id: 'other', state: 'destroyed' }]),
      sent: { method: 'GET', path: '/v1/apps/shop/machines' },
      result: [aMachine],
    },
    {
      title: 'a Machine is read',
      act: (fly) => fly.getMachine('shop', id, call),
      answer: json(aMachine),
      sent: { method: 'GET', path: `/v1/apps/shop/machines/${id}` },
      result: aMachine,
    },
    {
      title: 'a Machine is created',
      act: (fly) => fly.createMachine('shop', { ...create, skip_launch: true }, call),
      answer: json(aMachine),
      sent: { method: 'POST', path: '/v1/apps/shop/machines', body: { ...create, skip_launch: true } },
      result: { result: 'done', value: aMachine },
    },
    {
      title: 'a Machine is updated from the version that was read, under our lease',
      act: (fly) => fly.updateMachine('shop', id, { config, current_version: 'v1' }, { ...call, nonce: 'abc' }),
      answer: json({ ...aMachine, instance_id: 'v2' }),
      sent: { method: 'POST', path: `/v1/apps/shop/machines/${id}`, body: { config, current_version: 'v1' } },
      result: { result: 'done', value: { instance_id: 'v2' } },
    },
    ...(['start', 'stop', 'suspend', 'cordon', 'uncordon'] as const).map((verb) => ({
      title: `a Machine is asked to ${verb}`,
      act: (fly: Scripted['fly']) => fly[`${verb}Machine`]('shop', id, call),
      answer: json({ ok: true }),
      sent: { method: 'POST', path: `/v1/apps/shop/machines/${id}/${verb}` },
      result: { result: 'done' },
    })),
    {
      title: 'a Machine is destroyed by force',
      act: (fly) => fly.destroyMachine('shop', id, call),
      answer: json({ ok: true }),
      sent: { method: 'DELETE', path: `/v1/apps/shop/machines/${id}?force=true` },
      result: { result: 'done' },
    },
    {
      title: 'metadata is written for the version that was read',
      act: (fly) => fly.putMetadata('shop', id, { a: 'b' }, 'v1', call),
      answer: empty(204),
      sent: {
        method: 'PUT',
        path: `/v1/apps/shop/machines/${id}/metadata`,
        body: { metadata: { a: 'b' }, machine_version: 'v1' },
      },
      result: { result: 'done' },
    },
    {
      title: 'a lease is taken, with its time in the query and in the body, and read though it is wrapped',
      act: (fly) => fly.acquireLease('shop', id, { description: 'us', ttlSeconds: 13 }, call),
      answer: json({ status: 'success', data: { nonce: 'abc', expires_at: 1, owner: 'me', version: 'v1' } }, 201),
      sent: {
        method: 'POST',
        path: `/v1/apps/shop/machines/${id}/lease?ttl=13`,
        body: { description: 'us', ttl: 13 },
      },
      result: { result: 'done', value: { nonce: 'abc', expires_at: 1, owner: 'me', version: 'v1' } },
    },
    {
      title: 'a lease is renewed, and read though it is not wrapped',
      act: (fly) => fly.refreshLease('shop', id, 'abc', 13, call),
      answer: json({ nonce: 'abc', expires_at: 2, owner: 'me' }),
      sent: { method: 'POST', path: `/v1/apps/shop/machines/${id}/lease?ttl=13` },
      result: { result: 'done', value: { nonce: 'abc', expires_at: 2 } },
    },
    {
      title: 'a lease is given back',
      act: (fly) => fly.releaseLease('shop', id, 'abc', call),
      answer: json({ status: 'success', data: { ok: true } }),
      sent: { method: 'DELETE', path: `/v1/apps/shop/machines/${id}/lease` },
      result: { result: 'done' },
    },
    {
      title: "the organisation's Machines are listed",
      act: (fly) => fly.listOrgMachines({ includeDeleted: true, updatedAfter: '2026-01-01T00:00:00Z', limit: 7 }, call),
      answer: json({ machines: null, error_regions: null, next_cursor: 'c' }),
      sent: {
        method: 'GET',
        path: '/v1/orgs/our-org/machines?include_deleted=true&updated_after=2026-01-01T00%3A00%3A00Z&limit=7',
      },
      result: { machines: [], error_regions: [], next_cursor: 'c' },
    },
    {
      title: 'the token is asked about',
      act: (fly) => fly.currentToken(call),
      answer: json({ tokens: [{ token_id: 't', org_slug: 'our-org' }] }),
      sent: { method: 'GET', path: '/v1/tokens/current' },
      result: { tokens: [{ token_id: 't', org_slug: 'our-org' }] },
    },
  ]

  test.each(calls)('$title', async ({ act, answer, sent, result }) => {
    const { fly, seen, answer: script, run } = aScriptedFly()
    script(answer)
    expect(await run(act(fly))).toMatchObject(result as object)
    expect(seen).toHaveLength(1)
    expect(seen[0]).toMatchObject(sent)
  })

  test('the token goes in the header, with the scheme that it needs', async () => {
    const macaroon = aScriptedFly({ token: 'Bearer fm2_abc' })
    macaroon.answer(json(anApp))
    await macaroon.fly.getApp('shop', call)
    expect(macaroon.seen[0]?.headers.get('authorization')).toBe('FlyV1 fm2_abc')

    const other = aScriptedFly({ token: 'fo1_abc' })
    other.answer(json(anApp))
    await other.fly.getApp('shop', call)
    expect(other.seen[0]?.headers.get('authorization')).toBe('Bearer fo1_abc')
  })

  test('the nonce of a lease goes along with everything that changes the Machine', async () => {
    const { fly, seen, answer } = aScriptedFly()
    answer(json({ ok: true }))
    const held = { ...call, nonce: 'abc' }
    for (const verb of ['start', 'stop', 'suspend', 'cordon', 'uncordon', 'destroy'] as const) {
      await fly[`${verb}Machine`]('shop', id, held)
    }
    await fly.releaseLease('shop', id, 'abc', call)
    expect(seen.map(({ headers }) => headers.get('fly-machine-lease-nonce'))).toEqual(Array(7).fill('abc'))
  })

  test('the address may end in a slash or in /v1', async () => {
    for (const baseUrl of ['http://_api.internal:4280/', 'http://_api.internal:4280/v1', 'http://_api.internal:4280']) {
      const { fly, seen, answer } = aScriptedFly({ baseUrl })
      answer(json(anApp))
      await fly.getApp('shop', call)
      expect(seen[0]?.path).toBe('/v1/apps/shop')
    }
  })

  test('an address that carries a password is refused', () => {
    expect(() => aScriptedFly({ baseUrl: 'https://me:secret@api.machines.dev' })).toThrow(/^(?!.*secret)/)
  })

  test('no name can lead to another address', async () => {
    const { fly, seen, answer } = aScriptedFly()
    answer(json({ error: 'app not found' }, 404))
    await fly.getApp('a/../b?c=d#e', call)
    expect(seen[0]?.path).toBe('/v1/apps/a%2F..%2Fb%3Fc%3Dd%23e')
    for (const name of ['', '.', '..', '\ud800']) {
      const answer = await fly.destroyMachine('shop', name, call)
      expect(answer).toMatchObject({ result: 'refused', error: { code: 'Invalid' } })
    }
    expect(seen).toHaveLength(1)
  })
})

describe('what is read', () => {
  test('what Fly does not know is undefined, but another organisation’s app is Forbidden', async () => {
    const { fly, answer } = aScriptedFly()
    answer(json({ error: 'app not found' }, 404))
    expect(await fly.getApp('shop', call)).toBeUndefined()
    expect(await fly.getMachine('shop', id, call)).toBeUndefined()
    await expect(fly.listMachines('shop', call)).rejects.toMatchObject({ code: 'NotFound' })
    answer(json({ error: 'unauthorized' }, 403))
    await expect(fly.getApp('shop', call)).rejects.toMatchObject({ code: 'Forbidden' })
  })

  test('is asked for once more, quickly, when the connection breaks', async () => {
    const { fly, clock, answer, seen, run } = aScriptedFly()
    answer(broken('ECONNRESET'), json(anApp))
    expect(await run(fly.getApp('shop', call))).toMatchObject({ name: 'shop' })
    expect(seen).toHaveLength(2)
    expect(clock.monotonic()).toBeLessThan(500)
  })

  test('is not asked for a third time, nor after an answer or a timeout', async () => {
    for (const [reaction, requests] of [
      [broken('ECONNRESET'), 2],
      [text('', 503), 1],
      [json({ error: 'rate limit exceeded' }, 429), 1],
      [never, 1],
    ] as const) {
      const { fly, answer, seen, run } = aScriptedFly()
      answer(reaction)
      await expect(run(fly.getApp('shop', call))).rejects.toThrow(FlyError)
      expect(seen).toHaveLength(requests)
    }
  })

  test('a missing network is the default one', async () => {
    const { fly, answer } = aScriptedFly()
    answer(json({ ...anApp, network: undefined }))
    expect(await fly.getApp('shop', call)).toMatchObject({ network: 'default' })
  })

  test('states and fields that Fly adds are kept', async () => {
    const { fly, answer } = aScriptedFly()
    answer(json([{ ...aMachine, state: 'hibernating', mood: 'good' }]))
    expect(await fly.listMachines('shop', call)).toEqual([{ ...aMachine, state: 'hibernating', mood: 'good' }])
  })

  test('a Machine on a lost host comes without its config', async () => {
    const { fly, answer } = aScriptedFly()
    const { config: _, ...machine } = { ...aMachine, host_status: 'unreachable', incomplete_config: {} }
    answer(json({ ...machine, config: null, checks: null }))
    expect(await fly.getMachine('shop', id, call)).toEqual(machine)
  })
})

describe('an error', () => {
  test('names the thing, says what Fly said, and carries the id that Fly’s support asks for', async () => {
    const { fly, answer } = aScriptedFly()
    answer(json({ error: 'failed_precondition: machine still active, refusing to start' }, 412))
    const answered = await fly.startMachine('shop', id, call)
    expect(answered).toMatchObject({ error: { code: 'NotNow', status: 412, requestId: '01TESTREQ123-iad' } })
    expect((answered as { error: FlyError }).error.message).toBe(
      `Fly would not start Machine ${id} of shop: failed_precondition: machine still active, refusing to start (412)`,
    )
  })

  test('says why there was no answer', async () => {
    const { fly, answer, run } = aScriptedFly({ timeoutMs: 5_000 })
    answer(broken('ECONNREFUSED'))
    await expect(run(fly.listApps(call))).rejects.toThrow(
      'Fly gave no answer when asked to list the apps of our-org: socket says ECONNREFUSED',
    )
    answer(never)
    await expect(run(fly.listApps(call))).rejects.toThrow('no answer within 5 s')
  })
})

test('a client with a token that cannot be sent is not made', () => {
  const clock = createVirtualClock()
  const say = () => undefined
  const log = { debug: say, info: say, warn: say, error: say }
  const options = { organization: 'o', clock, random: { next: () => 0 }, log, fetch: never }
  expect(() => createFly({ ...options, baseUrl: 'https://api.machines.dev', token: '' })).toThrow('token')
  expect(() => createFly({ ...options, baseUrl: 'ftp://api.machines.dev', token: 'x' })).toThrow('address')
})
