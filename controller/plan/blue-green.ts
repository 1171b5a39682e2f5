import { groupOf, type Slot } from '../resource/ownership.ts'
import type { Desired } from './desired.ts'
import { createStep, type Judgement, judge } from './judge.ts'
import type { Observed, ObservedMachine } from './observed.ts'
import type { Place } from './places.ts'
import { type Removals, removeSettled } from './removals.ts'
import type { Step, Wait } from './step.ts'
import { hasRunOut, trialOf } from './trial.ts'
import { notYetProven, oldOnesKept, rolloutLate, rolloutStopped } from './waits.ts'

/** What is planned for groups that change over from old Machines (blue) to new ones beside them (green). */
export type ChangeOver = {
  /** Slots of these groups: nothing else is planned for them. */
  readonly slots: ReadonlySet<Slot>
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
  world: Pick<Observed, 'images' | 'secrets'>,
  now: number,
): ChangeOver {
  const groups = Map.groupBy(places.filter(isSuited), ({ want }) => groupOf(want.slot))
  const stages = [...groups.values()].flatMap((group) => {
    const pairs = group.map((place) => pairOf(place, desired, world, now))
    return pairs.some(({ blue }) => blue.some(({ hash }) => hash !== undefined)) ? [stageOf(pairs, desired, now)] : []
  })
  return {
    slots: new Set(stages.flatMap(({ slots }) => slots)),
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

function pairOf(place: Place, desired: Desired, world: Pick<Observed, 'images' | 'secrets'>, now: number): Pair {
  const { want, have, others } = place
  const all = [...(have ? [have] : []), ...others]
  const alone = (machine: ObservedMachine): Judgement =>
    judge({ want, have: machine, others: [], pending: undefined }, desired, world, now)
  const green = all.find(({ hash }) => hash === want.hash)
  const old = all.filter((machine) => machine !== green)
  const inReach = old.filter(({ cordoned }) => !cordoned)
  const leftovers = inReach.length > 0 ? old.filter(({ cordoned }) => cordoned) : []
  return {
    place,
    green: green && { ...alone(green), have: green },
    blue: old.filter((machine) => !leftovers.includes(machine)),
    leftovers,
    care: inReach.map(alone).flatMap(startOf),
  }
}

/** That it is out of reach is as it should be here, and no reason to do anything. */
function startOf({ care }: Judgement): readonly Step[] {
  return care && 'step' in care && care.step.kind === 'start-machine' ? [care.step] : []
}

type Stage = Omit<ChangeOver, 'slots'> & { readonly slots: readonly Slot[] }

function stageOf(pairs: readonly Pair[], desired: Desired, now: number): Stage {
  const { flyApp, rollout } = desired
  const greens = pairs.flatMap(({ green }) => green ?? [])
  const trial = trialOf(greens, rollout)
  const leftovers = removeSettled(
    pairs.flatMap((pair) => pair.leftovers),
    () => 'Replaced',
    flyApp,
  )
  const stage = {
    slots: pairs.map(({ place }) => place.want.slot),
    failure: trial.failure,
    removals: leftovers.steps,
  }
  const care = pairs.flatMap((pair) => pair.care)
  // Of an attempt that was given up. They go first, so that there are never three in one place.
  if (leftovers.steps.length + leftovers.waits.length > 0) return { ...stage, steps: care, waits: leftovers.waits }
  const blues = pairs.flatMap(({ blue }) => blue)

  const failed = greens.find(({ proof }) => proof.is === 'failed')
  if (failed !== undefined) {
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
  const missing = pairs.filter(({ green }) => green === undefined)
  const waits = greens.flatMap(whatItWaitsFor)
  if (missing.length > 0 || waits.length > 0) {
    const creations = missing.map(
      ({ place }) => ({ ...createStep(place, desired), isCordoned: true, because: 'Successor' }) as const,
    )
    return { ...stage, steps: [...care, ...creations, ...starts], waits }
  }
  if (starts.length > 0) return { ...stage, steps: [...care, ...starts], waits: [] }

  const hidden = greens.filter(({ have }) => have.cordoned)
  if (hidden.length > 0) {
    return { ...stage, steps: hidden.map(({ have }) => reachStep('uncordon-machine', have, flyApp)), waits: [] }
  }
  const inReach = blues.filter(({ cordoned, phase }) => !cordoned && (phase === 'running' || phase === 'resting'))
  if (inReach.length > 0) {
    return { ...stage, steps: inReach.map((machine) => reachStep('cordon-machine', machine, flyApp)), waits: [] }
  }
  return { ...stage, ...goodbye(greens, blues, stage.removals, desired, now) }
}

/** The blue ones stand by for a while, in case that somebody wants them back; then they go. */
function goodbye(
  greens: readonly (Judgement & { readonly have: ObservedMachine })[],
  blues: readonly ObservedMachine[],
  removals: readonly Step[],
  { flyApp, rollout }: Desired,
  now: number,
): Pick<Stage, 'steps' | 'removals' | 'waits'> {
  const changedAt = Math.max(...greens.map(({ have }) => have.since + (rollout.healthyForMs ?? 0)))
  const leftMs = changedAt + rollout.keepOldMs - now
  if (leftMs > 0) return { steps: greens.flatMap(metadataStepOf), removals, waits: [oldOnesKept(blues, leftMs)] }
  const gone: Removals = removeSettled(blues, () => 'Replaced', flyApp)
  return { steps: [], removals: [...removals, ...gone.steps], waits: gone.waits }
}

/** What changes nothing of a program need not wait until the old ones are gone. */
function metadataStepOf({ change }: Judgement): readonly Step[] {
  return change?.kind === 'set-metadata' ? [change] : []
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
