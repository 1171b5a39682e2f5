import { afterEach, describe, expect, test } from 'vitest'
import { sealed } from '../../controller/rotation/secret.ts'
import type { Secret } from '../../schemas/types.ts'
import { anApp } from '../support/builders.ts'
import { expectConverged } from '../support/census.ts'
import { aHouse, type House } from '../support/house.ts'
import { conditionOf, expectKept } from './expectations.ts'

const generated: Secret = { generate: { length: 32, alphabet: 'base62' } }
const provided: Secret = { provided: true }

function withSecrets(secrets: Readonly<Record<string, Secret>>, count = 2) {
  return anApp('shop', { web: { count } }, { secrets: { ...secrets } })
}

function handed(value: string) {
  return { kind: 'set', value: sealed(value), by: 'ada' } as const
}

/** What each Machine of shop has of a secret, and what it should have. */
function digestsOf(house: House, name: string) {
  const now = house.world.secrets('shop').secrets.find((secret) => secret.name === name)?.digest
  return { now, held: house.world.machines('shop').map(({ secrets }) => secrets[name]) }
}

function versions(house: House) {
  return house.world.machines('shop').map(({ instanceId }) => instanceId)
}

describe('secrets', () => {
  let house: House
  afterEach(() => house.close())

  test('that are made are there before the first Machine, and each Machine has them', async () => {
    house = await aHouse({ specs: [withSecrets({ SESSION_KEY: generated })] })
    await house.settle()

    const { now, held } = digestsOf(house, 'SESSION_KEY')
    expect(now).toBeDefined()
    expect(held).toEqual([now, now])
    expect(
      house.world.machines('shop').map(({ events }) => events.filter(({ type }) => type === 'start').length),
    ).toEqual([1, 1])
    expect(await conditionOf(house, 'shop', 'SecretsLive')).toMatchObject({ status: 'True' })
    expect((await house.status('shop'))?.secrets).toMatchObject([{ name: 'SESSION_KEY', source: 'generated', live: 2 }])
    expectConverged(house.ground, house.specs())
    expectKept(house)
  })

  test('that are handed in are waited for, with the command that does it, and no Machine is made before', async () => {
    house = await aHouse({ specs: [withSecrets({ DATABASE_URL: provided })] })
    await house.settle()
    expect(house.world.machines('shop')).toEqual([])
    expect(await conditionOf(house, 'shop', 'Ready')).toMatchObject({
      status: 'False',
      reason: 'SecretMissing',
      message: expect.stringContaining('artifact secret set shop DATABASE_URL'),
    })

    await house.hand('shop', 'DATABASE_URL', handed('postgres://one'))
    await house.settle()
    expect(house.world.hasSecret('shop', 'DATABASE_URL', 'postgres://one')).toBe(true)
    const { now, held } = digestsOf(house, 'DATABASE_URL')
    expect(held).toEqual([now, now])
    expect(await conditionOf(house, 'shop', 'Ready')).toMatchObject({ status: 'True' })
    expectKept(house)
  })

  test('that are handed in anew reach Machine after Machine', async () => {
    house = await aHouse({ specs: [withSecrets({ DATABASE_URL: provided })] })
    await house.hand('shop', 'DATABASE_URL', handed('one'))
    await house.settle()
    const before = versions(house)

    await house.hand('shop', 'DATABASE_URL', handed('two'))
    await house.settle()

    const { now, held } = digestsOf(house, 'DATABASE_URL')
    expect(house.world.hasSecret('shop', 'DATABASE_URL', 'two')).toBe(true)
    expect(held).toEqual([now, now])
    expect(versions(house).filter((version) => before.includes(version))).toEqual([])
    expectKept(house)
  })

  test('never take down more Machines than the spec allows, and stop at the first that cannot live with them', async () => {
    house = await aHouse({ specs: [withSecrets({ DATABASE_URL: provided }, 3)] })
    await house.hand('shop', 'DATABASE_URL', handed('one'))
    await house.settle()
    const good = house.world.secrets('shop').secrets[0]?.digest
    const isBad = ({ secrets }: { readonly secrets: Readonly<Record<string, string>> }) => secrets.DATABASE_URL !== good
    const stop = house.world.onChange(() => {
      const bad = house.world.machines('shop').find((machine) => machine.state === 'started' && isBad(machine))
      if (bad !== undefined) house.world.crash('shop', bad.id, { exitCode: 1, restarts: 100 })
    })
    await house.hand('shop', 'DATABASE_URL', handed('wrong'))
    await house.advance(180_000)
    expect(house.world.machines('shop').filter(isBad)).toHaveLength(1)
    expect((await house.status('shop'))?.conditions).toMatchObject([
      { type: 'Ready', status: 'False' },
      { type: 'Reconciling' },
      { type: 'Stalled' },
      { type: 'SecretsLive', status: 'False', message: expect.stringContaining('2 Machines') },
    ])

    stop()
    await house.hand('shop', 'DATABASE_URL', handed('right'))
    await house.converge()
    await house.settle()
    const { now, held } = digestsOf(house, 'DATABASE_URL')
    expect(held).toEqual([now, now, now])
    expectKept(house)
  })

  test('that are made anew by the word of somebody reach every Machine', async () => {
    house = await aHouse({ specs: [withSecrets({ KEY: generated })] })
    await house.settle()
    const before = digestsOf(house, 'KEY').now
    await house.hand('shop', 'KEY', { kind: 'rotate', by: 'ada' })
    await house.settle()
    const { now, held } = digestsOf(house, 'KEY')
    expect(now).not.toBe(before)
    expect(held).toEqual([now, now])
    expectKept(house)
  })

  test('that have become too old are made anew, and not before', async () => {
    house = await aHouse({ specs: [withSecrets({ KEY: { ...generated, rotateEvery: '2h' } })] })
    await house.settle()
    const first = digestsOf(house, 'KEY').now
    await house.advance(100 * 60_000)
    expect(digestsOf(house, 'KEY').now).toBe(first)
    await house.advance(22 * 60_000)
    await house.settle()
    const { now, held } = digestsOf(house, 'KEY')
    expect(now).not.toBe(first)
    expect(held).toEqual([now, now])
    const setAt = (await house.status('shop'))?.secrets?.[0]
    expect(Date.parse(setAt?.nextRotationAt ?? '') - Date.parse(setAt?.setAt ?? '')).toBe(7_200_000)
    expectKept(house)
  })

  test('that the spec takes back are unset when no Machine needs them any more', async () => {
    house = await aHouse({ specs: [withSecrets({ KEY: generated, OLD: generated })] })
    await house.settle()
    const app = withSecrets({ KEY: generated })
    await house.submit({ ...app, spec: { ...app.spec, machines: { web: { image: 'shop:2', count: 2 } } } })
    await house.until('OLD is unset', () => house.world.secrets('shop').secrets.every(({ name }) => name !== 'OLD'))
    expect(house.world.machines('shop').every(({ config }) => config.image.startsWith('shop:2'))).toBe(true)
    await house.converge()
    await house.settle()
    expectConverged(house.ground, house.specs())
    expectKept(house)
  })

  test('that somebody else changed or took away are made anew, where we had made them', async () => {
    house = await aHouse({ specs: [withSecrets({ KEY: generated, OTHER: generated })] })
    await house.settle()
    house.foreign.setSecret('shop', 'KEY', 'theirs')
    house.foreign.setSecret('shop', 'OTHER', undefined)
    await house.advance(60_000)
    await house.settle()
    expect(house.world.hasSecret('shop', 'KEY', 'theirs')).toBe(false)
    expectConverged(house.ground, house.specs())
    const events = await house.events('shop')
    expect(events.filter(({ kind }) => kind === 'DriftDetected').map(({ message }) => message)).toEqual([
      'somebody else changed the secret KEY',
      'somebody else changed the secret OTHER',
    ])
    expectKept(house)
  })

  test('that somebody else changed are told where they had been handed in, and where the spec says so', async () => {
    const spec = withSecrets({ KEY: generated, URL: provided })
    house = await aHouse({ specs: [{ ...spec, spec: { ...spec.spec, drift: { mode: 'report' } } }] })
    await house.hand('shop', 'URL', handed('one'))
    await house.settle()
    const before = versions(house)
    house.foreign.setSecret('shop', 'KEY', 'theirs')
    house.foreign.setSecret('shop', 'URL', 'theirs')
    await house.advance(60_000)
    expect(house.world.hasSecret('shop', 'KEY', 'theirs')).toBe(true)
    expect(versions(house)).toEqual(before)
    expect(await conditionOf(house, 'shop', 'Ready')).toMatchObject({ reason: 'Drifted' })
    expect(await conditionOf(house, 'shop', 'SecretsLive')).toMatchObject({ status: 'Unknown', reason: 'Drifted' })
    expectKept(house)
  })

  test('of others are told, and never touched', async () => {
    house = await aHouse({ specs: [withSecrets({ KEY: generated })] })
    await house.settle()
    house.foreign.setSecret('shop', 'FOREIGN', 'theirs')
    await house.advance(60_000)
    await house.submit(withSecrets({}))
    await house.settle()
    expect(house.world.hasSecret('shop', 'FOREIGN', 'theirs')).toBe(true)
    expect(house.world.secrets('shop').secrets.map(({ name }) => name)).toEqual(['FOREIGN'])
    expectKept(house)
  })

  test('of others in the way of one that is to be made are not destroyed', async () => {
    house = await aHouse({ specs: [anApp('shop')] })
    await house.settle()
    house.foreign.setSecret('shop', 'KEY', 'the only copy')
    await house.advance(1_000)
    await house.submit(withSecrets({ KEY: generated }))
    await house.advance(120_000)
    expect(house.world.hasSecret('shop', 'KEY', 'the only copy')).toBe(true)
    expect(await conditionOf(house, 'shop', 'Ready')).toMatchObject({
      reason: 'SecretMissing',
      message: expect.stringContaining('would destroy'),
    })
    expectKept(house)
  })

  test('over which two fight are left to the other, and both are named', async () => {
    house = await aHouse({ specs: [withSecrets({ KEY: generated }, 1)] })
    await house.settle()
    for (let round = 0; round < 6; round++) {
      house.foreign.setSecret('shop', 'KEY', `theirs ${round}`)
      await house.advance(60_000)
    }
    expect(house.world.hasSecret('shop', 'KEY', 'theirs 5')).toBe(true)
    expect(await conditionOf(house, 'shop', 'Ready')).toMatchObject({ reason: 'Contested' })
  })

  test('are written once more when the answer is lost, and the App is as it should be', async () => {
    house = await aHouse()
    house.simulator.faults.add({ match: { action: 'set-secrets' }, when: 'after', effect: 'reset', times: 2 })
    await house.submit(withSecrets({ KEY: generated, URL: provided }))
    await house.advance(60_000)
    await house.hand('shop', 'URL', handed('one'))
    await house.converge()
    await house.settle()
    expectConverged(house.ground, house.specs())
    expectKept(house)
  })

  test('do not hold up an App that is deleted, and a new one of its name begins anew', async () => {
    house = await aHouse({ specs: [withSecrets({ KEY: generated })] })
    await house.settle()
    await house.requestDeletion('shop')
    await house.until('it is gone', () => house.world.app('shop') === undefined)
    await house.advance(60_000)
    await house.submit(withSecrets({ KEY: generated }))
    await house.converge()
    await house.settle()
    expectConverged(house.ground, house.specs())
    expectKept(house)
  })

  test('are made anew when somebody has deleted the app under us', async () => {
    house = await aHouse({ specs: [withSecrets({ KEY: generated })] })
    await house.settle()
    await house.hand('shop', 'KEY', { kind: 'rotate', by: 'ada' })
    await house.settle()
    await house.run(
      house.simulator.fetch(
        new Request('https://api.machines.dev/v1/apps/shop?force=true', {
          method: 'DELETE',
          headers: { authorization: 'FlyV1 fm2_simulated' },
        }),
      ),
    )
    await house.advance(120_000)
    await house.converge()
    await house.settle()
    expectConverged(house.ground, house.specs())
  })
})
