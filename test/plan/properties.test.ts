import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { desire } from '../../controller/plan/desire.ts'
import type { Desired } from '../../controller/plan/desired.ts'
import { driftRules } from '../../controller/plan/drift.ts'
import type { Plan } from '../../controller/plan/plan.ts'
import { reconcile } from '../../controller/plan/reconcile.ts'
import { retire } from '../../controller/plan/retire.ts'
import type { Step } from '../../controller/plan/step.ts'
import type { Intent, Slot } from '../../controller/resource/ownership.ts'
import type { Group } from '../../schemas/types.ts'
import { anApp, aRollout } from '../support/builders.ts'
import { look, machineIn, now, perform, ref, type World, type WorldMachine } from './world.ts'

/*
 * Random specs meet random worlds. Whether a plan is right is judged by counting the world before and after its steps,
 * and never by asking the planner, which would be its own judge.
 */
const runs = { numRuns: 400, seed: Number(process.env.SEED ?? 2026) }

describe('in every world, a plan', () => {
  test('touches nothing that is not ours', () => {
    fc.assert(
      fc.property(situations, ({ desired, world, intents }) => {
        const strangers = new Set(world.machines.filter(({ slot }) => slot === undefined).map(({ id }) => id))
        const observed = look(world, desired, intents)
        for (const plan of [reconcile(desired, observed, now), retire(ref, 1, observed, 0, now)]) {
          expect(stepsOf(plan).filter((step) => 'id' in step && strangers.has(step.id))).toEqual([])
        }
      }),
      runs,
    )
  })

  test('takes no more down in one wave than may be down, with what is down already', () => {
    fc.assert(
      fc.property(situations, ({ desired, world, intents }) => {
        let current = world
        for (const wave of reconcile(desired, look(world, desired, intents), now).waves) {
          const downBefore = countDown(current, desired)
          const goDown = wave.filter((step) => step.kind === 'update-machine' && isUp(current, desired, step.id)).length
          if (goDown > 0) expect(downBefore + goDown).toBeLessThanOrEqual(desired.rollout.maxUnavailable)
          current = wave.reduce(perform, current)
        }
      }),
      runs,
    )
  })

  test('leaves as many serving in each group as served before, or as were asked for', () => {
    fc.assert(
      fc.property(situations, ({ desired, world, intents }) => {
        const after = performAll(world, reconcile(desired, look(world, desired, intents), now))
        for (const group of new Set(desired.machines.map(({ slot }) => slot.split('/')[0]))) {
          const asked = desired.machines.filter(({ slot }) => slot.startsWith(`${group}/`)).length
          expect(countServing(after, desired, `${group}/`)).toBeGreaterThanOrEqual(
            Math.min(asked, countServing(world, desired, `${group}/`)),
          )
        }
      }),
      runs,
    )
  })

  test('has at most one step for each Machine, and never a third Machine in a slot', () => {
    fc.assert(
      fc.property(situations, ({ desired, world, intents }) => {
        const plan = reconcile(desired, look(world, desired, intents), now)
        const ids = stepsOf(plan).flatMap((step) => ('id' in step ? step.id : []))
        expect(new Set(ids).size).toBe(ids.length)
        const after = performAll(world, plan)
        for (const { slot } of desired.machines) {
          const before = world.machines.filter((machine) => machine.slot === slot).length
          expect(after.machines.filter((machine) => machine.slot === slot).length).toBeLessThanOrEqual(
            Math.max(before, 2),
          )
        }
      }),
      runs,
    )
  })

  test('is the same in whatever order Fly lists things, and each time it is made', () => {
    fc.assert(
      fc.property(
        situations,
        fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
        ({ desired, world, intents }, chance) => {
          const plan = reconcile(desired, look(world, desired, intents), now)
          const shuffled = look(world, desired, intents, (items) => shuffle(items, () => chance.next().value ?? 0))
          expect(reconcile(desired, shuffled, now)).toEqual(plan)
          expect(reconcile(desired, look(world, desired, intents), now)).toEqual(plan)
        },
      ),
      runs,
    )
  })

  test('says why whenever it leaves something undone', () => {
    fc.assert(
      fc.property(situations, ({ desired, world, intents }) => {
        const plan = reconcile(desired, look(world, desired, intents), now)
        if (plan.waves.length === 0 && plan.waits.length === 0) expect(flaws(world, desired)).toEqual([])
      }),
      runs,
    )
  })
})

describe('plan after plan', () => {
  test('every world becomes what the spec says, and then there is nothing to do', () => {
    fc.assert(
      fc.property(situations, ({ desired, world }) => {
        const enforced: Desired = { ...desired, drift: driftRules({ mode: 'enforce' }) }
        const settled = settle(world, (current) => reconcile(enforced, look(current, enforced), now))
        expect(flaws(settled, enforced)).toEqual([])
        expect(reconcile(enforced, look(settled, enforced), now)).toMatchObject({ waves: [], waits: [] })
        expect(settled.machines.filter(({ slot }) => slot === undefined)).toEqual(
          world.machines.filter(({ slot }) => slot === undefined),
        )
      }),
      runs,
    )
  })

  test('retiring leaves nothing of ours and everything of others', () => {
    fc.assert(
      fc.property(situations, ({ desired, world }) => {
        const strangers = world.machines.filter(({ slot }) => slot === undefined)
        const left = settle(world, (current) => retire(ref, 1, look(current, desired), 0, now))
        expect(left.machines).toEqual(strangers)
        expect(left.app).toBe(strangers.length > 0 ? 'present' : 'absent')
      }),
      runs,
    )
  })
})

// ---- the world, counted --------------------------------------------------------------------------------------------

/** Whether a Machine does its work, by the world's own account. Without checks, running is all that can be known. */
function isServing(machine: WorldMachine, desired: Desired): boolean {
  const { state, config, isHealthy, crashedAgoMs } = machine
  if (!machine.hasHost || !machine.isListed) return false
  if (state === 'started') {
    const passesChecks = isHealthy || (config.checks === undefined && config.services === undefined)
    return passesChecks && (crashedAgoMs === undefined || crashedAgoMs > 60_000)
  }
  const want = desired.machines.find(({ slot }) => slot === machine.slot)
  return (state === 'stopped' || state === 'suspended') && want !== undefined && want.runs !== 'always'
}

/** How much serves in a group: of twins in a wanted slot, which are not meant to be, only one counts. */
function countServing(world: World, desired: Desired, prefix: string): number {
  const wanted = new Set(desired.machines.map(({ slot }) => slot))
  const serving = world.machines.filter((machine) => machine.slot?.startsWith(prefix) && isServing(machine, desired))
  return new Set(serving.map(({ slot, id }) => (slot !== undefined && wanted.has(slot) ? slot : id))).size
}

function isUp(world: World, desired: Desired, id: string): boolean {
  return world.machines.some(
    (machine) => machine.id === id && machine.state === 'started' && isServing(machine, desired),
  )
}

/** How many of the wanted slots nobody serves. */
function countDown(world: World, desired: Desired): number {
  return desired.machines.filter(
    ({ slot }) => !world.machines.some((machine) => machine.slot === slot && isServing(machine, desired)),
  ).length
}

/** Everything in which the world is not what the spec says. */
function flaws(world: World, desired: Desired): string[] {
  if (world.app === 'absent') return ['no app']
  const ours = world.machines.filter(({ slot }) => slot !== undefined)
  const unwanted = ours
    .filter(({ slot }) => !desired.machines.some((want) => want.slot === slot))
    .map(({ id }) => `${id} is not wanted`)
  const perSlot = desired.machines.flatMap((want) => {
    const [machine, ...more] = ours.filter(({ slot }) => slot === want.slot)
    if (machine === undefined) return [`${want.slot} is missing`]
    if (more.length > 0) return [`${want.slot} is there ${more.length + 1} times`]
    if (!isServing(machine, desired)) return [`${want.slot} does not serve`]
    const isRight =
      machine.config.image === want.config.image &&
      JSON.stringify(machine.config.env) === JSON.stringify(want.config.env)
    return isRight || desired.drift.modes.restart !== 'enforce' ? [] : [`${want.slot} runs something else`]
  })
  return [...unwanted, ...perSlot]
}

// ---- what happens --------------------------------------------------------------------------------------------------

function performAll(world: World, plan: Plan): World {
  return stepsOf(plan).reduce(perform, world)
}

/** One wave, then time passes: as the loop works, in a world where nothing fails any more. */
function settle(world: World, plan: (world: World) => Plan): World {
  let current = world
  for (let pass = 0; pass < 60; pass++) {
    const wave = plan(current).waves[0]
    current = afterAWhile((wave ?? []).reduce(perform, current))
  }
  return current
}

/** What is on its way arrives, what is hidden is seen, hosts come back, and what is unhealthy for a while gets well. */
function afterAWhile(world: World): World {
  return {
    ...world,
    machines: world.machines.flatMap((machine): WorldMachine[] => {
      if (machine.slot === undefined) return [machine]
      if (machine.state === 'destroying') return []
      const state = machine.state === 'starting' || machine.state === 'replacing' ? 'started' : machine.state
      return [
        {
          ...machine,
          state,
          hasHost: true,
          isListed: true,
          isHealthy: true,
          ageMs: machine.ageMs + 60_000,
          crashedAgoMs: undefined,
        },
      ]
    }),
  }
}

function stepsOf(plan: Plan): readonly Step[] {
  return plan.waves.flat()
}

function shuffle<T>(items: readonly T[], chance: () => number): readonly T[] {
  return items
    .map((item) => ({ item, rank: chance() }))
    .sort((one, other) => one.rank - other.rank)
    .map(({ item }) => item)
}

// ---- random situations ---------------------------------------------------------------------------------------------

type Situation = { readonly desired: Desired; readonly world: World; readonly intents: readonly Intent[] }

const kinds: readonly Partial<Group>[] = [
  {},
  { checks: { alive: { type: 'tcp', port: 80 } } },
  { services: [{ protocol: 'tcp', internalPort: 80, autostop: 'stop', checks: [{ type: 'tcp' }] }] },
  { schedule: 'daily' },
  { restart: { policy: 'no' } },
]

const groups: fc.Arbitrary<Partial<Group>> = fc
  .record({
    kind: fc.constantFrom(...kinds),
    image: fc.constantFrom('shop:1', 'shop:2'),
    ams: fc.nat(3),
    fra: fc.nat(2),
    env: fc.constantFrom({}, { LEVEL: 'info' }),
    metadata: fc.constantFrom({}, { role: 'a' }, { role: 'b', tier: 'c' }),
  })
  .map(({ kind, image, ams, fra, env, metadata }) => ({ ...kind, image, regions: { ams, fra }, env, metadata }))

const specs: fc.Arbitrary<Desired> = fc
  .record({
    web: groups,
    worker: groups,
    hasWorker: fc.boolean(),
    maxUnavailable: fc.constantFrom<number | string>(1, 2, '50%', '100%'),
    drift: fc.constantFrom('enforce' as const, 'enforce' as const, 'report' as const),
  })
  .map(({ web, worker, hasWorker, maxUnavailable, drift }) =>
    desire(
      anApp('shop', hasWorker ? { web, worker } : { web }, {
        rollout: aRollout({ maxUnavailable }),
        drift: { mode: drift },
      }),
      1,
    ),
  )

const conditions: fc.Arbitrary<Partial<WorldMachine>> = fc.record({
  state: fc.constantFrom(
    'started',
    'started',
    'started',
    'started',
    'stopped',
    'suspended',
    'starting',
    'replacing',
    'failed',
    'destroying',
  ),
  isHealthy: fc.constantFrom(true, true, true, false),
  hasHost: fc.constantFrom(true, true, true, true, true, false),
  isListed: fc.constantFrom(true, true, true, true, true, false),
  ageMs: fc.constantFrom(2_000, 20_000, 200_000, 2_000_000),
  crashedAgoMs: fc.constantFrom(undefined, undefined, undefined, 1_000, 100_000),
})

const slots: readonly Slot[] = ['web', 'worker', 'cron'].flatMap((group) =>
  ['ams', 'fra'].flatMap((region) => [0, 1, 2].map((number): Slot => `${group}/${region}/${number}`)),
)

type Idea = {
  readonly slot: Slot | undefined
  readonly version: 'current' | 'older' | 'edited' | 'unmarked'
  readonly condition: Partial<WorldMachine>
}

const ideas: fc.Arbitrary<Idea> = fc.record({
  slot: fc.oneof({ arbitrary: fc.constantFrom(...slots), weight: 9 }, { arbitrary: fc.constant(undefined), weight: 1 }),
  version: fc.constantFrom(
    'current' as const,
    'current' as const,
    'older' as const,
    'edited' as const,
    'unmarked' as const,
  ),
  condition: conditions,
})

const situations: fc.Arbitrary<Situation> = fc
  .record({
    desired: specs,
    older: specs,
    isThere: fc.constantFrom(true, true, true, false),
    ideas: fc.array(ideas, { maxLength: 12 }),
    pending: fc.subarray([...slots], { maxLength: 2 }),
  })
  .map(({ desired, older, isThere, ideas, pending }) => {
    const machines = ideas.map((idea, number) => machineOf(idea, number, desired, older))
    return {
      desired,
      world: {
        app: isThere ? 'present' : 'absent',
        network: 'shop',
        machines: isThere ? machines : [],
        made: machines.length,
      },
      intents: pending.map(creationOf),
    }
  })

function machineOf({ slot, version, condition }: Idea, number: number, desired: Desired, older: Desired): WorldMachine {
  const base = machineIn(
    version === 'older' ? older : desired,
    slot ?? 'web/ams/0',
    number,
    slot ? { ...condition, slot } : { slot },
  )
  const { config } = base
  switch (version) {
    case 'current':
    case 'older':
      return base
    case 'edited':
      return { ...base, config: { ...config, env: { ...config.env, EDITED: 'yes' } } }
    case 'unmarked':
      return { ...base, config: { ...config, metadata: {} } }
    default:
      return version satisfies never
  }
}

function creationOf(slot: Slot, number: number): Intent {
  return {
    id: `op_pending_${number}`,
    ref,
    generation: 1,
    action: 'create-machine',
    flyApp: 'shop',
    target: `pending-${number}`,
    slot,
    incarnation: `p${number}`,
    because: 'Missing',
    openedAt: '2026-11-23T11:59:00Z',
    state: 'unknown',
  }
}
