import type { Machine, MachineConfig, MachineEvent } from '../../controller/fly/wire.ts'
import type { Desired } from '../../controller/plan/desired.ts'
import { markedConfig } from '../../controller/plan/marks.ts'
import { observe } from '../../controller/plan/observe.ts'
import type { Holdings, Observed, Sighting } from '../../controller/plan/observed.ts'
import type { Step } from '../../controller/plan/step.ts'
import { type Binding, type Intent, machineName, type Slot } from '../../controller/resource/ownership.ts'

/** A Fly of one app, as plain data: what a step does to it happens at once and succeeds. */
export type World = {
  readonly app: 'present' | 'absent'
  readonly network: string
  readonly machines: readonly WorldMachine[]
  /** How many Machines were ever made; numbers are never used again. */
  readonly made: number
}

export type WorldMachine = {
  readonly id: string
  /** `undefined`: somebody else's. */
  readonly slot: Slot | undefined
  readonly config: MachineConfig
  readonly version: number
  readonly state: string
  /** Whether its checks pass while it runs. */
  readonly isHealthy: boolean
  readonly hasHost: boolean
  readonly isListed: boolean
  readonly isCordoned?: boolean
  /** ms before `now` at which this version was made and began to run. */
  readonly ageMs: number
  /** ms before `now` at which it last began to run, if not with this version. */
  readonly startedAgoMs?: number
  /** ms before `now` at which its program last ended; by itself and with an error, unless `exit` says otherwise. */
  readonly crashedAgoMs: number | undefined
  readonly exit?: { readonly exit_code: number; readonly requested_stop: boolean }
}

export const now = Date.parse('2026-11-23T12:00:00Z')
export const ref = 'App/shop'

export const emptyWorld: World = { app: 'absent', network: 'shop', machines: [], made: 0 }

/** A Machine that runs well, just as the spec wants it, unless something else is said. */
export function machineIn(
  desired: Desired,
  slot: Slot,
  number: number,
  about: Partial<WorldMachine> = {},
): WorldMachine {
  const want = desired.machines.find((machine) => machine.slot === slot)
  return {
    id: idOf(number),
    slot,
    config: want ? markedConfig(want, { ref: desired.ref, operation: `op_${number}`, epoch: 1 }) : { image: 'shop:0' },
    version: 1,
    state: 'started',
    isHealthy: true,
    hasHost: true,
    isListed: true,
    ageMs: 3_600_000,
    crashedAgoMs: undefined,
    ...about,
  }
}

/** The world in which everything is as `desired` says, with `change` done to some of its Machines. */
export function worldOf(desired: Desired, change: Readonly<Record<Slot, Partial<WorldMachine>>> = {}): World {
  const machines = desired.machines.map(({ slot }, index) => machineIn(desired, slot, index, change[slot]))
  return { app: 'present', network: desired.network, machines, made: machines.length }
}

/** What the planner is told of a world. `shuffle` is the order in which Fly happens to list things. */
export function look(
  world: World,
  desired: Pick<Desired, 'flyApp'>,
  intents: readonly Intent[] = [],
  shuffle: <T>(items: readonly T[]) => readonly T[] = (items) => items,
): Observed {
  const sighting: Sighting = {
    app: world.app,
    network: world.app === 'present' ? world.network : undefined,
    machines: shuffle(world.machines.filter(({ isListed }) => isListed).map(asFlySays)),
    gone: [],
  }
  const holdings: Holdings = {
    ownsApp: world.app === 'present',
    bindings: shuffle(world.machines.flatMap(bindingOf)),
    assets: [],
    intents,
  }
  return observe(ref, desired.flyApp, sighting, holdings, now)
}

/** Does a step. Throws when it is none that Fly would take. */
export function perform(world: World, step: Step): World {
  switch (step.kind) {
    case 'create-app':
      if (world.app === 'present') throw new Error('the app is there already')
      return { ...world, app: 'present', network: step.network }
    case 'set-secrets':
    case 'unset-secrets':
      throw new Error('nobody asks for secrets in this world')
    case 'delete-app':
      return { ...world, app: 'absent', machines: [] }
    case 'create-machine': {
      if (world.app === 'absent') throw new Error('there is no app yet')
      const { slot } = step.machine
      const config = markedConfig(step.machine, { ref, operation: `op_${world.made}`, epoch: 1 })
      const fresh = { ...blank, id: idOf(world.made), slot, config, isCordoned: step.isCordoned ?? false }
      return { ...world, machines: [...world.machines, fresh], made: world.made + 1 }
    }
    case 'update-machine':
      return withMachine(world, step.id, (machine) => {
        if (`v${machine.version}` !== step.version) throw new Error('the version is another')
        const config = markedConfig(
          step.machine,
          { ref, operation: 'op_update', epoch: 1 },
          { config: machine.config, metadataKeys: [] },
        )
        return {
          ...machine,
          config,
          version: machine.version + 1,
          isHealthy: true,
          ageMs: 20_000,
          crashedAgoMs: undefined,
        }
      })
    case 'set-metadata':
      return withMachine(world, step.id, (machine) => {
        const marked = markedConfig(
          step.machine,
          { ref, operation: 'op_metadata', epoch: 1 },
          { config: machine.config, metadataKeys: [] },
        )
        return { ...machine, config: { ...machine.config, metadata: marked.metadata ?? {} } }
      })
    case 'start-machine':
      return withMachine(world, step.id, (machine) => ({
        ...machine,
        state: 'started',
        isHealthy: true,
        ageMs: 20_000,
        crashedAgoMs: undefined,
      }))
    case 'stop-machine':
      return withMachine(world, step.id, (machine) => ({ ...machine, state: 'stopped' }))
    case 'cordon-machine':
    case 'uncordon-machine':
      return withMachine(world, step.id, (machine) => ({ ...machine, isCordoned: step.kind === 'cordon-machine' }))
    case 'assign-address':
    case 'release-address':
    case 'request-certificate':
    case 'delete-certificate':
      return world
    case 'destroy-machine':
    case 'replace-machine':
      return withMachine(world, step.id, () => undefined)
    case 'restart-machine':
      return withMachine(world, step.id, (machine) => ({ ...machine, ageMs: 20_000 }))
    case 'create-volume':
    case 'extend-volume':
    case 'update-volume':
    case 'create-snapshot':
    case 'delete-volume':
      throw new Error('there are no volumes in this world')
    default:
      return step satisfies never
  }
}

const blank: Omit<WorldMachine, 'id' | 'slot' | 'config'> = {
  version: 1,
  state: 'started',
  isHealthy: true,
  hasHost: true,
  isListed: true,
  ageMs: 20_000,
  crashedAgoMs: undefined,
}

function withMachine(world: World, id: string, change: (machine: WorldMachine) => WorldMachine | undefined): World {
  if (!world.machines.some((machine) => machine.id === id)) throw new Error(`there is no Machine ${id}`)
  return {
    ...world,
    machines: world.machines.flatMap((machine) => (machine.id === id ? (change(machine) ?? []) : machine)),
  }
}

function asFlySays({
  id,
  slot,
  config,
  version,
  state,
  isHealthy,
  hasHost,
  isCordoned,
  ageMs,
  startedAgoMs,
  crashedAgoMs,
  exit,
}: WorldMachine): Machine {
  const at = now - ageMs
  const serviceChecks = (config.services ?? []).flatMap(({ checks }, index) =>
    (checks ?? []).map(({ type, port }) => `servicecheck-0${index}-${type}-${port ?? 0}`),
  )
  const checks = [...Object.keys(config.checks ?? {}), ...serviceChecks]
  const crash: MachineEvent[] =
    crashedAgoMs === undefined
      ? []
      : [
          {
            id: 'crash',
            type: 'exit',
            status: 'stopped',
            source: 'flyd',
            timestamp: now - crashedAgoMs,
            request: { MonitorEvent: { exit_event: exit ?? { exit_code: 1, requested_stop: false } } },
          },
        ]
  return {
    id,
    ...(isCordoned && { cordoned: true }),
    name: slot === undefined ? `stranger-${id}` : machineName(slot, id),
    state,
    region: slot?.split('/')[1] ?? 'ams',
    instance_id: `v${version}`,
    created_at: new Date(at).toISOString(),
    updated_at: new Date(at).toISOString(),
    ...(hasHost ? { config } : { incomplete_config: config }),
    host_status: hasHost ? 'ok' : 'unreachable',
    events: [
      ...crash,
      ...(startedAgoMs === undefined ? [] : [startedAt(now - startedAgoMs)]),
      startedAt(at),
      { id: 'launch', type: 'launch', status: 'created', source: 'user', timestamp: at },
    ],
    checks: checks.map((name) => ({ name, status: isHealthy ? 'passing' : 'critical' })),
  }
}

function startedAt(timestamp: number): MachineEvent {
  return { id: `start-${timestamp}`, type: 'start', status: 'started', source: 'flyd', timestamp }
}

function bindingOf({ id, slot }: WorldMachine): Binding[] {
  if (slot === undefined) return []
  return [
    { ref, slot, incarnation: id, name: machineName(slot, id), machineId: id, operation: `op_${id}`, alive: true },
  ]
}

function idOf(number: number): string {
  return `m${String(number).padStart(5, '0')}`
}
