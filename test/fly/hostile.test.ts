import { describe, expect, test } from 'vitest'
import type { FlyError } from '../../controller/fly/errors.ts'
import {
  aCertificate,
  aMachine,
  anApp,
  anIp,
  aScriptedFly,
  aSnapshot,
  aVolume,
  call,
  json,
  type Scripted,
  text,
} from './scripted.ts'

const id = aMachine.id
const config = { image: 'registry.fly.io/shop@sha256:1' }
const create = { name: aMachine.name, region: 'ams', config }

describe('a hostile answer', () => {
  const malformed: readonly (readonly [string, (fly: Scripted['fly']) => Promise<unknown>, unknown])[] = [
    ['a list that is none', (fly) => fly.listMachines('shop', call), { machines: [] }],
    ['a list that is null', (fly) => fly.listMachines('shop', call), null],
    ['a list with one element that is no Machine', (fly) => fly.listMachines('shop', call), [aMachine, 'x']],
    ['a Machine without an id', (fly) => fly.listMachines('shop', call), [{ ...aMachine, id: undefined }]],
    ['a Machine without a version', (fly) => fly.listMachines('shop', call), [{ ...aMachine, instance_id: '' }]],
    ['a Machine whose checks are none', (fly) => fly.listMachines('shop', call), [{ ...aMachine, checks: 'fine' }]],
    ['a Machine whose config is none', (fly) => fly.listMachines('shop', call), [{ ...aMachine, config: [] }]],
    ['another Machine', (fly) => fly.getMachine('shop', 'other', call), aMachine],
    ['another app', (fly) => fly.getApp('other', call), anApp],
    ['an app without an organisation', (fly) => fly.getApp('shop', call), { ...anApp, organization: null }],
    ['apps that are no list', (fly) => fly.listApps(call), { apps: {} }],
    ['an array for an object', (fly) => fly.getApp('shop', call), [anApp]],
    ['a page without Machines', (fly) => fly.listOrgMachines({}, call), { next_cursor: '' }],
    ['a page with a cursor that is none', (fly) => fly.listOrgMachines({}, call), { machines: [], next_cursor: 3 }],
    ['a page with a Machine of no app', (fly) => fly.listOrgMachines({}, call), { machines: [aMachine] }],
    ['volumes that are no list', (fly) => fly.listVolumes('shop', call), { volumes: [aVolume] }],
    ['one that is no volume', (fly) => fly.listVolumes('shop', call), [aVolume, null]],
    ['a volume without a size', (fly) => fly.getVolume('shop', aVolume.id, call), { ...aVolume, size_gb: '3' }],
    ['another volume', (fly) => fly.getVolume('shop', 'vol_other', call), aVolume],
    ['a page without volumes', (fly) => fly.listOrgVolumes({}, call), { next_cursor: '' }],
    ['a page with a volume of no app', (fly) => fly.listOrgVolumes({}, call), { volumes: [aVolume] }],
    ['a snapshot without an id', (fly) => fly.listSnapshots('shop', 'v', call), [{ ...aSnapshot, id: '' }]],
    ['secrets that are no list', (fly) => fly.listSecrets('shop', call), { secrets: 'KEY' }],
    ['a secret without a digest', (fly) => fly.listSecrets('shop', call), { secrets: [{ name: 'KEY' }] }],
    ['an address that is none', (fly) => fly.listIps('shop', call), { ips: [{ ...anIp, ip: null }] }],
    ['half a pair', (fly) => fly.listIps('shop', call), { ips: [{ ip: null, ip_pair: { v4: '1.2.3.4' } }] }],
    ['a page without certificates', (fly) => fly.listCertificates('shop', call), {}],
    [
      'a certificate that may be one',
      (fly) => fly.listCertificates('shop', call),
      { certificates: [{ hostname: 'a' }] },
    ],
    ['another hostname', (fly) => fly.getCertificate('shop', 'other.example.com', call), aCertificate],
    ['regions that are no list', (fly) => fly.listRegions(call), { Regions: {} }],
    ['a region without a code', (fly) => fly.listRegions(call), { Regions: [{ name: 'Amsterdam' }] }],
    ['no word on placements', (fly) => fly.askPlacements({}, call), {}],
    ['a placement of nothing', (fly) => fly.askPlacements({}, call), { Regions: [{ Region: 'ams' }] }],
    [
      'a token of apps that are none',
      (fly) => fly.currentToken(call),
      { tokens: [{ token_id: 't', org_slug: 'our-org', apps: [3] }] },
    ],
    ['a token of no organisation', (fly) => fly.currentToken(call), { tokens: [{ token_id: 't' }] }],
  ]
  test.each(malformed)('with %s is Malformed', async (_, act, body) => {
    const { fly, answer, run } = aScriptedFly()
    answer(json(body))
    await expect(run(act(fly))).rejects.toMatchObject({ code: 'Malformed', requestId: '01TESTREQ123-iad' })
  })

  test('with another Machine than the one that was updated or created says nothing of ours', async () => {
    const { fly, answer } = aScriptedFly()
    answer(json(aMachine))
    const update = fly.updateMachine('shop', 'other', { config, current_version: 'v1' }, call)
    expect(await update).toMatchObject({ result: 'unknown', error: { code: 'Malformed' } })
    const creation = fly.createMachine('shop', { ...create, name: 'other' }, call)
    expect(await creation).toMatchObject({ result: 'unknown', error: { code: 'Malformed' } })
  })

  test('with another volume than the one that was created or changed says nothing of ours', async () => {
    const { fly, answer } = aScriptedFly()
    answer(json(aVolume))
    const deeds = [
      fly.createVolume('shop', { name: 'other', region: 'ams', size_gb: 3 }, call),
      fly.updateVolume('shop', 'vol_other', {}, call),
      fly.extendVolume('shop', aVolume.id, 5, call),
      fly.setSecrets('shop', {}, call),
    ]
    for (const deed of deeds) expect(await deed).toMatchObject({ result: 'unknown', error: { code: 'Malformed' } })
  })

  test('with a nonce that cannot go into a header is Malformed', async () => {
    const { fly, answer } = aScriptedFly()
    answer(json({ nonce: 'a\r\nx: y', expires_at: 1, owner: '' }))
    const lease = fly.acquireLease('shop', id, { description: '', ttlSeconds: 13 }, call)
    expect(await lease).toMatchObject({ result: 'unknown', error: { code: 'Malformed' } })
  })

  test('that denies what its status says is not believed', async () => {
    const { fly, answer } = aScriptedFly()
    answer(json({ ok: false }))
    expect(await fly.stopMachine('shop', id, call)).toMatchObject({ result: 'unknown', error: { code: 'Malformed' } })
  })

  test('of a hundred megabytes is given up after sixteen', async () => {
    const { fly, answer, run } = aScriptedFly()
    let served = 0
    const chunk = new Uint8Array(1_048_576).fill(0x20)
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        served++
        if (served > 100) controller.close()
        else controller.enqueue(chunk)
      },
    })
    answer(() => new Response(endless, { status: 200 }))
    await expect(run(fly.listMachines('shop', call))).rejects.toMatchObject({ code: 'Malformed' })
    expect(served).toBeLessThan(20)
  })

  test('that never ends is given up in time', async () => {
    const { fly, clock, answer, run } = aScriptedFly({ timeoutMs: 5_000 })
    answer(() => new Response(new ReadableStream({ pull: () => new Promise(() => undefined) }), { status: 200 }))
    await expect(run(fly.listMachines('shop', call))).rejects.toMatchObject({ code: 'Malformed', status: 200 })
    expect(clock.monotonic()).toBe(5_000)
    expect(clock.pending()).toBe(0)
  })

  test('whose refusal breaks off is a refusal all the same', async () => {
    const { fly, answer, run } = aScriptedFly()
    const torn = () =>
      new Response(new ReadableStream({ pull: (controller) => controller.error(new Error('reset')) }), { status: 422 })
    answer(torn)
    expect(await run(fly.startMachine('shop', id, call))).toMatchObject({
      result: 'refused',
      error: { code: 'Invalid' },
    })
  })

  test('nested a hundred thousand deep is Malformed', async () => {
    const { fly, answer } = aScriptedFly()
    answer(text('['.repeat(100_000) + ']'.repeat(100_000), 200))
    await expect(fly.listMachines('shop', call)).rejects.toMatchObject({ code: 'Malformed' })
  })

  test('with a prototype in it changes nobody’s', async () => {
    const { fly, answer } = aScriptedFly()
    answer(text(JSON.stringify(aMachine).replace('{', '{"__proto__":{"polluted":true},'), 200))
    await fly.getMachine('shop', id, call)
    expect({}).not.toHaveProperty('polluted')
  })

  test('that holds up our token does not get it any further', async () => {
    const { fly, logged, answer } = aScriptedFly({ token: 'Bearer very-secret-token' })
    answer(json({ error: 'unknown token very-secret-token\0\u202e' }, 401, { 'fly-request-id': 'very-secret token' }))
    const error: FlyError = await fly.getApp('shop', call).catch((each) => each)
    expect(error.message).toBe('Fly would not read the app shop: unknown token [token] (401)')
    expect(error.requestId).toBeUndefined()
    answer(new Error('bad header very-secret-token'))
    const refused = await fly.startMachine('shop', id, call)
    expect(JSON.stringify([error, refused, logged])).not.toContain('very-secret')
    expect(String((refused as { error: FlyError }).error.message)).not.toContain('very-secret')
  })
})
