import { parseDuration } from '../../controller/resource/durations.ts'
import { flyAppOf, type Resource } from '../../controller/resource/resource.ts'
import type { SimulatedMachine } from '../../simulator/world.ts'
import { expectedOf } from './expected.ts'
import { isWell, placeOf } from './ground.ts'
import type { DisturbedThing, Watched } from './watch.ts'
import type { Sent } from './wire-tap.ts'

/**
 * What stands in the world: I4 (never two for one slot, and never more than one beside it that is being replaced), and
 * that an update never takes down more of an App's Machines at once than its spec allows.
 */
export function watchWorld({ ground, strangers, elapsedMs, flyNow, report }: Watched) {
  /** What each Machine was when the world was last looked at. */
  const before = new Map<string, Seen>()
  /** Machines that we were about to update, and those that are down since. */
  const updating = new Set<string>()
  const down = new Set<string>()
  const allowances = new Map<string, readonly number[]>()
  /** After how long a Machine of each App serves: the shortest time that its last two specs say. */
  const patience = new Map<string, readonly number[]>()
  /** The places in which the last spec of each App wants something that serves. */
  const wanted = new Map<string, ReadonlySet<string>>()

  return {
    sending({ action, target = '' }: Sent): void {
      if (action === 'update-machine') updating.add(target)
      // It goes for another reason than an update.
      if (action === 'stop-machine' || action === 'destroy-machine') down.delete(target)
    },
    accepted(resource: Resource): void {
      const flyApp = flyAppOf(resource)
      const { machines } = expectedOf(resource)
      const allowance = allowanceOf(resource.spec.rollout, machines.length)
      const serving = machines.filter(({ mustRun }) => mustRun)
      wanted.set(flyApp, new Set(serving.map(({ place }) => place)))
      allowances.set(flyApp, [allowance, ...(allowances.get(flyApp) ?? [])].slice(0, 2))
      const { healthyFor } = resource.spec.rollout
      const servesMs = healthyFor === undefined ? servesAfterMs : Math.min(servesAfterMs, parseDuration(healthyFor))
      patience.set(flyApp, [servesMs, ...(patience.get(flyApp) ?? [])].slice(0, 2))
    },
    disturbed({ machineId }: DisturbedThing): void {
      if (machineId !== undefined) down.delete(machineId)
    },
    changed(): void {
      const ids = strangers()
      const standing = new Set<string>()
      for (const { name } of ground.apps()) {
        const machines = ground.machines(name).filter(({ id }) => !ids.includes(id))
        for (const { id } of machines) standing.add(id)
        checkPlaces(name, machines)
        checkAvailability(name, machines)
      }
      for (const id of before.keys()) {
        if (standing.has(id)) continue
        before.delete(id)
        down.delete(id)
      }
    },
  }

  function checkPlaces(flyApp: string, machines: readonly SimulatedMachine[]): void {
    const counts = new Map<string, number>()
    const names = new Set<string>()
    for (const { name } of machines) {
      if (names.has(name)) report('I4', `${flyApp} has two Machines called ${name}`)
      names.add(name)
      const place = placeOf(name)
      if (place === undefined) continue
      const count = (counts.get(place) ?? 0) + 1
      counts.set(place, count)
      if (count > 1 + surge) report('I4', `${flyApp} has ${count} Machines at ${place}`)
    }
  }

  function checkAvailability(flyApp: string, machines: readonly SimulatedMachine[]): void {
    for (const machine of machines) {
      const { id, instanceId: version } = machine
      const known = before.get(id)
      const isUpdated = updating.has(id) && known?.version !== version
      const servesMs = Math.min(servesAfterMs, ...(patience.get(flyApp) ?? []))
      const hasServed = known !== undefined && hasStayedUp(known)
      const now: Seen = {
        version,
        wellSince: isWell(machine) && !hasCrashedLately(machine) ? (known?.wellSince ?? elapsedMs()) : undefined,
      }
      if (hasStayedUp(now, servesMs) || (now.wellSince !== undefined && machine.checks.length > 0)) down.delete(id)
      else if (isUpdated && hasServed) down.add(id)
      if (isUpdated) updating.delete(id)
      before.set(id, now)
    }
    const places = wanted.get(flyApp)
    const count = machines.filter(({ id, name }) => down.has(id) && places?.has(placeOf(name) ?? '')).length
    const allowance = Math.max(1, ...(allowances.get(flyApp) ?? []))
    if (count > allowance)
      report('maxUnavailable', `an update has ${count} Machines of ${flyApp} down, and may have ${allowance}`)
  }

  /** Between two crashes of this version it is up for a moment, and nobody counts on it. */
  function hasCrashedLately({ events }: SimulatedMachine): boolean {
    const updatedAt = events.findIndex(({ type }) => type === 'update')
    // The exit right after an update is the end of the run before.
    const sinceUpdate = updatedAt === -1 ? events : events.slice(0, Math.max(0, updatedAt - 1))
    return sinceUpdate.some(
      ({ type, timestamp, request }) =>
        type === 'exit' && request?.exit_event?.requested_stop === false && flyNow() - timestamp < crashPauseMs,
    )
  }

  /**
   * A program without checks serves when it has stayed up for a while: one that crashes is up now and then, too. And one
   * that has been well only for a moment may be taken down again: nobody can have counted on it yet.
   */
  function hasStayedUp({ wellSince }: Seen, forMs = servesAfterMs): boolean {
    return wellSince !== undefined && elapsedMs() - wellSince >= forMs
  }
}

function allowanceOf({ strategy, maxUnavailable }: Resource['spec']['rollout'], machines: number): number {
  if (strategy === 'immediate') return Number.POSITIVE_INFINITY
  return typeof maxUnavailable === 'number'
    ? maxUnavailable
    : Math.floor((Number.parseInt(maxUnavailable, 10) * machines) / 100)
}

type Seen = { readonly version: string; readonly wellSince: number | undefined }

const servesAfterMs = 5_000
const crashPauseMs = 60_000

// One that is to be replaced may stand beside its successor.
const surge = 1
