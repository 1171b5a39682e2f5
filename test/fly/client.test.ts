import { describe, expect, test } from 'vitest'
import { createFly } from '../../controller/fly/client.ts'
import { FlyError } from '../../controller/fly/errors.ts'
import { createVirtualClock } from '../support/virtual-clock.ts'
import { calls } from './calls.ts'
import { aCertificate, aMachine, anApp, aScriptedFly, aVolume, broken, call, json, never, text } from './scripted.ts'

const id = aMachine.id

describe('what is sent to Fly', () => {
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
    for (const verb of ['start', 'stop', 'restart', 'suspend', 'cordon', 'uncordon', 'destroy'] as const) {
      await fly[`${verb}Machine`]('shop', id, held)
    }
    await fly.releaseLease('shop', id, 'abc', call)
    expect(seen.map(({ headers }) => headers.get('fly-machine-lease-nonce'))).toEqual(Array(8).fill('abc'))
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
    expect(await fly.getVolume('shop', aVolume.id, call)).toBeUndefined()
    expect(await fly.getCertificate('shop', 'shop.example.com', call)).toBeUndefined()
    expect(await fly.checkCertificate('shop', 'shop.example.com', call)).toBeUndefined()
    for (const list of ['listMachines', 'listVolumes', 'listSecrets', 'listIps', 'listCertificates'] as const) {
      await expect(fly[list]('shop', call)).rejects.toMatchObject({ code: 'NotFound' })
    }
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

  test('certificates are read to the end of their pages, which may be short, and not in circles', async () => {
    const { fly, answer, seen, run } = aScriptedFly()
    const other = { ...aCertificate, hostname: 'www.example.com' }
    answer(
      json({ certificates: [aCertificate], next_cursor: 'a' }),
      json({ certificates: null, next_cursor: 'b' }),
      json({ certificates: [other] }),
    )
    expect(await run(fly.listCertificates('shop', call))).toEqual([aCertificate, other])
    expect(seen.map(({ path }) => new URL(path, 'http://fly').searchParams.get('cursor'))).toEqual([null, 'a', 'b'])
    answer(json({ certificates: [aCertificate], next_cursor: 'a' }))
    await expect(run(fly.listCertificates('shop', call))).rejects.toMatchObject({ code: 'Malformed' })
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
