import { beforeEach, describe, expect, test } from 'vitest'
import { createMemory, type Memory } from '../../controller/engine/memory.ts'
import type { OrgMachine } from '../../controller/fly/wire.ts'
import { createVirtualClock, type VirtualClock } from '../support/virtual-clock.ts'

describe('the memory of our own deeds and looks', () => {
  let clock: VirtualClock
  let memory: Memory

  beforeEach(() => {
    clock = createVirtualClock()
    memory = createMemory({ clock, lagMs: 60_000, requestLifetimeMs: 120_000 })
  })

  test('a reading that is older than our own update is stale, for as long as Fly may lag', async () => {
    memory.wrote('m1', '01B')
    expect(memory.isStale('m1', { instance_id: '01A', state: 'started' })).toBe(true)
    expect(memory.isStale('m1', undefined)).toBe(true)
    await clock.advance(60_001)
    expect(memory.isStale('m1', { instance_id: '01A', state: 'started' })).toBe(false)
  })

  test('a reading of our own update, or of a later one by somebody else, is fresh', () => {
    memory.wrote('m1', '01B')
    expect(memory.isStale('m1', { instance_id: '01B', state: 'started' })).toBe(false)
    expect(memory.isStale('m1', { instance_id: '01C', state: 'started' })).toBe(false)
  })

  test('a Machine that we destroyed and that is still listed is stale; that it is not there is fresh', () => {
    memory.removed('m1')
    expect(memory.isStale('m1', { instance_id: '01A', state: 'started' })).toBe(true)
    expect(memory.isStale('m1', undefined)).toBe(false)
  })

  test('a row of the organisation list is news when it tells something that no pass has read', () => {
    const row: OrgMachine = {
      app_name: 'shop',
      id: 'm1',
      name: 'n',
      region: 'ams',
      state: 'started',
      instance_id: '01A',
      created_at: '',
      updated_at: '2026-01-01T00:00:05Z',
    }
    expect(memory.isNews(row)).toBe(true)
    memory.saw(row)
    expect(memory.isNews(row)).toBe(false)
    expect(memory.isNews({ ...row, state: 'stopped', updated_at: '2026-01-01T00:00:06Z' })).toBe(true)
    expect(
      memory.isNews({ ...row, state: 'starting', updated_at: '2026-01-01T00:00:04Z' }),
      'a row that arrives late',
    ).toBe(false)
  })

  test('repairs are counted within a window only', async () => {
    memory.repaired('m1', 600_000)
    await clock.advance(590_000)
    memory.repaired('m1', 600_000)
    expect(memory.repairsLately('m1', 600_000)).toBe(2)
    await clock.advance(20_000)
    expect(memory.repairsLately('m1', 600_000)).toBe(1)
  })

  test('a plan that Fly refused is known until another plan succeeds', () => {
    memory.rejected('App/shop', 'digest', 'Fly said no')
    expect(memory.rejection('App/shop', 'digest')).toBe('Fly said no')
    expect(memory.rejection('App/shop', 'another')).toBeUndefined()
    memory.succeeded('App/shop')
    expect(memory.rejection('App/shop', 'digest')).toBeUndefined()
  })
})
