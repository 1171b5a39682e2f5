import type { MachineConfig } from '../controller/fly/wire.ts'
import { takeCourse, touch } from './change.ts'
import { type Farewell, farewellOf } from './farewell.ts'
import type { Laws } from './laws.ts'
import { scheduleToCome } from './lifecycle.ts'
import * as refusal from './refusal.ts'
import type { ImageRef, MachineRow, Step } from './rows.ts'
import { bootMs } from './running.ts'

/**
 * What can be done to a Machine that is there: each deed is a row made of a row, or a Refusal. The row itself comes back
 * when it is so already. Whether the caller holds the lease has been looked at before.
 */

/** Who wants it. */
export type Source = 'user' | 'proxy'

export function start(row: MachineRow, laws: Laws, source: Source = 'user'): MachineRow {
  mustBeReached(row)
  if (row.state === 'started') return row
  if (row.config.schedule !== undefined && row.hasLaunched) throw refusal.startedBySchedule()
  if (row.pending.life?.doing === 'update') throw refusal.gettingReplaced()
  if (!isStartable(row)) throw refusal.unableFrom('start', row.state)
  if (laws.now() < row.activeUntil) throw refusal.stillActive()
  const isResumed = row.state === 'suspended'
  const event = { type: 'start', status: 'starting', source }
  const steps: Step[] = [
    isResumed ? { do: 'run', isResumed, afterMs: laws.delay('resume') } : { do: 'run', afterMs: bootMs(row, laws) },
  ]
  return takeCourse(touch(row, laws, { state: 'starting', restarts: [] }, event), 'start', steps, laws)
}

/** Whether it is at rest, so that a restart is a start. */
export function isStartable({ state }: MachineRow): boolean {
  return startable.has(state)
}

export function stop(row: MachineRow, laws: Laws, source: Source = 'user', wanted: Farewell = {}): MachineRow {
  mustBeReached(row)
  if (row.state === 'stopping') return row
  // A program that is to be run again is not at rest, although it reads `stopped`.
  if (atRest.has(row.state)) return row.pending.life === undefined ? row : takeCourse(row, 'wait', [], laws)
  const event = { type: 'stop', status: 'stopping', source }
  // Its snapshot is dropped. Source: superfly/docs, suspend-resume
  if (row.state === 'suspended') return touch(row, laws, { state: 'stopped' }, { ...event, status: 'stopped' })
  if (!stoppable.has(row.state)) throw refusal.unableFrom('stop', row.state)
  const steps: Step[] = [{ do: 'halt', isRequested: true, become: 'stopped', ...farewellOf(row, wanted, laws) }]
  return takeCourse(touch(row, laws, { state: 'stopping' }, event), 'stop', steps, laws)
}

export function suspend(row: MachineRow, laws: Laws, source: Source = 'user'): MachineRow {
  mustBeReached(row)
  if (row.state === 'suspended' || row.state === 'suspending') return row
  if (row.state !== 'started') throw refusal.unableFrom('suspend', row.state)
  const { guest, schedule, init } = row.config
  // Source: superfly/docs, suspend-resume. The words are ours.
  if ((guest?.memory_mb ?? 0) > 2_048 || schedule !== undefined || init?.swap_size_mb !== undefined) {
    throw refusal.refuse(412, 'failed_precondition: machine cannot be suspended')
  }
  const event = { type: 'suspend', status: 'suspending', source }
  const suspended = { type: 'suspend', status: 'suspended', source: 'flyd' }
  const steps: Step[] = [{ do: 'become', state: 'suspended', event: suspended, afterMs: laws.delay('suspend') }]
  return takeCourse(touch(row, laws, { state: 'suspending' }, event), 'suspend', steps, laws)
}

/** The same version once more. */
export function restart(row: MachineRow, laws: Laws, wanted: Farewell = {}): MachineRow {
  mustBeReached(row)
  if (isStartable(row)) return start(row, laws)
  if (row.state !== 'started') throw refusal.unableFrom('restart', row.state)
  const event = { type: 'restart', status: 'restarting', source: 'user' }
  const steps: Step[] = [
    { do: 'halt', isRequested: true, become: 'starting', ...farewellOf(row, wanted, laws) },
    { do: 'run', afterMs: bootMs(row, laws) },
  ]
  return takeCourse(touch(row, laws, { state: 'restarting' }, event), 'restart', steps, laws)
}

/** Out of the proxy, and into it again. */
export function setCordoned(row: MachineRow, cordoned: boolean, laws: Laws): MachineRow {
  mustBeReached(row)
  return row.cordoned === cordoned ? row : touch(row, laws, { cordoned })
}

/** Goes also where the host is not reached; it is then done when the host is back. */
export function destroy(row: MachineRow, isForced: boolean, laws: Laws): MachineRow {
  if (row.state === 'destroying') return row
  const isPending = row.state === 'created'
  if (!isForced && !atRest.has(row.state) && row.state !== 'suspended' && !isPending) throw refusal.notStopped()
  const event = { type: 'destroy', status: 'destroying', source: 'user' }
  const steps: Step[] = [{ do: 'vanish', afterMs: laws.delay('destroy') }]
  return { ...takeCourse(touch(row, laws, { state: 'destroying' }, event), 'destroy', steps, laws) }
}

/**
 * A new version, at once; then the old run ends and the new one begins. What is at rest stays at rest, even when
 * `isLaunchSkipped` is not asked for. Source: superfly/flyctl, test/preflight/fly_machine_test.go
 */
export function update(row: MachineRow, change: Change, laws: Laws): MachineRow {
  mustBeReached(row)
  if (row.pending.life?.doing === 'update') throw refusal.concurrentUpdate()
  if (row.state === 'destroying' || row.state === 'launch_failed') throw refusal.unableFrom('update', row.state)
  const version = laws.ulid(laws.now())
  const wasRunning = !atRest.has(row.state) && !leftAtRest.has(row.state)
  const isToRun = (wasRunning || row.pending.life?.doing === 'restart') && !change.isLaunchSkipped
  const updated = touch(
    row,
    laws,
    {
      state: 'replacing',
      instanceId: version,
      config: change.config,
      image: change.image,
      skipsSecrets: change.skipsSecrets ?? false,
      versions: [{ version, user_config: change.userConfig }, ...row.versions].slice(0, mostVersions),
      crashing: undefined,
      restarts: [],
    },
    { type: 'update', status: 'replacing', source: 'user' },
  )
  const steps = isToRun ? stepsToRun(row, updated, laws) : stepsToRest(row, laws)
  const replacing = takeCourse(updated, 'update', steps, laws)
  const { schedule: _, ...others } = replacing.pending
  const schedule = change.config.schedule === row.config.schedule ? row.pending.schedule : scheduleToCome(updated, laws)
  return { ...replacing, pending: schedule === undefined ? others : { ...others, schedule } }
}

export type Change = {
  /** As Fly gives it back. */
  readonly config: MachineConfig
  readonly image: ImageRef
  /** As it was sent. */
  readonly userConfig: unknown
  readonly isLaunchSkipped: boolean
  /** Whether it runs without its app's secrets. Default: false. */
  readonly skipsSecrets?: boolean
}

/** `stopped` is seen for a moment, between the runs. */
function stepsToRun(before: MachineRow, row: MachineRow, laws: Laws): readonly Step[] {
  return [
    { do: 'halt', isRequested: false, become: 'stopped', ...replaceMs(before, laws) },
    { do: 'become', state: 'starting', afterMs: pullMs(row, laws) },
    { do: 'run', afterMs: bootMs(row, laws) },
  ]
}

/** Until the old run has ended: Fly's usual time, unless its program is one that takes longer. */
function replaceMs(before: MachineRow, laws: Laws): { afterMs: number; isKilled?: true } {
  const afterMs = laws.delay('replace')
  if (laws.program(before.config.image).stopMs === undefined) return { afterMs }
  const farewell = farewellOf(before, {}, laws)
  return { ...farewell, afterMs: Math.max(afterMs, farewell.afterMs) }
}

function stepsToRest(before: MachineRow, laws: Laws): readonly Step[] {
  const event = { type: 'update', status: 'stopped', source: 'flyd' }
  const rest: Step = { do: 'become', state: 'stopped', event, afterMs: laws.delay('replace') }
  if (before.state !== 'started') return [rest]
  return [{ do: 'halt', isRequested: false, become: 'replacing', afterMs: laws.delay('stop') }, rest]
}

export function pullMs({ config }: Pick<MachineRow, 'config'>, laws: Laws): number {
  return laws.program(config.image).pullMs ?? laws.delay('imagePull')
}

function mustBeReached({ hostStatus }: MachineRow): void {
  if (hostStatus !== 'ok') throw refusal.hostUnreachable()
}

const atRest: ReadonlySet<string> = new Set(['stopped', 'failed'])
const startable: ReadonlySet<string> = new Set(['stopped', 'failed', 'suspended'])
const stoppable: ReadonlySet<string> = new Set(['started', 'starting', 'restarting', 'suspending'])
/** From these an update does not lead to a run. */
const leftAtRest: ReadonlySet<string> = new Set(['suspended', 'suspending', 'stopping'])
const mostVersions = 10
