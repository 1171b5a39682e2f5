import { afterEach, describe, expect, test } from 'vitest'
import { anApp } from '../support/builders.ts'
import { expectConverged } from '../support/census.ts'
import { aHouse, type House } from '../support/house.ts'
import { conditionOf, expectKept } from './expectations.ts'

describe('what others do behind our back', () => {
  let house: House
  afterEach(() => house.close())

  test('a Machine that someone stopped is started again, within seconds', async () => {
    house = await aHouse({ specs: [anApp('shop', { web: { count: 2 } })] })
    await house.settle()

    house.foreign.stop('shop', 'web-ams-0')
    await house.until('the Machine is down', () =>
      house.world.machines('shop').some(({ state }) => state === 'stopped'),
    )
    await house.converge(10_000)

    await house.settle()
    expect(house.world.machines('shop')).toMatchObject([{ state: 'started' }, { state: 'started' }])
    expectKept(house)
  })

  test('a Machine that someone edited is put back, and the events name what differed', async () => {
    house = await aHouse({ specs: [anApp('shop', { web: { env: { LEVEL: '1' } } })] })
    await house.settle()

    house.foreign.edit('shop', 'web-ams-0', { env: { LEVEL: '9' } })
    await house.advance(1_000)
    await house.settle()

    expectConverged(house.ground, house.specs())
    const told = (await house.events('shop')).filter(({ kind }) => kind === 'DriftDetected' || kind === 'StepSucceeded')
    expect(JSON.stringify(told)).toContain('/env/LEVEL')
    expectKept(house)
  })

  test('a Machine that someone destroyed is made again, under a name that was never used', async () => {
    house = await aHouse({ specs: [anApp('shop')] })
    await house.settle()
    const before = house.world.machines('shop')[0]?.name

    house.foreign.destroy('shop', 'web-ams-0')
    await house.until('it is gone', () => house.world.machines('shop').every(({ name }) => name !== before))
    await house.converge()
    await house.settle()

    expect(house.world.machines('shop')).toHaveLength(1)
    expect(house.world.machines('shop')[0]?.name).not.toBe(before)
    expectKept(house)
  })

  test('drift is only told where the spec says so', async () => {
    house = await aHouse({ specs: [anApp('shop', { web: { env: { LEVEL: '1' } } }, { drift: { mode: 'report' } })] })
    await house.settle()

    house.foreign.edit('shop', 'web-ams-0', { env: { LEVEL: '9' } })
    await house.advance(60_000)

    expect(house.world.machines('shop')[0]?.config.env).toEqual({ LEVEL: '9' })
    expect(await conditionOf(house, 'shop', 'Ready')).toMatchObject({ reason: 'Drifted' })
    expectKept(house)
  })

  test('what others may change stays as they made it, also through a rollout', async () => {
    const ignore = ['/env/DEBUG', '/metadata/theirs']
    const spec = (LEVEL: string) => anApp('shop', { web: { env: { LEVEL } } }, { drift: { mode: 'enforce', ignore } })
    house = await aHouse({ specs: [spec('1')] })
    await house.settle()

    house.world.edit('shop', house.world.machines('shop')[0]?.id ?? '', (config) => ({
      ...config,
      env: { ...config.env, DEBUG: 'yes' },
      metadata: { ...config.metadata, theirs: 'x' },
    }))
    await house.advance(60_000)
    expect(house.world.machines('shop')[0]?.config.env).toEqual({ LEVEL: '1', DEBUG: 'yes' })

    await house.submit(spec('2'))
    await house.settle()
    const [machine] = house.world.machines('shop')
    expect(machine?.config.env).toEqual({ LEVEL: '2', DEBUG: 'yes' })
    expect(machine?.metadata.theirs).toBe('x')
    expect(await conditionOf(house, 'shop', 'Ready')).toMatchObject({ status: 'True', reason: 'Converged' })
  })

  test('a Machine of a stranger in our app is reported, and never touched', async () => {
    house = await aHouse({ specs: [anApp('shop', { web: { count: 2 } })] })
    await house.settle()

    const id = house.foreign.addStranger('shop')
    const before = house.world.machines('shop').find((machine) => machine.id === id)
    await house.submit(anApp('shop', { web: { count: 1, image: 'shop:2' } }))
    await house.settle()
    await house.advance(120_000)

    expectConverged(house.ground, house.specs(), [id])
    expect(house.world.machines('shop').find((machine) => machine.id === id)).toEqual(before)
    expect((await house.status('shop'))?.strangers).toMatchObject([{ id }])
    expectKept(house)
  })

  test('two who fight over a Machine are named, and we stop writing', async () => {
    house = await aHouse({ specs: [anApp('shop', { web: { env: { LEVEL: '1' } } })] })
    await house.settle()

    for (let round = 0; round < 8; round++) {
      house.foreign.edit('shop', 'web-ams-0', { env: { LEVEL: '9' } })
      await house.advance(20_000)
    }

    expect(await conditionOf(house, 'shop', 'Ready')).toMatchObject({
      status: 'False',
      reason: 'Contested',
      message: expect.stringMatching(/Artifact, in its life \d+, and a writer that .*drift.ignore: \[\/env\/LEVEL\]/),
    })
    expect(house.world.machines('shop')[0]?.config.env).toEqual({ LEVEL: '9' })
    expectKept(house)
  })
})
