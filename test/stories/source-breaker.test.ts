import { afterEach, describe, expect, test } from 'vitest'
import type { Resource } from '../../controller/resource/resource.ts'
import { anInstallation, anna } from '../serve/an-installation.ts'
import { anApp, withGroup } from '../support/builders.ts'

describe('a directory that takes something from many Apps at once', () => {
  let house: Awaited<ReturnType<typeof anInstallation>>
  afterEach(() => house.close())

  const names = ['ant', 'bee', 'cat', 'dog', 'emu', 'fox']
  const fleet = names.map((name) => anApp(name, { web: { count: 2 } }))
  const leaving = (app: Resource): Resource => ({
    ...app,
    spec: { ...app.spec, deletion: { keepFor: '1h', requested: true } },
  })
  const running = () =>
    names.map((name) => house.simulator.world.machines(name).filter(({ state }) => state === 'started').length)
  const conditionOf = async (name: string, type: string) =>
    (await house.operations.get(name)).status?.conditions.find((condition) => condition.type === type)

  async function sync(...resources: readonly Resource[]) {
    const documents = resources.map((resource) => {
      return { resource, provenance: { from: 'directory', path: `specs/${resource.metadata.name}.yaml` } as const }
    })
    await house.run(house.intake.syncFrom('directory', { documents, problems: [], troubled: [], texts: new Map() }))
    await house.clock.advance(90_000)
  }

  test('three go as they were told to; with a fourth all wait, run on and are cared for, and each goes when somebody agrees', async () => {
    house = await anInstallation()
    await sync(...fleet)
    await sync(...fleet.map((app, at) => (at < 4 ? leaving(app) : app)))
    expect(running()).toEqual([2, 2, 2, 2, 2, 2])
    expect(await conditionOf('ant', 'Stalled')).toMatchObject({
      status: 'True',
      reason: 'NeedsConfirmation',
      message:
        'generation 2 takes the whole App away; the place that it came from takes 8 of 12 Machines from 4 of 6 Apps ' +
        'within an hour. Nothing of ant goes until somebody agrees to it: `artifact confirm ant --generation 2`. Or ' +
        'apply a spec that keeps more',
    })
    const [victim] = house.simulator.world.machines('ant')
    house.simulator.world.stop('ant', victim?.id ?? '')
    await house.clock.advance(2 * 3_600_000)
    expect(running()).toEqual([2, 2, 2, 2, 2, 2])

    await house.run(house.operations.confirm('ant', anna))
    await house.clock.advance(90_000)
    expect(running()).toEqual([0, 2, 2, 2, 2, 2])
    expect(house.simulator.world.machines('ant')).toHaveLength(2) // and is kept from now on
    await house.clock.advance(3_600_000)
    await expect(house.operations.get('ant')).rejects.toMatchObject({ code: 'NotFound' })

    await house.run(house.operations.delete('bee', anna))
    await house.clock.advance(90_000)
    expect(running()).toEqual([0, 0, 2, 2, 2, 2])
  })

  test('a revert ends it, and so do three at a time', async () => {
    house = await anInstallation()
    await sync(...fleet)
    const smaller = fleet.map((app) => withGroup(app, 'web', { count: 1 }))
    await sync(...smaller)
    expect(running()).toEqual([2, 2, 2, 2, 2, 2])
    await sync(...smaller.map((app) => withGroup(app, 'web', { image: 'shop:2' })))
    expect(running()).toEqual([2, 2, 2, 2, 2, 2])

    await sync(...fleet)
    expect(await conditionOf('ant', 'Ready')).toMatchObject({ status: 'True' })
    await sync(...fleet.map((app, at) => (at < 3 ? withGroup(app, 'web', { count: 1 }) : app)))
    expect(running()).toEqual([1, 1, 1, 2, 2, 2])
    await sync(...smaller.slice(0, 4), ...fleet.slice(4))
    expect(running()).toEqual([1, 1, 1, 2, 2, 2])
  })
})
