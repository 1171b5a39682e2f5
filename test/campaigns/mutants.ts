import { reconciler } from '../../controller/engine/reconciler.ts'
import type { Fly } from '../../controller/fly/fly.ts'
import type { Machine, MachineConfig } from '../../controller/fly/wire.ts'
import type { Plan } from '../../controller/plan/plan.ts'
import type { Step } from '../../controller/plan/step.ts'
import type { Slot } from '../../controller/resource/ownership.ts'
import type { Condition } from '../../controller/status/status.ts'
import type { Store } from '../../controller/store/store.ts'
import { placeOf } from '../support/ground.ts'
import type { Broken } from '../support/process.ts'

/** A controller with one mistake that people have really made, and the campaign that must notice it. */
export type Mutant = {
  readonly name: string
  readonly caughtBy: 'C1' | 'C2' | 'C3' | 'C4' | 'C5' | 'C8'
  /** The first seed that is tried, 1 when absent: one that is caught seldom need not be looked for anew each time. */
  readonly from?: number
  /** Made anew for each house: some remember things. */
  readonly broken: () => Broken
}

export const mutants: readonly Mutant[] = [
  {
    name: 'names Machines as it likes, not as its intent says',
    caughtBy: 'C1',
    broken: () => ({
      fly: changed((fly) => {
        let count = 0
        return {
          createMachine: (app, machine, call) =>
            fly.createMachine(app, { ...machine, name: `machine-${++count}` }, call),
        }
      }),
    }),
  },
  {
    name: 'sends a creation again, under another name, when the answer is lost',
    caughtBy: 'C5',
    from: 50,
    broken: () => ({
      fly: changed((fly) => ({
        async createMachine(app, machine, call) {
          const answer = await fly.createMachine(app, machine, call)
          if (answer.result !== 'unknown') return answer
          return await fly.createMachine(app, { ...machine, name: `${machine.name.slice(0, -1)}x` }, call)
        },
      })),
    }),
  },
  {
    name: 'takes «not in the list» for «gone»',
    caughtBy: 'C5',
    from: 40,
    broken: () => ({
      fly: changed((fly) => ({
        getMachine: async (app, id, call) => (await fly.listMachines(app, call)).find((machine) => machine.id === id),
      })),
    }),
  },
  { name: 'takes Machines for its own by their names', caughtBy: 'C5', broken: ownsByName },
  {
    name: 'remembers what it made, but does not write it down',
    caughtBy: 'C1',
    broken: () => ({
      store: changed((store) => {
        const made: { readonly ref: string; readonly slot: Slot; readonly name: string; readonly machineId: string }[] =
          []
        const refs = new Map<string, string>()
        return {
          async openIntent(fence, intent, draw) {
            refs.set(intent.id, intent.ref)
            return await store.openIntent(fence, intent, draw)
          },
          async settleIntent(fence, id, state, effects) {
            const { bind, ...rest } = effects ?? {}
            if (bind) made.push({ ...bind, ref: refs.get(id) ?? '' })
            await store.settleIntent(fence, id, state, rest)
          },
          async holdings(ref) {
            const held = await store.holdings(ref)
            const bindings = made
              .filter((one) => one.ref === ref)
              .map((one) => ({ ...one, ref, incarnation: one.name.slice(-6), operation: '', alive: true }))
            return { ...held, bindings: [...held.bindings, ...bindings] }
          },
        }
      }),
    }),
  },
  {
    name: 'destroys first and writes it down afterwards',
    caughtBy: 'C1',
    broken: () => ({
      store: changed((store) => ({
        async openIntent(fence, intent, draw) {
          if (intent.action !== 'destroy-machine') return await store.openIntent(fence, intent, draw)
          return { ...intent, target: intent.target ?? '', state: 'open' as const }
        },
        async settleIntent(fence, id, state, effects) {
          if (await store.intent(id)) await store.settleIntent(fence, id, state, effects)
        },
      })),
    }),
  },
  {
    name: 'updates all Machines at once',
    caughtBy: 'C1',
    broken: () => ({
      reconciler: {
        ...reconciler,
        reconcile: (desired, observed, now) =>
          reconciler.reconcile({ ...desired, rollout: { ...desired.rollout, maxUnavailable: 100 } }, observed, now),
      },
    }),
  },
  { name: 'forgets removals', caughtBy: 'C1', broken: () => without('destroy-machine') },
  { name: 'finds everything equal', caughtBy: 'C1', broken: () => without('update-machine', 'set-metadata') },
  { name: 'starts nothing that has been stopped', caughtBy: 'C1', broken: () => without('start-machine') },
  {
    name: 'removes before what takes the place serves',
    caughtBy: 'C1',
    broken: () => ({
      reconciler: {
        ...reconciler,
        reconcile(desired, observed, now) {
          const plan = reconciler.reconcile(desired, observed, now)
          return { ...plan, waves: plan.waves.toReversed() }
        },
      },
    }),
  },
  {
    name: 'calls an App Ready when it has begun to work on it',
    caughtBy: 'C1',
    broken: () => ({
      store: changed((store) => ({
        async report(fence, ref, generation, status, events) {
          const conditions = status.conditions.map((condition) => ({ ...condition, status: isHopeful(condition) }))
          return await store.report(fence, ref, generation, { ...status, conditions }, events)
        },
      })),
    }),
  },
  {
    name: 'takes a lost answer for a refusal',
    caughtBy: 'C5',
    from: 105,
    broken: () => ({
      store: changed((store) => ({
        settleIntent: (fence, id, state, effects) =>
          store.settleIntent(fence, id, state === 'unknown' ? 'refused' : state, effects),
      })),
    }),
  },
  {
    name: 'leaves out a field of the spec',
    caughtBy: 'C4',
    broken: () => sending(({ stop_config: _, ...config }) => config),
  },
  {
    name: 'lets stand what a spec takes back',
    caughtBy: 'C4',
    broken: () => {
      const sent = new Map<string, MachineConfig>()
      return {
        fly: changed((fly) => ({
          async updateMachine(app, id, change, call) {
            const config = { ...sent.get(id), ...change.config }
            sent.set(id, config)
            return await fly.updateMachine(app, id, { ...change, config }, call)
          },
        })),
      }
    },
  },
  {
    name: 'does nothing more for an App whose rollout once failed',
    caughtBy: 'C4',
    broken: () => {
      let hasFailed = false
      return {
        reconciler: {
          ...reconciler,
          reconcile(desired, observed, now) {
            const plan = reconciler.reconcile(desired, observed, now)
            hasFailed ||= plan.failure !== undefined
            return hasFailed ? { ...plan, waves: [] } : plan
          },
        },
      }
    },
  },
  {
    name: 'believes a list that does not have what it has made',
    caughtBy: 'C2',
    broken: () => ({
      fly: changed((fly) => ({
        getMachine: async (app, id, call) => (await fly.listMachines(app, call)).find((machine) => machine.id === id),
      })),
    }),
  },
  { name: 'changes nothing that runs', caughtBy: 'C3', broken: () => without('update-machine', 'set-metadata') },
  { name: 'takes what Fly lists in an app for its own', caughtBy: 'C8', broken: ownsByName },
  {
    name: 'takes what it cannot read for nothing',
    caughtBy: 'C8',
    broken: () => ({
      fly: changed((fly) => ({
        listMachines: (app, call) => fly.listMachines(app, call).catch(() => []),
        getMachine: (app, id, call) => fly.getMachine(app, id, call).catch(() => undefined),
      })),
    }),
  },
]

/** Sends other configs than were planned. */
function sending(change: (config: MachineConfig) => MachineConfig): Broken {
  return {
    fly: changed((fly) => ({
      createMachine: (app, machine, call) =>
        fly.createMachine(app, { ...machine, config: change(machine.config) }, call),
      updateMachine: (app, id, machine, call) =>
        fly.updateMachine(app, id, { ...machine, config: change(machine.config) }, call),
    })),
  }
}

/** What the spec promises instead of what was observed. */
function isHopeful({ type, status, reason }: Condition): Condition['status'] {
  return type === 'Ready' && reason === 'Progressing' ? 'True' : status
}

/** The same port, some of whose methods do something else. */
function changed<Port extends Fly | Store>(change: (port: Port) => Partial<Port>): (port: Port) => Port {
  return (port) => {
    const others = change(port)
    return new Proxy(port, { get: (target, key) => Reflect.get(key in others ? others : target, key) })
  }
}

/** A planner that never plans such a step. */
function without(...kinds: readonly Step['kind'][]): Broken {
  const pruned = (plan: Plan): Plan => ({
    ...plan,
    waves: plan.waves.map((wave) => wave.filter(({ kind }) => !kinds.includes(kind))).filter((wave) => wave.length > 0),
  })
  return {
    reconciler: {
      ...reconciler,
      reconcile: (desired, observed, now) => pruned(reconciler.reconcile(desired, observed, now)),
    },
  }
}

/** Whatever is called like one of ours is one of ours. */
function ownsByName(): Broken {
  const seen = new Map<string, readonly Machine[]>()
  return {
    fly: changed((fly) => ({
      async listMachines(app, call) {
        const machines = await fly.listMachines(app, call)
        seen.set(app, machines)
        return machines
      },
    })),
    store: changed((store) => ({
      async holdings(ref) {
        const held = await store.holdings(ref)
        const known = new Set(held.bindings.map(({ machineId }) => machineId))
        const others = (seen.get(ref.slice('App/'.length)) ?? [])
          .filter(({ id, name }) => !known.has(id) && placeOf(name) !== undefined)
          .map(({ id, name }) => ({ ...nameParts(name), ref, name, machineId: id, operation: '', alive: true }))
        return { ...held, bindings: [...held.bindings, ...others] }
      },
    })),
  }
}

function nameParts(name: string): { readonly slot: Slot; readonly incarnation: string } {
  const [incarnation = '', number = '0', region = '', ...group] = name.split('-').reverse()
  return { slot: `${group.reverse().join('-')}/${region}/${Number(number)}`, incarnation }
}
