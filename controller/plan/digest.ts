import { fingerprint } from './canonical.ts'
import type { Plan } from './plan.ts'
import type { Step, Wait } from './step.ts'

/**
 * Gives a plan its digest. The same world and the same spec give the same one at whatever time it is made: it covers
 * what would be done and why not more, but neither the words for it, nor its price, nor when to look again.
 */
export function seal(plan: Omit<Plan, 'digest'>): Plan {
  const { ref, generation, flyApp, waves, waits, failure, price } = plan
  const digest = fingerprint(
    { ref, generation, flyApp, waves: waves.map((wave) => wave.map(essence)), waits: waits.map(reasonAndSubject) },
    32,
  )
  return { ref, generation, flyApp, waves, waits, failure, price, digest }
}

// The config is in the step by its hash, so that a digest costs the same whatever files a Machine carries.
function essence(step: Step): object {
  if (!('machine' in step)) return step
  const { slot, region, config, hash, runs, checks } = step.machine
  return { ...step, machine: { slot, region, metadata: config.metadata, hash, runs, checks } }
}

function reasonAndSubject({ reason, subject }: Wait): object {
  return { reason, subject }
}
