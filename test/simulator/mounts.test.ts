import { describe, expect, test } from 'vitest'
import { type AFly, aFly } from './a-fly.ts'

const machines = '/v1/apps/shop/machines'
const volumes = '/v1/apps/shop/volumes'

describe('a Machine with a volume', () => {
  test('lands where the volume is, and is read back with what Fly knows of it', async () => {
    const { fly, volume } = await aVolume()
    const { id, path } = await fly.makeMachine({ mounts: [{ volume: volume.id, path: '/data' }] })
    expect((await fly.ask('GET', path)).body.config.mounts).toEqual([
      { volume: volume.id, path: '/data', name: 'data', size_gb: 1, encrypted: true },
    ])
    expect(fly.world.machines()).toMatchObject([{ id, hostId: volume.hostId }])
    expect((await fly.ask('GET', `${volumes}/${volume.id}`)).body).toMatchObject({
      attached_machine_id: id,
      fstype: 'ext4',
      block_size: 4_096,
    })
    const [version] = (await fly.ask('GET', `${path}/versions`)).body
    expect(version.user_config.mounts).toEqual([{ volume: volume.id, path: '/data' }])
  })

  test.each([
    [
      'two volumes',
      [
        { volume: 'vol_a', path: '/a' },
        { volume: 'vol_b', path: '/b' },
      ],
      undefined,
    ],
    ['a volume that is not there', [{ volume: 'vol_none', path: '/data' }], 'volume not found'],
    ['no absolute path', [{ volume: 'vol_none', path: 'data' }], undefined],
    ['neither id nor name', [{ path: '/data' }], undefined],
    ['half of the settings to grow', [{ volume: 'v', path: '/data', extend_threshold_percent: 80 }], undefined],
  ])('is refused with %s', async (_, mounts, error) => {
    const { fly } = await aVolume()
    const answer = await fly.ask('POST', machines, { config: { image: 'nginx', mounts } })
    expect(answer.status).toBe(400)
    if (error !== undefined) expect(answer.body).toEqual({ error })
  })

  test('is refused where the volume is in another region or another app, is deleted, or is still being made', async () => {
    const { fly, volume, create } = await aVolume()
    expect((await create({}, { region: 'cdg' })).status).toBe(400)
    fly.world.createApp({ name: 'blog' })
    const { id: others } = fly.world.createVolume('blog', { name: 'data', region: 'ams' })
    expect(await create({ volume: others })).toMatchObject({ status: 400, body: { error: 'volume not found' } })
    fly.world.deleteVolume(volume.id)
    expect(await create()).toMatchObject({ status: 400, body: { error: 'volume not found' } })
    const { body } = await fly.ask('POST', volumes, { name: 'data', region: 'ams' })
    expect((await create({ volume: body.id })).status).toBe(412)
  })

  test('needs no region: it is where the volume is', async () => {
    const { create } = await aVolume()
    expect((await create({}, { region: undefined })).body.region).toBe('ams')
  })

  test('has the volume for itself, until it is really gone, and sometimes a little longer', async () => {
    const heldFor = new Set<boolean>()
    for (let seed = 1; seed <= 10; seed++) {
      const { fly, volume, create } = await aVolume({ seed })
      const { id } = (await create()).body
      const claimed = { status: 412, body: { error: `failed_precondition: volume already claimed by machine ${id}` } }
      const bound = { status: 412, body: { error: `failed_precondition: volume is currently bound to machine: ${id}` } }
      expect(await create()).toMatchObject(claimed)
      expect(await fly.ask('DELETE', `${volumes}/${volume.id}`)).toMatchObject(bound)

      await fly.ask('DELETE', `${machines}/${id}?force=true`)
      expect(await create()).toMatchObject(claimed)
      expect(await fly.ask('DELETE', `${volumes}/${volume.id}`)).toMatchObject(bound)
      while (fly.world.machines().length > 0) await fly.clock.advance(100)
      await fly.clock.advance(100)
      const isHeld = (await create()).status === 412
      heldFor.add(isHeld)
      await fly.clock.advance(5_000)
      if (isHeld) expect((await create()).status).toBe(200)
    }
    expect([...heldFor].sort()).toEqual([false, true])
  })

  test('may find the volume held for nobody, for a while', async () => {
    const { fly, create } = await aVolume()
    fly.faults.volumesHeldMs(120_000)
    const { id } = (await create()).body
    await fly.ask('DELETE', `${machines}/${id}?force=true`)
    await fly.clock.advance(10_000)
    const nobody = '\0'.repeat(14)
    expect(await create()).toMatchObject({
      status: 412,
      body: { error: `failed_precondition: volume already claimed by machine ${nobody}` },
    })
    expect(fly.world.volumes()).toMatchObject([{ machineId: undefined }])
    await fly.clock.advance(120_000)
    expect((await create()).status).toBe(200)
    expect(fly.faults.fired()).toEqual({ 'volume held': 1 })
  })

  test('finds it held also when somebody says so', async () => {
    const { fly, volume, create } = await aVolume()
    fly.world.holdVolume(volume.id, 5_000)
    expect((await create()).body.error).toMatch(/claimed by machine \0{14}$/)
    await fly.clock.advance(5_000)
    expect((await create()).status).toBe(200)
  })

  test('keeps it through updates, which may change the path and how it grows', async () => {
    const { fly, volume } = await aVolume()
    const { path } = await fly.makeMachine({ mounts: [{ volume: volume.id, path: '/data' }] })
    const other = fly.world.createVolume('shop', { name: 'data', region: 'ams' })
    const update = (mounts?: object[]) => fly.ask('POST', path, { config: { image: 'nginx:2', mounts } })
    for (const mounts of [undefined, [], [{ volume: other.id, path: '/data' }]]) {
      expect((await update(mounts)).status).toBe(400)
    }
    const growing = { path: '/srv', extend_threshold_percent: 80, add_size_gb: 1, size_gb_limit: 10 }
    expect((await update([{ volume: volume.id, ...growing }])).body.config.mounts).toEqual([
      { volume: volume.id, ...growing, name: 'data', size_gb: 1, encrypted: true },
    ])
  })

  test('gets none by an update', async () => {
    const { fly, volume } = await aVolume()
    const { path } = await fly.makeMachine()
    const config = { image: 'nginx:2', mounts: [{ volume: volume.id, path: '/data' }] }
    expect((await fly.ask('POST', path, { config })).status).toBe(400)
  })

  test('reads the size of a volume that has grown', async () => {
    const { fly, volume } = await aVolume()
    const { path, version } = await fly.makeMachine({ mounts: [{ volume: volume.id, path: '/data' }] })
    fly.world.extendVolume(volume.id, 5)
    expect((await fly.ask('GET', path)).body).toMatchObject({
      instance_id: version,
      config: { mounts: [{ size_gb: 5 }] },
    })
    expect(fly.world.volumes()).toMatchObject([{ sizeGb: 5 }])
  })
})

describe('a mount by name', () => {
  test('takes any volume of that name that is free, and otherwise makes one', async () => {
    const { fly, volume } = await aVolume()
    const mounts = [{ name: 'data', path: '/data', size_gb: 2 }]
    const create = () => fly.ask('POST', machines, { region: 'ams', config: { image: 'nginx', mounts } })
    expect((await create()).body.config.mounts).toMatchObject([{ volume: volume.id, size_gb: 1 }])
    const [mount] = (await create()).body.config.mounts
    expect(mount).toEqual({
      volume: expect.not.stringMatching(volume.id),
      path: '/data',
      name: 'data',
      size_gb: 2,
      encrypted: true,
    })
    expect(fly.world.volumes()).toHaveLength(2)
  })

  test('does not take one that is held', async () => {
    const { fly, volume } = await aVolume()
    fly.world.holdVolume(volume.id, 60_000)
    await fly.makeMachine({ mounts: [{ name: 'data', path: '/data' }] })
    expect(fly.world.volumes()).toMatchObject([{ id: volume.id, machineId: undefined }, { name: 'data' }])
  })

  test('goes through an update that says the name alone', async () => {
    const { fly, volume } = await aVolume()
    const { path } = await fly.makeMachine({ mounts: [{ name: 'data', path: '/data' }] })
    const config = { image: 'nginx:2', mounts: [{ name: 'data', path: '/data' }] }
    expect((await fly.ask('POST', path, { config })).body.config.mounts).toMatchObject([{ volume: volume.id }])
  })
})

/** An app with a free volume in ams, and a way to make Machines with it. */
async function aVolume(options: Parameters<typeof aFly>[0] = {}) {
  const fly: AFly = aFly({ limits: false, ...options })
  await fly.makeApp()
  const volume = fly.world.createVolume('shop', { name: 'data', region: 'ams' })
  const create = (mount: object = {}, more: object = {}) =>
    fly.ask('POST', machines, {
      region: 'ams',
      config: { image: 'nginx', mounts: [{ volume: volume.id, path: '/data', ...mount }] },
      ...more,
    })
  return { fly, volume, create }
}
