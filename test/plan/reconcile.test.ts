import { describe, expect, test } from 'vitest'
import { desire } from '../../controller/plan/desire.ts'
import { driftRules } from '../../controller/plan/drift.ts'
import type { Plan } from '../../controller/plan/plan.ts'
import { reconcile } from '../../controller/plan/reconcile.ts'
import { retire } from '../../controller/plan/retire.ts'
import { subjectOf } from '../../controller/plan/step-words.ts'
import type { Slot } from '../../controller/resource/ownership.ts'
import type { Group } from '../../schemas/types.ts'
import { anApp, aRollout } from '../support/builders.ts'
import { emptyWorld, look, machineIn, now, ref, type World, type WorldMachine, worldOf } from './world.ts'

const alive: Group['checks'] = { alive: { type: 'http', port: 8080, path: '/healthz' } }
const shop = (groups: Readonly<Record<string, Partial<Group>>>, spec: Parameters<typeof anApp>[2] = {}) =>
  desire(anApp('shop', groups, spec), 1)

const one = shop({ web: { checks: alive } })
const three = shop({ web: { count: 3, checks: alive } })
const threeAnew = shop({ web: { count: 3, checks: alive, image: 'shop:2' } })

describe('a plan', () => {
  test('for an App that is nowhere makes the app first and all its Machines after it', () => {
    expect(steps(reconcile(three, look(emptyWorld, three), now))).toEqual([
      ['create-app shop AppMissing'],
      ['create-machine web/ams/0 Missing', 'create-machine web/ams/1 Missing', 'create-machine web/ams/2 Missing'],
    ])
  })

  test('for a world that is as it should be is empty', () => {
    expect(planFor(three, worldOf(three))).toMatchObject({ waves: [], waits: [] })
  })

  test('starts a Machine that somebody stopped', () => {
    expect(steps(planFor(one, worldOf(one, { 'web/ams/0': { state: 'stopped' } })))).toEqual([
      ['start-machine web/ams/0 Stopped'],
    ])
  })

  test('starts a Machine whose program ended, but not at once', () => {
    const crashed = (crashedAgoMs: number) =>
      planFor(one, worldOf(one, { 'web/ams/0': { state: 'stopped', crashedAgoMs } }))

    expect(crashed(20_000)).toMatchObject({ waves: [], waits: [{ reason: 'CrashLooping', recheckAfterMs: 40_000 }] })
    expect(steps(crashed(61_000))).toEqual([['start-machine web/ams/0 Crashed']])
  })

  test('starts a Machine at once whose program was stopped by somebody', () => {
    const stopped = { state: 'stopped', crashedAgoMs: 5_000, exit: { exit_code: 130, requested_stop: true } }
    expect(steps(planFor(one, worldOf(one, { 'web/ams/0': stopped })))).toEqual([['start-machine web/ams/0 Stopped']])
  })

  test('takes even a clean end for a crash where the program should always run', () => {
    const ended = { state: 'stopped', crashedAgoMs: 5_000, exit: { exit_code: 0, requested_stop: false } }
    expect(planFor(one, worldOf(one, { 'web/ams/0': ended }))).toMatchObject({
      waves: [],
      waits: [{ reason: 'CrashLooping' }],
    })
  })

  test('gives a crashed Machine the new version rather than starting the old one', () => {
    const world = worldOf(three, { 'web/ams/1': { state: 'stopped', crashedAgoMs: 5_000 } })
    expect(steps(planFor(threeAnew, world))[0]).toEqual(['update-machine web/ams/1 SpecChanged'])
  })

  test.each(['proxy', 'schedule', 'once'] as const)('leaves a Machine at rest that %s lets rest', (runs) => {
    const groups: Record<typeof runs, Partial<Group>> = {
      proxy: { services: [{ protocol: 'tcp', internalPort: 80, autostop: 'suspend' }] },
      schedule: { schedule: 'daily' },
      once: { restart: { policy: 'no' } },
    }
    const desired = shop({ web: groups[runs] })
    expect(desired.machines[0]?.runs).toBe(runs)
    expect(planFor(desired, worldOf(desired, { 'web/ams/0': { state: 'stopped' } }))).toMatchObject({
      waves: [],
      waits: [],
    })
  })

  test('retries a creation whose answer was lost under the same name', () => {
    const observed = {
      ...look({ ...worldOf(one), machines: [] }, one),
      pending: [{ slot: 'web/ams/0', incarnation: 'k3f9', operation: 'op_7' }],
    } as const
    expect(reconcile(one, observed, now).waves).toMatchObject([
      [{ because: 'Missing', retries: { incarnation: 'k3f9', operation: 'op_7' } }],
    ])
  })

  test('leaves Machines alone that are moving, unseen, or on a host that does not answer', () => {
    const world = worldOf(threeAnew, {
      'web/ams/0': { state: 'starting', ageMs: 1_000 },
      'web/ams/1': { isListed: false },
      'web/ams/2': { hasHost: false },
    })
    const plan = planFor(threeAnew, world)
    expect(plan.waves).toEqual([])
    expect(plan.waits.map(({ reason }) => reason)).toEqual(['MachineMoving', 'MachineUnseen', 'HostUnreachable'])
  })
})

describe('a rollout', () => {
  test('takes as many Machines at a time as may be down', () => {
    expect(steps(planFor(threeAnew, worldOf(three)))).toEqual([
      ['update-machine web/ams/0 SpecChanged'],
      ['update-machine web/ams/1 SpecChanged'],
      ['update-machine web/ams/2 SpecChanged'],
    ])
  })

  test('counts what is down already', () => {
    const world = worldOf(three, { 'web/ams/2': { hasHost: false } })
    expect(planFor(threeAnew, world)).toMatchObject({ waves: [], waits: [{ reason: 'HostUnreachable' }] })
  })

  test('begins with what is down anyway', () => {
    const world = worldOf(three, { 'web/ams/1': { isHealthy: false }, 'web/ams/2': { crashedAgoMs: 5_000 } })
    expect(steps(planFor(threeAnew, world))).toEqual([
      ['update-machine web/ams/1 SpecChanged', 'update-machine web/ams/2 SpecChanged'],
      ['update-machine web/ams/0 SpecChanged'],
    ])
  })

  test('goes on only when a stopped Machine has been updated and started', () => {
    const world = worldOf(three, { 'web/ams/2': { state: 'stopped' } })
    expect(steps(planFor(threeAnew, world))).toEqual([['update-machine web/ams/2 SpecChanged']])
  })

  test('that adds a check does not take the Machines without it for unhealthy', () => {
    const before = shop({ web: { count: 2 } })
    const after = shop({ web: { count: 2, checks: alive } })
    expect(steps(planFor(after, worldOf(before)))).toEqual([
      ['update-machine web/ams/0 SpecChanged'],
      ['update-machine web/ams/1 SpecChanged'],
    ])
  })

  test('waits for the new version to become healthy', () => {
    const world = mixed({ 'web/ams/0': { isHealthy: false, ageMs: 20_000 } })
    expect(planFor(threeAnew, world)).toMatchObject({
      waves: [],
      waits: [{ reason: 'NotYetHealthy', subject: 'web/ams/0' }],
    })
  })

  test('stops when the new version is not healthy in time, and says so', () => {
    const plan = planFor(threeAnew, mixed({ 'web/ams/0': { isHealthy: false, ageMs: 301_000 } }))
    expect(plan.waves).toEqual([])
    expect(plan.waits.map(({ reason, subject }) => `${reason} ${subject}`)).toEqual([
      'RolloutStopped web/ams/0',
      'RolloutStopped web/ams/1',
    ])
  })

  test('stops when the program of the new version ends, even while Fly restarts it', () => {
    const plan = planFor(threeAnew, mixed({ 'web/ams/0': { ageMs: 30_000, crashedAgoMs: 5_000 } }))
    expect(plan.waves).toEqual([])
    expect(plan.waits.map(({ reason, subject }) => `${reason} ${subject}`)).toEqual([
      'CrashLooping web/ams/0',
      'RolloutStopped web/ams/1',
    ])
  })

  test('gives a Machine that was started anew its time anew', () => {
    const restarted = (startedAgoMs: number) =>
      planFor(one, worldOf(one, { 'web/ams/0': { isHealthy: false, startedAgoMs } })).waits.map(({ reason }) => reason)
    expect(restarted(60_000)).toEqual(['NotYetHealthy'])
    expect(restarted(301_000)).toEqual(['RolloutStopped'])
  })

  test('that has stopped still puts back what somebody else changed', () => {
    const drifted = machineIn(threeAnew, 'web/ams/1', 1)
    const world = replace(mixed({ 'web/ams/0': { isHealthy: false, ageMs: 301_000 } }), {
      ...drifted,
      state: 'stopped',
      config: { ...drifted.config, env: { EDITED: 'yes' } },
    })
    expect(steps(planFor(threeAnew, world))).toEqual([['update-machine web/ams/1 Drifted']])
  })

  test('tries the new version where it runs before it reaches what rests', () => {
    const services: Group['services'] = [{ protocol: 'tcp', internalPort: 80, autostop: 'stop' }]
    const world = worldOf(shop({ web: { count: 2, services } }), { 'web/ams/0': { state: 'stopped' } })
    expect(planFor(shop({ web: { count: 2, services, image: 'shop:2' } }), world).waves).toMatchObject([
      [{ kind: 'update-machine', id: 'm00001', effect: 'restart' }],
      [{ kind: 'update-machine', id: 'm00000', effect: 'none' }],
    ])
  })

  test('stops also while Fly is just starting the new version again after a crash', () => {
    const plan = planFor(threeAnew, mixed({ 'web/ams/0': { state: 'starting', ageMs: 30_000, crashedAgoMs: 5_000 } }))
    expect(plan.waves).toEqual([])
    expect(plan.waits.map(({ reason }) => reason)).toEqual(['CrashLooping', 'RolloutStopped'])
  })

  test('starts an old Machine again when the new version is no good', () => {
    const world = mixed({ 'web/ams/0': { isHealthy: false, ageMs: 301_000 }, 'web/ams/1': { state: 'stopped' } })
    expect(steps(planFor(threeAnew, world))).toEqual([['start-machine web/ams/1 Stopped']])
  })

  test('goes on by itself with a corrected spec, beginning with the Machine that failed', () => {
    const corrected = shop({ web: { count: 3, checks: alive, image: 'shop:3' } })
    const world = mixed({ 'web/ams/0': { isHealthy: false, ageMs: 301_000 } })
    expect(steps(planFor(corrected, world))[0]).toEqual(['update-machine web/ams/0 SpecChanged'])
  })

  test('does not hold back another group', () => {
    const before = shop(
      { web: { count: 2, checks: alive }, worker: { checks: alive } },
      { rollout: aRollout({ maxUnavailable: 2 }) },
    )
    const after = shop(
      { web: { count: 2, checks: alive, image: 'shop:2' }, worker: { checks: alive, image: 'shop:2' } },
      { rollout: aRollout({ maxUnavailable: 2 }) },
    )
    const world = worldOf(before)
    const failed = { ...machineIn(after, 'web/ams/0', 0, { isHealthy: false, ageMs: 301_000 }) }
    expect(steps(planFor(after, replace(world, failed)))).toEqual([['update-machine worker/ams/0 SpecChanged']])
  })

  test('lets a version without checks run for a while before the next Machine gets it', () => {
    const before = shop({ web: { count: 2 } })
    const after = shop({ web: { count: 2, image: 'shop:2' } })
    const updated = (ageMs: number) => replace(worldOf(before), machineIn(after, 'web/ams/0', 0, { ageMs }))

    expect(planFor(after, updated(3_000))).toMatchObject({
      waves: [],
      waits: [{ reason: 'NotYetHealthy', recheckAfterMs: 7_000 }],
    })
    expect(steps(planFor(after, updated(10_000)))).toEqual([['update-machine web/ams/1 SpecChanged']])
  })
})

describe('drift', () => {
  const drifted = worldOf(one, { 'web/ams/0': edited((config) => ({ ...config, env: { DEBUG: '1' } })) })

  test('is put back', () => {
    expect(planFor(one, drifted).waves).toMatchObject([
      [
        {
          kind: 'update-machine',
          because: 'Drifted',
          effect: 'restart',
          differences: [{ path: '/env/DEBUG', have: '1' }],
        },
      ],
    ])
  })

  test('is only told with drift.mode report, and not even that with off', () => {
    expect(planFor({ ...one, drift: driftRules({ mode: 'report' }) }, drifted)).toMatchObject({
      waves: [],
      waits: [{ reason: 'DriftReported' }],
    })
    expect(planFor({ ...one, drift: driftRules({ mode: 'off' }) }, drifted)).toMatchObject({ waves: [], waits: [] })
  })

  test('may be put back where that costs nothing, and only be told where it costs a restart', () => {
    const careful = { ...one, drift: driftRules({ mode: 'enforce', restart: 'report' }) }
    expect(planFor(careful, drifted)).toMatchObject({ waves: [], waits: [{ reason: 'DriftReported' }] })
    const resting = worldOf(one, {
      'web/ams/0': { ...edited((config) => ({ ...config, env: { DEBUG: '1' } })), state: 'stopped' },
    })
    expect(steps(planFor(careful, resting))).toEqual([['update-machine web/ams/0 Drifted']])
    const unmarked = edited(({ metadata: _, ...config }) => ({ ...config, metadata: {} }))
    expect(
      planFor({ ...careful, drift: driftRules({ mode: 'off' }) }, worldOf(one, { 'web/ams/0': unmarked })),
    ).toMatchObject({
      waves: [],
    })
  })

  test('waits for its window where a restart is to wait', () => {
    // `now` is a Monday at noon.
    const at = (from: string, to: string) => {
      const windows = [{ days: ['mon' as const], from, to, timezone: 'UTC' }]
      return planFor({ ...one, drift: driftRules({ mode: 'enforce', windows }) }, drifted)
    }
    expect(steps(at('11:30', '12:30'))).toEqual([['update-machine web/ams/0 Drifted']])
    expect(at('12:30', '13:00')).toMatchObject({
      waves: [],
      waits: [
        { reason: 'DriftHeld', message: expect.stringContaining('mon 12:30–13:00 UTC'), recheckAfterMs: 1_800_000 },
      ],
    })
    expect(at('09:00', '10:00')).toMatchObject({ waves: [], waits: [{ recheckAfterMs: 3_600_000 }] })
  })

  test('is none where the spec says that others may change it, and stays through an update', () => {
    const rules = driftRules({ mode: 'enforce', ignore: ['/env/DEBUG', '/metadata/theirs'] })
    expect(planFor({ ...one, drift: rules }, drifted)).toMatchObject({ waves: [], waits: [] })
    const changed = shop(
      { web: { checks: alive, env: { LEVEL: '2' } } },
      { drift: { mode: 'enforce', ignore: ['/env/DEBUG'] } },
    )
    expect(planFor(changed, drifted).waves).toMatchObject([
      [{ because: 'SpecChanged', differences: [{ path: '/env/LEVEL', want: '2' }] }],
    ])
  })

  test('of metadata is put back without a restart', () => {
    const labelled = shop({ web: { metadata: { role: 'primary' } } })
    const world = worldOf(labelled, {
      'web/ams/0': edited(
        (config) => ({ ...config, metadata: { ...config.metadata, role: 'x', theirs: 'y' } }),
        labelled,
      ),
    })
    expect(planFor(labelled, world).waves).toMatchObject([
      [
        {
          kind: 'set-metadata',
          because: 'Drifted',
          effect: 'none',
          differences: [{ path: '/metadata/role', want: 'primary', have: 'x' }],
        },
      ],
    ])
  })

  test('is not what a changed label is called, and a label that is wanted no more goes', () => {
    const before = shop({ web: { metadata: { role: 'primary' }, labels: { team: 'a' } } })
    const after = shop({ web: { metadata: { role: 'replica' } } }, { drift: { mode: 'report' } })
    expect(planFor(after, worldOf(before)).waves).toMatchObject([
      [
        {
          kind: 'set-metadata',
          because: 'SpecChanged',
          differences: [
            { path: '/metadata/label_team', have: 'a' },
            { path: '/metadata/role', want: 'replica' },
          ],
        },
      ],
    ])
  })

  test('is assumed when somebody took our marks away', () => {
    const world = worldOf(one, { 'web/ams/0': edited(({ metadata: _, ...config }) => config) })
    expect(planFor(one, world).waves).toMatchObject([[{ kind: 'set-metadata', because: 'Drifted' }]])
  })
})

describe('a broken Machine', () => {
  const broken = worldOf(one, { 'web/ams/0': { state: 'failed' } })

  test('gets a successor first', () => {
    expect(steps(planFor(one, broken))).toEqual([['create-machine web/ams/0 Replaces']])
  })

  test('stays while its successor is not healthy, and goes when it is', () => {
    const successor = machineIn(one, 'web/ams/0', 1)
    expect(steps(planFor(one, add(broken, { ...successor, isHealthy: false })))).toEqual([])
    expect(steps(planFor(one, add(broken, successor)))).toEqual([['destroy-machine web/ams/0 Broken']])
  })

  test('makes room before it gets a second successor', () => {
    const twice = add(broken, machineIn(one, 'web/ams/0', 1, { state: 'failed', ageMs: 1_000 }))
    expect(planFor(one, twice).waves).toMatchObject([[{ kind: 'destroy-machine', id: 'm00000', because: 'Broken' }]])
  })

  test('is one that has been starting for longer than Fly calls normal', () => {
    const starting = (ageMs: number) => steps(planFor(one, worldOf(one, { 'web/ams/0': { state: 'starting', ageMs } })))
    expect(starting(299_000)).toEqual([])
    expect(starting(301_000)).toEqual([['create-machine web/ams/0 Replaces']])
  })
})

describe('what the spec no longer has', () => {
  test('goes last', () => {
    const moved = shop({ web: { regions: { fra: 1 }, checks: alive } })
    expect(steps(planFor(moved, worldOf(one)))).toEqual([
      ['create-machine web/fra/0 Missing'],
      ['destroy-machine web/ams/0 SlotRemoved'],
    ])
  })

  test('stands in until what was asked for is healthy', () => {
    const moved = shop({ web: { regions: { fra: 1 }, checks: alive } })
    const young = add(worldOf(one), machineIn(moved, 'web/fra/0', 1, { isHealthy: false, ageMs: 5_000 }))
    expect(planFor(moved, young)).toMatchObject({
      waves: [],
      waits: [{ reason: 'NotYetHealthy', subject: 'web/fra/0' }],
    })
  })

  test('goes but for as many as have to stand in', () => {
    const world = worldOf(three, { 'web/ams/0': { hasHost: false } })
    expect(steps(planFor(one, world))).toEqual([['destroy-machine web/ams/2 SlotRemoved']])
  })

  test('is left alone while it is moving', () => {
    const world = worldOf(three, { 'web/ams/1': { state: 'stopping', ageMs: 1_000 } })
    const plan = planFor(one, world)
    expect(steps(plan)).toEqual([['destroy-machine web/ams/2 SlotRemoved']])
    expect(plan.waits).toMatchObject([{ reason: 'MachineMoving', subject: 'web/ams/1' }])
  })

  test('goes with the whole group', () => {
    const both = shop({ web: { checks: alive }, worker: {} })
    expect(steps(planFor(one, worldOf(both)))).toEqual([['destroy-machine worker/ams/0 SlotRemoved']])
  })

  test('is one of two Machines in one slot, once the other is healthy', () => {
    const twins = add(worldOf(one), machineIn(one, 'web/ams/0', 1, { ageMs: 60_000 }))
    expect(planFor(one, twins).waves).toMatchObject([
      [{ kind: 'destroy-machine', id: 'm00000', because: 'Replaced', effect: 'none' }],
    ])
  })
})

describe('an app that is not ours to use', () => {
  test.each([
    ['foreign', 'AppForeign'],
    ['unowned', 'AppUnowned'],
  ] as const)('(%s) is told and left alone', (app, reason) => {
    expect(reconcile(one, { ...look(emptyWorld, one), app }, now)).toMatchObject({ waves: [], waits: [{ reason }] })
  })

  test('because it stands in another network is told and left alone', () => {
    expect(planFor(one, { ...worldOf(one), machines: [], network: 'default' })).toMatchObject({
      waves: [],
      waits: [{ reason: 'NetworkDiffers' }],
    })
  })
})

describe('retiring', () => {
  test('destroys what is ours, then the app', () => {
    expect(steps(retire(ref, 2, look(worldOf(one), one), 0, now))).toEqual([
      ['destroy-machine web/ams/0 DeletionRequested'],
      ['delete-app shop DeletionRequested'],
    ])
  })

  test('keeps the app while somebody else has a Machine in it', () => {
    const withStranger = add(worldOf(one), { ...machineIn(one, 'web/ams/0', 9), slot: undefined })
    const plan = retire(ref, 2, look(withStranger, one), 0, now)
    expect(steps(plan)).toEqual([['destroy-machine web/ams/0 DeletionRequested']])
    expect(plan.waits).toMatchObject([{ reason: 'StrangersInApp' }])
  })

  test('first only stops, out of the reach of requests, for as long as it is kept', () => {
    const keptUntil = now + 600_000
    const at = (world: World) => retire(ref, 2, look(world, one), keptUntil, now)
    expect(steps(at(worldOf(one)))).toEqual([
      ['cordon-machine web/ams/0 DeletionRequested'],
      ['stop-machine web/ams/0 DeletionRequested'],
    ])
    expect(at(worldOf(one, { 'web/ams/0': { state: 'stopped', isCordoned: true } }))).toMatchObject({
      waves: [],
      waits: [{ reason: 'InTrash', recheckAfterMs: 600_000, message: expect.stringContaining('2026-11-23 12:10 UTC') }],
    })
  })

  test('has nothing to do when the app is gone', () => {
    expect(retire(ref, 2, look(emptyWorld, one), 0, now)).toMatchObject({ waves: [], waits: [] })
  })

  test('waits for Machines that nobody has seen go', () => {
    const plan = retire(ref, 2, look(worldOf(one, { 'web/ams/0': { isListed: false } }), one), 0, now)
    expect(plan).toMatchObject({ waves: [], waits: [{ reason: 'MachineUnseen' }] })
  })
})

function planFor(desired: typeof one, world: World): Plan {
  return reconcile(desired, look(world, desired), now)
}

function steps(plan: Plan): string[][] {
  return plan.waves.map((wave) => wave.map((step) => `${step.kind} ${subjectOf(step)} ${step.because}`))
}

/** The first of three Machines has the new version already. */
function mixed(change: Readonly<Record<Slot, Partial<WorldMachine>>>): World {
  const world = worldOf(three, change)
  return replace(world, machineIn(threeAnew, 'web/ams/0', 0, change['web/ams/0']))
}

function edited(
  edit: (config: WorldMachine['config']) => WorldMachine['config'],
  desired = one,
): Partial<WorldMachine> {
  return { config: edit(machineIn(desired, 'web/ams/0', 0).config) }
}

function add(world: World, machine: WorldMachine): World {
  return { ...world, machines: [...world.machines, machine], made: world.made + 1 }
}

function replace(world: World, machine: WorldMachine): World {
  return { ...world, machines: world.machines.map((other) => (other.id === machine.id ? machine : other)) }
}
