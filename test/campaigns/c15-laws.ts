import type { SimulatedMachine } from '../../simulator/world.ts'
import type { Answer } from '../simulator/a-fly.ts'

/**
 * What the simulated Fly is held to, written from the sources and from nothing in the simulator: each law says where it
 * has been read, and in a sentence what is broken.
 */
export type Law = {
  readonly source: string
  /** Between two moments of the truth. */
  readonly ofChange?: (before: SimulatedMachine, after: SimulatedMachine) => string | undefined
  /** `machine` is the one that was asked about, as it was when Fly dealt with the request. */
  readonly ofAnswer?: (exchange: Exchange) => string | undefined
}

export type Exchange = {
  readonly at: number
  readonly verb: Verb
  readonly machine: SimulatedMachine | undefined
  /** Whether another one holds the lease, whose nonce was not sent. */
  readonly isLeasedAway: boolean
  readonly body: Readonly<Record<string, unknown>>
  readonly query: Readonly<Record<string, string>>
  readonly answer: Answer
  /** The living Machine that has the name which a create asks for. */
  readonly namesake: SimulatedMachine | undefined
}

export type Verb =
  | 'create'
  | 'read'
  | 'start'
  | 'stop'
  | 'suspend'
  | 'restart'
  | 'cordon'
  | 'update'
  | 'destroy'
  | 'metadata'
  | 'wait'

const changing: ReadonlySet<Verb> = new Set(['start', 'stop', 'suspend', 'restart', 'cordon', 'update', 'destroy'])

/** Source: superfly/docs, machines/machine-states. `destroyed` may follow anything, since apps are deleted. */
const successors: Readonly<Record<string, readonly string[]>> = {
  created: ['starting', 'stopped', 'replacing', 'destroying'],
  starting: ['started', 'stopping', 'replacing', 'failed', 'launch_failed', 'destroying'],
  started: ['stopping', 'suspending', 'restarting', 'replacing', 'stopped', 'failed', 'destroying'],
  stopping: ['stopped', 'replacing', 'destroying'],
  stopped: ['starting', 'replacing', 'destroying'],
  suspending: ['suspended', 'stopping', 'replacing', 'destroying'],
  suspended: ['starting', 'stopped', 'replacing', 'destroying'],
  restarting: ['starting', 'stopping', 'replacing', 'destroying'],
  replacing: ['stopped', 'destroying'],
  failed: ['starting', 'replacing', 'destroying'],
  launch_failed: ['destroying'],
  destroying: [],
  destroyed: [],
}

export const laws: readonly Law[] = [
  {
    source: 'superfly/docs, machines/machine-states',
    ofChange: ({ state }, after) =>
      state === after.state || after.state === 'destroyed' || successors[state]?.includes(after.state)
        ? undefined
        : `${state} became ${after.state}`,
  },
  {
    source: 'superfly/docs, machine-states; OpenAPI: a version is new with each update, and only then',
    ofChange(before, after) {
      if (before.instanceId === after.instanceId) return undefined
      if (after.state !== 'replacing') return 'a version that no update has made'
      return after.instanceId > before.instanceId ? undefined : 'a version that is older than the one before'
    },
  },
  {
    source: 'OpenAPI: id, name and region are for life',
    ofChange(before, after) {
      const isSame = before.name === after.name && before.region === after.region && before.app === after.app
      if (!isSame) return 'another name, region or app'
      return after.updatedAt < before.updatedAt ? 'updated_at went back' : undefined
    },
  },
  {
    source: 'OpenAPI, list of events: the latest first, 50 at most',
    ofChange(_, { events }) {
      if (events.length > 50) return `${events.length} events`
      const isSorted = events.every(({ id }, index) => index === 0 || id < (events[index - 1]?.id ?? ''))
      return isSorted ? undefined : 'events out of order'
    },
  },
  {
    source: 'superfly/fly-go, machine_types.go: an exit is told at both places',
    ofChange(before, { state, events: [latest] }) {
      if (before.state !== 'started' || (state !== 'stopped' && state !== 'failed')) return undefined
      const exit = latest?.request?.MonitorEvent?.exit_event
      return exit && latest.request?.exit_event && latest.type === 'exit' ? undefined : 'an end without an exit event'
    },
  },
  {
    source: 'superfly/fly-go, flaps.go: fly-request-id on everything',
    ofAnswer: ({ answer }) =>
      /^[0-9A-HJKMNP-TV-Z]{26}-\w{3}$/.test(answer.headers.get('fly-request-id') ?? '') ? undefined : 'no request id',
  },
  {
    source: 'superfly/flyctl, plan.go; superfly/docs, leases: who does not hold the lease changes nothing',
    ofAnswer({ verb, isLeasedAway, answer }) {
      if (!isLeasedAway || !changing.has(verb)) return undefined
      const isTold = answer.status === 409 && /lease currently held by .+, expires at \d{4}-/.test(answer.text)
      return isTold ? undefined : `${answer.status} under another one's lease`
    },
  },
  {
    source: 'seen live: 409 with the id of the one that has the name',
    ofAnswer({ verb, namesake, answer }) {
      if (verb !== 'create') return undefined
      if (namesake === undefined) return answer.status === 200 ? undefined : `${answer.status} for a name that is free`
      return answer.status === 409 && answer.text.includes(`machine ID ${namesake.id} already exists`)
        ? undefined
        : `${answer.status} for a name that is taken`
    },
  },
  {
    source: 'seen live: the refusals of a start, in these words',
    ofAnswer({ verb, machine, isLeasedAway, answer }) {
      if (verb !== 'start' || machine === undefined || isLeasedAway) return undefined
      const { state } = machine
      if (state === 'started' || state === 'suspended') return expectStatus(answer, 200)
      if (state === 'replacing') return expectText(answer, 412, 'machine getting replaced, refusing to start')
      // After an update it is still told that it is replaced.
      if (state === 'starting') return expectStatus(answer, 412)
      const isMoving = ['created', 'stopping', 'suspending', 'restarting', 'destroying'].includes(state)
      if (isMoving) return expectText(answer, 412, `unable to start machine from current state: '${state}'`)
      if (state !== 'stopped' || answer.status === 200) return undefined
      return expectText(answer, 412, 'refusing to start')
    },
  },
  {
    source: 'seen live: no running Machine is destroyed without force',
    ofAnswer({ verb, machine, isLeasedAway, query, answer }) {
      if (verb !== 'destroy' || machine === undefined || isLeasedAway) return undefined
      if (query.force === 'true' || machine.state !== 'started') return undefined
      return expectText(answer, 412, 'unable to destroy machine, not currently stopped, suspended, failed, or pending')
    },
  },
  {
    source: 'OpenAPI: current_version is compared; docs: an update while it is replaced is refused',
    ofAnswer({ verb, machine, isLeasedAway, body, answer }) {
      if (verb !== 'update' || machine === undefined || isGone(machine) || isLeasedAway) return undefined
      if (body.current_version !== undefined && body.current_version !== machine.instanceId)
        return expectStatus(answer, 409)
      if (machine.state === 'replacing')
        return expectText(answer, 409, 'machine update failed due to concurrent update')
      if (answer.status !== 200) return undefined
      return answer.body.instance_id > machine.instanceId ? undefined : 'an update without a new version at once'
    },
  },
  {
    source: 'seen live: what is destroyed is not there for who changes it',
    ofAnswer: ({ verb, machine, answer }) =>
      machine !== undefined && isGone(machine) && changing.has(verb) ? expectStatus(answer, 404) : undefined,
  },
  {
    source: 'superfly/docs, runtime-environment: metadata cost neither lease nor version',
    ofAnswer: ({ verb, machine, answer }) =>
      verb !== 'metadata' || machine === undefined || isGone(machine) ? undefined : expectStatus(answer, 204),
  },
  {
    source: 'superfly/fly-go, flaps_machines_wait.go: what a wait says',
    ofAnswer({ verb, query, answer }) {
      if (verb !== 'wait' || answer.status === 404) return undefined
      if (answer.status === 200)
        return query.state === answer.body.state || query.state === 'settled' ? undefined : 'another state'
      if (answer.status === 408)
        return expectText(answer, 408, `failed to reach desired state, ${query.state}, currently `)
      return expectStatus(answer, 400)
    },
  },
  {
    source: 'measured live: a destroyed Machine can be read for a while',
    ofAnswer: ({ verb, at, machine, answer }) =>
      verb === 'read' && machine !== undefined && (!isGone(machine) || at - machine.updatedAt < 30_000)
        ? expectStatus(answer, 200)
        : undefined,
  },
]

function isGone({ state }: SimulatedMachine): boolean {
  return state === 'destroyed'
}

function expectStatus({ status, text }: Answer, wanted: number): string | undefined {
  return status === wanted ? undefined : `${status} where ${wanted} was due: ${text}`
}

function expectText(answer: Answer, status: number, words: string): string | undefined {
  return (
    expectStatus(answer, status) ?? (answer.text.includes(words) ? undefined : `without «${words}»: ${answer.text}`)
  )
}
