import type { Clock, Random } from '../world.ts'
import type { Ask } from './ask.ts'
import { FlyError } from './errors.ts'
import type { Call, Fly, Goal } from './fly.ts'
import type { Line } from './line.ts'
import { pathOf } from './machine-calls.ts'
import { waitedFrom } from './shapes.ts'
import type { MachineState } from './wire.ts'

/** Waiting for a Machine, made of as many requests as it takes. */
export function createWaiting(options: {
  readonly line: Line
  readonly clock: Clock
  readonly random: Random
  readonly getMachine: Fly['getMachine']
}): Pick<Fly, 'waitMachine'> {
  const { line, clock, random, getMachine } = options

  /** One request. `undefined` when the state is reached, but the answer does not say which it is. */
  function waitOnce(app: string, id: string, goal: Goal, ms: number, call: Call): Promise<MachineState | undefined> {
    const timeout = Math.min(Math.max(1, Math.ceil(ms / 1_000)), longestWaitMs / 1_000)
    const ask: Ask = {
      action: 'wait-machine',
      id,
      what: `wait until Machine ${id} of ${app} is ${goal.states.join(' or ')}`,
      method: 'GET',
      path: [...pathOf(app, id), 'wait'],
      query: { state: goal.states.join(','), version: goal.version, timeout },
      patienceMs: timeout * 1_000,
    }
    return line.read(ask, call, (value) => waitedFrom(value, goal))
  }

  /** Older servers say only `ok`: with one state to wait for that is enough, or else the Machine knows. */
  async function stateReached(app: string, id: string, goal: Goal, said: MachineState | undefined, call: Call) {
    const [only, ...others] = goal.states
    const state = said ?? (others.length === 0 && only !== 'settled' ? only : (await getMachine(app, id, call))?.state)
    return state ?? 'destroyed'
  }

  return {
    async waitMachine(app, id, goal, timeoutMs, call): Promise<MachineState> {
      const startedAt = clock.monotonic()
      let breaks = 0
      for (;;) {
        const elapsedMs = clock.monotonic() - startedAt
        try {
          const said = await waitOnce(app, id, goal, timeoutMs - elapsedMs, call)
          return await stateReached(app, id, goal, said, call)
        } catch (error) {
          if (!(error instanceof FlyError)) throw error
          const waitedMs = clock.monotonic() - startedAt
          if (error.code === 'NotFound' && goal.states.includes('destroyed')) return 'destroyed'
          breaks = saysNothing(error) ? breaks + 1 : 0
          if (waitedMs >= timeoutMs || !mayAskAgain(error, waitedMs, breaks)) throw error
          if (error.code !== 'WaitTimedOut') await clock.sleep(pauseMs(breaks, random), call.signal)
        }
      }
    },
  }
}

// A request to Fly ends after 60 s whatever timeout it asks for. Source: superfly/fly-go, flaps/flaps_machines_wait.go
const longestWaitMs = 60_000

/** A long poll is easily lost on the way, and losing it means nothing. */
function saysNothing({ code }: FlyError): boolean {
  return code === 'Unreachable' || code === 'Unavailable' || code === 'RateLimited'
}

function mayAskAgain(error: FlyError, waitedMs: number, breaks: number): boolean {
  // A Machine that was just created is not known everywhere yet. Source: superfly/flyctl, leasable_machine.go
  if (error.code === 'NotFound') return waitedMs < newcomerMs
  return error.code === 'WaitTimedOut' || (saysNothing(error) && breaks < breaksInARow)
}

const newcomerMs = 15_000
const breaksInARow = 4

function pauseMs(breaks: number, random: Random): number {
  return 500 * 2 ** Math.max(0, breaks - 1) * (0.5 + random.next())
}
