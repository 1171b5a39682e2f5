import { describe, expect, test } from 'vitest'
import { type AFly, aFly } from './a-fly.ts'

const volumes = '/v1/apps/shop/volumes'

describe('a volume', () => {
  test('is made with Fly’s defaults, in time', async () => {
    const fly = await aShop()
    const { status, body } = await fly.ask('POST', volumes, { name: 'data', region: 'ams' })
    expect(status).toBe(200)
    expect(body).toEqual({
      id: expect.stringMatching(/^vol_[0-9a-z]{16}$/),
      name: 'data',
      state: 'creating',
      size_gb: 3,
      region: 'ams',
      zone: expect.stringMatching(/^[0-9a-f]{4}$/),
      encrypted: true,
      attached_machine_id: null,
      attached_alloc_id: null,
      created_at: expect.any(String),
      snapshot_retention: 5,
      auto_backup_enabled: true,
      host_status: 'ok',
      type: 'local',
      fstype: '',
      ...{ blocks: 0, block_size: 0, blocks_free: 0, blocks_avail: 0, bytes_used: 0, bytes_total: 0 },
    })
    await fly.clock.advance(3_000)
    expect((await fly.ask('GET', `${volumes}/${body.id}`)).body.state).toBe('created')
  })

  test.each([
    ['a name with hyphens', { name: 'my-data' }],
    ['a long name', { name: 'a'.repeat(31) }],
    ['no name', { name: undefined }],
    ['an alias for a region', { region: 'eu' }],
    ['a list of regions', { region: 'ams,cdg' }],
    ['half a gigabyte', { size_gb: 0.5 }],
    ['more than 500 GB', { size_gb: 501 }],
    ['no retention', { snapshot_retention: 0 }],
    ['two months of retention', { snapshot_retention: 61 }],
    ['another file system', { fstype: 'xfs' }],
    ['two sources', { snapshot_id: 'vs_a', source_volume_id: 'vol_a' }],
    ['an impossible guest', { compute: { cpu_kind: 'huge' } }],
  ])('is refused with %s', async (_, asked) => {
    const fly = await aShop()
    expect((await fly.ask('POST', volumes, { name: 'data', region: 'ams', ...asked })).status).toBe(400)
    expect(fly.world.volumes()).toEqual([])
  })

  test('may have the name of another', async () => {
    const fly = await aShop()
    const [one, other] = [await made(fly), await made(fly)]
    expect(one.name).toBe(other.name)
    expect(one.id).not.toBe(other.id)
  })

  test('changes how it is backed up, and nothing else', async () => {
    const fly = await aShop()
    const { id } = await made(fly)
    const asked = { snapshot_retention: 10, auto_backup_enabled: false, size_gb: 9, name: 'other' }
    expect((await fly.ask('PUT', `${volumes}/${id}`, asked)).body).toMatchObject({
      snapshot_retention: 10,
      auto_backup_enabled: false,
      size_gb: 1,
      name: 'data',
    })
    expect((await fly.ask('PUT', `${volumes}/${id}`, { snapshot_retention: 61 })).status).toBe(400)
  })

  test('only grows, and its new size is seen later', async () => {
    const fly = await aShop()
    const { id } = await made(fly)
    const extend = (size_gb: number) => fly.ask('PUT', `${volumes}/${id}/extend`, { size_gb })
    expect((await extend(1)).status).toBe(400)
    expect((await extend(4)).body).toMatchObject({ volume: { size_gb: 1, state: 'extending' }, needs_restart: false })
    expect((await extend(5)).status).toBe(412)
    await fly.clock.advance(10_000)
    expect((await fly.ask('GET', `${volumes}/${id}`)).body).toMatchObject({ size_gb: 4, state: 'created' })
  })

  test('asks for a restart of its Machine on some hosts', async () => {
    const answers = new Set<boolean>()
    for (let seed = 1; seed <= 10; seed++) {
      const fly = await aShop({ seed })
      const { id } = await made(fly)
      await fly.makeMachine({ mounts: [{ volume: id, path: '/data' }] })
      answers.add((await fly.ask('PUT', `${volumes}/${id}/extend`, { size_gb: 2 })).body.needs_restart)
    }
    expect([...answers].sort()).toEqual([false, true])
  })

  test('that is deleted is kept for a day, and listed as it was for a moment', async () => {
    const fly = await aShop()
    const { id } = await made(fly)
    await fly.clock.advance(5_000)
    expect((await fly.ask('DELETE', `${volumes}/${id}`)).body.state).toBe('scheduling_destroy')
    expect((await fly.ask('GET', volumes)).body).toMatchObject([{ id, state: 'created' }])
    await fly.clock.advance(5_000)
    expect((await fly.ask('GET', volumes)).body).toMatchObject([{ id, state: 'pending_destroy' }])
    expect((await fly.ask('GET', `${volumes}/${id}`)).body.state).toBe('pending_destroy')
    expect((await fly.ask('DELETE', `${volumes}/${id}`)).status).toBe(200)
    expect((await fly.ask('PUT', `${volumes}/${id}/extend`, { size_gb: 2 })).status).toBe(412)
    expect((await fly.ask('PUT', `${volumes}/${id}`, { snapshot_retention: 2 })).status).toBe(412)
    expect((await fly.ask('POST', `${volumes}/${id}/snapshots`)).status).toBe(412)
    await fly.clock.advance(23 * 3_600_000)
    expect((await fly.ask('GET', `${volumes}/${id}`)).body.state).toBe('pending_destroy')
    await fly.clock.advance(2 * 3_600_000)
    expect(await fly.ask('GET', `${volumes}/${id}`)).toMatchObject({ status: 404, body: { error: 'volume not found' } })
    expect((await fly.ask('DELETE', `${volumes}/${id}`)).status).toBe(404)
  })

  test('can get stuck while it is made, as long as the fault lasts', async () => {
    const fly = await aShop()
    fly.faults.volumesStuck(true)
    const { body } = await fly.ask('POST', volumes, { name: 'data', region: 'ams' })
    await fly.clock.advance(600_000)
    expect((await fly.ask('GET', `${volumes}/${body.id}`)).body.state).toBe('creating')
    fly.faults.clear()
    await fly.clock.advance(5_000)
    expect((await fly.ask('GET', `${volumes}/${body.id}`)).body.state).toBe('created')
  })

  describe('that fills', () => {
    const growing = { path: '/data', extend_threshold_percent: 80, add_size_gb: 2, size_gb_limit: 6 }

    test.each([
      ['up to its limit, step by step', growing, 1, [3]],
      ['again when what it got is full as well', growing, 4, [3, 5]],
      ['not below its threshold', growing, 0.79, [1]],
      ['not without a limit', { ...growing, size_gb_limit: undefined }, 1, [1]],
      ['not beyond its limit', { ...growing, size_gb_limit: 2 }, 1, [1]],
    ])('extends itself %s', async (_, mount, usedGb, sizes) => {
      const fly = await aShop()
      const { id } = await made(fly)
      const { path } = await fly.makeMachine({ mounts: [{ volume: id, ...mount }] })
      for (const size of sizes) {
        fly.world.fillVolume(id, usedGb)
        await fly.clock.advance(60_000)
        expect(fly.world.volumes()).toMatchObject([{ sizeGb: size, state: 'created' }])
      }
      expect((await fly.ask('GET', path)).body.config.mounts).toMatchObject([{ size_gb: sizes.at(-1) }])
    })

    test('does so only while its Machine runs, and where its host has the disk', async () => {
      const fly = await aShop({ hosts: { perRegion: 1, diskGb: 4 } })
      const { id } = await made(fly)
      const { path } = await fly.makeMachine({ mounts: [{ volume: id, ...growing }] })
      await fly.ask('POST', `${path}/stop`)
      await fly.clock.advance(10_000)
      fly.world.fillVolume(id, 1)
      await fly.clock.advance(60_000)
      expect(fly.world.volumes()).toMatchObject([{ sizeGb: 1, usedGb: 1 }])
      await fly.ask('POST', `${path}/start`)
      await fly.clock.advance(60_000)
      expect(fly.world.volumes()).toMatchObject([{ sizeGb: 3 }])
      fly.world.fillVolume(id, 9)
      await fly.clock.advance(60_000)
      expect(fly.world.volumes()).toMatchObject([{ sizeGb: 3, usedGb: 3 }])
      expect(fly.faults.fired()).toEqual({ 'no capacity': 1 })
      const { bytes_used, bytes_total, blocks_free } = (await fly.ask('GET', `${volumes}/${id}`)).body
      expect([bytes_used, blocks_free]).toEqual([bytes_total, 0])
    })
  })

  test('goes with its app', async () => {
    const fly = await aShop()
    const { id } = await made(fly)
    fly.world.snapshotVolume(id)
    expect((await fly.ask('GET', '/v1/apps/shop')).body.volume_count).toBe(1)
    await fly.ask('DELETE', '/v1/apps/shop')
    await fly.clock.advance(10_000)
    expect([fly.world.volumes(undefined, { deleted: true }), fly.world.snapshots()]).toEqual([[], []])
  })
})

describe('where a volume lies', () => {
  test('is apart from others of its name when that is asked for, as long as there are zones', async () => {
    const fly = await aShop({ hosts: { perRegion: 2 } })
    const apart = () => fly.ask('POST', volumes, { name: 'data', region: 'ams', require_unique_zone: true })
    const [one, other, third] = [await apart(), await apart(), await apart()]
    expect(one.body.zone).not.toBe(other.body.zone)
    expect(third).toMatchObject({ status: 400, body: { error: 'no capacity' } })
    const elsewhere = { name: 'logs', region: 'ams', require_unique_zone: true }
    expect((await fly.ask('POST', volumes, elsewhere)).status).toBe(200)
    expect((await fly.ask('POST', volumes, { ...elsewhere, name: 'more', unique_zone_app_wide: true })).status).toBe(
      400,
    )
  })

  test('has room for the Machine only when Fly is told of it', async () => {
    const fly = await aShop({ hosts: { perRegion: 1, memoryMb: 4_096 } })
    // With little disk: who asks for disk alone finds more of it where there is little memory.
    const roomy = fly.world.addHost('ams', { memoryMb: 65_536, diskGb: 10 })
    const [small] = fly.world.hosts('ams')
    const guest = { cpu_kind: 'shared', cpus: 8, memory_mb: 8_192 }
    const blind = (await fly.ask('POST', volumes, { name: 'data', region: 'ams', size_gb: 5 })).body
    const hinted = (await fly.ask('POST', volumes, { name: 'data', region: 'ams', size_gb: 5, compute: guest })).body
    expect(hostOf(fly, blind.id)).toBe(small?.id)
    expect(hostOf(fly, hinted.id)).toBe(roomy.id)
    await fly.clock.advance(5_000)
    const machine = (volume: string) => ({
      region: 'ams',
      config: { image: 'nginx', guest, mounts: [{ volume, path: '/data' }] },
    })
    expect(await fly.ask('POST', '/v1/apps/shop/machines', machine(blind.id))).toMatchObject({
      status: 412,
      body: {
        error: `insufficient resources to create new machine with existing volume id '${blind.id}'`,
        status: 'volume_placement_capacity',
      },
    })
    expect((await fly.ask('POST', '/v1/apps/shop/machines', machine(hinted.id))).status).toBe(200)
  })

  test('must have the disk', async () => {
    const fly = await aShop({ hosts: { perRegion: 1, diskGb: 10 } })
    expect((await fly.ask('POST', volumes, { name: 'data', region: 'ams', size_gb: 11 })).body.error).toBe(
      'no capacity',
    )
    const { body } = await fly.ask('POST', volumes, { name: 'data', region: 'ams', size_gb: 6 })
    expect((await fly.ask('POST', volumes, { name: 'data', region: 'ams', size_gb: 6 })).status).toBe(400)
    await fly.clock.advance(5_000)
    expect((await fly.ask('PUT', `${volumes}/${body.id}/extend`, { size_gb: 11 })).status).toBe(412)
    expect((await fly.ask('PUT', `${volumes}/${body.id}/extend`, { size_gb: 10 })).status).toBe(200)
  })

  test('is another host for a fork, which can be mounted while its data comes', async () => {
    const fly = await aShop({ hosts: { perRegion: 2 } })
    const { id } = await made(fly)
    const asked = { name: 'data', region: 'ams', source_volume_id: id }
    expect((await fly.ask('POST', volumes, { ...asked, source_volume_id: 'vol_none' })).status).toBe(400)
    const fork = (await fly.ask('POST', volumes, asked)).body
    expect(fork).toMatchObject({ state: 'creating', size_gb: 1 })
    expect(hostOf(fly, fork.id)).not.toBe(hostOf(fly, id))
    const states = new Set<string>()
    fly.world.onChange(() => states.add(stateOf(fly, fork.id)))
    await fly.clock.advance(8_000)
    expect([...states]).toEqual(['enabling_remote_export', 'hydrating'])
    await fly.makeMachine({ mounts: [{ volume: fork.id, path: '/data' }] })
    await fly.clock.advance(60_000)
    expect(stateOf(fly, fork.id)).toBe('created')
  })

  test('has nowhere to go for a fork where there is only one host', async () => {
    const fly = await aShop({ hosts: { perRegion: 1 } })
    const { id } = await made(fly)
    const fork = (more: object) => fly.ask('POST', volumes, { region: 'ams', source_volume_id: id, ...more })
    expect((await fork({})).body).toEqual({ error: 'no capacity' })
    const elsewhere = (await fork({ region: 'cdg' })).body
    expect(elsewhere).toMatchObject({ region: 'cdg', name: 'data' })
    expect((await fork({ source_volume_id: elsewhere.id })).status).toBe(412)
  })

  test('lends no fork while its host is not reached', async () => {
    const fly = await aShop()
    const { id } = await made(fly)
    fly.world.setHost(hostOf(fly, id), { status: 'unreachable' })
    const asked = { name: 'data', region: 'ams', source_volume_id: id }
    expect((await fly.ask('POST', volumes, asked)).status).toBe(503)
    expect((await fly.ask('PUT', `${volumes}/${id}/extend`, { size_gb: 2 })).status).toBe(503)
  })
})

describe('the lists of volumes', () => {
  test('lag, can be short and can be empty for no reason', async () => {
    const fly = await aShop()
    const { id } = await made(fly)
    await fly.clock.advance(2_000)
    const { body } = await fly.ask('POST', volumes, { name: 'new', region: 'ams' })
    expect((await fly.ask('GET', volumes)).body.map((each: { id: string }) => each.id)).toEqual([id])
    await fly.clock.advance(800)
    const [, summary] = (await fly.ask('GET', `${volumes}?summary=true`)).body
    expect(summary).toMatchObject({ id: body.id, name: 'new' })
    expect(summary).not.toHaveProperty('blocks')
    fly.faults.emptyLists(true)
    expect((await fly.ask('GET', volumes)).body).toEqual([])
    expect((await fly.ask('GET', '/v1/orgs/demo/volumes')).body).toEqual({ volumes: [] })
  })

  test('the organisation’s is in order of change, and shows deleted ones to those who ask', async () => {
    const fly = await aShop()
    const [one, other] = [await made(fly), await made(fly, 'cdg')]
    await fly.ask('PUT', `${volumes}/${one.id}`, { snapshot_retention: 9 })
    await fly.clock.advance(2_000)
    const listed = async (query = '') => {
      const { body } = await fly.ask('GET', `/v1/orgs/demo/volumes${query}`)
      return body.volumes.map((volume: { id: string }) => volume.id)
    }
    expect(await listed()).toEqual([other.id, one.id])
    expect(await listed('?region=cdg')).toEqual([other.id])
    expect(await listed('?state=creating')).toEqual([])
    await fly.ask('DELETE', `${volumes}/${one.id}`)
    await fly.clock.advance(5_000)
    expect(await listed()).toEqual([other.id])
    expect(await listed('?include_deleted=true')).toEqual([other.id, one.id])
    const pages: object[] = []
    for (let cursor = ''; cursor !== undefined; ) {
      const { body } = await fly.ask('GET', `/v1/orgs/demo/volumes?include_deleted=true&limit=1&cursor=${cursor}`)
      pages.push(...body.volumes)
      expect(body.last_volume_id).toBe(body.volumes.at(-1)?.id)
      cursor = body.next_cursor
    }
    expect(pages).toMatchObject([
      { id: other.id, app_name: 'shop', updated_at: expect.any(String) },
      { id: one.id, state: 'pending_destroy' },
    ])
    expect((await fly.ask('GET', '/v1/orgs/other/volumes')).status).toBe(403)
    expect((await fly.ask('GET', '/v1/orgs/demo/volumes?cursor=nonsense')).status).toBe(400)
  })

  test('the organisation’s lacks regions that are not read, and does not say so', async () => {
    const fly = await aShop()
    await made(fly, 'cdg')
    await fly.clock.advance(2_000)
    fly.faults.hideRegion('cdg')
    expect((await fly.ask('GET', '/v1/orgs/demo/volumes')).body).toEqual({ volumes: [] })
  })
})

async function aShop(options: Parameters<typeof aFly>[0] = {}): Promise<AFly> {
  const fly = aFly({ limits: false, ...options })
  await fly.makeApp()
  return fly
}

/** A volume of 1 GB that is there. */
async function made(fly: AFly, region = 'ams'): Promise<{ readonly id: string; readonly name: string }> {
  const { body } = await fly.ask('POST', volumes, { name: 'data', region, size_gb: 1 })
  await fly.clock.advance(3_000)
  return body
}

function hostOf(fly: AFly, id: string): string {
  return fly.world.volumes().find((volume) => volume.id === id)?.hostId ?? 'none'
}

function stateOf(fly: AFly, id: string): string {
  return fly.world.volumes().find((volume) => volume.id === id)?.state ?? 'none'
}
