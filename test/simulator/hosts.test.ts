import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openSimulatorStorage } from '../../simulator/storage.ts'
import { createVirtualClock } from '../support/virtual-clock.ts'
import { type AFly, aFly } from './a-fly.ts'

const machines = '/v1/apps/shop/machines'
const small = { cpu_kind: 'shared', cpus: 1, memory_mb: 1_024 }

describe('the hosts of a region', () => {
  test('have Machines spread over them, and there is room for thousands', async () => {
    const fly = aFly()
    fly.world.createApp({ name: 'shop' })
    for (let nth = 0; nth < 10_000; nth++) {
      fly.world.createMachine('shop', { name: `m-${nth}`, region: 'ams', config: { image: 'nginx', guest } })
    }
    const hosts = fly.world.hosts('ams')
    expect(hosts.length).toBeGreaterThan(3)
    for (const { size, taken } of hosts) {
      expect(taken.memoryMb).toBeGreaterThan(0)
      expect(taken.memoryMb <= size.memoryMb && taken.cpus <= size.cpus).toBe(true)
    }
    expect(hosts.reduce((sum, { taken }) => sum + taken.memoryMb, 0)).toBe(10_000 * guest.memory_mb)
  })

  test('are full when their memory or their cpus are taken, and then the next region is asked', async () => {
    const fly = await aShop({ perRegion: 1, memoryMb: 2_048, cpus: 2 })
    await fly.makeMachine({ guest: small })
    const large = { cpu_kind: 'performance', cpus: 2, memory_mb: 4_096 }
    for (const config of [{ guest: { ...small, memory_mb: 1_280 } }, { guest: large }]) {
      expect(await create(fly, config)).toMatchObject({
        status: 422,
        body: { error: 'could not find a candidate host', status: 'insufficient_capacity' },
      })
    }
    expect((await create(fly, { guest: { ...small, memory_mb: 1_280 } }, 'ams,cdg')).body.region).toBe('cdg')
    expect((await create(fly, { guest: small })).status).toBe(200)
  })

  test('hold no place for a Machine at rest', async () => {
    const fly = await aShop({ perRegion: 1, memoryMb: 1_024 })
    const first = await fly.makeMachine({ guest: small })
    await fly.ask('POST', `${first.path}/stop`)
    await fly.clock.advance(5_000)
    const second = await fly.makeMachine({ guest: small })
    expect(await fly.ask('POST', `${first.path}/start`)).toMatchObject({
      status: 409,
      body: {
        error:
          'aborted: insufficient resources available to fulfill request: could not reserve resource for machine: insufficient memory available to fulfill request',
      },
    })
    expect((await fly.ask('POST', `${first.path}/restart`)).status).toBe(409)
    await fly.ask('DELETE', `${second.path}?force=true`)
    await fly.clock.advance(5_000)
    expect((await fly.ask('POST', `${first.path}/start`)).body).toEqual({
      previous_state: 'stopped',
      migrated: false,
      new_host: '',
    })
  })

  test('hold the place of a Machine that is replaced or run again', async () => {
    const fly = await aShop({ perRegion: 1, memoryMb: 1_024 })
    const { path } = await fly.makeMachine({ guest: small })
    await fly.ask('POST', path, { config: { image: 'nginx:2', guest: small } })
    for (let seconds = 0; seconds < 15; seconds++) {
      expect((await create(fly, { guest: small })).status).toBe(422)
      await fly.clock.advance(1_000)
    }
    expect((await fly.ask('GET', path)).body.state).toBe('started')
  })

  test('let a Machine grow only as far as they can', async () => {
    const fly = await aShop({ perRegion: 1, memoryMb: 2_048, cpus: 0.0625 })
    const { path } = await fly.makeMachine({ guest: small })
    const grow = (guest: object) => fly.ask('POST', path, { config: { image: 'nginx:2', guest } })
    const words = (what: string) =>
      `aborted: could not reserve resource for machine: insufficient ${what} available to fulfill request on the current host`
    const one = fly.world.machines()[0]?.hostId ?? ''
    expect((await grow({ ...small, cpus: 2 })).body).toEqual({ error: words('CPUs') })
    fly.world.setHost(one, { memoryMb: 1_024 })
    expect(await grow({ ...small, memory_mb: 2_048 })).toMatchObject({ status: 409, body: { error: words('memory') } })
    expect((await fly.ask('GET', path)).body.state).toBe('started')
    fly.world.setHost(one, { memoryMb: 2_048 })
    expect((await grow({ ...small, memory_mb: 2_048 })).status).toBe(200)
  })

  test('lose the run of a schedule for which there is no room', async () => {
    const fly = await aShop({ perRegion: 1, memoryMb: 1_024 })
    const { id, path } = await fly.makeMachine({ guest: small, schedule: 'hourly' })
    await fly.ask('POST', `${path}/stop`)
    await fly.clock.advance(5_000)
    const other = await fly.makeMachine({ guest: small })
    await fly.clock.advance(2 * 3_600_000)
    expect(stateOf(fly, id)).toBe('stopped')
    await fly.ask('DELETE', `${other.path}?force=true`)
    await fly.clock.advance(3_600_000 + 60_000)
    expect(stateOf(fly, id)).toBe('started')
  })
})

describe('a Machine whose host is full', () => {
  test('moves to another when it is started, with another address', async () => {
    const { fly, path, hostId, privateIp } = await aCrowdedOut()
    const { body } = await fly.ask('POST', `${path}/start`)
    expect(body).toEqual({ previous_state: 'stopped', migrated: true, new_host: expect.not.stringMatching(hostId) })
    const moved = (await fly.ask('GET', path)).body
    expect(moved.private_ip).not.toBe(privateIp)
    expect(moved.events[0]).toMatchObject({ type: 'launch', request: { migrated: true } })
    await fly.clock.advance(5_000)
    expect(fly.world.machines()[0]).toMatchObject({ state: 'started', hostId: body.new_host })
  })

  test('stays where its volume is, and down', async () => {
    const { fly, path } = await aCrowdedOut({ hasVolume: true })
    expect((await fly.ask('POST', `${path}/start`)).status).toBe(409)
    expect((await fly.ask('GET', path)).body.state).toBe('stopped')
  })
})

describe('without room', () => {
  test('a standby does not take over, and people start nothing', async () => {
    const fly = await aShop({ perRegion: 1, memoryMb: 2_048 })
    const { id } = await fly.makeMachine({ guest: small })
    const standby = await fly.makeMachine({ guest: small, standbys: [id] })
    const other = await fly.makeMachine({ guest: small })
    const stateOf = (which: string) => fly.world.machines().find((machine) => machine.id === which)?.state
    fly.world.setHostStatus('shop', id, 'unreachable')
    fly.world.start('shop', standby.id)
    await fly.clock.advance(60_000)
    expect(stateOf(standby.id)).toBe('stopped')
    fly.world.destroy('shop', other.id)
    await fly.clock.advance(10_000)
    fly.world.start('shop', standby.id)
    await fly.clock.advance(10_000)
    expect(stateOf(standby.id)).toBe('started')
  })
})

describe('a host that is lost', () => {
  test('leaves its Machines and volumes as they were, not to be read, until it is back', async () => {
    const { fly, id, path, volume, host } = await aMachineWithVolume()
    const other = await fly.makeMachine({}, { region: 'cdg' })
    await fly.ask('POST', `${path}/stop`)
    fly.world.setHost(host, { status: 'unreachable' })
    await fly.clock.advance(60_000)
    const { body } = await fly.ask('GET', path)
    expect(body).toMatchObject({ state: 'stopping', host_status: 'unreachable', incomplete_config: {} })
    expect(body.config).toBeUndefined()
    expect((await fly.ask('GET', `/v1/apps/shop/volumes/${volume}`)).body.host_status).toBe('unreachable')
    expect((await fly.ask('GET', other.path)).body.host_status).toBe('ok')
    for (const verb of ['start', 'stop', 'restart']) {
      expect((await fly.ask('POST', `${path}/${verb}`)).status).toBe(503)
    }
    expect((await fly.ask('POST', `/v1/apps/shop/volumes/${volume}/snapshots`)).status).toBe(503)

    expect((await fly.ask('DELETE', `${path}?force=true`)).status).toBe(200)
    await fly.clock.advance(600_000)
    expect(stateOf(fly, id)).toBe('destroying')
    fly.world.setHost(host, { status: 'ok' })
    await fly.clock.advance(10_000)
    expect(stateOf(fly, id)).toBe('gone')
    expect(fly.world.volumes()).toMatchObject([{ id: volume, machineId: undefined }])
  })

  test('lets the states of its volumes stand still', async () => {
    const fly = await aShop({ perRegion: 1 })
    const { body } = await fly.ask('POST', '/v1/apps/shop/volumes', { name: 'data', region: 'ams' })
    const [host] = fly.world.hosts('ams')
    fly.world.setHost(host?.id ?? '', { status: 'unknown' })
    await fly.clock.advance(60_000)
    expect((await fly.ask('GET', `/v1/apps/shop/volumes/${body.id}`)).body.state).toBe('creating')
    fly.world.setHost(host?.id ?? '', { status: 'ok' })
    await fly.clock.advance(1_000)
    expect((await fly.ask('GET', `/v1/apps/shop/volumes/${body.id}`)).body.state).toBe('created')
  })

  test('takes nothing new', async () => {
    const { fly, volume, path, host } = await aMachineWithVolume()
    await fly.ask('DELETE', `${path}?force=true`)
    await fly.clock.advance(10_000)
    fly.world.setHost(host, { status: 'unreachable' })
    expect((await create(fly, { mounts: [{ volume, path: '/data' }] })).status).toBe(412)
    for (let nth = 0; nth < 6; nth++) await create(fly, {})
    expect(fly.world.machines().map(({ hostId }) => hostId)).not.toContain(host)
    expect(fly.world.machines()).toHaveLength(6)
  })
})

describe('a host that takes no deploys', () => {
  test('refuses updates and what must go there, and starts what it has', async () => {
    const { fly, path, volume, host } = await aMachineWithVolume()
    await fly.ask('POST', `${path}/stop`)
    await fly.clock.advance(5_000)
    fly.world.setHost(host, { deploys: false })
    const mounts = [{ volume, path: '/data' }]
    expect((await fly.ask('POST', path, { config: { image: 'nginx:2', mounts } })).body.error).toMatch(
      /deploys to this host are temporarily disabled$/,
    )
    expect((await fly.ask('POST', `${path}/start`)).status).toBe(200)
    const free = fly.world.createVolume('shop', { name: 'free', region: 'ams' })
    for (const each of fly.world.hosts('ams')) fly.world.setHost(each.id, { deploys: false })
    expect((await create(fly, { mounts: [{ volume: free.id, path: '/data' }] })).body.error).toMatch(/disabled$/)
    fly.world.setHost(free.hostId, { deploys: true })
    expect((await create(fly, {})).status).toBe(200)
    expect(fly.world.machines().at(-1)?.hostId).toBe(free.hostId)
  })
})

describe('a migration', () => {
  test('keeps the Machine’s id, and gives it another address and another volume', async () => {
    const { fly, id, path, volume, host } = await aMachineWithVolume()
    const before = (await fly.ask('GET', path)).body
    fly.world.migrate('shop', id)
    const after = (await fly.ask('GET', path)).body
    expect(after).toMatchObject({ id, instance_id: before.instance_id, state: 'restarting' })
    expect(after.private_ip).not.toBe(before.private_ip)
    const [mount] = after.config.mounts
    expect(mount).toMatchObject({ path: '/data', name: 'data', size_gb: 1 })
    expect(mount.volume).not.toBe(volume)
    expect(after.events.find(({ type }: { type: string }) => type === 'launch').request).toEqual({ migrated: true })
    expect(fly.world.machines()[0]?.hostId).not.toBe(host)
    expect(fly.world.volumes()).toMatchObject([{ id: mount.volume, state: 'hydrating', machineId: id }])

    await fly.clock.advance(6 * 24 * 3_600_000)
    expect(stateOf(fly, id)).toBe('started')
    expect((await fly.ask('GET', `/v1/apps/shop/volumes/${volume}`)).body).toMatchObject({
      state: 'pending_destroy',
      attached_machine_id: null,
    })
    await fly.clock.advance(2 * 24 * 3_600_000)
    expect((await fly.ask('GET', `/v1/apps/shop/volumes/${volume}`)).status).toBe(404)
  })

  test('leaves a Machine at rest at rest', async () => {
    const { fly, id, path } = await aMachineWithVolume()
    await fly.ask('POST', `${path}/stop`)
    await fly.clock.advance(5_000)
    fly.world.migrate('shop', id)
    await fly.clock.advance(60_000)
    expect(stateOf(fly, id)).toBe('stopped')
    expect((await fly.ask('POST', `${path}/start`)).status).toBe(200)
  })
})

describe('a shortage that is forced', () => {
  test('on one host keeps it from taking and starting, while others take over', async () => {
    const { fly, path, host } = await aMachineWithVolume()
    const other = await fly.makeMachine()
    await fly.ask('POST', `${path}/stop`)
    await fly.clock.advance(5_000)
    fly.faults.capacity(host, 'full')
    expect((await fly.ask('POST', `${path}/start`)).status).toBe(409)
    for (let nth = 0; nth < 6; nth++) await create(fly, {})
    expect(
      fly.world
        .machines()
        .slice(2)
        .map(({ hostId }) => hostId),
    ).not.toContain(host)
    fly.faults.capacity(host, 'ok')
    expect((await fly.ask('POST', `${path}/start`)).status).toBe(200)
    expect((await fly.ask('GET', other.path)).status).toBe(200)
  })

  test.each([
    ['memory', /^aborted: insufficient resources available to fulfill request: .* insufficient memory available/],
    ['CPUs', /^aborted: insufficient resources available to fulfill request: .* insufficient CPUs available/],
    ['IPs', /^aborted: insufficient IPs available to fulfill request$/],
    ['any capacity', /^aborted: no capacity$/],
  ] as const)('of %s has its own words', async (lack, words) => {
    const fly = await aShop()
    const { path } = await fly.makeMachine({}, { skip_launch: true })
    fly.faults.capacity('ams', lack)
    for (const answer of [await create(fly, {}), await fly.ask('POST', `${path}/start`)]) {
      expect(answer.status).toBe(409)
      expect(answer.body.error).toMatch(words)
    }
  })

  test('of a region keeps volumes out as well', async () => {
    const fly = await aShop()
    fly.faults.capacity('ams', 'full')
    const asked = { name: 'data', region: 'ams' }
    expect((await fly.ask('POST', '/v1/apps/shop/volumes', asked)).body).toEqual({ error: 'no capacity' })
  })

  test('faults can be told to befall one host', async () => {
    const { fly, path, host } = await aMachineWithVolume()
    const other = await fly.makeMachine({}, { region: 'cdg' })
    fly.faults.add({ match: { host }, when: 'before', effect: { status: 500 } })
    expect((await fly.ask('GET', path)).status).toBe(500)
    expect((await fly.ask('GET', other.path)).status).toBe(200)
  })
})

describe('a world from before there were hosts', () => {
  test('gets some, and its Machines find their places', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'simulator-'))
    const file = join(directory, 'simulator.db')
    const storage = openSimulatorStorage(file)
    const before = aFly({ storage, limits: false })
    const { id, path } = await before.makeMachine()
    for (const [key, json] of [...storage.load()]) {
      const { hostId: _, ...row } = JSON.parse(json)
      if (key.startsWith('machine/')) storage.save(key, JSON.stringify(row))
      if (key.startsWith('host/')) storage.save(key, undefined)
    }
    const clock = createVirtualClock({ start: before.clock.now() })
    const after = aFly({ storage: openSimulatorStorage(file), clock, limits: false })
    const [host] = after.world.hosts('ams')
    expect(after.world.machines()).toMatchObject([{ id, hostId: host?.id }])
    expect(host?.taken.memoryMb).toBe(256)
    expect((await after.ask('POST', path, { config: { image: 'nginx:2' } })).status).toBe(200)
    rmSync(directory, { recursive: true })
  })
})

const guest = { cpu_kind: 'shared', cpus: 1, memory_mb: 512 } as const

async function aShop(hosts: NonNullable<Parameters<typeof aFly>[0]>['hosts'] = {}): Promise<AFly> {
  const fly = aFly({ limits: false, hosts })
  await fly.makeApp()
  return fly
}

function create(fly: AFly, config: object, region = 'ams') {
  return fly.ask('POST', machines, { region, config: { image: 'nginx', ...config } })
}

function stateOf(fly: AFly, id: string): string {
  return fly.world.machines().find((machine) => machine.id === id)?.state ?? 'gone'
}

async function aMachineWithVolume() {
  const fly = await aShop()
  const { id: volume, hostId: host } = fly.world.createVolume('shop', { name: 'data', region: 'ams' })
  const { id, path } = await fly.makeMachine({ mounts: [{ volume, path: '/data' }] })
  return { fly, id, path, volume, host }
}

/** A stopped Machine; its host is taken by others meanwhile, and there is another one. */
async function aCrowdedOut({ hasVolume = false } = {}) {
  const fly = await aShop({ perRegion: 1, memoryMb: 1_024 })
  const volume = fly.world.createVolume('shop', { name: 'data', region: 'ams' })
  const mounts = [{ volume: volume.id, path: '/data' }]
  const { path } = await fly.makeMachine({ guest: small, ...(hasVolume && { mounts }) })
  await fly.ask('POST', `${path}/stop`)
  await fly.clock.advance(5_000)
  await fly.makeMachine({ guest: small })
  fly.world.addHost('ams')
  const [{ hostId = '', privateIp = '' } = {}] = fly.world.machines()
  return { fly, path, hostId, privateIp }
}
