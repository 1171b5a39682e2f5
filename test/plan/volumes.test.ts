import { describe, expect, test } from 'vitest'
import { desire } from '../../controller/plan/desire.ts'
import type { Desired } from '../../controller/plan/desired.ts'
import { markedConfig } from '../../controller/plan/marks.ts'
import { noVolumes, type ObservedVolume, type ObservedVolumes } from '../../controller/plan/observe-volumes.ts'
import type { Plan } from '../../controller/plan/plan.ts'
import { retire } from '../../controller/plan/retire.ts'
import { anApp } from '../support/builders.ts'
import { aVolume, both, facts, kinds, on, planOf, volume, writer } from './volume-world.ts'
import { look, machineIn, now, ref, type World } from './world.ts'

const db = desire(anApp('shop', { db: { count: 2, volume } }), 1)
const bare = desire(anApp('shop', { db: { count: 2 } }), 1)

describe('a plan with volumes', () => {
  test('makes a volume before its Machine, and nothing on a volume that is not there', () => {
    const plan = planOf(db, [], { ours: [aVolume('db/ams/0')] })
    expect(kinds(plan)).toEqual([['create-volume db/ams/1', 'create-machine db/ams/0'], ['create-machine db/ams/1']])
    expect(plan.waves[0]?.[1]).toMatchObject({ volume: 'vol_db/ams/0' })
  })

  test('has one creation under way at a time, and asks again only for what is surely not there', () => {
    const pending = (isUnmade: boolean) => [{ slot: 'db/ams/0', operation: 'op_1', isUnmade } as const]
    expect(kinds(planOf(db, [], { pending: pending(false) }))).toEqual([])
    const plan = planOf(db, [], { pending: pending(true) })
    expect(plan.waves[0]).toMatchObject([
      { kind: 'create-volume', slot: 'db/ams/0', retries: 'op_1' },
      { kind: 'create-volume', slot: 'db/ams/1', retries: undefined },
    ])
  })

  test('looks again for one that nobody wants any more, until it is known what became of it', () => {
    const pending = [{ slot: 'db/ams/7', operation: 'op_1', isUnmade: false } as const]
    const plan = planOf(db, [on(db, 'db/ams/0'), on(db, 'db/ams/1')], { ...both, pending })
    expect(kinds(plan)).toEqual([])
    expect(plan.waits).toMatchObject([{ reason: 'VolumeAwaited', subject: 'db/ams/7', recheckAfterMs: 10_000 }])
  })

  test.each<[ObservedVolume['phase'], string]>([
    ['moving', 'VolumeAwaited'],
    ['unseen', 'VolumeAwaited'],
    ['unreachable', 'VolumeUnreachable'],
    ['gone', 'VolumeLost'],
  ])('makes nothing where the volume is %s, and says %s', (phase, reason) => {
    const plan = planOf(db, [], { ours: [aVolume('db/ams/0', { phase }), aVolume('db/ams/1', { phase })] })
    expect(kinds(plan)).toEqual([])
    expect(plan.waits).toMatchObject([
      { reason, subject: 'db/ams/0' },
      { reason, subject: 'db/ams/1' },
    ])
  })

  test('begins anew in a slot that the spec had given up, and never on a twin', () => {
    const left = aVolume('db/ams/0', { phase: 'gone', idleSince: now })
    const twin = aVolume('db/ams/1', { facts: { ...facts, quarantined: 'twin' } })
    expect(kinds(planOf(db, [], { ours: [left, twin] }))[0]).toEqual([
      'create-volume db/ams/0',
      'create-volume db/ams/1',
    ])
  })

  test('a broken Machine goes before there is another on its volume', () => {
    const plan = planOf(db, [on(db, 'db/ams/0', { state: 'failed' }), on(db, 'db/ams/1')], both)
    expect(kinds(plan)).toEqual([['replace-machine db/ams/0']])
    expect(plan.waves[0]).toMatchObject([{ because: 'Broken', effect: 'replace' }])
  })

  test('a broken Machine stays as long as there is no volume for another', () => {
    const ours = [aVolume('db/ams/0', { phase: 'unseen' }), aVolume('db/ams/1')]
    const plan = planOf(db, [on(db, 'db/ams/0', { state: 'failed' }), on(db, 'db/ams/1')], { ours })
    expect(kinds(plan)).toEqual([])
  })

  test('Machines get their first volume one after the other', () => {
    const plan = planOf(db, [machineIn(bare, 'db/ams/0', 0), machineIn(bare, 'db/ams/1', 1)], both)
    expect(kinds(plan)).toEqual([['replace-machine db/ams/0'], ['replace-machine db/ams/1']])
    expect(plan.waves[0]).toMatchObject([{ because: 'SpecChanged', effect: 'replace' }])
  })

  test('Machines that are to be without go one after the other, too', () => {
    const plan = planOf(bare, [on(db, 'db/ams/0'), on(db, 'db/ams/1')], both)
    expect(kinds(plan)).toEqual([['replace-machine db/ams/0'], ['replace-machine db/ams/1']])
  })

  test('what could be put back only by another Machine is told where the spec says so', () => {
    const without = { ...on(db, 'db/ams/0'), config: { ...on(db, 'db/ams/0').config, mounts: [] } }
    const enforced = planOf(db, [without, on(db, 'db/ams/1')], both)
    expect(enforced.waves[0]).toMatchObject([{ kind: 'replace-machine', because: 'Drifted' }])
    const told = desire(
      anApp('shop', { db: { count: 2, volume } }, { drift: { mode: 'enforce', replace: 'report' } }),
      1,
    )
    const plan = planOf(told, [without, on(db, 'db/ams/1')], both)
    expect(kinds(plan)).toEqual([])
    expect(plan.waits).toMatchObject([{ reason: 'DriftReported', subject: 'db/ams/0' }])
  })

  test('where a volume is mounted is changed in place, and stays the same volume', () => {
    const moved = desire(anApp('shop', { db: { count: 2, volume: { ...volume, path: '/var' } } }), 1)
    const plan = planOf(moved, [on(db, 'db/ams/0'), on(db, 'db/ams/1')], both)
    expect(plan.waves[0]).toMatchObject([
      { kind: 'update-machine', differences: [{ path: '/mounts/0/path', want: '/var', have: '/data' }] },
    ])
  })

  test('how a mount grows by itself is others’ to say', () => {
    const machine = on(db, 'db/ams/0')
    const mounts = machine.config.mounts?.map((mount) => ({ ...mount, extend_threshold_percent: 80, add_size_gb: 1 }))
    const grown = { ...machine, config: { ...machine.config, ...(mounts && { mounts }) } }
    expect(kinds(planOf(db, [grown, on(db, 'db/ams/1')], both))).toEqual([])
    const marked = markedConfig(db.machines[0] as Desired['machines'][number], writer, {
      config: grown.config,
      metadataKeys: [],
    })
    expect(marked.mounts).toEqual(mounts)
  })

  test('a volume grows, and never shrinks', () => {
    const ours = [aVolume('db/ams/0', { sizeGb: 1 }), aVolume('db/ams/1', { sizeGb: 9 })]
    const plan = planOf(db, [on(db, 'db/ams/0'), on(db, 'db/ams/1')], { ours })
    expect(plan.waves).toMatchObject([
      [{ kind: 'extend-volume', slot: 'db/ams/0', from: 1, sizeGb: 3, effect: 'cost' }],
    ])
  })

  test('a Machine that does not see that its volume has grown is restarted, one at a time', () => {
    const grown = { facts: { ...facts, grownAt: now - 1_000 } }
    const ours = [aVolume('db/ams/0', grown), aVolume('db/ams/1', grown)]
    const plan = planOf(db, [on(db, 'db/ams/0'), on(db, 'db/ams/1')], { ours })
    expect(kinds(plan)).toEqual([['restart-machine db/ams/0'], ['restart-machine db/ams/1']])
    const before = { facts: { ...facts, grownAt: now - 10 * 3_600_000 } }
    const rested = [aVolume('db/ams/0', before), aVolume('db/ams/1', before)]
    expect(kinds(planOf(db, [on(db, 'db/ams/0'), on(db, 'db/ams/1')], { ours: rested }))).toEqual([])
  })

  test('who changed how a volume is kept is told from what we set last', () => {
    const changed = aVolume('db/ams/0', { snapshotDays: 1 })
    const older = aVolume('db/ams/1', { snapshotDays: 1, facts: { ...facts, snapshotDays: 1 } })
    const plan = planOf(db, [on(db, 'db/ams/0'), on(db, 'db/ams/1')], { ours: [changed, older] })
    expect(plan.waves[0]).toMatchObject([
      { kind: 'update-volume', because: 'Drifted', differences: [{ path: '/volume/snapshotDays', want: 5, have: 1 }] },
      { kind: 'update-volume', because: 'SpecChanged' },
    ])
  })

  test('an unused volume is kept for its time, then saved, then deleted; never while a Machine has it', () => {
    const spare = (change: Partial<ObservedVolume>) =>
      kinds(planOf(db, [on(db, 'db/ams/0'), on(db, 'db/ams/1')], { ours: [...both.ours, aVolume('db/ams/7', change)] }))
    const over = { idleSince: now - 3_600_000 }
    const saved = { ...facts, snapshot: { id: 'vs_1', at: now } }
    expect(spare({ idleSince: now - 3_599_999, facts: saved })).toEqual([])
    expect(spare(over)).toEqual([['create-snapshot db/ams/7']])
    expect(spare({ ...over, facts: saved })).toEqual([['delete-volume db/ams/7']])
    expect(spare({ ...over, facts: saved, attachedTo: 'm9' })).toEqual([])
    expect(spare({ ...over, facts: { ...saved, quarantined: 'moved' } })).toEqual([])
    expect(spare({ ...over, facts: saved, phase: 'unseen' })).toEqual([])
  })
})

describe('a plan to take an App with volumes off Fly', () => {
  test('leaves the app while anything in it is to be kept, or is not ours', () => {
    const idle = { idleSince: now - 60_000 }
    expect(kinds(gone({ ours: [aVolume('db/ams/0', idle)] }))).toEqual([])
    expect(gone({ ours: [aVolume('db/ams/0', idle)] }).waits).toMatchObject([{ reason: 'VolumesKept' }])
    const strangers = [{ id: 'vol_9', name: 'theirs', sizeGb: 1 }]
    expect(kinds(gone({ strangers }))).toEqual([])
    expect(gone({ strangers }).waits).toMatchObject([{ reason: 'StrangersInApp' }])
    expect(kinds(gone({ ours: [aVolume('db/ams/0', { ...idle, phase: 'gone' })] }))).toEqual([['delete-app']])
  })
})

function gone(volumes: Partial<ObservedVolumes>): Plan {
  const world: World = { app: 'present', network: 'shop', machines: [], made: 0 }
  return retire(ref, 2, { ...look(world, db), volumes: { ...noVolumes, ...volumes } }, 0, now)
}
