import { beforeEach, describe, expect, test } from 'vitest'
import type { Deps } from '../../controller/engine/deps.ts'
import { look, sight } from '../../controller/engine/look.ts'
import { createMemory, type Memory } from '../../controller/engine/memory.ts'
import { FlyError } from '../../controller/fly/errors.ts'
import type { Machine, OrgMachine } from '../../controller/fly/wire.ts'
import { observe } from '../../controller/plan/observe.ts'
import { type Holdings, noLosses } from '../../controller/plan/observed.ts'
import type { Binding } from '../../controller/resource/ownership.ts'
import type { Stored } from '../../controller/store/store.ts'
import { anApp } from '../support/builders.ts'
import { createVirtualClock, type VirtualClock } from '../support/virtual-clock.ts'

describe('a look at Fly', () => {
  const call = { signal: new AbortController().signal }
  const stored = { ref: 'App/shop', generation: 1, resource: anApp('shop') } as unknown as Stored
  const binding: Binding = {
    ...{ ref: 'App/shop', slot: 'web/ams/0', incarnation: 'k3f9q2', name: 'web-ams-0-k3f9q2', machineId: 'm1' },
    ...{ operation: 'op_0', alive: true },
  }
  const live = {
    ...{ id: 'm1', name: binding.name, state: 'started', region: 'ams', instance_id: '01A' },
    ...{ created_at: '2026-01-01T00:00:00Z', updated_at: '2026-01-01T00:00:00Z', config: { image: 'shop:1' } },
  } as unknown as Machine

  const about = { ref: 'App/shop', flyApp: 'shop', hasSecrets: false } as const

  let clock: VirtualClock
  let memory: Memory
  let listed: readonly Machine[] | FlyError
  let readById: Machine | undefined | FlyError
  let app: { readonly organization: { readonly slug: string } } | undefined
  let epochs: number[]
  let holdings: Holdings

  beforeEach(async () => {
    clock = createVirtualClock()
    memory = createMemory({ clock, lagMs: 60_000, requestLifetimeMs: 120_000 })
    await clock.advance(60_001) // no life is young here
    listed = [live]
    readById = live
    app = { organization: { slug: 'acme' } }
    epochs = []
    holdings = { ownsApp: true, bindings: [binding], assets: [], intents: [] }
  })

  function orThrow<T>(answer: T | FlyError): T {
    if (answer instanceof FlyError) throw answer
    return answer
  }

  const deps = () =>
    ({
      fullRegions: { now: () => [], learn: () => false },
      losses: { saw: () => undefined, takeReplacement: () => false, of: () => noLosses },
      fly: {
        now: clock.now,
        listMachines: async () => orThrow(listed),
        getMachine: async () => orThrow(readById),
        getApp: async () => app,
      },
      ...{ memory, organization: 'acme', reconciler: { observe }, world: { clock }, settings: { lagMs: 60_000 } },
      store: { holdings: async () => holdings, note: async () => undefined, intent: async () => undefined },
      sawEpoch: (epoch: number) => epochs.push(epoch),
    }) as unknown as Deps

  const observed = () => look(stored, new Set(), deps(), call)

  test('one that the list lacks is read by id, and is there when that says so', async () => {
    listed = []
    expect(await observed()).toMatchObject({ machines: [{ id: 'm1', phase: 'running' }] })
  })

  test('one that the list lacks and that no read knows is gone', async () => {
    listed = []
    readById = undefined
    expect(await sight(about, holdings, deps(), call)).toMatchObject({ machines: [], gone: ['m1'] })
  })

  test('one that we have just written and that no read shows yet is neither there nor gone', async () => {
    memory.wrote('m1', '01B')
    expect(await sight(about, holdings, deps(), call)).toMatchObject({ machines: [], gone: [] })
  })

  test('when the read by id fails, the look fails: nothing is concluded', async () => {
    listed = []
    readById = new FlyError('Unavailable', 'Fly has trouble')
    await expect(observed()).rejects.toBe(readById)
  })

  test('an app that the list does not know is gone only when a second read says so', async () => {
    listed = new FlyError('NotFound', 'no such app')
    await expect(observed()).rejects.toBe(listed)
    app = undefined
    expect(await sight(about, holdings, deps(), call)).toMatchObject({ app: 'absent', gone: ['m1'] })
  })

  test('what a person looks at stays news for the observer, what a pass looks at does not', async () => {
    const row: OrgMachine = { ...live, app_name: 'shop', config: { image: 'shop:1' } } as OrgMachine
    await sight(about, holdings, deps(), call)
    expect(memory.isNews(row)).toBe(true)
    await observed()
    expect(memory.isNews(row)).toBe(false)
  })

  test('an epoch in the metadata of any Machine in the app is told before anything is decided', async () => {
    listed = [{ ...live, config: { image: 'shop:1', metadata: { artifact_epoch: '9' } } } as Machine]
    await observed()
    expect(epochs).toEqual([9])
  })
})
