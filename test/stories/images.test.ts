import { afterEach, describe, expect, test } from 'vitest'
import { anApp } from '../support/builders.ts'
import { aHouse, type House } from '../support/house.ts'
import { conditionOf, expectKept } from './expectations.ts'

let house: House
afterEach(() => house.close())

const digests = () => new Set(house.world.machines('shop').map(({ imageDigest }) => imageDigest))

describe('a tag', () => {
  test('that moves in the middle of a rollout makes no second image of one revision', async () => {
    house = await aHouse({ specs: [anApp('shop', { web: { count: 4 } })] })
    await house.settle()
    await house.submit(anApp('shop', { web: { count: 4, image: 'shop:2' } }))
    await house.until('one Machine has it', () => digests().size === 2)
    house.world.moveTag('shop:2')
    await house.settle()
    expect(digests().size).toBe(1)
    expect(house.world.machines('shop').filter(({ config }) => config.image.includes('@sha256:'))).toHaveLength(3)
    expectKept(house)
  })

  test('that moves while all Machines are made at once is one image all the same', async () => {
    house = await aHouse({ specs: [anApp('shop', { web: { count: 6 }, worker: { count: 2 } })] })
    await house.until('one Machine is there', () => house.world.machines('shop').length > 0)
    house.world.moveTag('shop:1')
    await house.settle()
    expect(house.world.machines('shop')).toHaveLength(8)
    expect(digests().size).toBe(1)
  })

  test('stands for what it stood for when the spec first named it: later Machines get the same, also after a restart', async () => {
    house = await aHouse({ specs: [anApp('shop', { web: { count: 1 } })] })
    await house.settle()
    house.world.moveTag('shop:1')
    house.crash(1_000)
    await house.submit(anApp('shop', { web: { count: 3 } }))
    await house.settle()
    expect(digests().size).toBe(1)
    const [first] = house.world.machines('shop')
    expect(first?.events.filter(({ type }) => type === 'update')).toEqual([])
    expectKept(house)
  })

  test('that somebody has put on a Machine anew, with another image behind it, is drift', async () => {
    house = await aHouse({ specs: [anApp('shop', { web: { count: 2 } })] })
    await house.settle()
    house.world.moveTag('shop:1')
    house.world.edit('shop', house.world.machines('shop')[0]?.id ?? '', (config) => ({ ...config, image: 'shop:1' }))
    await house.advance(60_000)
    await house.settle()
    expect(digests().size).toBe(1)
    expect((await house.events('shop')).filter(({ kind }) => kind === 'DriftDetected')).toHaveLength(1)
    expect(await conditionOf(house, 'shop', 'Ready')).toMatchObject({ status: 'True' })
  })
})
