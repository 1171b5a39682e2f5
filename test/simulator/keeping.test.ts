import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { openSimulatorStorage } from '../../simulator/storage.ts'
import { canMountSmallDisk, mountSmallDisk } from '../store/small-disk.ts'
import { createVirtualClock } from '../support/virtual-clock.ts'
import { aFly } from './a-fly.ts'

const directories: string[] = []
afterEach(() => {
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true })
})

describe('a world that outlives its process', () => {
  test('is the same afterwards, and what was pending goes on', async () => {
    const file = aFile()
    const before = aFly({ storage: openSimulatorStorage(file) })
    const { id } = await before.makeMachine({ checks: { up: { type: 'tcp', port: 1 } } })
    before.world.edit('shop', id, (config) => ({ ...config, env: { A: '1' } }))
    const snapshot = before.world.snapshot()
    // The process is killed: nobody closes anything.

    const clock = createVirtualClock({ start: before.clock.now() })
    const after = aFly({ storage: openSimulatorStorage(file), clock })
    expect(after.world.snapshot()).toBe(snapshot)
    expect((await after.ask('GET', '/v1/orgs/demo/machines')).body.machines).toMatchObject([{ id, state: 'replacing' }])
    await clock.advance(20_000)
    expect(after.world.machines()).toMatchObject([{ id, state: 'started', config: { env: { A: '1' } } }])
    expect(after.world.machines()[0]?.checks).toMatchObject([{ name: 'up', status: 'passing' }])
  })

  test('gives no name twice, although the seed is the same', () => {
    const file = aFile()
    aFly({ storage: openSimulatorStorage(file) }).world.createApp({ name: 'shop' })
    const ids = Array.from({ length: 5 }, (_, life) => {
      const { world } = aFly({ storage: openSimulatorStorage(file) })
      return world.createMachine('shop', { name: `web-${life}`, config: { image: 'nginx' } }).id
    })
    expect(new Set(ids).size).toBe(5)
  })

  test('signs with the same key, which private apps have been given', () => {
    const file = aFile()
    const keys = [1, 1, 2].map((seed) => aFly({ storage: openSimulatorStorage(file), seed }).edge.flySrcKey)
    expect(keys[1]).toBe(keys[0])
    expect(keys[2]).not.toBe(keys[0])
  })

  test('keeps its order, and its clock does not go back', async () => {
    const file = aFile()
    const before = aFly({ storage: openSimulatorStorage(file), limits: false })
    const first = await before.makeMachine()
    const second = await before.makeMachine()
    await before.ask('POST', `${first.path}/cordon`)

    const clock = createVirtualClock({ start: before.clock.now() - 3_600_000 })
    const after = aFly({ storage: openSimulatorStorage(file), clock })
    expect(after.world.machines().map(({ id }) => id)).toEqual([first.id, second.id])
    const { machines } = (await after.ask('GET', '/v1/orgs/demo/machines')).body
    expect(machines.map(({ id }: { id: string }) => id)).toEqual([second.id, first.id])
    await after.ask('POST', `${second.path}/cordon`)
    const [one, two] = after.world.machines()
    expect(two?.updatedAt).toBeGreaterThanOrEqual(one?.updatedAt ?? Number.POSITIVE_INFINITY)
  })

  test('keeps volumes and snapshots, what becomes of them, and the time of their last change', async () => {
    const file = aFile()
    const before = aFly({ storage: openSimulatorStorage(file), limits: false })
    await before.makeApp()
    const { id } = before.world.createVolume('shop', { name: 'data', region: 'ams' })
    await before.clock.advance(3_600_000)
    await before.ask('POST', `/v1/apps/shop/volumes/${id}/snapshots`)
    await before.ask('PUT', `/v1/apps/shop/volumes/${id}/extend`, { size_gb: 5 })
    const lastChange = before.clock.now()

    const clock = createVirtualClock({ start: lastChange - 600_000 })
    const after = aFly({ storage: openSimulatorStorage(file), clock, limits: false })
    expect(after.world.snapshot()).toBe(before.world.snapshot())
    const { headers } = await after.ask('GET', `/v1/apps/shop/volumes/${id}`)
    expect(Date.parse(headers.get('date') ?? '')).toBeGreaterThanOrEqual(lastChange - 1_000)
    await clock.advance(20_000)
    expect(after.world.volumes()).toMatchObject([{ id, sizeGb: 5, state: 'created' }])
    expect(after.world.snapshots()).toMatchObject([{ volumeId: id, status: 'created' }])
  })

  test('forgets what is gone', async () => {
    const file = aFile()
    const storage = openSimulatorStorage(file)
    const fly = aFly({ storage })
    const { path } = await fly.makeMachine()
    await fly.ask('DELETE', `${path}?force=true`)
    await fly.ask('DELETE', '/v1/apps/shop')
    await fly.clock.advance(120_000)
    fly.world.createApp({ name: 'blog' })
    fly.world.createMachine('blog', { config: { image: 'a' } })
    const kinds = [...storage.load()].map(([key]) => key.split('/')[0])
    // Networks and hosts stay, whoever was there.
    expect([...new Set(kinds)]).toEqual(['app', 'host', 'lives', 'machine', 'network'])
  })

  test.skipIf(!canMountSmallDisk())('goes on when its disk is full, and is kept when there is room again', () => {
    const directory = mkdtempSync(join(tmpdir(), 'simulator-'))
    directories.push(directory)
    using disk = mountSmallDisk(directory, 1)
    const storage = openSimulatorStorage(join(disk.path, 'simulator.db'))
    writeFileSync(join(disk.path, 'others'), Buffer.alloc(Number(statfsSync(disk.path).bavail) * 4096))
    for (const index of Array(50).keys()) storage.save(`app/${index}`, JSON.stringify('x'.repeat(10_000)))
    storage.save('app/1', undefined)

    rmSync(join(disk.path, 'others'))
    disk.resize(16)
    storage.save('app/50', '"last"')
    expect([...storage.load()]).toHaveLength(50)
    storage.close()
  })
})

function aFile(): string {
  const directory = mkdtempSync(join(tmpdir(), 'simulator-'))
  directories.push(directory)
  return join(directory, 'deep', 'simulator.db')
}
