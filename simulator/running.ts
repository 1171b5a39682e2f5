import { pendingOf, takeCourse, touch, withPending } from './change.ts'
import { checksToCome } from './checks.ts'
import type { Laws } from './laws.ts'
import { isoSeconds } from './refusal.ts'
import type { EventSeed, MachineRow, Step } from './rows.ts'

/** The program runs. It may end by itself, and its checks begin. */
export function beginRun(row: MachineRow, laws: Laws, isResumed = false): MachineRow {
  const { config, crashing } = row
  if (laws.program(config.image).isBroken) return failLaunch(row, laws)
  const started = touch(
    row,
    laws,
    {
      state: 'started',
      hasLaunched: true,
      runningSince: isResumed ? row.runningSince : laws.now(),
      secrets: isResumed ? row.secrets : laws.secretsFor(row),
      checks: [],
      crashing: crashing && crashing.left > 1 ? { ...crashing, left: crashing.left - 1 } : undefined,
    },
    { type: 'start', status: 'started', source: 'flyd' },
  )
  const { exits } = laws.program(config.image)
  const end: Step | undefined = crashing
    ? { do: 'exit', code: crashing.code, oom: crashing.oom, afterMs: crashAfterMs }
    : exits && { do: 'exit', code: exits.code, oom: exits.oom ?? false, afterMs: Math.max(1, exits.afterMs) }
  const running = withPending(started, 'program', end && pendingOf('wait', [end], laws))
  return withPending(running, 'checks', checksToCome(config, laws))
}

/**
 * It cannot be run. A Machine that never ran goes away again, one that did is there, and failed. Source: superfly/docs,
 * machine-states: `launch_failed`, then `destroyed`
 */
function failLaunch(row: MachineRow, laws: Laws): MachineRow {
  const event = { type: 'launch', status: 'failed', source: 'flyd' }
  if (row.hasLaunched) return takeCourse(touch(row, laws, { state: 'failed' }, event), 'wait', [], laws)
  const steps: Step[] = [{ do: 'vanish', afterMs: laws.delay('destroy') }]
  return takeCourse(touch(row, laws, { state: 'launch_failed' }, event), 'destroy', steps, laws)
}

/** The run ends because somebody wants it to: for a stop, a restart or an update. */
export function halt(
  row: MachineRow,
  { isRequested, become, isKilled }: Extract<Step, { do: 'halt' }>,
  laws: Laws,
): MachineRow {
  const killed = isKilled ? { code: 137, signal: sigkill } : { code: 0 }
  return touch(
    row,
    laws,
    { state: become, checks: [], activeUntil: laws.now() + laws.delay('stillActive') },
    exitEvent({ ...killed, oom: false, isRequested, isRestarting: false, restarts: 0 }, laws),
  )
}

/** The program ends by itself. What follows is for auto_destroy and the restart policy to say. */
export function endRun(
  row: MachineRow,
  exit: { readonly code: number; readonly oom: boolean; readonly signal?: number },
  laws: Laws,
): MachineRow {
  const restarts = row.restarts.filter((at) => at > laws.now() - restartWindowMs)
  const next = row.config.auto_destroy === true ? 'destroy' : afterExit(row, exit.code, restarts.length)
  const isRestarting = next === 'restart'
  const event = exitEvent({ ...exit, isRequested: false, isRestarting, restarts: restarts.length }, laws)
  const ended = touch(
    row,
    laws,
    { state: 'stopped', checks: [], restarts, activeUntil: laws.now() + laws.delay('stillActive') },
    event,
  )
  switch (next) {
    case 'destroy': {
      const steps: Step[] = [{ do: 'vanish', afterMs: laws.delay('destroy') }]
      const destroying = { type: 'destroy', status: 'destroying', source: 'flyd' }
      return takeCourse(touch(ended, laws, { state: 'destroying' }, destroying), 'destroy', steps, laws)
    }
    case 'restart': {
      const steps: Step[] = [
        { do: 'become', state: 'starting', afterMs: Math.max(1, laws.delay('restartBackoff')) },
        { do: 'run', afterMs: bootMs(row, laws) },
      ]
      return takeCourse({ ...ended, restarts: [...restarts, laws.now()] }, 'restart', steps, laws)
    }
    case 'rest':
      return takeCourse(ended, 'wait', [], laws)
    // «then stopped or failed»: both have been seen, so it is left to chance.
    case 'give up':
      return takeCourse({ ...ended, state: laws.choose() < 0.5 ? 'failed' : 'stopped' }, 'wait', [], laws)
    default:
      return next satisfies never
  }
}

export function bootMs({ config }: MachineRow, laws: Laws): number {
  return laws.program(config.image).bootMs ?? laws.delay('boot')
}

/** Without a policy as `on-failure`, ten times in five minutes. Source: superfly/docs, machine-restart-policy */
function afterExit({ config }: MachineRow, code: number, restarts: number): 'restart' | 'rest' | 'give up' {
  const { policy = 'on-failure', max_retries: maxRetries = 10 } = config.restart ?? {}
  if (policy === 'always') return 'restart'
  if (policy === 'no' || code === 0) return 'rest'
  return restarts < maxRetries ? 'restart' : 'give up'
}

function exitEvent(
  exit: {
    readonly code: number
    readonly oom: boolean
    readonly signal?: number
    readonly isRequested: boolean
    readonly isRestarting: boolean
    readonly restarts: number
  },
  laws: Laws,
): EventSeed {
  const exit_event = {
    exit_code: exit.code,
    guest_exit_code: exit.code,
    guest_signal: exit.signal ?? -1,
    signal: exit.signal ?? -1,
    oom_killed: exit.oom,
    requested_stop: exit.isRequested,
    restarting: exit.isRestarting,
    exited_at: isoSeconds(laws.now()),
  }
  // At both places where it has been seen. Source: superfly/fly-go, machine_types.go
  const request = { exit_event, MonitorEvent: { exit_event }, restart_count: exit.restarts }
  return { type: 'exit', status: 'stopped', source: 'flyd', request }
}

const restartWindowMs = 5 * 60_000
const crashAfterMs = 500
const sigkill = 9
