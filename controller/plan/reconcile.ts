import { planAddresses } from './addresses.ts'
import { priceChange } from './app-price.ts'
import { type ChangeOver, changeOver } from './blue-green.ts'
import type { Desired } from './desired.ts'
import { seal } from './digest.ts'
import { planDomains } from './domains.ts'
import { judge } from './judge.ts'
import { replaceLost } from './lost-hosts.ts'
import type { Observed } from './observed.ts'
import { pair } from './places.ts'
import type { Plan } from './plan.ts'
import { placed, placedSteps } from './regions.ts'
import { removeReplaced, removeSurplus } from './removals.ts'
import { rollOut } from './rollout.ts'
import { afterWriting, aroundMachines, planSecrets } from './secrets.ts'
import type { Step, Wait } from './step.ts'
import { clearUnused } from './unused-volumes.ts'
import { provide } from './volumes.ts'
import { obstacleTo } from './waits.ts'

/**
 * What should be done for an App now. The same world, spec and time give the same plan, in whatever order Fly lists things.
 *
 * Slot by slot it is judged what is missing, stopped, changed or broken; over all of them it is decided what may happen
 * at the same time. First whatever takes nothing down, then updates a few at a time, then removals: nothing goes before
 * what takes its place serves. Machines that are not ours are not looked at.
 */
export function reconcile(desired: Desired, observed: Observed, now: number): Plan {
  const obstacle = obstacleTo(desired, observed)
  const about = { ...desired, price: priceChange(desired, observed) }
  if (obstacle !== undefined) return planOf(about, [], [obstacle])

  const addresses = planAddresses(desired, observed)
  const domains = planDomains(desired, observed)
  const secrets = planSecrets(desired, observed, now)
  const then = afterWriting(observed, secrets)
  const { places, surplus } = pair(desired, observed, now)
  const over = desired.rollout.strategy === 'bluegreen' ? changeOver(places, desired, then, now) : nobody
  const others = places.filter(({ want }) => !over.slots.has(want.slot))
  const volumes = provide(desired, observed)
  const judged = others.map((place) => {
    const footing = volumes.footings.get(place.want.slot)
    return judge(place, desired, then, now, footing)
  })
  const replaced = replaceLost(judged, others, desired, observed.losses, volumes.footings)
  const judgements = replaced.map((each) => placed(each, observed.full))
  const overIn = placedSteps(over.steps, observed.full)
  const rollout = rollOut([...judgements, ...over.successors], desired, now)
  const unused = clearUnused(observed.volumes, desired.flyApp, now)
  const succeeded = removeReplaced(others, judgements, desired.flyApp)
  const removed = removeSurplus(surplus, rollout.unserved, desired.flyApp, now)
  const ofMachines = [
    [...volumes.steps, ...rollout.care.filter((step) => !isOnNewVolume(step)), ...overIn.steps],
    rollout.care.filter(isOnNewVolume),
    ...rollout.updates,
    [...succeeded.steps, ...over.removals, ...removed.steps, ...addresses.removals, ...domains.removals, ...unused],
  ]
  const waits = [
    ...rollout.waits,
    ...volumes.waits,
    ...over.waits,
    ...overIn.waits,
    ...succeeded.waits,
    ...removed.waits,
  ]
  const failure = over.failure ?? rollout.failure
  const isSettled = ofMachines.flat().length + waits.length === 0 && failure === undefined
  return planOf(
    about,
    [createApp(desired, observed), addresses.steps, ...aroundMachines(secrets, ofMachines, isSettled), domains.steps],
    [...secrets.waits, ...waits, ...addresses.waits, ...domains.waits],
    failure,
  )
}

const nobody: ChangeOver = { slots: new Set(), successors: [], steps: [], removals: [], waits: [], failure: undefined }

/** Its volume is made by a step of the same plan, and comes first. */
function isOnNewVolume(step: Step): boolean {
  return step.kind === 'create-machine' && step.machine.volume !== undefined && step.volume === undefined
}

export function planOf(
  { ref, generation, flyApp, price }: Pick<Plan, 'ref' | 'generation' | 'flyApp' | 'price'>,
  waves: readonly (readonly Step[])[],
  waits: readonly Wait[],
  failure?: string,
): Plan {
  return seal({ ref, generation, flyApp, waves: waves.filter(({ length }) => length > 0), waits, failure, price })
}

function createApp({ flyApp, network }: Desired, { app }: Observed): readonly Step[] {
  return app === 'absent' ? [{ kind: 'create-app', flyApp, network, because: 'AppMissing', effect: 'none' }] : []
}
