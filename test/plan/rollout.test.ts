import { describe, expect, test } from 'vitest'
import { desire } from '../../controller/plan/desire.ts'
import type { Desired } from '../../controller/plan/desired.ts'
import type { Plan } from '../../controller/plan/plan.ts'
import { reconcile } from '../../controller/plan/reconcile.ts'
import { subjectOf } from '../../controller/plan/step-words.ts'
import type { Slot } from '../../controller/resource/ownership.ts'
import type { Group } from '../../schemas/types.ts'
import { anApp, aRollout } from '../support/builders.ts'
import { look, machineIn, now, type World, type WorldMachine, worldOf } from './world.ts'

const alive: Group['checks'] = { alive: { type: 'http', port: 8080, path: '/healthz' } }
const groups = { web: { count: 3, checks: alive }, worker: { checks: alive } }
const newGroups = { web: { ...groups.web, image: 'shop:2' }, worker: { ...groups.worker, image: 'shop:2' } }

const before = desire(anApp('shop', groups), 1)
const minute = 60_000

/** The spec that changes both groups, accepted an hour ago unless something else is said. */
function changed(rollout: Parameters<typeof aRollout>[0], acceptedAgoMs = 60 * minute): Desired {
  return desire(anApp('shop', newGroups, { rollout: aRollout(rollout) }), 2, now - acceptedAgoMs)
}

/** Machines of these slots have the new version already; the others have the old one. */
function mixed(desired: Desired, updated: Readonly<Record<Slot, Partial<WorldMachine>>>): World {
  const world = worldOf(before)
  const machines = world.machines.map((machine, number) => {
    const about = machine.slot && updated[machine.slot]
    return about && machine.slot ? machineIn(desired, machine.slot, number, about) : machine
  })
  return { ...world, machines }
}

function planFor(desired: Desired, updated: Readonly<Record<Slot, Partial<WorldMachine>>> = {}): Plan {
  return reconcile(desired, look(mixed(desired, updated), desired), now)
}

function steps({ waves }: Plan): string[] {
  return waves.map((wave) => wave.map(subjectOf).join(' '))
}

describe('a canary', () => {
  const desired = changed({ strategy: 'canary', maxUnavailable: 3 })

  test('is one Machine of each group, and first of all', () => {
    expect(steps(planFor(desired))).toEqual(['web/ams/0 worker/ams/0'])
  })

  test('holds its group back until it has proven itself, and no other group', () => {
    const careful = changed({ strategy: 'canary', maxUnavailable: 3, healthyFor: '1m' })
    const plan = planFor(careful, { 'web/ams/0': { ageMs: 20_000 }, 'worker/ams/0': { ageMs: 5 * minute } })
    expect(plan.waves).toEqual([])
    expect(plan.waits.map(({ message }) => message)).toContain(
      'one Machine of web has the new version first; the other 2 Machines follow when it has proven itself',
    )
  })

  test('lets the others follow, as many at a time as may be', () => {
    const plan = planFor(desired, { 'web/ams/0': {}, 'worker/ams/0': {} })
    expect(steps(plan)).toEqual(['web/ams/1 web/ams/2'])
  })

  test('is one that serves nobody where there is one: what is broken keeps all the others from going down', () => {
    const careful = changed({ strategy: 'canary', maxUnavailable: 1 })
    const world = mixed(careful, { 'worker/ams/0': {} })
    const machines = world.machines.map((machine, number) =>
      machine.slot === 'web/ams/2' ? machineIn(before, 'web/ams/2', number, { isHealthy: false }) : machine,
    )
    expect(steps(reconcile(careful, look({ ...world, machines }, careful), now))).toEqual(['web/ams/2'])
  })

  test('that fails is the last', () => {
    const plan = planFor(desired, { 'web/ams/0': { isHealthy: false, ageMs: 6 * minute }, 'worker/ams/0': {} })
    expect(plan.waves).toEqual([])
    expect(plan.waits.map(({ reason }) => reason)).toContain('RolloutStopped')
  })
})

describe('a rollout of everything at once', () => {
  const desired = changed({ strategy: 'immediate' })

  test('is one wave', () => {
    expect(steps(planFor(desired))).toEqual(['web/ams/0 web/ams/1 web/ams/2 worker/ams/0'])
  })

  test('goes on although the new version fails', () => {
    const plan = planFor(desired, { 'web/ams/0': { isHealthy: false, ageMs: 6 * minute } })
    expect(steps(plan)).toEqual(['web/ams/1 web/ams/2 worker/ams/0'])
  })
})

describe('a rollout', () => {
  test('goes on when a Machine has been healthy for as long as the spec asks', () => {
    const desired = changed({ healthyFor: '2m' })
    const at = (ageMs: number) => planFor(desired, { 'web/ams/0': { ageMs }, 'worker/ams/0': { ageMs: 5 * minute } })
    expect(at(30_000)).toMatchObject({ waves: [], waits: [{ reason: 'NotYetHealthy', recheckAfterMs: 90_000 }] })
    expect(steps(at(2 * minute))).toEqual(['web/ams/1', 'web/ams/2'])
  })

  test('stops when its time is over, counted from the first Machine that it made', () => {
    const at = (ageMs: number) => planFor(changed({ timeout: '30m' }), { 'web/ams/0': { ageMs } })
    expect(at(29 * minute).failure).toBeUndefined()
    expect(steps(at(29 * minute))).toEqual(['web/ams/1', 'web/ams/2', 'worker/ams/0'])
    expect(at(31 * minute)).toMatchObject({
      waves: [],
      waits: [{ reason: 'RolloutStopped', message: expect.stringContaining('3 Machines stay as before') }],
      failure: 'the rollout took longer than its spec allows',
    })
  })

  test('does not count what was made before the spec was accepted', () => {
    const plan = planFor(changed({ timeout: '30m' }, 10 * minute), { 'web/ams/0': { ageMs: 31 * minute } })
    expect(steps(plan)).toEqual(['web/ams/1', 'web/ams/2', 'worker/ams/0'])
  })

  test('that has not begun has all its time', () => {
    expect(steps(planFor(changed({ timeout: '1s' })))).toHaveLength(4)
  })

  test('ends with a smoke window, in which everything has to do well', () => {
    const desired = changed({ smoke: '10m' })
    const all = (ageMs: number, about: Partial<WorldMachine> = {}) =>
      planFor(desired, {
        'web/ams/0': { ageMs: 20 * minute },
        'web/ams/1': { ageMs: 20 * minute },
        'web/ams/2': { ageMs: 20 * minute, ...about },
        'worker/ams/0': { ageMs },
      })
    expect(all(4 * minute)).toMatchObject({ waves: [], waits: [{ reason: 'OnTrial', recheckAfterMs: 6 * minute }] })
    expect(all(10 * minute)).toMatchObject({ waves: [], waits: [], failure: undefined })
    expect(all(4 * minute, { state: 'stopped', crashedAgoMs: 5_000 }).failure).toBe(
      'the program of web/ams/2 ended with code 1',
    )
  })

  test('fails when a program ends that the proxy may stop, for nobody has stopped it', () => {
    const proxied = (image: string): Record<string, Partial<Group>> => ({
      web: { image, count: 2, services: [{ protocol: 'tcp', internalPort: 8080, autostop: 'stop' }] },
    })
    const old = desire(anApp('shop', proxied('shop:1')), 1)
    const desired = desire(anApp('shop', proxied('shop:2')), 2, now - 60 * minute)
    const about = { state: 'stopped', ageMs: minute, crashedAgoMs: 30_000 }
    const [, ...rest] = worldOf(old).machines
    const world = { ...worldOf(old), machines: [machineIn(desired, 'web/ams/0', 0, about), ...rest] }
    const { waves, failure } = reconcile(desired, look(world, desired), now)
    expect({ updates: waves.flat().filter(({ kind }) => kind === 'update-machine'), failure }).toEqual({
      updates: [],
      failure: 'the program of web/ams/0 ended with code 1',
    })
  })

  test.each<[string, Partial<WorldMachine>]>([
    ['web/ams/0 did not become healthy in time: alive', { isHealthy: false, ageMs: 6 * minute }],
    ['the program of web/ams/0 ended with code 1', { state: 'stopped', ageMs: minute, crashedAgoMs: 5_000 }],
    ['web/ams/0 is failed at Fly', { state: 'failed', ageMs: minute }],
  ])('says in what it failed: %s', (failure, about) => {
    expect(planFor(changed({}), { 'web/ams/0': about }).failure).toBe(failure)
  })

  test('has not failed because of a Machine that it did not make', () => {
    const plan = planFor(changed({}, minute), { 'web/ams/0': { isHealthy: false, ageMs: 6 * minute } })
    expect(plan.failure).toBeUndefined()
  })
})
