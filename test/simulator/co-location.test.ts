import { describe, expect, test } from 'vitest'
import { roomOf } from '../../simulator/hosts/host.ts'
import { createRandom, dice } from '../support/random.ts'
import { type AFly, aFly } from './a-fly.ts'

describe('whatever happens to Machines, volumes and hosts', () => {
  test('a volume has one Machine, which is on its host, and no host holds more than it can', async () => {
    for (let seed = 1; seed <= 30; seed++) {
      const fly = aFly({ seed, limits: false, hosts: { perRegion: 2, memoryMb: 4_096, cpus: 1, diskGb: 20 } })
      await fly.makeApp()
      const random = dice(createRandom(seed))
      const happened = new Set<string>()
      for (let step = 0; step < 60; step++) {
        happened.add(await something(fly, random))
        if (random.chance(0.6)) await fly.clock.advance(random.between(1, 8_000))
        expectSound(fly, `seed ${seed}, step ${step}`)
      }
      expect(happened.size).toBeGreaterThan(5)
      for (const { id } of fly.world.hosts()) fly.world.setHost(id, { status: 'ok' })
      await fly.clock.advance(120_000)
      for (const { app, machineId } of fly.world.volumes()) {
        const owner = fly.world.machines(app).find(({ id }) => id === machineId)
        expect(machineId === undefined || owner !== undefined, `seed ${seed}: nobody has what nobody is`).toBe(true)
      }
    }
  }, 60_000)
})

/** One of the things that people and Fly do. Answers its name, and whether Fly did it. */
async function something(fly: AFly, { pick, chance }: ReturnType<typeof dice>): Promise<string> {
  const machines = fly.world.machines()
  const volumes = fly.world.volumes()
  const machine = machines.length > 0 ? pick(machines) : undefined
  const volume = volumes.length > 0 ? pick(volumes) : undefined
  const guest = { cpu_kind: 'shared', cpus: 1, memory_mb: pick([256, 1_024, 2_048]) }
  const mounts = volume !== undefined && chance(0.7) ? [{ volume: volume.id, path: '/data' }] : undefined
  const path = `/v1/apps/shop/machines/${machine?.id}`
  const deeds: Readonly<Record<string, () => Promise<{ status: number }> | undefined>> = {
    create: () =>
      fly.ask('POST', '/v1/apps/shop/machines', { region: 'ams', config: { image: 'nginx', guest, mounts } }),
    'create by name': () =>
      fly.ask('POST', '/v1/apps/shop/machines', {
        region: 'ams',
        config: { image: 'nginx', guest, mounts: [{ name: 'data', path: '/data', size_gb: 1 }] },
      }),
    update: () => machine && fly.ask('POST', path, { config: { image: 'nginx', guest, ...mountsOf(machine) } }),
    start: () => machine && fly.ask('POST', `${path}/start`),
    stop: () => machine && fly.ask('POST', `${path}/stop`),
    destroy: () => machine && fly.ask('DELETE', `${path}?force=true`),
    'make volume': () => fly.ask('POST', '/v1/apps/shop/volumes', { name: 'data', region: 'ams', size_gb: 2 }),
    'delete volume': () => volume && fly.ask('DELETE', `/v1/apps/shop/volumes/${volume.id}`),
    fork: () =>
      volume && fly.ask('POST', '/v1/apps/shop/volumes', { region: 'ams', size_gb: 2, source_volume_id: volume.id }),
    extend: () => volume && fly.ask('PUT', `/v1/apps/shop/volumes/${volume.id}/extend`, { size_gb: volume.sizeGb + 1 }),
    migrate() {
      try {
        if (machine !== undefined) fly.world.migrate('shop', machine.id)
        return Promise.resolve({ status: 200 })
      } catch {
        return undefined
      }
    },
    'lose or find a host'() {
      const { id, status } = pick(fly.world.hosts('ams'))
      fly.world.setHost(id, { status: status === 'ok' ? 'unreachable' : 'ok' })
      return Promise.resolve({ status: 200 })
    },
  }
  const name = pick(Object.keys(deeds))
  const { status = 0 } = (await deeds[name]?.()) ?? {}
  return status === 200 ? name : 'nothing'
}

function mountsOf({ config }: ReturnType<AFly['world']['machines']>[number]): object {
  const [mount] = config.mounts ?? []
  return mount === undefined ? {} : { mounts: [{ volume: mount.volume, path: mount.path }] }
}

function expectSound(fly: AFly, when: string): void {
  const volumes = new Map(fly.world.volumes(undefined, { deleted: true }).map((volume) => [volume.id, volume]))
  for (const { id, hostId, config } of fly.world.machines()) {
    for (const mount of config.mounts ?? []) {
      expect(volumes.get(mount.volume), `${when}: the volume of ${id}`).toMatchObject({
        machineId: id,
        hostId,
        sizeGb: mount.size_gb,
      })
    }
  }
  const running = new Set(['started', 'starting', 'restarting', 'suspending'])
  for (const { id, size, taken } of fly.world.hosts()) {
    expect(taken.memoryMb <= size.memoryMb && taken.cpus <= size.cpus, `${when}: ${id} is not overrun`).toBe(true)
    const here = fly.world.machines().filter(({ hostId, state }) => hostId === id && running.has(state))
    const memoryMb = here.reduce((sum, { config }) => sum + roomOf(config.guest).memoryMb, 0)
    expect(taken.memoryMb, `${when}: ${id} counts what runs on it`).toBeGreaterThanOrEqual(memoryMb)
  }
}
