import { groupOf, type Slot } from '../resource/ownership.ts'
import type { Desired } from './desired.ts'
import { createStep, type Judgement, judge } from './judge.ts'
import type { Observed, ObservedMachine } from './observed.ts'
import type { Place } from './places.ts'
import { type Removals, removeSettled } from './removals.ts'
import type { Step, Wait } from './step.ts'
import { hasRunOut, trialOf } from './trial.ts'
import { machineUnseen, notYetProven, oldOnesKept, rolloutLate, rolloutStopped } from './waits.ts'

/** What is planned for groups that change over from old Machines (blue) to new ones beside them (green). */
export type ChangeOver = {
  /** Slots of these groups: nothing else is planned for them, */
  readonly slots: ReadonlySet<Slot>
  /** but for those who have taken over already: they are looked after like all others while the old ones stand by. */
  readonly successors: readonly Judgement[]
  readonly steps: readonly Step[]
  readonly removals: readonly Step[]
  readonly waits: readonly Wait[]
  /** As Rollout has it. */
  readonly failure: string | undefined
}

/**
 * The next stage of each group's change-over. Green Machines are made for all slots, out of the proxy's reach. When all of
 * them are well, they are put into its reach and the blue ones out of it; these stand by for a while and then go. Where a
 * green one fails, the others go and the blue ones serve on as if nothing had been.
 *
 * Stages are told from what stands there, so that a crash or another spec in the middle of it needs no care.
 */
export function changeOver(
  places: readonly Place[],
  desired: Desired,
  world: Pick<Observed, 'images' | 'losses' | 'secrets'>,
  now: number,
): ChangeOver {
  const groups = Map.groupBy(places.filter(isSuited), ({ want }) => groupOf(want.slot))
  const stages = [...groups.values()].flatMap((group) => {
    const pairs = group.map((place) => pairOf(place, desired, world, now))
    return pairs.some(({ blue }) => blue.some(({ hash }) => hash !== undefined)) ? [stageOf(pairs, desired, now)] : []
  })
  return {
    slots: new Set(stages.flatMap(({ slots }) => slots)),
    successors: stages.flatMap(({ successors }) => successors),
    steps: stages.flatMap(({ steps }) => steps),
    removals: stages.flatMap(({ removals }) => removals),
    waits: stages.flatMap(({ waits }) => waits),
    failure: stages.find(({ failure }) => failure !== undefined)?.failure,
  }
}

/** Without checks nobody could tell when to change over; what runs by the clock or once serves nobody. */
function isSuited({ want }: Place): boolean {
  return want.checks > 0 && (want.runs === 'always' || want.runs === 'proxy')
}

type Pair = {
  readonly place: Place
  readonly green: (Judgement & { readonly have: ObservedMachine }) | undefined
  /** Those that serve, or would; and those of an attempt that was given up, out of the proxy's reach beside such a one. */
  readonly blue: readonly ObservedMachine[]
  readonly leftovers: readonly ObservedMachine[]
  /** For what of the blue ones has to be started. */
  readonly care: readonly Step[]
}

function pairOf(
  place: Place,
  desired: Desired,
  world: Pick<Observed, 'images' | 'losses' | 'secrets'>,
  now: number,
): Pair {
  const { want, have, others } = place
  const all = [...(have ? [have] : []), ...others]
  const judged = (machine: ObservedMachine, beside: readonly ObservedMachine[]): Judgement =>
    judge({ want, have: machine, others: beside, pending: undefined }, desired, world, now)
  const green = all.find(({ hash }) => hash === want.hash)
  const old = all.filter((machine) => machine !== green)
  const inReach = old.filter(({ cordoned }) => !cordoned)
  const leftovers = inReach.length > 0 ? old.filter(({ cordoned }) => cordoned) : []
  return {
    place,
    green: green && { ...judged(green, old), have: green },
    blue: old.filter((machine) => !leftovers.includes(machine)),
    leftovers,
    care: inReach.map((machine) => judged(machine, [])).flatMap(startOf),
  }
}

/** That it is out of reach is as it should be here, and no reason to do anything. */
function startOf({ care }: Judgement): readonly Step[] {
  return care && 'step' in care && care.step.kind === 'start-machine' ? [care.step] : []
}

type Stage = Omit<ChangeOver, 'slots'> & { readonly slots: readonly Slot[] }

function stageOf(pairs: readonly Pair[], desired: Desired, now: number): Stage {
  const { flyApp, rollout } = desired
  const slots = pairs.map(({ place }) => place.want.slot)
  const greens = pairs.flatMap(({ green }) => green ?? [])
  const blues = pairs.flatMap(({ blue }) => blue)
  const missing = pairs.filter(({ green }) => green === undefined)
  const serving = blues.filter(({ cordoned, phase }) => !cordoned && (phase === 'running' || phase === 'resting'))
  const isOver = missing.length === 0 && greens.every(isInReach) && serving.length === 0
  if (isOver) return { ...goodbye(greens, blues, desired, now), slots, successors: greens, failure: undefined }

  // What was made a moment ago may be in no list yet, and may well be the green one.
  const unseen = missing.flatMap(({ blue }) => blue.filter(({ phase }) => phase === 'unseen'))
  const trial = trialOf(greens, rollout)
  const leftovers = removeSettled(
    pairs.flatMap((pair) => pair.leftovers),
    () => 'Replaced',
    flyApp,
  )
  const stage = { slots, successors: [], failure: trial.failure, removals: leftovers.steps }
  const care = pairs.flatMap((pair) => pair.care)
  if (unseen.length > 0) return { ...stage, removals: [], steps: care, waits: unseen.map(machineUnseen) }
  // Of an attempt that was given up. They go first, so that there are never three in one place.
  if (leftovers.steps.length + leftovers.waits.length > 0) return { ...stage, steps: care, waits: leftovers.waits }

  const failed = greens.find(({ proof }) => proof.is === 'failed')
  if (failed !== undefined) {
    // It failed while they were changing over: the blue ones serve again before any green one goes.
    const away = blues.filter(({ cordoned, phase }) => cordoned && (phase === 'running' || phase === 'resting'))
    if (away.length > 0) {
      const back = away.map(({ id, slot, version }): Step => {
        return { kind: 'uncordon-machine', flyApp, id, slot, version, because: 'Cordoned', effect: 'none' }
      })
      return { ...stage, steps: [...care, ...back], waits: [] }
    }
    const useless = pairs.flatMap(({ green, blue }) => (green && green !== failed && blue.length > 0 ? green.have : []))
    const given = removeSettled(useless, () => 'Replaced', flyApp)
    const wants = pairs.filter(({ blue }) => blue.length > 0).map(({ place }) => place.want)
    const stopped = rolloutStopped(groupOf(failed.want.slot), wants, failed.want)
    return { ...stage, steps: care, removals: [...stage.removals, ...given.steps], waits: [stopped, ...given.waits] }
  }
  if (hasRunOut(trial, rollout, now)) {
    const failure = 'the rollout took longer than its spec allows'
    return { ...stage, failure, steps: care, waits: [rolloutLate(pairs.map(({ place }) => place.want))] }
  }

  const starts = greens.flatMap(startOf)
  const waits = greens.flatMap(whatItWaitsFor)
  if (missing.length > 0 || waits.length > 0) {
    const creations = missing.map(
      ({ place }) => ({ ...createStep(place, desired), isCordoned: true, because: 'Successor' }) as const,
    )
    return { ...stage, steps: [...care, ...creations, ...starts], waits }
  }
  if (starts.length > 0) return { ...stage, steps: [...care, ...starts], waits: [] }

  const hidden = greens.filter((green) => !isInReach(green))
  const repairs = hidden.flatMap(({ change }) => change ?? [])
  if (repairs.length > 0) return { ...stage, steps: repairs, waits: [] }
  if (hidden.length > 0) {
    return { ...stage, steps: hidden.map(({ have }) => reachStep('uncordon-machine', have, flyApp)), waits: [] }
  }
  return { ...stage, steps: serving.map((machine) => reachStep('cordon-machine', machine, flyApp)), waits: [] }
}

function isInReach({ have }: { readonly have: ObservedMachine }): boolean {
  return !have.cordoned
}

/** The blue ones stand by for a while, in case that somebody wants them back; then they go. */
function goodbye(
  greens: readonly { readonly have: ObservedMachine }[],
  blues: readonly ObservedMachine[],
  { flyApp, rollout }: Desired,
  now: number,
): Pick<Stage, 'steps' | 'removals' | 'waits'> {
  const changedAt = Math.max(...greens.map(({ have }) => have.since + (rollout.healthyForMs ?? 0)))
  const leftMs = changedAt + rollout.keepOldMs - now
  if (leftMs > 0) return { steps: [], removals: [], waits: [oldOnesKept(blues, leftMs)] }
  const gone: Removals = removeSettled(blues, () => 'Replaced', flyApp)
  return { steps: [], removals: gone.steps, waits: gone.waits }
}

/** Why a green Machine cannot take over yet; nothing when it can. */
function whatItWaitsFor({ have, care, proof, serves }: Judgement): readonly Wait[] {
  if (care && 'wait' in care) return [care.wait]
  if (have === undefined || (serves && proof.is !== 'awaited')) return []
  return proof.is === 'awaited' ? [notYetProven(have, proof.provingMs)] : []
}

function reachStep(kind: 'cordon-machine' | 'uncordon-machine', machine: ObservedMachine, flyApp: string): Step {
  const { id, slot, version } = machine
  const step = { flyApp, id, slot, version, effect: 'none' } as const
  return kind === 'cordon-machine' ? { ...step, kind, because: 'Succeeded' } : { ...step, kind, because: 'AllWell' }
}
