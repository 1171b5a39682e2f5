import { afterEach, describe, expect, test } from 'vitest'
import type { Resource } from '../../controller/resource/resource.ts'
import type { Group } from '../../schemas/types.ts'
import { anApp } from '../support/builders.ts'
import { expectConverged } from '../support/census.ts'
import { aHouse, type House } from '../support/house.ts'
import { conditionOf, expectKept } from './expectations.ts'

const volume: NonNullable<Group['volume']> = {
  ...{ path: '/data', sizeGb: 2, snapshotDays: 14, autoBackup: true, encrypted: true, keepFor: '7d' },
}

describe('a volume that is lost', () => {
  let house: House
  afterEach(() => house.close())

  const minute = 60_000
  const settings = { lostHostMs: 10 * minute, pollMs: 15_000, sweepMs: 2 * minute, resyncMs: 3 * minute }
  const restoring = anApp('shop', { db: { count: 2, volume: { ...volume, onLostHost: 'restore' } } })
  const waiting = anApp('shop', { db: { count: 2, volume } })

  function volumeOf(prefix: string) {
    const found = house.world.volumes('shop').findLast(({ name }) => name.startsWith(`${prefix}_`))
    if (found === undefined) throw new Error(`there is no volume ${prefix}`)
    return found
  }

  /** Fly loses the host of the volume of `db/ams/0`, after a snapshot of what its program had written. */
  async function loseHost(specs: readonly Resource[]) {
    house = await aHouse({ specs, settings })
    await house.settle()
    const lost = volumeOf('db_ams_0')
    house.world.fillVolume(lost.id, 1)
    house.world.snapshotVolume(lost.id)
    house.world.fillVolume(lost.id, 2)
    house.world.setHost(lost.hostId, { status: 'unreachable' })
    return lost
  }

  test('one is restored from its newest snapshot, on another host, and the lost one is kept', async () => {
    const lost = await loseHost([restoring])
    await house.advance(9 * minute)
    expect(house.world.volumes('shop')).toHaveLength(2)

    await house.advance(10 * minute)
    const [old, , made] = house.world.volumes('shop')
    expect(house.world.volumes('shop')).toHaveLength(3)
    expect(old?.id).toBe(lost.id)
    expect(made).toMatchObject({ usedGb: 1, sizeGb: 2 })
    expect(made?.hostId).not.toBe(lost.hostId)
    const user = house.world.machines('shop').find(({ id }) => id === made?.machineId)
    expect(user).toMatchObject({ state: 'started', hostStatus: 'ok' })
    expect(await conditionOf(house, 'shop', 'Ready')).toMatchObject({ status: 'True' })
    expect((await house.status('shop'))?.volumes).toMatchObject([
      { id: lost.id, use: 'left' },
      { id: made?.id, use: 'used', restored: { of: lost.id, takenAt: expect.any(String) } },
      { slot: 'db/ams/1', use: 'used' },
    ])
    expect((await house.events('shop')).map(({ message }) => message)).toContainEqual(
      expect.stringMatching(
        /restored the volume of db\/ams\/0 from the snapshot vs_.*what was written later is missing/,
      ),
    )

    house.world.setHost(lost.hostId, { status: 'ok' })
    await house.advance(30 * minute)
    await house.settle()
    expectConverged(house.ground, house.specs())
    expect(house.world.volumes('shop').map(({ id }) => id)).toContain(lost.id)
    expect(house.world.machines('shop')).toHaveLength(2)
    expect(house.world.volumes('shop').find(({ id }) => id === made?.id)?.machineId).toBe(user?.id)
    expectKept(house)
  })

  test('nothing takes its place where the spec does not say so', async () => {
    await loseHost([waiting])
    await house.advance(30 * minute)
    expect(house.world.volumes('shop')).toHaveLength(2)
    expect(await conditionOf(house, 'shop', 'Ready')).toMatchObject({ status: 'False', reason: 'HostUnreachable' })
    expectKept(house)
  })

  test('it has its place again when it comes back before a Machine has had the restored one', async () => {
    const lost = await loseHost([restoring])
    const clear = house.simulator.faults.add({
      name: 'no Machine',
      match: { action: 'create-machine' },
      when: 'before',
      effect: 'hang',
      probability: 1,
    })
    await house.advance(20 * minute)
    expect(house.world.volumes('shop')).toHaveLength(3)

    house.world.setHost(lost.hostId, { status: 'ok' })
    clear()
    await house.advance(5 * minute)
    await house.settle()
    expectConverged(house.ground, house.specs())
    expect(house.world.machines('shop')).toHaveLength(2)
    expect((await house.status('shop'))?.volumes).toContainEqual(expect.objectContaining({ id: lost.id, use: 'used' }))
    expectKept(house)
  })

  test('a lost answer makes no second one', async () => {
    const lost = await loseHost([restoring])
    const clear = house.simulator.faults.add({
      name: 'answer lost',
      match: { action: 'create-volume' },
      when: 'after',
      effect: 'reset',
      probability: 1,
    })
    await house.advance(20 * minute)
    clear()
    await house.advance(20 * minute)

    expect(house.world.volumes('shop')).toHaveLength(3)
    expect((await house.status('shop'))?.volumes).toContainEqual(expect.objectContaining({ id: lost.id, use: 'left' }))
    expect(await conditionOf(house, 'shop', 'Ready')).toMatchObject({ status: 'True' })
    expectKept(house)
  })

  test('one that somebody deleted is restored, too', async () => {
    house = await aHouse({ specs: [restoring], settings })
    await house.settle()
    const deleted = volumeOf('db_ams_0')
    house.world.fillVolume(deleted.id, 1)
    house.world.snapshotVolume(deleted.id)
    house.foreign.destroy('shop', 'db-ams-0')
    house.foreign.deleteVolume('shop', 'db-ams-0')

    await house.advance(20 * minute)
    await house.settle()
    expectConverged(house.ground, house.specs())
    expect(volumeOf('db_ams_0')).toMatchObject({ usedGb: 1 })
    expectKept(house)
  })

  test('and whose host is only full moves with its Machine, and its former one goes after its time', async () => {
    const forking = anApp('shop', { db: { count: 2, volume: { ...volume, keepFor: '1h', onLostHost: 'fork' } } })
    house = await aHouse({ specs: [forking], settings })
    await house.settle()
    const former = volumeOf('db_ams_0')
    house.world.fillVolume(former.id, 1)
    house.simulator.faults.capacity(former.hostId, 'full')
    house.foreign.stop('shop', 'db-ams-0')

    await house.advance(15 * minute)
    const copy = volumeOf('db_ams_0')
    expect(copy).toMatchObject({ usedGb: 1 })
    expect(copy.hostId).not.toBe(former.hostId)
    expect(await conditionOf(house, 'shop', 'Ready')).toMatchObject({ status: 'True' })
    expect((await house.status('shop'))?.volumes).toMatchObject([
      { id: former.id, use: 'kept' },
      { id: copy.id, use: 'used', restored: { of: former.id, isFork: true } },
      { slot: 'db/ams/1' },
    ])

    await house.advance(70 * minute)
    await house.settle()
    expect(house.world.volumes('shop').map(({ id }) => id)).not.toContain(former.id)
    expectConverged(house.ground, house.specs())
    expectKept(house)
  })
})
