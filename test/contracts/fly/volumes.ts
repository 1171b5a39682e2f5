import { expect, test } from 'vitest'
import type { Volume } from '../../../controller/fly/wire-volumes.ts'
import type { Things } from '../fly.ts'

/** Volumes, of the smallest size. */
export function volumeContract({ subject, run, eventually, eventuallyDone, anApp, aMachine }: Things): void {
  const call = { signal: new AbortController().signal }

  async function aVolume(app: string): Promise<Volume> {
    const { fly } = subject()
    const wanted = { name: 'data', region: 'ams', size_gb: 1 }
    const { id } = await eventuallyDone(() => fly.createVolume(app, wanted, call))
    const volume = await eventually(
      () => fly.getVolume(app, id, call),
      (found) => found?.state === 'created',
    )
    if (volume === undefined) throw new Error(`volume ${id} is not there`)
    return volume
  }

  test('a volume is created, is listed in its app and in the organisation, and leaves both lists when it is deleted', async () => {
    const { fly } = subject()
    const app = await anApp()
    const { id } = await aVolume(app)
    const isThere = (volumes: readonly Volume[]) => volumes.some((volume) => volume.id === id && volume.size_gb === 1)
    await eventually(() => fly.listVolumes(app, call), isThere)
    await eventually(async () => (await fly.listOrgVolumes({}, call)).volumes, isThere)

    expect(await run(fly.deleteVolume(app, id, call))).toMatchObject({ result: 'done' })
    await eventually(
      () => fly.listVolumes(app, call),
      (volumes) => !isThere(volumes),
    )
    expect(await run(fly.deleteVolume(app, 'vol_00000000000000zz', call))).toMatchObject({ result: 'done' })
  })

  test('a volume that nobody knows is nobody’s', async () => {
    const app = await anApp()
    expect(await run(subject().fly.getVolume(app, 'vol_00000000000000zz', call))).toBeUndefined()
  })

  test('a volume grows and does not shrink, and keeps its snapshots for as long as one says', async () => {
    const { fly } = subject()
    const app = await anApp()
    const { id } = await aVolume(app)
    const extended = await eventuallyDone(() => fly.extendVolume(app, id, 2, call))
    expect(extended.volume.id).toBe(id)
    await eventually(
      () => fly.getVolume(app, id, call),
      (found) => found?.size_gb === 2 && found.state === 'created',
    )
    expect(await run(fly.extendVolume(app, id, 1, call))).toMatchObject({
      result: 'refused',
      error: { code: 'Invalid' },
    })
    await eventuallyDone(() => fly.updateVolume(app, id, { snapshot_retention: 2 }, call))
    const read = await eventually(
      () => fly.getVolume(app, id, call),
      (found) => found?.snapshot_retention === 2,
    )
    expect(read).toMatchObject({ size_gb: 2 })
  })

  test('a Machine has its volume for itself, and keeps it from being deleted for as long as it is there', async () => {
    const { fly } = subject()
    const app = await anApp()
    const volume = await aVolume(app)
    const mounts = [{ volume: volume.id, path: '/data' }]
    const machine = await aMachine(app, 'db-ams-0-k3f9q2', { mounts })
    expect(machine.config?.mounts).toMatchObject(mounts)
    await eventually(
      () => fly.getVolume(app, volume.id, call),
      (found) => found?.attached_machine_id === machine.id,
    )
    const inTheWay = { result: 'refused', error: { code: 'VolumeInUse', machineId: machine.id } }
    expect(await run(fly.deleteVolume(app, volume.id, call))).toMatchObject(inTheWay)
    const config = { image: 'registry-1.docker.io/library/nginx:alpine', mounts }
    const second = fly.createMachine(app, { name: 'db-ams-1-k3f9q2', region: 'ams', config }, call)
    expect(await run(second)).toMatchObject(inTheWay)

    await eventuallyDone(() => fly.destroyMachine(app, machine.id, call))
    await eventuallyDone(() => fly.deleteVolume(app, volume.id, call))
  })

  test('no Machine is created on a volume that is not there', async () => {
    const { fly } = subject()
    const app = await anApp()
    const config = {
      image: 'registry-1.docker.io/library/nginx:alpine',
      mounts: [{ volume: 'vol_00000000000000zz', path: '/data' }],
    }
    const creation = await eventually(
      () => fly.createMachine(app, { name: 'db-ams-0-k3f9q2', region: 'ams', config }, call),
      (answer) => answer.result === 'refused' && answer.error.code !== 'NotFound',
    )
    expect(creation).toMatchObject({ result: 'refused', error: { code: 'VolumeNotFound' } })
  })

  test('a snapshot is taken, one at a time', async () => {
    const { fly } = subject()
    const app = await anApp()
    const { id } = await aVolume(app)
    // Nothing has been written to it yet: a Machine has to have it once.
    await aMachine(app, 'db-ams-0-k3f9q2', { mounts: [{ volume: id, path: '/data' }] })
    await eventuallyDone(() => fly.createSnapshot(app, id, call))
    const again = await run(fly.createSnapshot(app, id, call))
    if (again.result !== 'done') expect(again).toMatchObject({ error: { code: 'SnapshotPending' } })
    await eventually(
      () => fly.listSnapshots(app, id, call),
      (snapshots) => snapshots.length > 0,
    )
  })
}
