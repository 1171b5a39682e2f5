import { describe, expect, test } from 'vitest'
import { desire } from '../../controller/plan/desire.ts'
import type { Desired } from '../../controller/plan/desired.ts'
import type { Plan } from '../../controller/plan/plan.ts'
import { reconcile } from '../../controller/plan/reconcile.ts'
import { subjectOf } from '../../controller/plan/step-words.ts'
import type { Group } from '../../schemas/types.ts'
import { anApp, aRollout } from '../support/builders.ts'
import { look, machineIn, now, perform, type World, type WorldMachine, worldOf } from './world.ts'

const checks: NonNullable<Group['checks']> = { alive: { type: 'http', port: 8080, path: '/healthz' } }
const minute = 60_000

function shop(image: string, rollout: Parameters<typeof aRollout>[0] = {}, web: Partial<Group> = {}): Desired {
  const rules = aRollout({ strategy: 'bluegreen', keepOld: '5m', ...rollout })
  const groups = { web: { count: 2, checks, image, ...web }, cron: { schedule: 'daily' as const, image } }
  return desire(anApp('shop', groups, { rollout: rules }), 1, now - 60 * minute)
}

const blue = shop('shop:1')
const green = shop('shop:2')

function planFor(world: World, desired = green): Plan {
  return reconcile(desired, look(world, desired), now)
}

function steps({ waves }: Plan): string[] {
  return waves.flat().map((step) => `${step.kind} ${subjectOf(step)} ${step.because}`)
}

/** The blue Machines, with green ones beside them. */
function both(about: Partial<WorldMachine> = {}, ofBlue: Partial<WorldMachine> = {}, desired = green): World {
  const world = worldOf(blue, { 'web/ams/0': ofBlue, 'web/ams/1': ofBlue })
  const greens = (['web/ams/0', 'web/ams/1'] as const).map((slot, index) =>
    machineIn(desired, slot, 10 + index, { isCordoned: true, ageMs: 2 * minute, ...about }),
  )
  const machines = world.machines.filter(({ slot }) => slot?.startsWith('web'))
  const cron = machineIn(desired, 'cron/ams/0', 20, { state: 'stopped' })
  return { ...world, machines: [...machines, ...greens, cron], made: 30 }
}

describe('a change-over from blue to green', () => {
  test('begins with a green Machine for each slot, out of the reach of requests; what serves nobody is changed in place', () => {
    const plan = planFor(worldOf(blue))
    expect(steps(plan)).toEqual([
      'create-machine web/ams/0 Successor',
      'create-machine web/ams/1 Successor',
      'update-machine cron/ams/0 SpecChanged',
    ])
    expect(plan.waves[0]).toMatchObject([{ isCordoned: true, effect: 'cost' }, { isCordoned: true }])
  })

  // Found by C1: killed after the first one was made, Artifact made another before any list had the first.
  test('makes none beside one that is in no list yet', () => {
    const world = both()
    const machines = world.machines.map((machine) =>
      machine.id === 'm00010' ? { ...machine, isListed: false } : machine,
    )
    expect(planFor({ ...world, machines })).toMatchObject({ waves: [], waits: [{ reason: 'MachineUnseen' }] })
  })

  test('waits until all of them are well', () => {
    const world = both()
    const machines = world.machines.map((machine) =>
      machine.id === 'm00011' ? { ...machine, isHealthy: false, ageMs: minute } : machine,
    )
    expect(planFor({ ...world, machines })).toMatchObject({ waves: [], waits: [{ reason: 'NotYetHealthy' }] })
  })

  test('waits until they have been well for as long as the spec asks', () => {
    const careful = shop('shop:2', { healthyFor: '10m' })
    expect(planFor(both({}, {}, careful), careful)).toMatchObject({
      waves: [],
      waits: [{ recheckAfterMs: 8 * minute }, { recheckAfterMs: 8 * minute }],
    })
  })

  test('then lets the green ones take over, all together', () => {
    expect(steps(planFor(both()))).toEqual(['uncordon-machine web/ams/0 AllWell', 'uncordon-machine web/ams/1 AllWell'])
  })

  test('then takes the blue ones out of reach', () => {
    expect(steps(planFor(both({ isCordoned: false })))).toEqual([
      'cordon-machine web/ams/0 Succeeded',
      'cordon-machine web/ams/1 Succeeded',
    ])
  })

  test('then lets them stand by for a while, and is Ready meanwhile', () => {
    const plan = planFor(both({ isCordoned: false }, { isCordoned: true }))
    expect(plan).toMatchObject({ waves: [], waits: [{ reason: 'OldKept', recheckAfterMs: 3 * minute }] })
  })

  // Found by C4, seed 239: the App was called Ready, and its Machines got their labels only when the old ones had gone.
  test('and gives the new ones their metadata meanwhile', () => {
    const labelled = shop('shop:2', {}, { labels: { team: 'payments' } })
    const plan = planFor(both({ isCordoned: false }, { isCordoned: true }), labelled)
    expect(steps(plan)).toEqual(['set-metadata web/ams/0 SpecChanged', 'set-metadata web/ams/1 SpecChanged'])
  })

  test('and puts back what somebody changes of the new ones meanwhile, one at a time', () => {
    const config = { ...machineIn(green, 'web/ams/0', 10).config, env: { LEVEL: 'foreign' } }
    const plan = planFor(both({ isCordoned: false, config }, { isCordoned: true }))
    expect(plan.waves).toMatchObject([
      [{ kind: 'update-machine', id: 'm00010', because: 'Drifted' }],
      [{ kind: 'update-machine', id: 'm00011', because: 'Drifted' }],
    ])
    expect(plan.waits).toMatchObject([{ reason: 'OldKept' }])
  })

  test('puts back what somebody changed of the new ones before these take over', () => {
    const config = { ...machineIn(green, 'web/ams/0', 10).config, env: { LEVEL: 'foreign' } }
    expect(steps(planFor(both({ config })))).toEqual([
      'update-machine web/ams/0 Drifted',
      'update-machine web/ams/1 Drifted',
    ])
  })

  test('is over when the new ones have taken over: what fails then takes down nothing that serves', () => {
    const world = both({ isCordoned: false }, { isCordoned: true })
    const machines = world.machines.map((machine) =>
      machine.id === 'm00011' ? { ...machine, isHealthy: false, ageMs: 6 * minute } : machine,
    )
    const kept = shop('shop:2', { keepOld: '10m', timeout: '1m' })
    const plan = reconcile(kept, look({ ...world, machines }, kept), now)
    expect(plan).toMatchObject({ waves: [], waits: [{ reason: 'RolloutStopped' }, { reason: 'OldKept' }] })
    expect(planFor({ ...world, machines }).waves.flat()).toEqual([])
  })

  test('is not too late once the new ones have taken over', () => {
    const hasty = shop('shop:2', { timeout: '1m' })
    expect(planFor(both({ isCordoned: false }, { isCordoned: true }), hasty).waits).toMatchObject([
      { reason: 'OldKept' },
    ])
    const later = both({ isCordoned: false, ageMs: 5 * minute }, { isCordoned: true })
    expect(steps(planFor(later, hasty))).toEqual([
      'destroy-machine web/ams/0 Replaced',
      'destroy-machine web/ams/1 Replaced',
    ])
  })

  test('that fails in the middle of the change brings the old ones back first', () => {
    const world = both({ isCordoned: false }, { isCordoned: true })
    const machines = world.machines.map((machine) => {
      if (machine.id === 'm00011') return { ...machine, isHealthy: false, ageMs: 6 * minute }
      return machine.id === 'm00001' ? { ...machine, isCordoned: false } : machine
    })
    expect(planFor({ ...world, machines }).waves.flat()).toMatchObject([{ kind: 'uncordon-machine', id: 'm00002' }])
  })

  test('then removes them', () => {
    const plan = planFor(both({ isCordoned: false, ageMs: 5 * minute }, { isCordoned: true }))
    expect(steps(plan)).toEqual(['destroy-machine web/ams/0 Replaced', 'destroy-machine web/ams/1 Replaced'])
    expect(plan.waves.flat().map((step) => 'id' in step && step.id)).toEqual(['m00001', 'm00002'])
  })

  test('that fails leaves the blue ones alone, and keeps one green one to be looked at', () => {
    const world = both()
    const machines = world.machines.map((machine) =>
      machine.id === 'm00011' ? { ...machine, isHealthy: false, ageMs: 6 * minute } : machine,
    )
    const plan = planFor({ ...world, machines })
    expect(plan.waves.flat()).toMatchObject([{ kind: 'destroy-machine', id: 'm00010', because: 'Replaced' }])
    expect(plan.waits).toMatchObject([{ reason: 'RolloutStopped' }])
    expect(plan.failure).toBe('web/ams/1 did not become healthy in time: alive')
  })

  test('goes on with a further spec from where it is, and clears away the attempt before', () => {
    const third = shop('shop:3')
    expect(steps(planFor(both(), third)).slice(0, 3)).toEqual([
      'update-machine cron/ams/0 SpecChanged',
      'destroy-machine web/ams/0 Replaced',
      'destroy-machine web/ams/1 Replaced',
    ])
    expect(planFor(both(), third).waves.flat()).toMatchObject([{}, { id: 'm00010' }, { id: 'm00011' }])
  })

  test('back to the blue ones, while they stand by, makes no Machine anew', () => {
    const plan = planFor(both({ isCordoned: false }, { isCordoned: true }), blue)
    expect(steps(plan).filter((step) => step.includes('web'))).toEqual([
      'uncordon-machine web/ams/0 AllWell',
      'uncordon-machine web/ams/1 AllWell',
    ])
    expect(plan.waves.flat()).toMatchObject([{ id: 'm00001' }, { id: 'm00002' }, {}])
  })

  test('starts a blue Machine that somebody stopped in the middle of it', () => {
    const world = both({ isHealthy: false, ageMs: minute }, { state: 'stopped' })
    expect(steps(planFor(world))).toEqual(['start-machine web/ams/0 Stopped', 'start-machine web/ams/1 Stopped'])
  })

  test('leads step by step to green Machines only, with as many in reach as before at every step', () => {
    let world = worldOf(blue)
    const fewest: number[] = []
    for (let round = 0; round < 12; round++) {
      const [wave = []] = planFor(world).waves
      if (wave.length === 0) break
      world = wave.reduce(perform, world)
      world = { ...world, machines: world.machines.map((machine) => ({ ...machine, ageMs: 10 * minute })) }
      const inReach = world.machines.filter(({ slot, isCordoned }) => slot?.startsWith('web') && !isCordoned)
      fewest.push(inReach.length)
    }
    expect(Math.min(...fewest)).toBe(2)
    expect(world.machines.map(({ config }) => config.image)).toEqual(['shop:2', 'shop:2', 'shop:2'])
    expect(planFor(world)).toMatchObject({ waves: [], waits: [] })
  })
})

describe('a Machine out of the reach of requests', () => {
  const one = desire(anApp('shop', { web: { count: 1, checks } }), 1)

  test('is put back into it, since the spec wants it to serve', () => {
    const world = worldOf(one, { 'web/ams/0': { isCordoned: true } })
    expect(steps(planFor(world, one))).toEqual(['uncordon-machine web/ams/0 Cordoned'])
  })

  test('does not count as a successor: it goes, and the one before it stays', () => {
    const old = worldOf(desire(anApp('shop', { web: { count: 1, checks, image: 'shop:0' } }), 1))
    const world = { ...old, machines: [...old.machines, machineIn(one, 'web/ams/0', 5, { isCordoned: true })] }
    const removed = planFor(world, one)
      .waves.flat()
      .filter(({ kind }) => kind === 'destroy-machine')
    expect(removed).toMatchObject([{ id: 'm00005' }])
  })
})
