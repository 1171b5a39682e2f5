import { beforeEach, describe, expect, test } from 'vitest'
import { createMemory, type Memory } from '../../controller/engine/memory.ts'
import { createObserver, type Observer } from '../../controller/engine/observer.ts'
import { defaultSettings } from '../../controller/engine/settings.ts'
import { FlyError } from '../../controller/fly/errors.ts'
import type { Fly, OrgQuery } from '../../controller/fly/fly.ts'
import type { OrgMachine, OrgMachinesPage } from '../../controller/fly/wire.ts'
import type { Ref } from '../../controller/resource/resource.ts'
import type { Store } from '../../controller/store/store.ts'
import { createVirtualClock, type VirtualClock } from '../support/virtual-clock.ts'

describe('the observer', () => {
  let clock: VirtualClock
  let memory: Memory
  let observer: Observer
  let pages: (OrgMachinesPage | FlyError)[]
  let asked: OrgQuery[]
  let living: { readonly ref: Ref; readonly machineId: string }[]
  let epochs: number[]
  let storeAnswers: boolean

  beforeEach(() => {
    clock = createVirtualClock()
    memory = createMemory({ clock, lagMs: 60_000, requestLifetimeMs: 120_000 })
    pages = []
    asked = []
    living = []
    epochs = []
    storeAnswers = true
    const fly: Pick<Fly, 'listOrgMachines' | 'now'> = {
      now: clock.now,
      async listOrgMachines(query) {
        asked.push(query)
        const page = pages.shift() ?? { machines: [] }
        if (page instanceof FlyError) throw page
        return page
      },
    }
    const store: Pick<Store, 'refsOfApps' | 'livingMachines'> = {
      async refsOfApps(flyApps) {
        if (!storeAnswers) throw new Error('the disk is slow')
        return new Map(flyApps.filter((app) => app !== 'foreign').map((app) => [app, `App/${app}`]))
      },
      livingMachines: async () => living,
    }
    const world = {
      clock,
      random: { next: () => 0 },
      secrecy: { pick: () => 0 },
      log: { debug() {}, info() {}, warn() {}, error() {} },
    }
    observer = createObserver({
      fly,
      store,
      memory,
      settings: defaultSettings,
      world,
      sawEpoch: (epoch) => epochs.push(epoch),
    })
  })

  const call = { signal: new AbortController().signal }
  const trouble = new FlyError('Unavailable', 'Fly has trouble')

  function row(app: string, id: string, change: Partial<OrgMachine> = {}): OrgMachine {
    const at = new Date(clock.now()).toISOString()
    return {
      ...{ app_name: app, id, name: id, region: 'ams', state: 'started', instance_id: '01A' },
      ...{ created_at: at, updated_at: at, ...change },
    }
  }

  test('what is new wakes its App once, and what is no App of ours wakes nobody', async () => {
    pages = [{ machines: [row('shop', 'm1'), row('foreign', 'm2')] }]
    expect([...(await observer.poll(call))]).toEqual(['App/shop'])

    pages = [{ machines: [row('shop', 'm1'), row('foreign', 'm2')] }]
    expect([...(await observer.poll(call))]).toEqual([])
  })

  test('news of the first page is not lost when the second cannot be read', async () => {
    pages = [{ machines: [row('shop', 'm1')], next_cursor: 'more' }, trouble]
    await expect(observer.poll(call)).rejects.toBe(trouble)

    pages = [{ machines: [row('shop', 'm1')] }]
    expect([...(await observer.poll(call))]).toEqual(['App/shop'])
  })

  test('news that a broken sweep has read wakes at the next look', async () => {
    pages = [{ machines: [row('shop', 'm1')], next_cursor: 'more' }, trouble]
    await expect(observer.sweep(call)).rejects.toBe(trouble)

    pages = [{ machines: [] }]
    expect([...(await observer.poll(call))]).toEqual(['App/shop'])
  })

  test('news is not lost when the store does not answer', async () => {
    storeAnswers = false
    pages = [{ machines: [row('shop', 'm1')] }]
    await expect(observer.poll(call)).rejects.toThrow('the disk is slow')

    storeAnswers = true
    expect([...(await observer.poll(call))]).toEqual(['App/shop'])
  })

  test('a Machine whose clock is a year ahead does not blind the polls that follow', async () => {
    pages = [{ machines: [row('shop', 'm1', { updated_at: '2099-01-01T00:00:00Z' })] }]
    await observer.poll(call)
    await observer.poll(call)

    expect(asked[1]?.updatedAfter).toBe(new Date(clock.now() - defaultSettings.pollOverlapMs).toISOString())
  })

  test('a time that is none does not stop the observer', async () => {
    pages = [{ machines: [row('shop', 'm1', { updated_at: 'yesterday' })] }]
    await observer.poll(call)
    await observer.poll(call)

    expect(asked).toHaveLength(2)
  })

  test('a sweep wakes the Apps of whose Machines some are missing', async () => {
    living = [
      { ref: 'App/shop', machineId: 'm1' },
      { ref: 'App/blog', machineId: 'm2' },
    ]
    pages = [{ machines: [row('shop', 'm1')] }]
    memory.saw(row('shop', 'm1'))
    expect([...(await observer.sweep(call))]).toEqual(['App/blog'])
  })

  test('a list from which nearly everything is missing, or a whole region, is taken for a mistake of Fly', async () => {
    living = Array.from({ length: 100 }, (_, number) => ({ ref: `App/a${number}` as Ref, machineId: `m${number}` }))
    pages = [{ machines: [] }]
    expect([...(await observer.sweep(call))]).toEqual([])

    pages = [{ machines: [], error_regions: ['ams'] }]
    living = living.slice(0, 1)
    expect([...(await observer.sweep(call))]).toEqual([])
  })

  test('a whole list ends the memory of Machines that are in it no more', async () => {
    pages = [{ machines: [row('shop', 'm1', { state: 'destroyed' })] }]
    await observer.poll(call)
    expect(memory.isNews(row('shop', 'm1', { state: 'destroyed' }))).toBe(false)

    await observer.sweep(call)
    expect(memory.isNews(row('shop', 'm1', { state: 'destroyed' }))).toBe(true)
  })

  test('the epoch in the metadata of a Machine is told', async () => {
    pages = [{ machines: [row('shop', 'm1', { config: { image: 'shop:1', metadata: { artifact_epoch: '7' } } })] }]
    await observer.poll(call)
    expect(epochs).toEqual([7])
  })
})
