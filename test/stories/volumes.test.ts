import { afterEach, describe, expect, test } from 'vitest'
import type { Resource } from '../../controller/resource/resource.ts'
import type { Group } from '../../schemas/types.ts'
import { anApp, withGroup } from '../support/builders.ts'
import { expectConverged } from '../support/census.ts'
import { aHouse, type House } from '../support/house.ts'
import { conditionOf, expectKept } from './expectations.ts'

describe('volumes', () => {
  let house: House
  afterEach(() => house.close())

  const db = anApp('shop', { db: { count: 2, volume: aVolume() } })

  test('are made before their Machines, one for each, near them and apart from one another', async () => {
    house = await aHouse({ specs: [db] })
    await house.settle()

    const volumes = house.world.volumes('shop')
    expect(volumes).toHaveLength(2)
    expect(new Set(volumes.map(({ hostId }) => hostId)).size).toBe(2)
    expect(volumes).toMatchObject([{ sizeGb: 2, snapshotRetention: 14 }, { sizeGb: 2 }])
    expect(volumes.map(({ machineId }) => machineId).sort()).toEqual(idsIn(house))
    expect(house.world.machines('shop')[0]?.config.mounts).toMatchObject([{ path: '/data' }])
    expect((await house.status('shop'))?.volumes).toMatchObject([
      { slot: 'db/ams/0', sizeGb: 2, use: 'used', snapshotDays: 14 },
      { slot: 'db/ams/1' },
    ])
    expectConverged(house.ground, house.specs())
    expectKept(house)
  })

  test('stay behind when their Machine is destroyed by others, and the next one has the same data', async () => {
    house = await aHouse({ specs: [db] })
    await house.settle()
    const before = volumeIds(house)

    house.foreign.destroy('shop', 'db-ams-0')
    await house.advance(5_000)
    await house.settle()

    expectConverged(house.ground, house.specs())
    expect(volumeIds(house)).toEqual(before)
    expectKept(house)
  })

  test('Fly may hold a volume for a Machine that is gone: it is tried again until it is free', async () => {
    house = await aHouse({ specs: [db] })
    await house.settle()

    house.foreign.destroy('shop', 'db-ams-0')
    house.world.holdVolume(volumeOf(house, 'db_ams_0').id, 90_000)
    await house.advance(5_000)
    await house.converge(300_000)
    await house.settle()

    expect(house.world.volumes('shop')).toHaveLength(2)
    expectKept(house)
  })

  test('an update keeps the volume, and changes where it is mounted', async () => {
    house = await aHouse({ specs: [db] })
    await house.settle()
    const before = idsIn(house)

    await house.submit(withGroup(withVolume(db, { path: '/var/data' }), 'db', { image: 'shop:2' }))
    await house.settle()

    expectConverged(house.ground, house.specs())
    expect(idsIn(house)).toEqual(before)
    expectKept(house)
  })

  test('grow in place, and are never made smaller', async () => {
    house = await aHouse({ specs: [db] })
    await house.settle()
    const before = volumeIds(house)

    await house.submit(withVolume(db, { sizeGb: 5 }))
    await house.settle()
    expect(house.world.volumes('shop')).toMatchObject([{ sizeGb: 5 }, { sizeGb: 5 }])
    expect(volumeIds(house)).toEqual(before)
    expectConverged(house.ground, house.specs())

    await expect(house.submit(withVolume(db, { sizeGb: 3 }))).rejects.toThrow(
      /has 5 GB, and Fly makes no volume smaller, so `sizeGb` cannot become 3/,
    )
    expectKept(house)
  })

  test('one that has grown by itself is no drift', async () => {
    house = await aHouse({ specs: [db] })
    await house.settle()
    const deeds = house.watch.deeds()

    house.world.extendVolume(volumeOf(house, 'db_ams_0').id, 9)
    await house.advance(120_000)

    expect(house.watch.deeds()).toBe(deeds)
    expect(await conditionOf(house, 'shop', 'Ready')).toMatchObject({ status: 'True' })
    expectKept(house)
  })

  test('how they are kept changes without a restart', async () => {
    house = await aHouse({ specs: [db] })
    await house.settle()
    const before = house.world.machines('shop').map(({ instanceId }) => instanceId)

    await house.submit(withVolume(db, { snapshotDays: 30, autoBackup: false }))
    await house.settle()

    expectConverged(house.ground, house.specs())
    expect(house.world.machines('shop').map(({ instanceId }) => instanceId)).toEqual(before)
    expectKept(house)
  })

  test('stay when the spec has fewer Machines, and are there again when it has more', async () => {
    house = await aHouse({ specs: [db] })
    await house.settle()
    const before = volumeIds(house)

    await house.submit(withGroup(db, 'db', { count: 1 }))
    await house.settle()
    expect(house.world.machines('shop')).toHaveLength(1)
    expect(volumeIds(house)).toEqual(before)
    expect((await house.status('shop'))?.volumes).toMatchObject([{ use: 'used' }, { use: 'kept', slot: 'db/ams/1' }])

    await house.submit(db)
    await house.settle()
    expectConverged(house.ground, house.specs())
    expect(volumeIds(house)).toEqual(before)
    expectKept(house)
  })

  test('go when nothing has had a use for them for as long as the spec says, and a snapshot is left', async () => {
    const brief = withVolume(db, { keepFor: '1h' })
    house = await aHouse({ specs: [brief] })
    await house.settle()

    await house.submit(withGroup(brief, 'db', { count: 1 }))
    await house.advance(50 * 60_000)
    expect(house.world.volumes('shop')).toHaveLength(2)

    await house.advance(20 * 60_000)
    await house.settle()
    expect(house.world.volumes('shop')).toMatchObject([{ name: expect.stringMatching(/^db_ams_0_/) }])
    expect(house.world.snapshots('shop')).toMatchObject([{ status: 'created' }])
    expect((await house.events('shop')).map(({ message }) => message)).toContainEqual(
      expect.stringMatching(/deleted the volume vol_.* that was of db\/ams\/1/),
    )
    expectConverged(house.ground, house.specs())
    expectKept(house)
  })

  test('a group that gets a volume has its Machines replaced one by one, and loses none of its data again', async () => {
    const bare = anApp('shop', { db: { count: 2 } })
    house = await aHouse({ specs: [bare] })
    await house.settle()

    await house.submit(db)
    await house.settle()
    expectConverged(house.ground, house.specs())
    const before = volumeIds(house)

    await house.submit(bare)
    await house.settle()
    expectConverged(house.ground, house.specs())
    expect(volumeIds(house)).toEqual(before)

    await house.submit(db)
    await house.settle()
    expectConverged(house.ground, house.specs())
    expect(volumeIds(house)).toEqual(before)
    expectKept(house)
  })

  test('one that somebody deleted is missed, and no empty one hides that', async () => {
    house = await aHouse({ specs: [db] })
    await house.settle()

    house.foreign.destroy('shop', 'db-ams-0')
    house.foreign.deleteVolume('shop', 'db-ams-0')
    await house.advance(180_000)

    expect(house.world.volumes('shop')).toHaveLength(1)
    expect(await conditionOf(house, 'shop', 'Stalled')).toMatchObject({
      status: 'True',
      reason: 'VolumeLost',
      message: expect.stringContaining('was deleted, and not by Artifact'),
    })

    await house.submit(withGroup(db, 'db', { count: 0 }))
    await house.settle()
    await house.submit(db)
    await house.settle()
    expectConverged(house.ground, house.specs())
    expectKept(house)
  })

  test('one to which Fly has moved the data is taken on, whatever its id', async () => {
    house = await aHouse({ specs: [db] })
    await house.settle()
    const before = volumeOf(house, 'db_ams_0').id

    house.foreign.migrate('shop', 'db-ams-0')
    await house.advance(60_000)
    await house.settle()

    expectConverged(house.ground, house.specs())
    expect(volumeOf(house, 'db_ams_0').id).not.toBe(before)
    expect((await house.status('shop'))?.volumes).toMatchObject([
      { slot: 'db/ams/0', id: volumeOf(house, 'db_ams_0').id, use: 'used' },
      { slot: 'db/ams/1' },
    ])
    expectKept(house)
  })

  test('a volume of somebody else is told, and left alone', async () => {
    house = await aHouse({ specs: [db] })
    await house.settle()

    const { id } = house.world.createVolume('shop', { name: 'theirs', region: 'ams' })
    await house.advance(60_000)

    expect((await house.status('shop'))?.volumes).toContainEqual(expect.objectContaining({ id, use: 'stranger' }))
    expect(house.world.volumes('shop')).toHaveLength(3)
  })

  test('a volume whose answer was lost is found again by its name, and there is never another', async () => {
    house = await aHouse()
    const clear = house.simulator.faults.add({
      name: 'answer lost',
      match: { action: 'create-volume' },
      when: 'after',
      effect: 'reset',
      probability: 1,
    })
    await house.submit(db)
    await house.advance(30_000)
    clear()
    await house.settle()

    expect(house.world.volumes('shop')).toHaveLength(2)
    expectConverged(house.ground, house.specs())
    expectKept(house)
  })

  test('a volume whose order was lost is asked for again under the same name, when it can no longer turn up', async () => {
    house = await aHouse()
    const clear = house.simulator.faults.add({
      name: 'order lost',
      match: { action: 'create-volume' },
      when: 'before',
      effect: 'hang',
      probability: 1,
    })
    await house.submit(db)
    await house.advance(30_000)
    clear()
    const asked = house.evidence.unsettled().map(({ target }) => target)
    expect(asked).toHaveLength(1)
    await house.advance(60_000)
    expect(house.world.volumes('shop')).toEqual([])
    await house.settle()

    expect(house.world.volumes('shop').map(({ name }) => name)).toContain(asked[0])
    expectConverged(house.ground, house.specs())
    expectKept(house)
  })

  test('a deleted App keeps its data for as long as its spec says, and is gone then', async () => {
    house = await aHouse({ specs: [withVolume(db, { keepFor: '1h' })] })
    await house.settle()

    await house.requestDeletion('shop')
    await house.advance(30 * 60_000)
    expect(house.world.machines('shop')).toEqual([])
    expect(house.world.volumes('shop')).toHaveLength(2)
    expect(await conditionOf(house, 'shop', 'Ready')).toMatchObject({
      reason: 'Deleting',
      message: expect.stringContaining('stays until the volumes in it have been kept'),
    })

    await house.advance(40 * 60_000)
    await house.until('the app is gone', () => house.ground.apps().length === 0)
    expectKept(house)
  })

  test('a region with fewer zones than volumes gets them all the same', async () => {
    house = await aHouse({ specs: [withGroup(db, 'db', { count: 5 })] })
    await house.converge()
    await house.settle()
    expectKept(house)
  })
})

function aVolume(change: Partial<NonNullable<Group['volume']>> = {}): NonNullable<Group['volume']> {
  const usual = { snapshotDays: 14, autoBackup: true, encrypted: true, keepFor: '7d' }
  return { path: '/data', sizeGb: 2, ...usual, ...change }
}

function withVolume(app: Resource, change: Partial<NonNullable<Group['volume']>>): Resource {
  return withGroup(app, 'db', { volume: aVolume(change) })
}

function idsIn(house: House): readonly string[] {
  return house.world
    .machines('shop')
    .map(({ id }) => id)
    .sort()
}

function volumeIds(house: House): readonly string[] {
  return house.world
    .volumes('shop')
    .map(({ id }) => id)
    .sort()
}

function volumeOf(house: House, prefix: string) {
  const found = house.world.volumes('shop').find(({ name }) => name.startsWith(`${prefix}_`))
  if (found === undefined) throw new Error(`there is no volume ${prefix}`)
  return found
}
