import type { Ref } from '../resource/resource.ts'
import { priceChange } from './app-price.ts'
import type { Observed, ObservedMachine } from './observed.ts'
import type { Plan } from './plan.ts'
import { planOf } from './reconcile.ts'
import { removeAll } from './removals.ts'
import type { Step } from './step.ts'
import { clearUnused, volumesInTheWay } from './unused-volumes.ts'
import { inTrash, machineMoving, strangersInApp } from './waits.ts'

/**
 * What should be done to take an App off Fly. Until `keptUntil` (ms since 1970) it only stops, out of the proxy's reach, so
 * that it can be brought back. Then everything of ours goes, and after it the app itself, unless it holds something that is
 * not ours, or data that is to be kept for longer. With nothing to do and nothing to wait for, nothing of it is left.
 */
export function retire(ref: Ref, generation: number, observed: Observed, keptUntil: number, now: number): Plan {
  const about = { ref, generation, flyApp: observed.flyApp, price: priceChange(undefined, observed) }
  if (observed.app === 'absent' || observed.app === 'foreign') return planOf(about, [], [])
  if (now < keptUntil && observed.machines.length > 0) {
    const { machines } = observed
    const waits = machines.filter(({ phase }) => phase === 'moving').map(machineMoving)
    return planOf(about, stopAll(observed), [...waits, inTrash(observed.flyApp, keptUntil, now)])
  }

  const machines = removeAll(observed)
  const isOurs = observed.app === 'ours'
  const strangers = isOurs && observed.strangers.length > 0 ? [strangersInApp(observed)] : []
  const volumes = isOurs ? volumesInTheWay(observed.volumes, observed.flyApp, now) : []
  const unused = isOurs ? clearUnused(observed.volumes, observed.flyApp, now) : []
  const waits = [...machines.waits, ...strangers, ...volumes]
  return planOf(about, [machines.steps, unused, isOurs && waits.length === 0 ? [deleteApp(observed)] : []], waits)
}

/** First out of the proxy's reach, which would start them again for the next request. */
function stopAll({ machines, flyApp }: Observed): readonly (readonly Step[])[] {
  const stepFor = ({ id, slot, version }: ObservedMachine) => ({ flyApp, id, slot, version, because }) as const
  const inReach = machines.filter(({ cordoned, phase }) => !cordoned && (phase === 'running' || phase === 'resting'))
  const running = machines.filter(({ phase }) => phase === 'running')
  return [
    inReach.map((machine): Step => ({ ...stepFor(machine), kind: 'cordon-machine', effect: 'replace' })),
    running.map((machine): Step => ({ ...stepFor(machine), kind: 'stop-machine', effect: 'replace' })),
  ]
}

const because = 'DeletionRequested'

function deleteApp({ flyApp }: Observed): Step {
  return { kind: 'delete-app', flyApp, because, effect: 'data-loss' }
}
