import { describe, expect, test } from 'vitest'
import type { Answer } from '../../controller/fly/fly.ts'
import { aMachine, aScriptedFly, aVolume, broken, call, json, never, type Scripted, text } from './scripted.ts'

const id = aMachine.id
const config = { image: 'registry.fly.io/shop@sha256:1' }
const create = { name: aMachine.name, region: 'ams', config }

describe('what becomes of a deed', () => {
  const deeds: readonly (readonly [string, (fly: Scripted['fly']) => Promise<Answer<unknown>>])[] = [
    ['createApp', (fly) => fly.createApp({ name: 'shop', network: 'shop' }, call)],
    ['deleteApp', (fly) => fly.deleteApp('shop', call)],
    ['createMachine', (fly) => fly.createMachine('shop', create, call)],
    ['updateMachine', (fly) => fly.updateMachine('shop', id, { config, current_version: 'v1' }, call)],
    ['startMachine', (fly) => fly.startMachine('shop', id, call)],
    ['stopMachine', (fly) => fly.stopMachine('shop', id, call)],
    ['suspendMachine', (fly) => fly.suspendMachine('shop', id, call)],
    ['cordonMachine', (fly) => fly.cordonMachine('shop', id, call)],
    ['uncordonMachine', (fly) => fly.uncordonMachine('shop', id, call)],
    ['destroyMachine', (fly) => fly.destroyMachine('shop', id, call)],
    ['restartMachine', (fly) => fly.restartMachine('shop', id, call)],
    ['createVolume', (fly) => fly.createVolume('shop', { name: 'data', region: 'ams', size_gb: 1 }, call)],
    ['updateVolume', (fly) => fly.updateVolume('shop', aVolume.id, { snapshot_retention: 9 }, call)],
    ['extendVolume', (fly) => fly.extendVolume('shop', aVolume.id, 9, call)],
    ['deleteVolume', (fly) => fly.deleteVolume('shop', aVolume.id, call)],
    ['createSnapshot', (fly) => fly.createSnapshot('shop', aVolume.id, call)],
    ['setSecrets', (fly) => fly.setSecrets('shop', { KEY: 'value' }, call)],
    ['assignIp', (fly) => fly.assignIp('shop', { type: 'v6' }, call)],
    ['releaseIp', (fly) => fly.releaseIp('shop', '::1', call)],
    ['requestCertificate', (fly) => fly.requestCertificate('shop', 'shop.example.com', call)],
    ['deleteCertificate', (fly) => fly.deleteCertificate('shop', 'shop.example.com', call)],
    ['putMetadata', (fly) => fly.putMetadata('shop', id, {}, 'v1', call)],
    ['acquireLease', (fly) => fly.acquireLease('shop', id, { description: '', ttlSeconds: 13 }, call)],
    ['refreshLease', (fly) => fly.refreshLease('shop', id, 'abc', 13, call)],
    ['releaseLease', (fly) => fly.releaseLease('shop', id, 'abc', call)],
  ]

  describe.each(deeds)('%s', (_, act) => {
    async function outcome(reaction: Response | Error | (() => Promise<Response>)) {
      const { fly, seen, answer, run } = aScriptedFly()
      answer(reaction)
      const result = await run(act(fly))
      expect(seen).toHaveLength(1)
      return result
    }

    test.each([400, 401, 403, 409, 412, 422, 429])('%i: surely not done', async (status) => {
      const answer = await outcome(json({ error: 'no' }, status))
      // A lease that is somebody else's need not be given back.
      if (answer.result === 'done') expect(status).toBe(409)
      else expect(answer).toMatchObject({ result: 'refused', error: { status, requestId: '01TESTREQ123-iad' } })
    })

    test.each([408, 500, 502, 503, 504])('%i: unknown, not repeated', async (status) => {
      const answer = await outcome(text('<html>no</html>', status))
      expect(answer).toMatchObject({ result: 'unknown', error: { code: 'Unavailable', status } })
    })

    test('a redirect is not followed, and says nothing', async () => {
      const redirect = new Response(null, { status: 307, headers: { location: 'https://elsewhere.test/' } })
      expect(await outcome(redirect)).toMatchObject({ result: 'unknown', error: { code: 'Malformed', status: 307 } })
    })

    test.each([
      'ECONNRESET',
      'EPIPE',
      'ETIMEDOUT',
      'UND_ERR_SOCKET',
      'UND_ERR_HEADERS_TIMEOUT',
      'UND_ERR_BODY_TIMEOUT',
    ])('a connection that breaks with %s: unknown, not repeated', async (code) => {
      expect(await outcome(broken(code))).toMatchObject({ result: 'unknown', error: { code: 'Unreachable' } })
    })

    test.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'])(
      'a connection that was never there (%s): surely not done',
      async (code) => {
        expect(await outcome(broken(code))).toMatchObject({ result: 'refused', error: { code: 'Unreachable' } })
      },
    )

    test('no answer in time: unknown', async () => {
      const answer = await outcome(never)
      expect(answer).toMatchObject({ result: 'unknown', error: { code: 'Unreachable', status: undefined } })
    })

    test('a success that cannot be read: unknown', async () => {
      expect(await outcome(text('<html>ok</html>', 200))).toMatchObject({
        result: 'unknown',
        error: { code: 'Malformed', status: 200, requestId: '01TESTREQ123-iad' },
      })
    })
  })

  test('a connection that times out while it is made was never there', async () => {
    const { fly, answer } = aScriptedFly()
    answer(broken('ETIMEDOUT', { syscall: 'connect' }))
    expect(await fly.startMachine('shop', id, call)).toMatchObject({ result: 'refused' })
  })

  test('who is gone already is destroyed, deleted, released', async () => {
    const { fly, answer } = aScriptedFly()
    answer(json({ error: 'machine not found' }, 404))
    expect(await fly.destroyMachine('shop', id, call)).toMatchObject({ result: 'done', requestId: '01TESTREQ123-iad' })
    expect(await fly.releaseLease('shop', id, 'abc', call)).toMatchObject({ result: 'done' })
    answer(json({ error: 'app not found' }, 404))
    expect(await fly.deleteApp('shop', call)).toMatchObject({ result: 'done' })
    expect(await fly.deleteVolume('shop', aVolume.id, call)).toMatchObject({ result: 'done' })
    expect(await fly.releaseIp('shop', '::1', call)).toMatchObject({ result: 'done' })
    expect(await fly.deleteCertificate('shop', 'shop.example.com', call)).toMatchObject({ result: 'done' })
    expect(await fly.createSnapshot('shop', aVolume.id, call)).toMatchObject({ result: 'refused' })
  })

  test('a volume that a Machine has says which', async () => {
    const { fly, answer } = aScriptedFly()
    answer(json({ error: `failed_precondition: volume is currently bound to machine: ${id}` }, 412))
    expect(await fly.deleteVolume('shop', aVolume.id, call)).toMatchObject({
      result: 'refused',
      error: { code: 'VolumeInUse', machineId: id },
    })
  })

  test('a page of the gateway does not prove that somebody is gone', async () => {
    const { fly, answer, run } = aScriptedFly()
    answer(text('<html>404</html>', 404))
    expect(await fly.destroyMachine('shop', id, call)).toMatchObject({
      result: 'refused',
      error: { code: 'Unavailable' },
    })
    answer(text('404 page not found\n', 404))
    await expect(run(fly.getMachine('shop', id, call))).rejects.toMatchObject({ code: 'Unavailable' })
  })

  test('a lease of an unknown nonce is released, whatever the status', async () => {
    const { fly, answer } = aScriptedFly()
    answer(json({ error: 'lease not found' }, 400))
    expect(await fly.releaseLease('shop', id, 'abc', call)).toMatchObject({ result: 'done' })
  })

  test('to start what runs and to stop what is stopped is done', async () => {
    const { fly, answer } = aScriptedFly()
    answer(json({ error: "failed_precondition: unable to start machine from current state: 'started'" }, 412))
    expect(await fly.startMachine('shop', id, call)).toMatchObject({ result: 'done' })
    answer(json({ error: "failed_precondition: unable to stop machine from current state: 'stopped'" }, 412))
    expect(await fly.stopMachine('shop', id, call)).toMatchObject({ result: 'done' })
    answer(json({ error: "failed_precondition: unable to start machine from current state: 'created'" }, 412))
    expect(await fly.startMachine('shop', id, call)).toMatchObject({ result: 'refused', error: { code: 'NotNow' } })
  })

  test('what is unknown stays unknown, whatever its words are', async () => {
    const { fly, answer } = aScriptedFly()
    answer(json({ error: "unable to start machine from current state: 'started'" }, 500))
    expect(await fly.startMachine('shop', id, call)).toMatchObject({ result: 'unknown' })
    answer(json({ error: 'lease not found' }, 500))
    expect(await fly.releaseLease('shop', id, 'abc', call)).toMatchObject({ result: 'unknown' })
  })

  test('a name that is taken says by which Machine', async () => {
    const { fly, answer } = aScriptedFly()
    const error = `already_exists: unique machine name violation, machine ID ${id} already exists with name "web"`
    answer(json({ error }, 409))
    expect(await fly.createMachine('shop', create, call)).toMatchObject({
      result: 'refused',
      error: { code: 'NameTaken', machineId: id },
    })
  })

  test('rejects only when aborted, also when Fly has been asked already', async () => {
    const { fly, clock, answer, seen } = aScriptedFly()
    answer(never)
    const shutdown = new AbortController()
    const deed = fly.startMachine('shop', id, { signal: shutdown.signal })
    await clock.advance(10)
    shutdown.abort(new Error('shutting down'))
    await expect(deed).rejects.toThrow('shutting down')
    await expect(fly.startMachine('shop', id, { signal: shutdown.signal })).rejects.toThrow('shutting down')
    expect(seen).toHaveLength(1)
    expect(clock.pending()).toBe(0)
  })
})
