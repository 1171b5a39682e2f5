import type { ExitEvent, Machine, MachineEvent } from '../fly/wire.ts'
import type { ObservedMachine } from './observed.ts'

/** What Fly's short list of events tells of a Machine's past. In whatever order it comes, the newest event counts. */
export function newestEvent({ events }: Machine): MachineEvent | undefined {
  return newest(events, () => true)
}

/** When the version that a Machine has now was made; ms since 1970. */
export function versionMadeAt({ events, created_at }: Machine): number {
  // The list is bounded. Once `launch` has dropped out of it, the version is older than all that is told.
  return newest(events, isNewVersion)?.timestamp ?? Date.parse(created_at)
}

/**
 * When its program last began to run, whatever version; `undefined` when the list does not go back so far. What is resumed
 * goes on where it was, and with what it had. Source: superfly/docs, suspend-resume
 */
export function newestStartAt({ events = [] }: Machine): number | undefined {
  const inOrder = events.toSorted((one, other) => one.timestamp - other.timestamp)
  return inOrder.findLast(({ type }, index) => {
    if (type !== 'start') return false
    const before = inOrder.slice(0, index).findLast((event) => event.type !== 'start')
    return before !== undefined && before.type !== 'suspend'
  })?.timestamp
}

/**
 * How the program of this version last ended. While Fly replaces a version, the exit of the old one is written after the
 * update; it is known by there being no start in between.
 * Source: superfly/docs, reference/machines, whose example lists exit, update, start, launch
 */
export function newestExit(machine: Machine): ObservedMachine['exit'] {
  const exited = newest(machine.events, ({ type }) => type === 'exit')
  const versionAt = versionMadeAt(machine)
  if (exited === undefined || exited.timestamp < versionAt) return undefined
  const begunAt = newest(
    machine.events,
    (event) => event.type === 'start' && event.timestamp <= exited.timestamp,
  )?.timestamp
  if (begunAt === undefined || begunAt < versionAt) return undefined
  return { ...readExit(exited), at: exited.timestamp }
}

/**
 * Whether a Machine that reads as stopped is in the middle of an update: the old run has ended, and the new one is yet to
 * begin. An update of a stopped Machine ends with `update`/`stopped` instead.
 * Source: superfly/docs, reference/machines: `stopped` is visible for a moment while Fly replaces a version
 */
export function isBetweenVersions({ events }: Machine): boolean {
  const begun = newest(events, ({ type, status }) => type === 'update' && status === 'replacing')
  if (begun === undefined) return false
  return newest(events, ({ type, timestamp }) => type !== 'exit' && timestamp > begun.timestamp) === undefined
}

function readExit({ request }: MachineEvent): {
  readonly code: number
  readonly requested: boolean
  readonly oom: boolean
} {
  // Newer hosts nest it. Source: superfly/fly-go machine_types.go, which reads MonitorEvent first
  const exit: ExitEvent = request?.MonitorEvent?.exit_event ?? request?.exit_event ?? {}
  return {
    code: exit.exit_code || exit.guest_exit_code || 0,
    requested: exit.requested_stop ?? false,
    oom: exit.oom_killed ?? false,
  }
}

function isNewVersion({ type }: MachineEvent): boolean {
  return type === 'launch' || type === 'update'
}

function newest(
  events: readonly MachineEvent[] = [],
  matches: (event: MachineEvent) => boolean,
): MachineEvent | undefined {
  let found: MachineEvent | undefined
  for (const event of events) {
    if (matches(event) && (found === undefined || event.timestamp > found.timestamp)) found = event
  }
  return found
}
