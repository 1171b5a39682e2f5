import { describe, expect, test } from 'vitest'
import { type AFly, aFly } from './a-fly.ts'

const volumes = '/v1/apps/shop/volumes'
const dayMs = 24 * 3_600_000

describe('a snapshot', () => {
  test('is taken in time, and found only in the list', async () => {
    const { fly, path } = await aVolume()
    const { status, text } = await fly.ask('POST', `${path}/snapshots`)
    expect([status, text]).toEqual([200, ''])
    const statuses = new Set<string>()
    fly.world.onChange(() => statuses.add(fly.world.snapshots()[0]?.status ?? 'none'))
    expect((await fly.ask('GET', `${path}/snapshots`)).body).toMatchObject([{ status: 'waiting', size: 0 }])
    await fly.clock.advance(13_000)
    expect([...statuses]).toEqual(['running', 'created'])
    expect((await fly.ask('GET', `${path}/snapshots`)).body).toEqual([
      {
        id: expect.stringMatching(/^vs_[0-9a-z]{16}$/),
        status: 'created',
        created_at: expect.any(String),
        size: expect.any(Number),
        volume_size: 2 * 2 ** 30,
        digest: expect.stringMatching(/^[0-9a-z]{32}$/),
        retention_days: 5,
      },
    ])
  })

  test('is one at a time', async () => {
    const { fly, path } = await aVolume()
    await fly.ask('POST', `${path}/snapshots`)
    const [{ created_at: at }] = (await fly.ask('GET', `${path}/snapshots`)).body
    expect(await fly.ask('POST', `${path}/snapshots`)).toMatchObject({
      status: 412,
      body: { error: `failed_precondition: snapshot is already scheduled at ${at}` },
    })
    await fly.clock.advance(13_000)
    expect((await fly.ask('POST', `${path}/snapshots`)).status).toBe(200)
  })

  test('outlives its volume, and ends with its retention', async () => {
    const { fly, id, path } = await aVolume()
    fly.world.snapshotVolume(id)
    await fly.ask('DELETE', path)
    await fly.clock.advance(4 * dayMs)
    expect((await fly.ask('GET', path)).status).toBe(404)
    expect((await fly.ask('GET', `${path}/snapshots`)).body).toHaveLength(1)
    await fly.clock.advance(dayMs)
    expect((await fly.ask('GET', `${path}/snapshots`)).status).toBe(404)
    expect(fly.world.snapshots()).toEqual([])
  })

  test('is taken every day of those volumes that want it', async () => {
    const { fly, id, path } = await aVolume()
    await fly.ask('POST', volumes, { name: 'data', region: 'ams', auto_backup_enabled: false })
    await fly.clock.advance(3 * dayMs + 60_000)
    expect(fly.world.snapshots().map(({ volumeId }) => volumeId)).toEqual([id, id, id])
    await fly.ask('PUT', path, { auto_backup_enabled: false })
    await fly.clock.advance(dayMs)
    expect(fly.world.snapshots()).toHaveLength(3)
  })

  test('becomes a volume again, at least as large', async () => {
    const { fly, id } = await aVolume()
    const snapshot = fly.world.snapshotVolume(id)
    const restore = (more: object) =>
      fly.ask('POST', volumes, { name: 'again', region: 'cdg', size_gb: 2, snapshot_id: snapshot.id, ...more })
    expect((await restore({ size_gb: 1 })).status).toBe(400)
    expect((await restore({ snapshot_id: 'vs_none' })).status).toBe(404)
    const { body } = await restore({})
    expect(body).toMatchObject({ state: 'creating', size_gb: 2, region: 'cdg' })
    const states = new Set<string>()
    fly.world.onChange(() => states.add(fly.world.volumes().find((volume) => volume.id === body.id)?.state ?? ''))
    await fly.clock.advance(13_000)
    expect([...states]).toEqual(['restoring', 'created'])
  })

  test('cannot be restored before it is done', async () => {
    const { fly, path } = await aVolume()
    await fly.ask('POST', `${path}/snapshots`)
    const [{ id: snapshot_id }] = (await fly.ask('GET', `${path}/snapshots`)).body
    expect((await fly.ask('POST', volumes, { name: 'again', region: 'ams', snapshot_id })).status).toBe(412)
  })

  test('of a volume that never was is not found', async () => {
    const { fly } = await aVolume()
    expect((await fly.ask('GET', `${volumes}/vol_none/snapshots`)).status).toBe(404)
    expect((await fly.ask('POST', `${volumes}/vol_none/snapshots`)).status).toBe(404)
  })
})

/** An app with a volume of 2 GB. */
async function aVolume(): Promise<{ readonly fly: AFly; readonly id: string; readonly path: string }> {
  const fly = aFly({ limits: false })
  await fly.makeApp()
  const { id } = fly.world.createVolume('shop', { name: 'data', region: 'ams', sizeGb: 2 })
  return { fly, id, path: `${volumes}/${id}` }
}
