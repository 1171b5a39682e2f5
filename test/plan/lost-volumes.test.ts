import { describe, expect, test } from 'vitest'
import { desire } from '../../controller/plan/desire.ts'
import type { ObservedVolume } from '../../controller/plan/observe-volumes.ts'
import { type Losses, noLosses } from '../../controller/plan/observed.ts'
import type { Plan } from '../../controller/plan/plan.ts'
import { anApp } from '../support/builders.ts'
import { aVolume, both, facts, kinds, on, planOf, volume } from './volume-world.ts'
import { now, type WorldMachine } from './world.ts'

const db = desire(anApp('shop', { db: { count: 2, volume } }), 1)

describe('a plan for a lost volume', () => {
  const restored = desire(anApp('shop', { db: { count: 2, volume: { ...volume, onLostHost: 'restore' } } }), 1)
  const snapshot = { id: 'vs_9', at: now - 7_200_000, sizeGb: 3 }
  const lost = (phase: ObservedVolume['phase'], change: Partial<ObservedVolume> = {}) =>
    aVolume('db/ams/0', { phase, snapshot, ...change })
  const machine = (about: Partial<WorldMachine> = { hasHost: false }) => on(restored, 'db/ams/0', about)
  const due = ['vol_db/ams/0', 'vol_db/ams/1', 'm00000', 'm00001']
  const license: Losses = { due, isStorm: false, mayReplace: 5, crowded: [] }
  const plan = (have: ObservedVolume, machines = [machine()], losses = license, desired = restored) =>
    planOf(desired, [...machines, on(restored, 'db/ams/1')], { ours: [have, aVolume('db/ams/1')] }, losses)

  test('makes another from its newest snapshot, and then a Machine on it, beside the lost one', () => {
    const { waves } = plan(lost('unreachable'))
    expect(kinds({ waves })).toEqual([['create-volume db/ams/0'], ['create-machine db/ams/0']])
    expect(waves[0]).toMatchObject([
      {
        ...{ because: 'HostLost', effect: 'data-loss' },
        from: { volume: 'vol_db/ams/0', snapshot: 'vs_9', takenAt: '2026-11-23T10:00:00.000Z' },
      },
    ])
    expect(waves[1]).toMatchObject([{ because: 'HostLost' }])
  })

  test('so, too, when somebody else deleted it with its Machine', () => {
    const { waves } = plan(lost('gone'), [])
    expect(kinds({ waves })).toEqual([['create-volume db/ams/0'], ['create-machine db/ams/0']])
    expect(waves[0]).toMatchObject([{ because: 'VolumeLost', effect: 'data-loss' }])
  })

  test('makes it as large as what it is made from', () => {
    expect(plan(lost('unreachable', { sizeGb: 7 })).waves[0]).toMatchObject([{ volume: { sizeGb: 7 } }])
    const large = { snapshot: { ...snapshot, sizeGb: 9 } }
    expect(plan(lost('unreachable', large)).waves[0]).toMatchObject([{ volume: { sizeGb: 9 } }])
  })

  test.each<[string, Plan, RegExp]>([
    ['before its time', plan(lost('unreachable'), undefined, { ...license, due: [] }), /if that lasts for long/],
    ['while too many are lost', plan(lost('unreachable'), undefined, { ...license, isStorm: true }), /own trouble/],
    ['when the hour has no more', plan(lost('unreachable'), undefined, { ...license, mayReplace: 0 }), /its turn/],
    ['without a snapshot', plan(lost('unreachable', { snapshot: undefined })), /there is no snapshot/],
    ['while its Machine may write to it', plan(lost('unreachable'), [machine({})]), /if that lasts for long/],
    ['where the spec says wait', plan(lost('unreachable'), undefined, license, db), /its data stays there/],
    ['deleted, where the spec says wait', plan(lost('gone'), [], license, db), /an empty one would hide that/],
  ])('makes none %s', (_, { waves, waits }, message) => {
    expect(kinds({ waves })).toEqual([])
    expect(waits.map((wait) => wait.message).join()).toMatch(message)
  })

  test('has one slot at a time, until a Machine has had what was restored', () => {
    const other = aVolume('db/ams/1', { phase: 'unreachable', snapshot })
    const both = [machine(), on(restored, 'db/ams/1', { hasHost: false })]
    const stepsWith = (...ours: readonly ObservedVolume[]) => kinds(planOf(restored, both, { ours }, license))
    expect(stepsWith(lost('unreachable'), other)).toEqual([['create-volume db/ams/0'], ['create-machine db/ams/0']])
    const left = lost('unreachable', { facts: { ...facts, left: { because: 'HostLost', at: now } } })
    const made = { of: 'vol_db/ams/0', snapshot }
    const successor = (isUsed?: true) =>
      aVolume('db/ams/0', { id: 'vol_new', facts: { ...facts, restored: { ...made, ...(isUsed && { isUsed }) } } })
    expect(stepsWith(left, successor(), other)).toEqual([['create-machine db/ams/0']])
    expect(stepsWith(left, { ...successor(true), attachedTo: 'm7' }, other)).toEqual([
      ['create-volume db/ams/1'],
      ['create-machine db/ams/1'],
    ])
  })

  test('is counted once against the hour: its Machine needs no second permission', () => {
    const left = lost('unreachable', { facts: { ...facts, left: { because: 'HostLost', at: now } } })
    const successor = aVolume('db/ams/0', { id: 'vol_new', facts: { ...facts, restored: { of: 'vol_db/ams/0' } } })
    const ours = [left, successor, aVolume('db/ams/1')]
    const used = { ...license, mayReplace: 0 }
    const { waves } = planOf(restored, [machine(), on(restored, 'db/ams/1')], { ours }, used)
    expect(waves[0]).toMatchObject([{ kind: 'create-machine', volume: 'vol_new', because: 'HostLost' }])
  })

  test('leaves what was lost alone until the spec gives up its slot', () => {
    const left = { facts: { ...facts, left: { because: 'HostLost', at: 0 } as const } }
    const ours = [...both.ours, aVolume('db/ams/0', { ...left, id: 'vol_old' })]
    expect(kinds(planOf(restored, [machine({}), on(restored, 'db/ams/1')], { ours }))).toEqual([])
    const given = ours.map((each) => (each.id === 'vol_old' ? { ...each, idleSince: now - 3_600_000 } : each))
    expect(kinds(planOf(restored, [machine({}), on(restored, 'db/ams/1')], { ours: given }))).toEqual([
      ['create-snapshot db/ams/0'],
    ])
  })
})

describe('a plan for a volume whose host is full', () => {
  const forking = desire(anApp('shop', { db: { count: 2, volume: { ...volume, onLostHost: 'fork' } } }), 1)
  const crowded: Losses = { ...noLosses, mayReplace: 1, crowded: ['db/ams/0'] }
  const sister = on(forking, 'db/ams/1')
  const resting = on(forking, 'db/ams/0', { state: 'stopped' })

  test('takes the stopped Machine away, then copies the volume, and makes a Machine on the copy', () => {
    const first = planOf(forking, [resting, sister], both, crowded)
    expect(first.waves).toMatchObject([[{ kind: 'replace-machine', because: 'HostFull' }]])
    const { waves } = planOf(forking, [sister], both, crowded)
    expect(kinds({ waves })).toEqual([['create-volume db/ams/0'], ['create-machine db/ams/0']])
    expect(waves[0]).toMatchObject([{ from: { volume: 'vol_db/ams/0' }, because: 'HostFull', effect: 'cost' }])
  })

  test.each<[string, Plan]>([
    ['a Machine that runs', planOf(forking, [on(forking, 'db/ams/0'), sister], both, crowded)],
    ['what the spec lets wait', planOf(db, [resting, sister], both, crowded)],
    ['what may have room the next time', planOf(forking, [resting, sister], both, noLosses)],
    [
      'what is attached still',
      planOf(forking, [sister], { ours: [aVolume('db/ams/0', { attachedTo: 'm0' }), aVolume('db/ams/1')] }, crowded),
    ],
    [
      'a copy that nobody has had yet',
      planOf(
        forking,
        [sister],
        { ours: [aVolume('db/ams/0', { facts: { ...facts, restored: { of: 'vol_0' } } }), aVolume('db/ams/1')] },
        crowded,
      ),
    ],
    ['more than the hour allows', planOf(forking, [sister], both, { ...crowded, mayReplace: 0 })],
  ])('does not move %s', (_, { waves }) => {
    expect(waves.flat().filter(({ because }) => because === 'HostFull')).toEqual([])
  })

  test('is told that nothing is copied from a host that is out of reach', () => {
    const ours = [aVolume('db/ams/0', { phase: 'unreachable' }), aVolume('db/ams/1')]
    const { waits } = planOf(forking, [on(forking, 'db/ams/0', { hasHost: false }), sister], { ours })
    expect(waits.map(({ message }) => message).join()).toContain('Fly copies only what its host can read')
  })
})
