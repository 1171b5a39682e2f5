import { groupOf } from '../resource/ownership.ts'
import { canariesOf } from './canary.ts'
import type { Desired } from './desired.ts'
import type { Judgement, ReplaceMachine, RestartMachine, UpdateMachine } from './judge.ts'
import type { RolloutRules } from './rollout-rules.ts'
import type { Step, Wait } from './step.ts'
import { hasRunOut, onTrial, type Trial, trialOf } from './trial.ts'
import { canaryFirst, notYetProven, rolloutLate, rolloutStopped } from './waits.ts'

/** How the judgements over all slots become waves, so that never too much is down at once. */
export type Rollout = {
  /** What takes nothing down: creations, starts, metadata. */
  readonly care: readonly Step[]
  /** Updates, in waves: first of what is down anyway, then as many at a time as may be. */
  readonly updates: readonly (readonly Step[])[]
  readonly waits: readonly Wait[]
  /** Slots that serve neither now nor when all of this has succeeded. */
  readonly unserved: readonly Judgement[]
  /** In what the version of this spec has failed, as a sentence; `undefined` as long as it has not. */
  readonly failure: string | undefined
}

export function rollOut(judgements: readonly Judgement[], { rollout }: Desired, now: number): Rollout {
  const trial = trialOf(judgements, rollout)
  const isLate = hasRunOut(trial, rollout, now)
  const outdated = judgements.filter(hasUpdate)
  const [allowed, held] = partition(outdated, (each) => !isHeld(each, trial, isLate, rollout))
  const [due, queued] = rollout.strategy === 'canary' ? canariesOf(allowed, judgements) : [allowed, []]
  const dueSlots = new Set(due.map(({ want }) => want.slot))
  const others = judgements.filter(({ want }) => !dueSlots.has(want.slot))
  // A Machine that rests stays at rest through its update: it serves only when the next plan has started it.
  const unserved = [
    ...others.filter((judgement) => !judgement.serves && stepOf(judgement) === undefined),
    ...due.filter(({ serves, have }) => !serves && have?.phase === 'resting'),
  ]
  const [up, down] = partition(due, ({ serves }) => serves)
  const unproven = up.length === 0 ? [] : others.filter(({ serves, proof }) => serves && proof.is === 'awaited')
  const mayGoDown = rollout.maxUnavailable - unserved.length - unproven.length
  const waves = rollout.strategy === 'immediate' ? [due] : [down, ...chunks(leastMissedFirst(up), mayGoDown)]
  return {
    care: others.flatMap((judgement) => stepOf(judgement) ?? metadataStepOf(judgement) ?? []),
    updates: waves.map((wave) => wave.map(({ change }) => change)),
    waits: [
      ...others.flatMap(({ care }) => (care && 'wait' in care ? care.wait : [])),
      ...judgements.flatMap(({ report }) => report ?? []),
      ...unproven.flatMap(({ have, proof }) =>
        have && proof.is === 'awaited' ? notYetProven(have, proof.provingMs) : [],
      ),
      ...[...Map.groupBy(queued, groupOfSlot)].map(([group, waiting]) => canaryFirst(group, waiting.length)),
      ...stoppedGroups(held, trial),
      ...(isLate && held.length > 0 ? [rolloutLate(held.map(({ want }) => want))] : []),
      ...(outdated.length === 0 ? onTrial(trial, rollout, now) : []),
    ],
    unserved,
    failure: trial.failure ?? (isLate ? 'the rollout took longer than its spec allows' : undefined),
  }
}

export type Outdated = Judgement & { readonly change: UpdateMachine | ReplaceMachine | RestartMachine }

function hasUpdate(judgement: Judgement): judgement is Outdated {
  return judgement.change !== undefined && judgement.change.kind !== 'set-metadata'
}

/**
 * A version that failed in one Machine of a group reaches no other, and none when its time is over. What somebody else
 * changed is put back all the same.
 */
function isHeld({ want, change }: Outdated, { failed }: Trial, isLate: boolean, { strategy }: RolloutRules): boolean {
  if (!isNews(change) || strategy === 'immediate') return false
  // Secrets come and go long after the rollout that the time is for.
  return (isLate && change.because === 'SpecChanged') || failed.has(groupOf(want.slot))
}

/** Something that no Machine has had before, so that nobody knows yet whether its program can live with it. */
export function isNews({ because }: Outdated['change']): boolean {
  return because === 'SpecChanged' || because === 'SecretsChanged'
}

function stepOf({ care }: Judgement): Step | undefined {
  return care && 'step' in care ? care.step : undefined
}

// One step for a Machine at a time: what has to be started gets its metadata by the next plan.
function metadataStepOf({ change }: Judgement): Step | undefined {
  return change?.kind === 'set-metadata' ? change : undefined
}

// One that runs and does not serve is missed by nobody, and until it is mended it may keep any other from going down. One
// that began to run a moment ago may be about to end again, so taking it down takes the least away: otherwise a spec that
// overtakes a rollout would take down the next Machine beside it. Then those that run, since they tell at once whether the
// new version is any good; one that rests tells nothing.
export function leastMissedFirst(outdated: readonly Outdated[]): readonly Outdated[] {
  const [running, resting] = partition(outdated, ({ have }) => have?.phase === 'running')
  const [serving, broken] = partition(running, ({ serves }) => serves)
  const [fresh, proven] = partition(serving, ({ isFresh }) => isFresh)
  return [...broken, ...fresh, ...proven, ...resting]
}

function stoppedGroups(held: readonly Judgement[], { failed }: Trial): readonly Wait[] {
  return [...Map.groupBy(held, groupOfSlot)].flatMap(([group, judgements]) => {
    const first = failed.get(group)
    const wants = judgements.map(({ want }) => want)
    return first ? [rolloutStopped(group, wants, first)] : []
  })
}

function groupOfSlot({ want }: Judgement): string {
  return groupOf(want.slot)
}

/** Runs of at most `size`; none at all when `size` is not at least 1. */
function chunks<T>(items: readonly T[], size: number): T[][] {
  if (size < 1) return []
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  )
}

function partition<T>(items: readonly T[], test: (item: T) => boolean): [T[], T[]] {
  const [passed, failed]: [T[], T[]] = [[], []]
  for (const item of items) (test(item) ? passed : failed).push(item)
  return [passed, failed]
}
