import { holdRemovals } from '../plan/breaker.ts'
import type { Desired } from '../plan/desired.ts'
import { seal } from '../plan/digest.ts'
import type { Observed } from '../plan/observed.ts'
import { otherWriter } from '../plan/other-writer.ts'
import type { Plan } from '../plan/plan.ts'
import type { Step, Wait } from '../plan/step.ts'
import { subjectOf } from '../plan/step-words.ts'
import type { Trouble } from '../status/report.ts'
import { count } from '../status/words.ts'
import { inForce, type Stored } from '../store/store.ts'
import type { Deps } from './deps.ts'
import { isGoing, keptUntil, slowerClock } from './trash.ts'

/** What is to be done now, and what holds it back. */
export type Decision = {
  readonly plan: Plan
  readonly trouble: Trouble | undefined
  /** When to look again by the clock; `undefined`: at the next resync, or when something changes. */
  readonly againAfterMs: number | undefined
}

/** What is to run on Fly; `undefined` when the App is to go. */
export function wantedBy(stored: Stored, { reconciler, fly, world }: Deps): Desired | undefined {
  const { generation, acceptedAt, fallback } = stored
  if (isGoing(stored)) return undefined
  // By Fly's clock, as the times of Machines are.
  const since = Date.parse(fallback?.at ?? acceptedAt) + fly.now() - world.clock.now()
  return reconciler.desire(inForce(stored), generation, since)
}

/**
 * The planner's plan, less what must not be done now: nothing while paused, no fight, nothing that Fly just refused. When
 * somebody has asked, the fight begins anew and Fly is asked once more.
 */
export function decide(
  stored: Stored,
  wanted: Desired | undefined,
  observed: Observed,
  deps: Deps,
  isAsked: boolean,
): Decision {
  const plan = planFor({ ...stored, keptUntil: keptUntil(stored) }, wanted, observed, deps)
  const againAfterMs = soonest(plan.waits)
  if (plan.waves.length === 0) return { plan, trouble: undefined, againAfterMs }

  const laterEpoch = deps.laterEpoch()
  if (laterEpoch !== undefined) {
    const message =
      `the store is older than what is on Fly: epoch ${deps.fence.epoch}, and ${laterEpoch} was there already. Nothing is ` +
      'changed; see which Machines are strangers to it and put the specs right, then start again with ' +
      `ARTIFACT_RELEASE_EPOCH=${laterEpoch}`
    return {
      plan: withoutSteps(plan),
      trouble: { reason: 'ObserveOnly', message, stalled: true },
      againAfterMs: undefined,
    }
  }
  if (stored.paused || stored.resource.spec.paused) {
    return { plan: withoutSteps(plan, pausedWait(stored, plan)), trouble: undefined, againAfterMs }
  }
  if (isAsked) {
    for (const { id } of [...observed.machines, ...observed.volumes.ours]) deps.memory.forgive(id)
    for (const { name } of observed.secrets?.held ?? []) deps.memory.forgive(fightOver(observed.flyApp, name))
  }
  const secret = secretFoughtOver(plan, deps)
  if (secret !== undefined) {
    const message = sayFightOver(secret, deps)
    return {
      plan: withoutSteps(plan),
      trouble: { reason: 'Contested', message, stalled: true },
      againAfterMs: undefined,
    }
  }
  const fought = foughtOver(plan, deps)
  if (fought) {
    return {
      plan: withoutSteps(plan),
      trouble: { reason: 'Contested', message: sayFight(fought, observed, deps), stalled: true },
      againAfterMs: undefined,
    }
  }
  const rejection = deps.memory.rejection(stored.ref, plan.digest)
  if (rejection && !isAsked) {
    return {
      plan: withoutSteps(plan),
      trouble: { reason: 'SpecRejected', message: rejection, stalled: true },
      againAfterMs: undefined,
    }
  }
  return { plan, trouble: undefined, againAfterMs }
}

/** What is left to do when the store has no room: nothing. What came of it could perhaps not be written down. */
export function withoutRoom(decision: Decision): Decision {
  const { plan } = decision
  if (plan.waves.length === 0) return decision
  const message =
    `the disk of the store is full, so nothing is changed on Fly: ${count(plan.waves.flat().length, 'step')} held back. ` +
    'Free space on it, and Artifact goes on by itself'
  return { plan: withoutSteps(plan), trouble: { reason: 'StoreFull', message, stalled: true }, againAfterMs: undefined }
}

/** The plan by itself, whatever holds it back. */
export function planFor(
  { ref, generation, confirmed, held, deletionRequestedAt, keptUntil = 0 }: About,
  wanted: Desired | undefined,
  observed: Observed,
  deps: Deps,
): Plan {
  const { reconciler, fly, settings } = deps
  if (!wanted) return reconciler.retire(ref, generation, observed, keptUntil, slowerClock(deps))
  const plan = reconciler.reconcile(wanted, observed, fly.now())
  return holdRemovals(plan, wanted, observed, {
    confirmed,
    limits: settings,
    source: held && { ...held, takesAll: deletionRequestedAt !== undefined },
  })
}

type About = Pick<Stored, 'ref' | 'generation'> & {
  /** `undefined`: nobody has agreed to anything. */
  readonly confirmed: Stored['confirmed']
  readonly held?: Stored['held']
  readonly deletionRequestedAt?: Stored['deletionRequestedAt']
  readonly keptUntil?: number | undefined
}

function withoutSteps(plan: Plan, ...waits: readonly Wait[]): Plan {
  return seal({ ...plan, waves: [], waits: [...plan.waits, ...waits] })
}

function pausedWait({ paused }: Stored, plan: Plan): Wait {
  const steps = plan.waves.flat().length
  const end = paused ? '`artifact resume` lets it go on' : 'set `spec.paused` to false to let it go on'
  return {
    reason: 'Paused',
    subject: plan.flyApp,
    message: `${count(steps, 'step')} held back while it is paused; ${end}`,
    recheckAfterMs: undefined,
  }
}

function soonest(waits: readonly Wait[]): number | undefined {
  const times = waits.flatMap(({ recheckAfterMs }) => recheckAfterMs ?? [])
  return times.length === 0 ? undefined : Math.min(...times)
}

type Repair = Step & { readonly kind: 'update-machine' | 'set-metadata' | 'replace-machine' | 'update-volume' }

/** A repair that somebody has undone too often lately. */
function foughtOver(plan: Plan, { memory, settings }: Deps): Repair | undefined {
  return plan.waves
    .flat()
    .filter((step): step is Repair => 'differences' in step && step.because === 'Drifted')
    .find(({ id }) => memory.repairsLately(id, settings.contestWindowMs) >= settings.contestRepairs)
}

/** Under what the repairs of a secret are counted. */
export function fightOver(flyApp: string, secret: string): string {
  return `${flyApp}/${secret}`
}

function secretFoughtOver({ waves, flyApp }: Plan, { memory, settings }: Deps): string | undefined {
  return waves
    .flat()
    .flatMap((step) => (step.kind === 'set-secrets' ? step.secrets : []))
    .filter(({ because }) => because === 'Drifted')
    .map(({ name }) => name)
    .find((name) => memory.repairsLately(fightOver(flyApp, name), settings.contestWindowMs) >= settings.contestRepairs)
}

function sayFightOver(name: string, { settings, fence }: Deps): string {
  return (
    `two writers fight over the secret ${name}: Artifact, in its life ${fence.epoch}, and somebody else. It was made anew ` +
    `${settings.contestRepairs} times within ${settings.contestWindowMs / 60_000} min, with restarts each time, and ` +
    'Artifact stops writing until that time is over. Stop the other writer, or have it `provided`; a refresh tries again at once'
  )
}

function sayFight(step: Repair, observed: Observed, { settings, fence }: Deps): string {
  const paths = step.differences.map(({ path }) => path)
  const other = observed.machines.find((each) => each.id === step.id)
  return (
    `two writers fight over ${subjectOf(step)} (${paths.slice(0, 3).join(', ')}): Artifact, in its life ${fence.epoch}, and ` +
    `${otherWriter(other ?? { config: undefined })}. It was put back ${settings.contestRepairs} times within ` +
    `${settings.contestWindowMs / 60_000} min, and Artifact stops writing until that time is over. Stop the other ` +
    `writer, or leave it these places by drift.ignore: [${paths.slice(0, 3).join(', ')}]; a refresh tries again at once`
  )
}
