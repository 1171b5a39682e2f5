import { pendingOf, takeCourse, touch, withPending } from './change.ts'
import { setChecks, withNextCheck } from './checks.ts'
import type { Laws } from './laws.ts'
import type { MachineRow, Pending, Step, Track } from './rows.ts'
import { beginRun, bootMs, endRun, halt } from './running.ts'

/** Does the next thing that is due in a track. `hasRoom`: whether the Machine's host could take one more run of it. */
export function advance(row: MachineRow, track: Track, laws: Laws, host: { readonly hasRoom: boolean }): MachineRow {
  const pending = row.pending[track]
  const step = pending?.steps[0]
  if (pending === undefined || step === undefined) throw new Error(`nothing is due for ${row.id} in ${track}`)
  return perform(step, withPending(row, track, pendingOf(pending.doing, pending.steps.slice(1), laws)), laws, host)
}

/** When a schedule will start the Machine; counted from its creation, and not quite punctual. */
export function scheduleToCome(row: Pick<MachineRow, 'config' | 'createdAt'>, laws: Laws): Pending | undefined {
  const { schedule } = row.config
  if (schedule === undefined) return undefined
  const everyMs = periodsMs[schedule]
  const runs = Math.floor((laws.now() - row.createdAt) / everyMs) + 1
  const lateMs = Math.floor(laws.choose() * latestMs)
  return pendingOf('wait', [{ do: 'schedule', afterMs: row.createdAt + runs * everyMs + lateMs - laws.now() }], laws)
}

function perform(step: Step, row: MachineRow, laws: Laws, { hasRoom }: { readonly hasRoom: boolean }): MachineRow {
  switch (step.do) {
    case 'become':
      return touch(row, laws, { state: step.state }, step.event)
    case 'run':
      return beginRun(row, laws, step.isResumed)
    case 'halt':
      return halt(row, step, laws)
    case 'exit':
      return endRun(row, step, laws)
    case 'check':
      return withNextCheck(setChecks(row, step.status, laws.now()), step.status, laws)
    case 'schedule':
      // A run for which the host has no room is lost. Source: superfly/docs, flyctl machine run
      return withPending(hasRoom ? launchOnSchedule(row, laws) : row, 'schedule', scheduleToCome(row, laws))
    case 'vanish':
      return destroyed(row, laws)
    default:
      return step satisfies never
  }
}

/** Gone for everybody but those who ask for what is destroyed. */
export function destroyed(row: MachineRow, laws: Laws): MachineRow {
  const goneAt = laws.now() + laws.delay('destroyedReadable')
  const event = { type: 'destroy', status: 'destroyed', source: 'flyd' }
  return touch(
    { ...row, pending: {} },
    laws,
    { state: 'destroyed', checks: [], lease: undefined, crashing: undefined, goneAt },
    event,
  )
}

function launchOnSchedule(row: MachineRow, laws: Laws): MachineRow {
  // Skipped at its creation or update: not started before somebody has launched it once. Source: superfly/flyctl
  if (!row.hasLaunched || row.pending.life !== undefined || row.state !== 'stopped') return row
  const starting = touch(row, laws, { state: 'starting' }, { type: 'start', status: 'starting', source: 'flyd' })
  return takeCourse(starting, 'start', [{ do: 'run', afterMs: bootMs(row, laws) }], laws)
}

const hourMs = 3_600_000
const periodsMs = { hourly: hourMs, daily: 24 * hourMs, weekly: 168 * hourMs, monthly: 720 * hourMs }
// «fuzzy». Source: superfly/docs, flyctl machine run
const latestMs = 30_000
