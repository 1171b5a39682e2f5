import { beforeEach, describe, expect, test } from 'vitest'
import { decide } from '../../controller/engine/decide.ts'
import type { Deps } from '../../controller/engine/deps.ts'
import { createMemory, type Memory } from '../../controller/engine/memory.ts'
import { defaultSettings } from '../../controller/engine/settings.ts'
import { desire } from '../../controller/plan/desire.ts'
import { seal } from '../../controller/plan/digest.ts'
import { noVolumes } from '../../controller/plan/observe-volumes.ts'
import type { Observed } from '../../controller/plan/observed.ts'
import type { Plan } from '../../controller/plan/plan.ts'
import { free } from '../../controller/plan/price.ts'
import type { Stored } from '../../controller/store/store.ts'
import { anApp } from '../support/builders.ts'
import { createVirtualClock, type VirtualClock } from '../support/virtual-clock.ts'

describe('what is done now of what the planner asks for', () => {
  const resource = anApp('shop')
  const desired = desire(resource, 1)
  const [machine] = desired.machines
  if (!machine) throw new Error('a group without count has one Machine')
  const plan: Plan = seal({
    failure: undefined,
    price: { asOf: '2026-08-07', before: free, after: free },
    ref: 'App/shop',
    generation: 1,
    flyApp: 'shop',
    waves: [
      [
        {
          ...{ kind: 'update-machine', flyApp: 'shop', id: 'm1', version: '01A', machine, because: 'Drifted' },
          ...{ differences: [{ path: '/env/LEVEL', want: '1', have: '9' }], effect: 'restart' },
        },
      ],
    ],
    waits: [],
  })
  const stored = { ref: 'App/shop', generation: 1, resource, paused: false } as unknown as Stored

  let clock: VirtualClock
  let memory: Memory
  let laterEpoch: number | undefined

  beforeEach(() => {
    clock = createVirtualClock()
    memory = createMemory({ clock, lagMs: 60_000, requestLifetimeMs: 120_000 })
    laterEpoch = undefined
  })

  function decided({ isAsked = false, of = stored } = {}) {
    const deps = {
      ...{ memory, settings: defaultSettings, fly: { now: clock.now }, laterEpoch: () => laterEpoch },
      fence: { shard: 0, holder: 'me', epoch: 8 },
      reconciler: { reconcile: () => plan },
    } as unknown as Deps
    return decide(of, desired, { machines: [{ id: 'm1' }], volumes: noVolumes } as unknown as Observed, deps, isAsked)
  }

  function repair(times: number): void {
    for (let time = 0; time < times; time++) memory.repaired('m1', defaultSettings.contestWindowMs)
  }

  test('the whole plan, when nothing stands against it', () => {
    expect(decided()).toEqual({ plan, trouble: undefined, againAfterMs: undefined })
  })

  test('nothing while it is paused, by word or by the spec, and that is no trouble', () => {
    const bySpec = { ...stored, resource: anApp('shop', { web: {} }, { paused: true }) }
    for (const of of [{ ...stored, paused: true }, bySpec]) {
      expect(decided({ of })).toMatchObject({ plan: { waves: [], waits: [{ reason: 'Paused' }] }, trouble: undefined })
    }
  })

  test('nothing with a store that is older than the cloud, not even when somebody asks', () => {
    laterEpoch = 9
    const { plan, trouble } = decided({ isAsked: true })
    expect(plan.waves).toEqual([])
    expect(trouble).toMatchObject({ reason: 'ObserveOnly', stalled: true })
    expect(trouble?.message).toContain('ARTIFACT_RELEASE_EPOCH=9')
  })

  test('what was repaired too often is left alone, until that was long ago', async () => {
    repair(defaultSettings.contestRepairs)
    expect(decided()).toMatchObject({ plan: { waves: [] }, trouble: { reason: 'Contested', stalled: true } })

    await clock.advance(defaultSettings.contestWindowMs + 1)
    expect(decided()).toMatchObject({ plan, trouble: undefined })
  })

  test('somebody who asks lets the fight begin anew: it is as long as the first', () => {
    repair(defaultSettings.contestRepairs)
    expect(decided({ isAsked: true })).toMatchObject({ plan, trouble: undefined })
    repair(defaultSettings.contestRepairs - 1)
    expect(decided()).toMatchObject({ plan, trouble: undefined })
    repair(1)
    expect(decided()).toMatchObject({ trouble: { reason: 'Contested' } })
  })

  test('what Fly has refused is not asked for again, unless somebody asks', () => {
    memory.rejected('App/shop', plan.digest, 'no such region')
    expect(decided()).toMatchObject({ plan: { waves: [] }, trouble: { reason: 'SpecRejected' } })
    expect(decided({ isAsked: true })).toMatchObject({ plan, trouble: undefined })
  })
})
