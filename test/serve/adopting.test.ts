import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
import type { MachineConfig } from '../../controller/fly/wire.ts'
import type { Status } from '../../controller/status/status.ts'
import { aConfig } from '../support/live-configs.ts'
import { anInstallation, anna } from './an-installation.ts'

type House = Awaited<ReturnType<typeof anInstallation>>

let house: House
beforeEach(async () => {
  house = await anInstallation()
})
afterEach(() => house.close())

// Lists lag, and a Machine that has just begun to run has proven nothing.
const aWhile = 120_000

const web: MachineConfig = {
  image: 'shop:1',
  env: { PORT: '80' },
  guest: { cpu_kind: 'shared', cpus: 1, memory_mb: 256 },
  metadata: { fly_process_group: 'web', team: 'blue' },
  restart: { policy: 'always' },
}
const job: MachineConfig = {
  ...web,
  env: {},
  metadata: { fly_process_group: 'job' },
  schedule: 'daily',
  restart: { policy: 'no' },
}
const proxied: MachineConfig = {
  ...web,
  services: [
    {
      protocol: 'tcp',
      internal_port: 80,
      autostart: true,
      autostop: 'stop',
      ports: [{ port: 80, handlers: ['http'] }],
    },
  ],
}
const byDefault: MachineConfig = { image: 'shop:1' }

/** Makes an app as others would, by hand. */
async function live(
  house: House,
  machines: readonly { region: string; config: MachineConfig; state?: 'started' | 'stopped' }[],
) {
  const { world } = house.simulator
  world.createApp({ name: 'shop', network: 'default' })
  for (const machine of machines) world.createMachine('shop', machine)
  await house.clock.advance(aWhile)
}

async function importAndAdopt(house: House) {
  const { text, objections } = await house.run(house.operations.importApp('shop', house.never))
  expect(objections).toEqual([])
  const adopted = await house.run(house.operations.adopt({ text }, anna, house.never))
  return { text, adopted }
}

/** What runs: all of the Machines but their marks. */
function whatRuns(house: House) {
  return house.simulator.world
    .machines('shop')
    .map(({ id, name, region, state, instanceId, config, metadata, cordoned, imageDigest, events }) => {
      const others = Object.entries(metadata).filter(([key]) => !key.startsWith('artifact_'))
      const { metadata: _, ...rest } = config
      return { id, name, region, state, instanceId, config: rest, metadata: others, cordoned, imageDigest, events }
    })
}

describe('an app that others made', () => {
  test.each<[string, Parameters<typeof live>[1]]>([
    [
      'Machines in two regions',
      [
        { region: 'ams', config: web },
        { region: 'fra', config: web },
        { region: 'ams', config: web },
      ],
    ],
    [
      'two groups, one of which its schedule runs',
      [
        { region: 'ams', config: web },
        { region: 'ams', config: job, state: 'stopped' },
      ],
    ],
    [
      'Machines that the proxy has stopped',
      [
        { region: 'ams', config: proxied },
        { region: 'ams', config: proxied, state: 'stopped' },
      ],
    ],
    ['what Fly does by default', [{ region: 'lhr', config: byDefault }]],
  ])('with %s is adopted, and nothing but marks changes', async (_, machines) => {
    await live(house, machines)
    const before = whatRuns(house)
    const { adopted, text } = await importAndAdopt(house)
    expect(adopted).toEqual({ ref: 'App/shop', generation: 1, machines: machines.length })
    const [plan] = await house.run(house.operations.plan({ name: 'shop' }, house.never))
    for (const step of plan?.waves.flat() ?? []) expect(step).toMatchObject({ kind: 'set-metadata', effect: 'none' })

    await house.run(house.operations.waitFor('shop', 'Ready', 600_000, house.never))
    await house.clock.advance(aWhile)
    expect(whatRuns(house)).toEqual(before)
    for (const { metadata } of house.simulator.world.machines('shop')) {
      expect(metadata).toMatchObject({ artifact_app: 'shop', artifact_hash: expect.any(String) })
    }
    expect(new Set(house.simulator.requests.deeds().map(({ action }) => action))).toEqual(new Set(['put-metadata']))
    expect(text).not.toContain('artifact_')
  })

  test('is then an App like any other: changed, scaled up and down, and deleted', async () => {
    await live(house, [
      { region: 'ams', config: web },
      { region: 'ams', config: web },
    ])
    const { text } = await importAndAdopt(house)
    await house.run(house.operations.waitFor('shop', 'Ready', 600_000, house.never))
    const ids = house.simulator.world
      .machines('shop')
      .map(({ id }) => id)
      .sort()

    const spec = parse(text)
    spec.spec.machines.web.env.PORT = '81'
    spec.spec.machines.web.regions = { ams: 1, fra: 1 }
    spec.spec.deletion = { keepFor: '0s' }
    await house.run(house.operations.submit({ text: stringify(spec) }, anna, house.never))
    await house.run(house.operations.waitFor('shop', 'Ready', 600_000, house.never))
    await house.clock.advance(aWhile)
    const after = house.simulator.world.machines('shop')
    expect(after.map(({ region, config }) => [region, config.env?.PORT]).sort()).toEqual([
      ['ams', '81'],
      ['fra', '81'],
    ])
    expect(after.find(({ region }) => region === 'ams')?.id).toBe(ids[0])

    await house.run(house.operations.delete('shop', anna))
    await house.run(house.operations.waitFor('shop', 'Gone', 600_000, house.never))
    expect(house.simulator.world.app('shop')).toBeUndefined()
  })

  test('may have had its spec first, which waits until then', async () => {
    await live(house, [{ region: 'ams', config: web }])
    const { text } = await house.run(house.operations.importApp('shop', house.never))
    await house.run(house.operations.submit({ text }, anna, house.never))
    await house.clock.advance(aWhile)
    expect(await house.operations.get('shop')).toMatchObject({ ready: { status: 'False', reason: 'AppUnowned' } })
    expect(await house.run(house.operations.adopt({ text }, anna, house.never))).toMatchObject({ generation: 1 })
    await house.clock.advance(aWhile)
    expect(await house.operations.get('shop')).toMatchObject({ ready: { status: 'True' } })
    expect(house.simulator.world.machines('shop')).toHaveLength(1)
  })

  test('is told of in the trail', async () => {
    await live(house, [{ region: 'ams', config: web }])
    await importAndAdopt(house)
    const kinds = (await house.operations.events({ name: 'shop' })).map(({ kind }) => kind)
    expect(kinds.slice(0, 2)).toEqual(['Accepted', 'Adopted'])
  })

  test('is put right when somebody changes it afterwards', async () => {
    await live(house, [{ region: 'ams', config: web }])
    await importAndAdopt(house)
    await house.run(house.operations.waitFor('shop', 'Ready', 600_000, house.never))
    const [machine] = house.simulator.world.machines('shop')
    house.simulator.world.edit('shop', machine?.id ?? '', (config) => ({ ...config, env: { PORT: '9' } }))
    await house.clock.advance(600_000)
    expect(house.simulator.world.machines('shop')).toMatchObject([{ id: machine?.id, config: { env: { PORT: '80' } } }])
  })
})

describe('what an app has besides its Machines', () => {
  const served: MachineConfig = {
    ...web,
    services: [{ protocol: 'tcp', internal_port: 80, ports: [{ port: 443, handlers: ['tls', 'http'] }] }],
  }

  /** An app with addresses, secrets and a hostname, all made through Fly's API. */
  async function furnished() {
    await live(house, [{ region: 'ams', config: served }])
    house.simulator.world.createApp({ name: 'neighbour', network: 'neighbours' })
    house.simulator.world.createMachine('neighbour', { region: 'ams', config: byDefault })
    for (const body of [
      { type: 'v6' },
      { type: 'v4' },
      { type: 'shared_v4' },
      { type: 'private_v6', network: 'neighbours' },
    ]) {
      await ask('POST', '/apps/shop/ip_assignments', body)
      await house.clock.advance(2_000)
    }
    await ask('POST', '/apps/shop/secrets', { values: { KEY: 'a value that nobody may see' } })
    await ask('POST', '/apps/shop/certificates/acme', { hostname: 'shop.example.com' })
    await house.clock.advance(aWhile)
  }

  const secretsOf = () => house.simulator.world.secrets('shop')
  const ipsOf = () => house.simulator.world.addresses('shop').map(({ ip }) => ip)
  const hostnamesOf = () => house.simulator.world.certificates('shop').map(({ hostname }) => hostname)
  const planned = async () => {
    const [plan] = await house.run(house.operations.plan({ name: 'shop' }, house.never))
    return plan?.waves.flat().map(({ kind }) => kind)
  }

  test('is in the spec by its kind or name, and adopting it plans to nothing but marks', async () => {
    await furnished()
    const before = [whatRuns(house), secretsOf(), ipsOf(), hostnamesOf()]
    const { length: byOthers } = house.simulator.requests.deeds()
    const { text } = await importAndAdopt(house)
    expect(parse(text).spec).toMatchObject({
      addresses: { sharedIpv4: true, ipv6: true, ipv4: 1, private: [{ network: 'neighbours' }] },
      secrets: { KEY: { provided: true } },
      domains: ['shop.example.com'],
    })
    expect(text).not.toContain('Not said below')

    await house.run(house.operations.waitFor('shop', 'Ready', 600_000, house.never))
    await house.clock.advance(aWhile)
    expect(await planned()).toEqual([])
    expect([whatRuns(house), secretsOf(), ipsOf(), hostnamesOf()]).toEqual(before)
    const ours = house.simulator.requests.deeds().slice(byOthers)
    expect(new Set(ours.map(({ action }) => action))).toEqual(new Set(['put-metadata']))
    const { status } = await house.operations.get('shop')
    expect(status?.addresses?.filter(({ ours }) => !ours)).toEqual([])
    expect(status?.domains).toMatchObject([{ hostname: 'shop.example.com', ours: true }])
    expect(status?.secrets).toMatchObject([{ name: 'KEY', source: 'provided', live: 1 }])
    expect(JSON.stringify(await house.operations.get('shop'))).not.toContain('nobody may see')
  })

  test('is Artifact’s then: told when somebody changes it, gone when the spec drops it', async () => {
    await furnished()
    const { text } = await importAndAdopt(house)
    await house.run(house.operations.waitFor('shop', 'Ready', 600_000, house.never))
    house.simulator.world.setSecret('shop', 'KEY', 'another')
    await house.run(house.operations.refresh('shop', anna))
    await house.clock.advance(aWhile)
    expect((await house.operations.get('shop')).status?.conditions).toContainEqual(
      expect.objectContaining({ type: 'SecretsLive', reason: 'Drifted' }),
    )

    const spec = parse(text)
    spec.spec.addresses = { ipv6: true }
    delete spec.spec.domains
    delete spec.spec.secrets
    await house.run(house.operations.submit({ text: stringify(spec) }, anna, house.never))
    await house.clock.advance(aWhile)
    expect(house.simulator.world.addresses('shop')).toMatchObject([{ type: 'v6' }])
    expect(hostnamesOf()).toEqual([])
    expect(secretsOf().secrets).toEqual([])
  })

  test('stays as it is where the spec does not speak of it', async () => {
    await furnished()
    const before = [secretsOf(), ipsOf(), hostnamesOf()]
    const { text } = await house.run(house.operations.importApp('shop', house.never))
    const { addresses: _, secrets: __, domains: ___, ...rest } = parse(text).spec
    await house.run(house.operations.adopt({ text: stringify({ ...parse(text), spec: rest }) }, anna, house.never))
    await house.clock.advance(aWhile)
    expect([secretsOf(), ipsOf(), hostnamesOf()]).toEqual(before)
    expect((await house.operations.get('shop')).ready).toMatchObject({ status: 'True' })
  })

  test('has to be there: adopting assigns nothing and asks for nothing', async () => {
    await furnished()
    const { text } = await house.run(house.operations.importApp('shop', house.never))
    const more = async (change: (spec: ReturnType<typeof parse>) => void, words: RegExp) => {
      const document = parse(text)
      change(document.spec)
      const adopted = house.run(house.operations.adopt({ text: stringify(document) }, anna, house.never))
      await expect(adopted).rejects.toMatchObject({ code: 'Conflict', message: expect.stringMatching(words) })
    }
    await more((spec) => (spec.addresses.ipv4 = 2), /would assign the dedicated IPv4/)
    await more((spec) => spec.domains.push('www.example.com'), /www\.example\.com/)
    await more((spec) => (spec.secrets.MADE = { generate: { length: 32 } }), /MADE/)
    expect(await house.operations.list()).toEqual([])
  })

  const onVolume = (volume: string): MachineConfig => ({ ...web, mounts: [{ volume, path: '/data' }] })

  /** Two Machines with volumes of the same name, as flyctl makes them, and a volume that none has. */
  async function withVolumes() {
    const { world } = house.simulator
    world.createApp({ name: 'shop', network: 'default' })
    const ids = [3, 4, 1].map((sizeGb) => world.createVolume('shop', { name: 'data', region: 'ams', sizeGb }).id)
    for (const id of ids.slice(0, 2)) world.createMachine('shop', { region: 'ams', config: onVolume(id) })
    await house.clock.advance(aWhile)
    return ids
  }
  const volumesOf = () =>
    house.simulator.world.volumes('shop').map(({ id, sizeGb, machineId }) => [id, sizeGb, machineId])

  test('volumes are their Machines’ and are adopted with them, though others have their name', async () => {
    const [first, second, spare] = await withVolumes()
    const before = [whatRuns(house), volumesOf()]
    const { text } = await importAndAdopt(house)
    expect(parse(text).spec.machines.web).toMatchObject({ regions: { ams: 2 }, volume: { path: '/data', sizeGb: 3 } })
    expect(text).toContain(`# - volumes ${spare} (data, 1 GB in ams)`)

    await house.run(house.operations.waitFor('shop', 'Ready', 600_000, house.never))
    await house.clock.advance(aWhile)
    expect(await planned()).toEqual([])
    expect([whatRuns(house), volumesOf()]).toEqual(before)
    expect(new Set(house.simulator.requests.deeds().map(({ action }) => action))).toEqual(new Set(['put-metadata']))
    const { status } = await house.operations.get('shop')
    expect(status?.volumes?.map(({ id, slot, use }) => [id, slot, use]).sort()).toEqual(
      [
        [first, slotOf(status, first), 'used'],
        [second, slotOf(status, second), 'used'],
        [spare, undefined, 'stranger'],
      ].sort(),
    )
  })

  test('a volume that was adopted is kept when the spec gives it up, and goes only with a snapshot', async () => {
    const [first, second, spare] = await withVolumes()
    const { text } = await importAndAdopt(house)
    await house.run(house.operations.waitFor('shop', 'Ready', 600_000, house.never))
    const { status } = await house.operations.get('shop')
    const given = slotOf(status, first) === 'web/ams/1' ? first : second
    const spec = parse(text)
    spec.spec.machines.web.regions = { ams: 1 }
    spec.spec.machines.web.volume.keepFor = '1h'
    await house.run(house.operations.submit({ text: stringify(spec) }, anna, house.never))
    await house.clock.advance(aWhile)
    expect(house.simulator.world.machines('shop')).toHaveLength(1)
    expect(house.simulator.world.volumes('shop').map(({ id }) => id)).toContain(given)

    await house.clock.advance(3_600_000 + aWhile)
    const left = house.simulator.world.volumes('shop').map(({ id }) => id)
    expect(left.sort()).toEqual([first, second, spare].filter((id) => id !== given).sort())
    expect(house.simulator.world.snapshots('shop')).toContainEqual(expect.objectContaining({ volumeId: given }))
  })

  test.each<[string, (volume: Record<string, unknown>) => void, RegExp]>([
    ['a larger volume', (volume) => (volume.sizeGb = 9), /would make the volume of web\/ams\/\d larger/],
    ['other snapshots', (volume) => (volume.snapshotDays = 30), /would change how the volume of web/],
    ['another path', (volume) => (volume.path = '/elsewhere'), /just what the spec wants/],
    ['no encryption', (volume) => (volume.encrypted = false), /just what the spec wants/],
  ])('a spec that wants %s is not followed by adopting', async (_, change, words) => {
    await withVolumes()
    const { text } = await house.run(house.operations.importApp('shop', house.never))
    const document = parse(text)
    change(document.spec.machines.web.volume)
    const adopted = house.run(house.operations.adopt({ text: stringify(document) }, anna, house.never))
    await expect(adopted).rejects.toMatchObject({ code: 'Conflict', message: expect.stringMatching(words) })
  })

  function slotOf(status: Status | undefined, id: string | undefined) {
    return status?.volumes?.find((volume) => volume.id === id)?.slot
  }

  async function ask(method: string, path: string, body: unknown) {
    const headers = { authorization: 'Bearer simulated', 'content-type': 'application/json' }
    const request = new Request(`https://api.machines.dev/v1${path}`, { method, headers, body: JSON.stringify(body) })
    const response = await house.run(house.simulator.fetch(request))
    expect(response.ok, `${path} answers ${response.status}: ${await response.text()}`).toBe(true)
  }
})

describe('nobody is robbed', () => {
  const spec = (name = 'shop') => ({
    text: `apiVersion: artifact/v1\nkind: App\nmetadata: {name: ${name}}\nspec: {flyApp: shop, network: default, machines: {web: {image: "shop:1", regions: {ams: 1}, env: {PORT: "80"}, metadata: {team: blue}}}}\n`,
  })
  const adopt = (draft: { text: string } = spec()) => house.run(house.operations.adopt(draft, anna, house.never))

  async function expectRefusal(code: string, words: RegExp, draft?: { text: string }) {
    const before = whatRuns(house)
    await expect(adopt(draft)).rejects.toMatchObject({ code, message: expect.stringMatching(words) })
    expect(whatRuns(house)).toEqual(before)
    expect(await house.operations.list()).toEqual([])
  }

  test('of an app of another organisation, or none', async () => {
    await expectRefusal('Conflict', /no such app/)
    house.simulator.world.createApp({ name: 'shop', organization: 'others' })
    await expectRefusal('Conflict', /another organisation/)
  })

  test('of an app that another App has, or the same one already', async () => {
    await live(house, [{ region: 'ams', config: web }])
    await adopt()
    await expect(adopt(spec('thief'))).rejects.toMatchObject({
      code: 'Conflict',
      message: expect.stringContaining('App/shop'),
    })
    await expect(adopt()).rejects.toMatchObject({ code: 'Conflict', message: expect.stringContaining('already') })
  })

  test('while somebody holds a lease', async () => {
    await live(house, [{ region: 'ams', config: web }])
    const [machine] = house.simulator.world.machines('shop')
    house.simulator.world.takeLease('shop', machine?.id ?? '', 'bea', 30)
    await expectRefusal('Unavailable', /could not be leased/)
    await house.clock.advance(60_000)
    expect(await adopt()).toMatchObject({ machines: 1 })
  })

  test('while Fly is at work on a Machine', async () => {
    await live(house, [{ region: 'ams', config: web }])
    const [machine] = house.simulator.world.machines('shop')
    house.simulator.world.stop('shop', machine?.id ?? '')
    await expectRefusal('Unavailable', /stopping/)
  })

  test.each<[string, MachineConfig, 'started' | 'stopped', RegExp]>([
    ['start a Machine that somebody stopped', web, 'stopped', /would start web\/ams\/0/],
    ['run another image', { ...web, image: 'shop:2' }, 'started', /just what the spec wants in web\/ams\/0/],
    ['take a variable away', { ...web, env: { PORT: '80', MORE: '1' } }, 'started', /no place for/],
    ['take a field away that it does not know', { ...web, init: { tty: true } }, 'started', /no place for/],
  ])('of what runs, where the spec would %s', async (_, config, state, words) => {
    await live(house, [{ region: 'ams', config, state }])
    await expectRefusal('Conflict', words)
  })

  test('where another Artifact has marked a Machine', async () => {
    await live(house, [{ region: 'ams', config: { ...web, metadata: { ...web.metadata, artifact_op: 'op_theirs' } } }])
    await expectRefusal('Conflict', /marks of another Artifact/)
  })

  test('where a Machine would be left over, or one is missing', async () => {
    await live(house, [
      { region: 'ams', config: web },
      { region: 'ams', config: web },
    ])
    await expectRefusal('Conflict', /no place for/)
    await expectRefusal('Conflict', /web\/ams\/2/, { text: spec().text.replace('ams: 1', 'ams: 3') })
  })
})

describe('whatever others have made', () => {
  test('either cannot be said, or is adopted with nothing but marks, and then obeys', async () => {
    let adoptions = 0
    const check = fc.asyncProperty(
      fc.array(fc.record({ region: fc.constantFrom('ams', 'fra'), config: aConfig }), { minLength: 1, maxLength: 3 }),
      async (machines) => {
        const own = await anInstallation()
        try {
          await live(own, machines)
          const { objections } = await own.run(own.operations.importApp('shop', own.never))
          if (objections.length > 0) return
          const before = whatRuns(own)
          const { text } = await importAndAdopt(own)
          await own.clock.advance(aWhile)
          expect(whatRuns(own)).toEqual(before)
          adoptions++

          const spec = parse(text)
          const [group] = Object.keys(spec.spec.machines)
          spec.spec.machines[group ?? ''].env = { ...spec.spec.machines[group ?? ''].env, CHANGED: 'yes' }
          await own.run(own.operations.submit({ text: stringify(spec) }, anna, own.never))
          await own.clock.advance(600_000)
          const changed = own.simulator.world.machines('shop').filter(({ config }) => config.env?.CHANGED === 'yes')
          expect(changed).toHaveLength(
            Object.values<number>(spec.spec.machines[group ?? ''].regions).reduce((sum, count) => sum + count, 0),
          )
        } finally {
          await own.close()
        }
      },
    )
    await fc.assert(check, { numRuns: 25, seed: Number(process.env.SEED ?? 2026) })
    expect(adoptions).toBeGreaterThan(4)
  })
})
