import { type Change, changeOf } from './change.ts'
import type { Desired, DesiredMachine } from './desired.ts'
import type { DriftRules } from './drift.ts'
import { crashPauseMs, hasCrashed, hasCrashedLately, isWell, provingMs, serves } from './health.ts'
import { mayFork } from './lost-volumes.ts'
import { countChecks } from './machine-config.ts'
import type { Losses, Observed, ObservedMachine } from './observed.ts'
import type { Place } from './places.ts'
import type { Step, Wait } from './step.ts'
import type { Footing } from './volumes.ts'
import * as waits from './waits.ts'
import { isOpen, opensInMs } from './windows.ts'

/** What one slot needs, looked at by itself. What may be done at the same time is decided over all of them. */
export type Judgement = {
  readonly want: DesiredMachine
  readonly have: ObservedMachine | undefined
  /** Whether somebody serves in the slot, whatever version. */
  readonly serves: boolean
  /** Whether it began to run only a moment ago and has nothing but that to show for itself, whatever version. */
  readonly isFresh: boolean
  /** What makes it serve, or why nothing can be done for that now. */
  readonly care: Care
  /** What makes it what the spec says. */
  readonly change: UpdateMachine | SetMetadata | ReplaceMachine | RestartMachine | undefined
  /** That somebody else changed it, where the spec says to leave it so. */
  readonly report: Wait | undefined
  /** What it tells of the version that the spec asks for; `none` unless it runs just that. */
  readonly proof: Proof
}

export type Care =
  | { readonly step: CreateMachine | StartMachine | UncordonMachine | ReplaceMachine }
  | { readonly wait: Wait }
  | undefined

/** `awaited`: for another `provingMs`. `failed`: it did not become healthy in time, or its program ended. */
export type Proof =
  | { readonly is: 'none' | 'given' | 'failed' }
  | { readonly is: 'awaited'; readonly provingMs: number }

export type CreateMachine = Extract<Step, { kind: 'create-machine' }>
export type StartMachine = Extract<Step, { kind: 'start-machine' }>
export type UncordonMachine = Extract<Step, { kind: 'uncordon-machine' }>
export type UpdateMachine = Extract<Step, { kind: 'update-machine' }>
export type SetMetadata = Extract<Step, { kind: 'set-metadata' }>
export type ReplaceMachine = Extract<Step, { kind: 'replace-machine' }>
export type RestartMachine = Extract<Step, { kind: 'restart-machine' }>

// Soon enough to see whether it stays up this time.
const recheckWhileFailingMs = 10_000

/** `footing` is what there is to count on for the volume that the Machine is to have; `undefined` when it is to have none. */
export function judge(
  place: Place,
  desired: Desired,
  world: Pick<Observed, 'images' | 'secrets' | 'losses'>,
  now: number,
  footing?: Footing,
): Judgement {
  const { want, have } = place
  if (have !== undefined && isCrowdedOut(place, have, world.losses, footing)) {
    const step = replaceStep(want, have, desired, { because: 'HostFull', differences: [] })
    return { ...nothingYet(place), care: { step } }
  }
  if (have === undefined) return { ...nothingYet(place), care: createOn(place, desired, footing) }
  switch (have.phase) {
    case 'broken': {
      // One successor at a time. If that is broken too, its predecessor goes before there is another: see removals.ts
      const care = place.others.length > 0 ? undefined : careOfBroken(place, have, desired, footing)
      return { ...nothingYet(place), care, proof: { is: have.hash === want.hash ? 'failed' : 'none' } }
    }
    case 'moving': {
      // Between two crashes a Machine is on its way up again and again: that is not what there is to tell.
      const isFailing = have.hash === want.hash && hasCrashedLately(want, have, now)
      const wait = isFailing ? waits.crashLooping(have, recheckWhileFailingMs) : waits.machineMoving(have)
      return { ...nothingYet(place), care: { wait }, proof: { is: isFailing ? 'failed' : 'none' } }
    }
    case 'unseen':
      return { ...nothingYet(place), care: { wait: waits.machineUnseen(have) } }
    case 'unreachable':
      return { ...nothingYet(place), care: { wait: waits.hostUnreachable(have) } }
    case 'running':
    case 'resting':
      return judgeSettled(want, have, desired, world, now, footing)
    default:
      return have.phase satisfies never
  }
}

function nothingYet({ want, have }: Place): Omit<Judgement, 'care'> {
  return { want, have, serves: false, isFresh: false, change: undefined, report: undefined, proof: { is: 'none' } }
}

function judgeSettled(
  want: DesiredMachine,
  have: ObservedMachine,
  desired: Desired,
  world: Pick<Observed, 'images' | 'secrets'>,
  now: number,
  footing: Footing | undefined,
): Judgement {
  const change = changeOf(want, have, desired, world)
  const step = change ? changeStep(change, want, have, desired, footing) : restartStep(want, have, desired, footing)
  const leave = step?.because === 'Drifted' ? whyLeft(step, desired.drift, have, now) : undefined
  return {
    want,
    have,
    serves: serves(want, have, now),
    isFresh: provingMs({ checks: checksOf(want, have) }, have, desired.rollout, now) > 0,
    care: careOf(want, have, desired, now),
    change: leave ? undefined : step,
    report: leave?.report,
    proof: change?.of === 'config' || change?.of === 'volume' ? { is: 'none' } : proofOf(want, have, desired, now),
  }
}

/** Whether what somebody else changed is left so for now, and whether there is something to say of it. */
function whyLeft(
  { effect, differences }: UpdateMachine | SetMetadata | ReplaceMachine,
  { modes, windows }: DriftRules,
  have: ObservedMachine,
  now: number,
): { readonly report: Wait | undefined } | undefined {
  const cost = effect === 'restart' || effect === 'replace' ? effect : 'none'
  switch (modes[cost]) {
    case 'off':
      return { report: undefined }
    case 'report':
      return { report: waits.driftReported(have, differences) }
    case 'enforce': {
      const isTime = cost === 'none' || isOpen(windows, now)
      return isTime ? undefined : { report: waits.driftHeld(have, differences, windows, opensInMs(windows, now)) }
    }
  }
}

/** What a Machine of whatever version needs to serve. */
function careOf(want: DesiredMachine, have: ObservedMachine, desired: Desired, now: number): Care {
  if (hasCrashedLately(want, have, now) && !(have.phase === 'resting' && want.runs !== 'always')) {
    return { wait: waits.crashLooping(have, (have.exit?.at ?? now) + crashPauseMs - now) }
  }
  if (isWell(want, have)) return have.cordoned ? backInReach(have, desired) : undefined
  if (have.phase === 'resting') return { step: startStep(want, have, desired) }
  return { wait: isWithinTime(have, desired, now) ? waits.notYetHealthy(have, want) : waits.neverHealthy(have, want) }
}

function proofOf(want: DesiredMachine, have: ObservedMachine, desired: Desired, now: number): Proof {
  // What runs to its end or by the clock proves nothing by ending, in whatever way.
  const hasToStay = want.runs === 'always' || want.runs === 'proxy'
  if (hasToStay && hasCrashed(want, have) && !(have.phase === 'running' && serves(want, have, now)))
    return { is: 'failed' }
  if (!isWell(want, have) && have.phase === 'running' && !isWithinTime(have, desired, now)) return { is: 'failed' }
  const ms = provingMs(want, have, desired.rollout, now)
  return ms > 0 ? { is: 'awaited', provingMs: ms } : { is: 'given' }
}

function checksOf(want: DesiredMachine, { config }: ObservedMachine): number {
  return config === undefined ? want.checks : countChecks(config)
}

/** Whether a Machine may still take its time to become healthy: counted anew when it starts anew. */
function isWithinTime({ versionSince, since }: ObservedMachine, { rollout }: Desired, now: number): boolean {
  return now - Math.max(versionSince, since) <= rollout.healthyWithinMs
}

/** It rests, its host has no room to start it, and its volume may be copied to another once it is gone. */
function isCrowdedOut(
  { want }: Place,
  have: ObservedMachine,
  { crowded }: Losses,
  footing: Footing | undefined,
): boolean {
  const isHeldDown = have.phase === 'resting' && want.runs === 'always' && footing?.is === 'ready'
  return isHeldDown && mayFork(want.volume) && crowded.includes(want.slot)
}

/** A Machine is made on the volume of its slot or not at all; why not, the wait for the volume says. */
function createOn(place: Place, desired: Desired, footing: Footing | undefined): Care {
  return footing?.is === 'held' ? undefined : { step: createStep(place, desired, footing) }
}

/** Two cannot have one volume, so there is no successor before the broken one is gone. */
function careOfBroken(place: Place, have: ObservedMachine, desired: Desired, footing: Footing | undefined): Care {
  if (footing === undefined) return { step: createStep(place, desired) }
  if (footing.is !== 'ready') return undefined
  return { step: replaceStep(place.want, have, desired, { because: 'Broken', differences: [] }) }
}

function replaceStep(
  machine: DesiredMachine,
  { id, version }: ObservedMachine,
  { flyApp }: Desired,
  { because, differences }: Pick<ReplaceMachine, 'because' | 'differences'>,
): ReplaceMachine {
  return { kind: 'replace-machine', flyApp, id, version, machine, because, differences, effect: 'replace' }
}

/** Where Fly has said so, the space of a grown volume is seen only after a restart. */
function restartStep(
  machine: DesiredMachine,
  { id, version, phase, since }: ObservedMachine,
  { flyApp }: Desired,
  footing: Footing | undefined,
): RestartMachine | undefined {
  const grownAt = footing?.is === 'ready' ? footing.volume.facts.grownAt : undefined
  if (grownAt === undefined || phase !== 'running' || since >= grownAt) return undefined
  return { kind: 'restart-machine', flyApp, id, version, machine, because: 'VolumeGrown', effect: 'restart' }
}

export function createStep({ want, have, pending }: Place, { flyApp }: Desired, footing?: Footing): CreateMachine {
  return {
    kind: 'create-machine',
    flyApp,
    machine: want,
    ...(footing?.is === 'ready' && { volume: footing.volume.id }),
    retries: pending && { incarnation: pending.incarnation, operation: pending.operation },
    because: have === undefined ? 'Missing' : 'Replaces',
    effect: 'cost',
  }
}

/** Somebody has put it out of the proxy's reach, or a change-over that was given up has left it there. */
function backInReach({ id, slot, version }: ObservedMachine, { flyApp, drift }: Desired): Care {
  if (drift.modes.none !== 'enforce') return undefined
  return { step: { kind: 'uncordon-machine', flyApp, id, slot, version, because: 'Cordoned', effect: 'none' } }
}

function startStep(want: DesiredMachine, have: ObservedMachine, { flyApp }: Desired): StartMachine {
  return {
    kind: 'start-machine',
    flyApp,
    id: have.id,
    version: have.version,
    machine: want,
    because: hasCrashed(want, have) ? 'Crashed' : 'Stopped',
    effect: 'none',
  }
}

function changeStep(
  change: Change,
  want: DesiredMachine,
  have: ObservedMachine,
  desired: Desired,
  footing: Footing | undefined,
): UpdateMachine | SetMetadata | ReplaceMachine | undefined {
  const { because, differences } = change
  const { flyApp } = desired
  if (change.of === 'volume') return footing?.is === 'held' ? undefined : replaceStep(want, have, desired, change)
  const common = { flyApp, id: have.id, version: have.version, machine: want, differences }
  if (change.of === 'metadata') return { ...common, because: change.because, kind: 'set-metadata', effect: 'none' }
  return { ...common, because, kind: 'update-machine', effect: have.phase === 'running' ? 'restart' : 'none' }
}
