import { afterEach, describe, expect, test } from 'vitest'
import type { Resource } from '../../controller/resource/resource.ts'
import { anApp, aRollout } from '../support/builders.ts'
import { imageOf } from '../support/census.ts'
import { aHouse, type House } from '../support/house.ts'
import { conditionOf, expectKept } from './expectations.ts'

let house: House
afterEach(() => house.close())

const checks = { alive: { type: 'http' as const, port: 80, path: '/' } }

function shop(image: string, count = 3, rollout: Parameters<typeof aRollout>[0] = {}): Resource {
  const rules = aRollout({ healthyWithin: '1m', onFailure: 'rollback', ...rollout })
  return anApp('shop', { web: { count, image, checks } }, { rollout: rules })
}

function images(): readonly string[] {
  return house.world.machines('shop').map(imageOf).sort()
}

describe('a rollout that fails, where the spec asks to go back', () => {
  test('goes back to the last generation that was Ready, and says so until there is another spec', async () => {
    house = await aHouse({ specs: [shop('shop:1')] })
    await house.settle()

    await house.submit(shop('shop:unhealthy', 2))
    await house.until('it has gone back', () => images().join() === 'shop:1,shop:1,shop:1', 30 * 60_000)
    await house.advance(5 * 60_000)

    expect(images()).toEqual(['shop:1', 'shop:1', 'shop:1'])
    expect(await conditionOf(house, 'shop', 'Ready')).toMatchObject({ status: 'False', reason: 'RolledBack' })
    expect(await conditionOf(house, 'shop', 'Stalled')).toMatchObject({ status: 'True' })
    expect((await house.events('shop')).filter(({ kind }) => kind === 'RolledBack')).toHaveLength(1)

    await house.submit(shop('shop:3', 2))
    await house.settle()
    expect(images()).toEqual(['shop:3', 'shop:3'])
    expect(await conditionOf(house, 'shop', 'Ready')).toMatchObject({ status: 'True', reason: 'Converged' })
    expectKept(house)
  })

  test('goes back also when a program ends in the smoke window, after all Machines have got it', async () => {
    house = await aHouse({ specs: [shop('shop:1', 2)] })
    await house.settle()

    await house.submit(shop('shop:2', 2, { smoke: '10m' }))
    await house.until('all have the new version', () => images().join() === 'shop:2,shop:2', 30 * 60_000)
    await house.advance(60_000)
    expect(await conditionOf(house, 'shop', 'Ready')).toMatchObject({ status: 'False', reason: 'Waiting' })

    house.world.crash('shop', house.world.machines('shop')[1]?.id ?? '', { exitCode: 1, restarts: 20 })
    await house.until('it has gone back', () => images().join() === 'shop:1,shop:1', 30 * 60_000)
    expectKept(house)
  })

  test('does not go back for what fails after the App was Ready', async () => {
    house = await aHouse({ specs: [shop('shop:1', 2)] })
    await house.settle()
    await house.submit(shop('shop:2', 2))
    await house.settle()

    house.world.crash('shop', house.world.machines('shop')[0]?.id ?? '', { exitCode: 1, restarts: 3 })
    await house.advance(20 * 60_000)
    expect(images()).toEqual(['shop:2', 'shop:2'])
    expect((await house.events('shop')).filter(({ kind }) => kind === 'RolledBack')).toEqual([])
  })

  test('has nothing to go back to when no generation was ever Ready', async () => {
    house = await aHouse({ specs: [shop('shop:unhealthy', 2)] })
    await house.advance(20 * 60_000)
    expect(images()).toEqual(['shop:unhealthy', 'shop:unhealthy'])
    expect((await house.events('shop')).filter(({ kind }) => kind === 'RolledBack')).toEqual([])
  })

  test('goes back although Artifact is killed in the middle of it', async () => {
    house = await aHouse({ specs: [shop('shop:1')] })
    await house.settle()
    await house.submit(shop('shop:unhealthy'))
    await house.advance(75_000)
    house.crash(1_000)
    await house.until('it has gone back', () => images().join() === 'shop:1,shop:1,shop:1', 30 * 60_000)
    expectKept(house)
  })
})

describe('a rollout in other ways', () => {
  test('with a canary reaches no second Machine when the first one fails', async () => {
    house = await aHouse({ specs: [shop('shop:1', 4, { onFailure: 'pause', maxUnavailable: 4 })] })
    await house.settle()
    await house.submit(shop('shop:crash', 4, { onFailure: 'pause', maxUnavailable: 4, strategy: 'canary' }))
    await house.advance(10 * 60_000)
    expect(images()).toEqual(['shop:1', 'shop:1', 'shop:1', 'shop:crash'])
    expect(await conditionOf(house, 'shop', 'Stalled')).toMatchObject({ status: 'True', reason: 'RolloutStopped' })
  })

  test('with a canary reaches all when the first one does well', async () => {
    house = await aHouse({ specs: [shop('shop:1', 4)] })
    await house.settle()
    await house.submit(shop('shop:2', 4, { strategy: 'canary', healthyFor: '30s' }))
    await house.settle()
    expect(images()).toEqual(['shop:2', 'shop:2', 'shop:2', 'shop:2'])
    expectKept(house)
  })

  test('all at once is done within the time of one update', async () => {
    house = await aHouse({ specs: [shop('shop:1', 8)] })
    await house.settle()
    await house.submit(shop('shop:2', 8, { strategy: 'immediate' }))
    await house.advance(40_000)
    expect(new Set(images())).toEqual(new Set(['shop:2']))
  })
})

describe('a change-over from blue to green', () => {
  const bluegreen = (image: string, rollout = {}) =>
    shop(image, 3, { strategy: 'bluegreen', keepOld: '2m', ...rollout })
  const inReach = () => house.world.machines('shop').filter(({ cordoned, state }) => !cordoned && state === 'started')

  test('never leaves fewer in the reach of requests than before, and ends with the new version alone', async () => {
    house = await aHouse({ specs: [bluegreen('shop:1')] })
    await house.settle()
    let fewest = 3
    house.world.onChange(() => {
      fewest = Math.min(fewest, inReach().length)
    })
    await house.submit(bluegreen('shop:2'))
    await house.until('it is Ready', () => images().filter((image) => image === 'shop:2').length === 3, 30 * 60_000)
    await house.advance(10 * 60_000)
    expect(images()).toEqual(['shop:2', 'shop:2', 'shop:2'])
    expect(inReach()).toHaveLength(3)
    expect(fewest).toBe(3)
    expectKept(house)
  })

  test('that fails touches no Machine that serves, and goes back by itself', async () => {
    house = await aHouse({ specs: [bluegreen('shop:1')] })
    await house.settle()
    const before = house.world.machines('shop').map(({ id, instanceId }) => [id, instanceId])
    await house.submit(bluegreen('shop:unhealthy'))
    await house.advance(20 * 60_000)
    expect(house.world.machines('shop').map(({ id, instanceId }) => [id, instanceId])).toEqual(before)
    expect(inReach()).toHaveLength(3)
    expect(await conditionOf(house, 'shop', 'Ready')).toMatchObject({ reason: 'RolledBack' })
    expectKept(house)
  })

  test('goes on where it was when Artifact is killed at any time of it', async () => {
    for (const afterMs of [1_000, 4_000, 8_000, 12_000, 20_000, 60_000, 150_000]) {
      house = await aHouse({ specs: [bluegreen('shop:1')], seed: afterMs })
      await house.settle()
      await house.submit(bluegreen('shop:2'))
      await house.advance(afterMs)
      house.crash(1_000)
      await house.advance(15 * 60_000)
      expect(images(), `killed after ${afterMs} ms`).toEqual(['shop:2', 'shop:2', 'shop:2'])
      expect(inReach()).toHaveLength(3)
      expectKept(house)
      house.close()
    }
    house = await aHouse()
  })
})
