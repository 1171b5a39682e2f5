import { groupOf } from '../resource/ownership.ts'
import type { Desired, DesiredMachine } from './desired.ts'
import type { Judgement, UpdateMachine } from './judge.ts'
import type { Step, Wait } from './step.ts'
import { notYetProven, rolloutStopped } from './waits.ts'

/** How the judgements over all slots become waves, so that never too much is down at once. */
export type Rollout = {
  /** What takes nothing down: creations, starts, metadata. */
  readonly care: readonly Step[]
  /** Updates, in waves: first of what is down anyway, then as many at a time as may be. */
  readonly updates: readonly (readonly Step[])[]
  readonly waits: readonly Wait[]
  /** Slots that serve neither now nor when all of this has succeeded. */
  readonly unserved: readonly Judgement[]
}

export function rollOut(judgements: readonly Judgement[], { rollout }: Desired): Rollout {
  const failures = new Map(
    judgements
      .filter(({ proof }) => proof.is === 'failed')
      .map((judgement) => [groupOf(judgement.want.slot), judgement.want]),
  )
  const [due, held] = partition(judgements.filter(hasUpdate), ({ want, change }) => !isHeld(want, change, failures))
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
  return {
    care: others.flatMap((judgement) => stepOf(judgement) ?? metadataStepOf(judgement) ?? []),
    updates: [down, ...chunks(leastMissedFirst(up), mayGoDown)].map((wave) => wave.map(({ change }) => change)),
    waits: [
      ...others.flatMap(({ care }) => (care && 'wait' in care ? care.wait : [])),
      ...judgements.flatMap(({ report }) => report ?? []),
      ...unproven.flatMap(({ have, proof }) =>
        have && proof.is === 'awaited' ? notYetProven(have, proof.provingMs) : [],
      ),
      ...stoppedGroups(held, failures),
    ],
    unserved,
  }
}

type Outdated = Judgement & { readonly change: UpdateMachine }

function hasUpdate(judgement: Judgement): judgement is Outdated {
  return judgement.change?.kind === 'update-machine'
}

/** A version that failed in one Machine of a group reaches no other. What somebody else changed is put back all the same. */
function isHeld(
  { slot }: DesiredMachine,
  { because }: UpdateMachine,
  failures: ReadonlyMap<string, DesiredMachine>,
): boolean {
  return because === 'SpecChanged' && failures.has(groupOf(slot))
}

function stepOf({ care }: Judgement): Step | undefined {
  return care && 'step' in care ? care.step : undefined
}

// One step for a Machine at a time: what has to be started gets its metadata by the next plan.
function metadataStepOf({ change }: Judgement): Step | undefined {
  return change?.kind === 'set-metadata' ? change : undefined
}

// One that began to run a moment ago may be about to end again, so taking it down takes the least away: otherwise a spec
// that overtakes a rollout would take down the next Machine beside it. Then those that run, since they tell at once whether
// the new version is any good; one that rests tells nothing.
function leastMissedFirst(outdated: readonly Outdated[]): readonly Outdated[] {
  const [running, resting] = partition(outdated, ({ have }) => have?.phase === 'running')
  const [fresh, proven] = partition(running, ({ isFresh }) => isFresh)
  return [...fresh, ...proven, ...resting]
}

function stoppedGroups(held: readonly Judgement[], failures: ReadonlyMap<string, DesiredMachine>): readonly Wait[] {
  const heldByGroup = Map.groupBy(held, ({ want }) => groupOf(want.slot))
  return [...heldByGroup].flatMap(([group, judgements]) => {
    const failed = failures.get(group)
    return failed
      ? [
          rolloutStopped(
            group,
            judgements.map(({ want }) => want),
            failed,
          ),
        ]
      : []
  })
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
