import { beforeEach, describe, expect, test } from 'vitest'
import { createFullHosts, type FullHosts } from '../../controller/engine/full-hosts.ts'
import { FlyError, type FlyErrorCode } from '../../controller/fly/errors.ts'
import type { Outcome } from '../../controller/plan/outcome.ts'
import { createVirtualClock, type VirtualClock } from '../support/virtual-clock.ts'

describe('a slot whose host has no room', () => {
  let clock: VirtualClock
  let hosts: FullHosts

  beforeEach(() => {
    clock = createVirtualClock()
    hosts = createFullHosts({ clock })
  })

  test('is crowded when it was refused several times, for some minutes', async () => {
    for (let times = 0; times < 3; times++) {
      hosts.learn(refused())
      expect(hosts.crowded('shop')).toEqual([])
      await clock.advance(60_000)
    }
    expect(hosts.crowded('shop')).toEqual(['db/ams/0'])
    expect(hosts.crowded('other')).toEqual([])
  })

  test.each<[string, Outcome]>([
    ['for another reason', refused('NoCapacity')],
    ['without a volume', withoutVolume(refused())],
  ])('is not, when it was refused %s', async (_, outcome) => {
    for (let times = 0; times < 4; times++) {
      hosts.learn(outcome)
      await clock.advance(60_000)
    }
    expect(hosts.crowded('shop')).toEqual([])
  })

  test('is no longer so when its Machine has been started, or nobody has tried for long', async () => {
    const crowd = async () => {
      for (let times = 0; times < 4; times++) {
        hosts.learn(refused())
        await clock.advance(60_000)
      }
      expect(hosts.crowded('shop')).toEqual(['db/ams/0'])
    }
    await crowd()
    hosts.learn({ ...refused(), result: 'done', operation: 'op_1', machineId: 'm1', tookMs: 1 } as Outcome)
    expect(hosts.crowded('shop')).toEqual([])
    await crowd()
    await clock.advance(600_000)
    expect(hosts.crowded('shop')).toEqual([])
  })
})

function refused(code: FlyErrorCode = 'HostFull'): Outcome {
  const machine = { slot: 'db/ams/0', volume: { path: '/data' } }
  const step = { kind: 'start-machine', flyApp: 'shop', machine } as unknown as Outcome['step']
  return { step, result: 'failed', operation: 'op_1', error: new FlyError(code, 'no room'), tookMs: 1 }
}

function withoutVolume(outcome: Outcome): Outcome {
  return { ...outcome, step: { ...outcome.step, machine: { slot: 'db/ams/0' } } as unknown as Outcome['step'] }
}
