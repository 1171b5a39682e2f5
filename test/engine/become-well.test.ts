import { beforeEach, describe, expect, test } from 'vitest'
import { becomeWell } from '../../controller/engine/become-well.ts'
import type { Deed } from '../../controller/engine/deed.ts'
import { createMemory, type Memory } from '../../controller/engine/memory.ts'
import { FlyError } from '../../controller/fly/errors.ts'
import type { Machine } from '../../controller/fly/wire.ts'
import type { DesiredMachine } from '../../controller/plan/desired.ts'
import { anApp, aRollout } from '../support/builders.ts'
import { createVirtualClock, type VirtualClock } from '../support/virtual-clock.ts'

describe('waiting until a Machine is well', () => {
  let clock: VirtualClock
  let memory: Memory
  let stop: AbortController
  let wait: (goal: { readonly states: readonly string[] }) => Promise<string>
  let live: () => Machine | undefined
  let rollout: ReturnType<typeof aRollout>

  beforeEach(() => {
    clock = createVirtualClock()
    memory = createMemory({ clock, lagMs: 60_000, requestLifetimeMs: 120_000 })
    stop = new AbortController()
    wait = async ({ states }) => states[0] ?? ''
    live = () => aMachine()
    rollout = aRollout({ healthyWithin: '60s' })
  })

  function aMachine(change: Partial<Machine> = {}): Machine {
    const checks = [{ name: 'alive', status: 'passing' }]
    return { id: 'm1', name: 'web-ams-0-k3f9q2', state: 'started', instance_id: '01B', checks, ...change } as Machine
  }

  function well({ runs = 'always', checks = 1 }: Partial<DesiredMachine> = {}, isResting = false) {
    const resource = anApp('shop', {}, { rollout })
    const deed = {
      deps: {
        ...{ memory, world: { clock } },
        fly: {
          waitMachine: (_: string, __: string, goal: { readonly states: readonly string[] }) => wait(goal),
          getMachine: async () => live(),
        },
      },
      ...{ stored: { resource }, urgency: 'background', stop: stop.signal, abandon: stop.signal },
    } as unknown as Deed
    const machine = { runs, checks } as DesiredMachine
    const subject = { flyApp: 'shop', id: 'm1', version: '01B', machine, isResting }
    return clock.runUntil(becomeWell(subject, deed), 600_000)
  }

  test('it is, when it has started and its checks pass', async () => {
    expect(await well()).toBeUndefined()
  })

  test('checks get the time that the spec allows, and those that do not pass are named', async () => {
    live = () => aMachine({ checks: [{ name: 'alive', status: 'critical' }] as never })
    expect(await well()).toMatchObject({ code: 'WaitTimedOut', message: expect.stringContaining('alive') })
    expect(clock.monotonic()).toBeGreaterThanOrEqual(60_000)
    expect(clock.monotonic()).toBeLessThan(65_000)
  })

  test('nobody waits for it where everything is to change at once', async () => {
    live = () => aMachine({ checks: [] })
    rollout = aRollout({ strategy: 'immediate' })
    expect(await well()).toBeUndefined()
    expect(clock.monotonic()).toBe(0)
  })

  test('one that rests, or need not run, only has to settle', async () => {
    const goals: unknown[] = []
    wait = async ({ states }) => String(goals.push(states[0]))
    live = () => aMachine({ state: 'stopped', checks: [] })
    expect(await well({}, true)).toBeUndefined()
    expect(await well({ runs: 'proxy' as never })).toBeUndefined()
    expect(goals).toEqual(['settled', 'settled'])
  })

  test('a program that ends is no reason to wait longer', async () => {
    live = () => aMachine({ state: 'stopped' })
    expect(await well()).toMatchObject({ code: 'Unattainable' })
    expect(clock.monotonic()).toBeLessThan(5_000)
  })

  test('an update by somebody else ends it, a stale reading does not', async () => {
    live = () => aMachine({ instance_id: clock.monotonic() < 3_000 ? '01A' : '01B' })
    expect(await well()).toBeUndefined()
    live = () => aMachine({ instance_id: '01C' })
    expect(await well()).toMatchObject({ code: 'VersionConflict' })
  })

  test('a Machine that somebody has destroyed is not waited for', async () => {
    live = () => undefined
    expect(await well()).toMatchObject({ code: 'Unattainable' })
    expect(clock.monotonic()).toBeLessThan(5_000)
  })

  test('one that was made a moment ago may be unknown for a while', async () => {
    memory.wrote('m1', '01B')
    wait = async () => {
      if (clock.monotonic() < 2_000) throw new FlyError('NotFound', 'no such Machine')
      return 'started'
    }
    live = () => (clock.monotonic() < 4_000 ? undefined : aMachine())
    expect(await well()).toBeUndefined()
  })

  test('when the house closes, nobody waits on', async () => {
    live = () => aMachine({ checks: [] })
    void clock.sleep(5_000).then(() => stop.abort(new Error('SIGTERM')))
    await expect(well()).rejects.toThrow('SIGTERM')
  })
})
