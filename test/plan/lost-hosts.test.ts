import { describe, expect, test } from 'vitest'
import { desire } from '../../controller/plan/desire.ts'
import type { Losses } from '../../controller/plan/observed.ts'
import { reconcile } from '../../controller/plan/reconcile.ts'
import { subjectOf } from '../../controller/plan/step-words.ts'
import type { Group } from '../../schemas/types.ts'
import { anApp } from '../support/builders.ts'
import { look, machineIn, now, type World, worldOf } from './world.ts'

const shop = (group: Partial<Group>) => desire(anApp('shop', { web: group }), 1)
const three = shop({ count: 3 })
const gone = { hasHost: false } as const
const twoLost = worldOf(three, { 'web/ams/0': gone, 'web/ams/2': gone })
const license: Losses = { due: ['m00000', 'm00001', 'm00002'], isStorm: false, mayReplace: 5, crowded: [] }

function stepsIn(world: World, desired = three, losses: Losses = license) {
  const { waves } = reconcile(desired, { ...look(world, desired), losses }, now)
  return waves.flat().map((step) => `${step.kind} ${subjectOf(step)} ${step.because}`)
}

describe('a Machine whose host is lost', () => {
  test('gets a successor, one of an App at a time', () => {
    expect(stepsIn(twoLost)).toEqual(['create-machine web/ams/0 HostLost'])
  })

  test('gets none while the one before has still to become well', () => {
    const starting = machineIn(three, 'web/ams/0', 7, { state: 'starting', ageMs: 1_000 })
    expect(stepsIn({ ...twoLost, machines: [...twoLost.machines, starting] })).toEqual([])
  })

  test('goes when its successor serves, and the next one has its turn', () => {
    const successor = machineIn(three, 'web/ams/0', 7)
    expect(stepsIn({ ...twoLost, machines: [...twoLost.machines, successor] })).toEqual([
      'create-machine web/ams/2 HostLost',
      'destroy-machine web/ams/0 Replaced',
    ])
  })

  test('is left alone when Fly has taken its destruction', () => {
    const successor = machineIn(three, 'web/ams/0', 7)
    const world = worldOf(three, { 'web/ams/0': { ...gone, state: 'destroying' } })
    expect(stepsIn({ ...world, machines: [...world.machines, successor] })).toEqual([])
  })

  test.each<[string, Losses]>([
    ['before its time', { ...license, due: [] }],
    ['while too many are lost', { ...license, isStorm: true }],
    ['when the hour has no more', { ...license, mayReplace: 0 }],
  ])('gets none %s', (_, losses) => {
    expect(stepsIn(twoLost, three, losses)).toEqual([])
  })

  test('gets none when it runs to its end: it may have come to it', () => {
    const once = shop({ restart: { policy: 'no' } })
    expect(stepsIn(worldOf(once, { 'web/ams/0': gone }), once)).toEqual([])
  })
})
