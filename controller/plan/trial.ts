import { groupOf } from '../resource/ownership.ts'
import type { DesiredMachine } from './desired.ts'
import type { Judgement } from './judge.ts'
import type { ObservedMachine } from './observed.ts'
import type { RolloutRules } from './rollout-rules.ts'
import type { Wait } from './step.ts'
import { smokeWindow } from './waits.ts'

/** How the version of this spec does in the Machines that have it. */
export type Trial = {
  /** By group, one in which it failed, whenever that was made. */
  readonly failed: ReadonlyMap<string, DesiredMachine>
  /** The first failure in a Machine that this spec made, as a sentence. */
  readonly failure: string | undefined
  /** When this spec made its first and its last version of a Machine; ms since 1970. `undefined` while it has made none. */
  readonly made: { readonly first: number; readonly last: number } | undefined
}

export function trialOf(judgements: readonly Judgement[], { since }: RolloutRules): Trial {
  const failures = judgements.filter(({ proof }) => proof.is === 'failed')
  const ours = judgements.flatMap(({ want, have }) =>
    have !== undefined && have.hash === want.hash && have.versionSince >= since ? [have] : [],
  )
  const failed = failures.find(({ have }) => have !== undefined && ours.includes(have))?.have
  const times = ours.map(({ versionSince }) => versionSince)
  return {
    failed: new Map(failures.map(({ want }) => [groupOf(want.slot), want])),
    failure: failed && howItFailed(failed),
    made: times.length === 0 ? undefined : { first: Math.min(...times), last: Math.max(...times) },
  }
}

/** Whether the rollout has taken longer than it may. */
export function hasRunOut({ made }: Trial, { timeoutMs }: RolloutRules, now: number): boolean {
  return timeoutMs !== undefined && made !== undefined && now - made.first > timeoutMs
}

/** Everything has the new version, and has to do well with it for a while. */
export function onTrial({ made }: Trial, { smokeMs }: RolloutRules, now: number): readonly Wait[] {
  const leftMs = made === undefined ? 0 : made.last + smokeMs - now
  return leftMs > 0 ? [smokeWindow(leftMs)] : []
}

function howItFailed({ slot, phase, state, exit, checks }: ObservedMachine): string {
  if (phase === 'broken') return `${slot} is ${state} at Fly`
  if (exit !== undefined && !exit.requested) {
    return `the program of ${slot} ${exit.oom ? 'ran out of memory' : `ended with code ${exit.code}`}`
  }
  const failing = checks.failing.length > 0 ? `: ${checks.failing.join(', ')}` : ''
  return `${slot} did not become healthy in time${failing}`
}
