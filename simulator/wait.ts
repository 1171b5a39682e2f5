import { type Premises, visibleMachineOf } from './premises.ts'
import { machineNotFound, type Refusal, refuse } from './refusal.ts'
import type { Ask, Reply, Route } from './routes.ts'
import type { MachineRow } from './rows.ts'

/** The long poll for a state. */
export function waitRoutes(premises: Premises): readonly Route[] {
  const { truth, timers } = premises
  const waiting = new Map<string, Set<(machine: MachineRow | undefined) => void>>()
  truth.subscribe(({ kind, key, row }) => {
    if (kind === 'machine') for (const look of waiting.get(key) ?? []) look(row as MachineRow | undefined)
  })

  async function wait(ask: Ask): Promise<Reply> {
    const goal = goalOf(ask)
    const machine = visibleMachineOf(premises, ask)
    const { id } = machine
    const answered = answerOf(machine, goal)
    if (answered !== undefined) return answered

    const ended = await new Promise<Reply | Refusal>((resolve) => {
      const watching = waiting.get(id) ?? new Set()
      const look = (changed: MachineRow | undefined) => {
        try {
          const answer = changed === undefined ? machineNotFound() : answerOf(changed, goal)
          if (answer !== undefined) end(answer)
        } catch (error) {
          end(error as Refusal)
        }
      }
      const end = (answer: Reply | Refusal) => {
        watching.delete(look)
        if (watching.size === 0) waiting.delete(id)
        cancel()
        resolve(answer)
      }
      const cancel = timers.after(goal.timeoutMs, () => end(timedOut(goal, truth.machine(id)?.state ?? 'destroyed')))
      waiting.set(id, watching.add(look))
      ask.signal.addEventListener('abort', () => end(timedOut(goal, 'unknown')), { once: true })
    })
    if (ended instanceof Error) throw ended
    return ended
  }

  return [
    {
      method: 'GET',
      path: '/v1/apps/:app/machines/:id/wait',
      action: 'wait-machine',
      countedBy: 'id',
      isDeed: false,
      answer: wait,
    },
  ]
}

type Goal = {
  readonly states: readonly string[]
  readonly version: string | undefined
  readonly afterEvent: string | undefined
  readonly timeoutMs: number
}

/** Source: Fly's OpenAPI document; `instance_id` is the older word for `version`. */
function goalOf({ query }: Ask): Goal {
  const states = query
    .getAll('state')
    .flatMap((each) => each.split(','))
    .filter((state) => state !== '')
  const unknown = states.find((state) => !knownStates.has(state))
  if (unknown !== undefined) throw refuse(400, `invalid_argument: invalid state '${unknown}'`)
  const timeout = query.get('timeout') || '60'
  if (!/^\d+$/.test(timeout) || Number(timeout) < 1 || Number(timeout) > 60) {
    throw refuse(400, 'invalid_argument: timeout must be between 1 and 60')
  }
  return {
    states: states.length > 0 ? states : ['started'],
    version: query.get('version') || query.get('instance_id') || undefined,
    afterEvent: query.get('from_event_id') || undefined,
    timeoutMs: Number(timeout) * 1_000,
  }
}

/** `undefined` while there is still something to wait for; a Refusal when it will not come. */
function answerOf(machine: MachineRow, { states, version, afterEvent }: Goal): Reply | undefined {
  const { instanceId, state, pending, events, versions } = machine
  if (version !== undefined && version !== instanceId) {
    if (!versions.some((known) => known.version === version)) throw refuse(404, 'machine version not found')
    // An old version is always said to be replaced, even while the Machine runs.
    throw unattainable(states, 'replaced')
  }
  const isResting = pending.life === undefined && restingStates.has(state)
  const eventId = events[0]?.id ?? ''
  const isNews = afterEvent === undefined || eventId > afterEvent
  if (isNews && (states.includes(state) || (isResting && states.includes('settled')))) {
    return { status: 200, body: { ok: true, state, version: instanceId, event_id: eventId } }
  }
  if (state === 'destroyed' && isNews) throw unattainable(states, state)
  const willNotStart = states.every((wanted) => wanted === 'started') && isResting && state !== 'started'
  if (version !== undefined && isNews && willNotStart) throw unattainable(states, state)
  return undefined
}

// Literal. Source: superfly/fly-go, flaps_machines_wait.go
function timedOut({ states }: Goal, current: string): Refusal {
  const wanted = states.join(', ')
  return refuse(408, `deadline_exceeded: machine failed to reach desired state, ${wanted}, currently ${current}`)
}

/** Only the status is known. */
function unattainable(states: readonly string[], current: string): Refusal {
  const wanted = states.join(', ')
  return refuse(400, `failed_precondition: machine cannot reach desired state, ${wanted}, currently ${current}`)
}

const restingStates: ReadonlySet<string> = new Set(['started', 'stopped', 'suspended', 'failed', 'destroyed'])
const knownStates: ReadonlySet<string> = new Set([...restingStates, 'settled'])
