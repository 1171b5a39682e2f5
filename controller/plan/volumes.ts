import type { Slot } from '../resource/ownership.ts'
import type { Desired, DesiredMachine } from './desired.ts'
import type { DesiredVolume } from './desired-volume.ts'
import { keeperOf } from './keeper.ts'
import { type Casualty, isForkDue, nextToRestore, snapshotFor, whyNotRestored } from './lost-volumes.ts'
import type { ObservedVolume } from './observe-volumes.ts'
import type { SnapshotOf } from './observed.ts'
import type { Difference, Step, Wait } from './step.ts'
import * as waits from './volume-waits.ts'

/** What is done for the volumes that the spec asks for, and what their Machines can count on. */
export type Provision = {
  readonly steps: readonly Step[]
  readonly waits: readonly Wait[]
  /** By slot, for those that want a volume. */
  readonly footings: ReadonlyMap<Slot, Footing>
}

/**
 * `ready`: a Machine can be made on it. `later`: a step of this plan makes it. `held`: not now, and a wait says why.
 * Nothing is ever made on a new volume where there is another that may hold data.
 */
export type Footing =
  | { readonly is: 'ready'; readonly volume: ObservedVolume }
  | { readonly is: 'later'; readonly isRestored: boolean }
  | { readonly is: 'held' }

/** Volumes are made before their Machines, grow, and are kept as the spec says. None is ever made smaller. */
export function provide(desired: Desired, observed: Casualty): Provision {
  const { volumes } = observed
  const turn = nextToRestore(desired, observed)
  const provisions = desired.machines.flatMap((want) =>
    want.volume ? [provideOne(want, want.volume, desired, observed, turn)] : [],
  )
  const wanted = new Set(provisions.map(({ slot }) => slot))
  // One that nobody wants any more may turn up all the same, and costs money then.
  const unwanted = volumes.pending.filter(({ slot }) => !wanted.has(slot))
  return {
    steps: provisions.flatMap(({ steps }) => steps),
    waits: [
      ...provisions.flatMap(({ waits }) => waits),
      ...unwanted.map(({ slot }) => waits.volumeUnsettled(slot, slot)),
    ],
    footings: new Map(provisions.map(({ slot, footing }) => [slot, footing])),
  }
}

type One = {
  readonly slot: Slot
  readonly footing: Footing
  readonly steps: readonly Step[]
  readonly waits: readonly Wait[]
}

function provideOne(
  want: DesiredMachine,
  volume: DesiredVolume,
  desired: Desired,
  observed: Casualty,
  turn: Slot | undefined,
): One {
  const { slot } = want
  const { pending: creations } = observed.volumes
  const held = (wait: Wait): One => ({ slot, footing: { is: 'held' }, steps: [], waits: [wait] })
  const made = (step: CreateVolume): One => {
    const doubt = creations.find(({ isUnmade }) => !isUnmade)
    // One at a time: while nobody knows what became of one, there is no telling whose a new one is.
    if (doubt) return held(waits.volumeUnsettled(slot, doubt.slot))
    const pending = creations.find((creation) => creation.slot === slot)
    return {
      slot,
      footing: { is: 'later', isRestored: step.from !== undefined },
      steps: [{ ...step, retries: pending?.operation }],
      waits: [],
    }
  }
  const have = keeperOf(slot, observed.volumes)
  if (have === undefined) return made(createStep(want, volume, desired))
  switch (have.phase) {
    case 'gone':
    case 'unreachable': {
      const snapshot = slot === turn ? snapshotFor(have, observed) : undefined
      if (snapshot === undefined) return held(whyNotRestored(want, have, observed))
      return made(restoreStep(createStep(want, volume, desired), have, snapshot))
    }
    case 'unseen':
      return held(waits.volumeUnseen(have))
    case 'moving':
      return held(waits.volumeMoving(have))
    case 'ready':
      if (isForkDue(have, want, observed)) return made(forkStep(createStep(want, volume, desired), have))
      return { slot, footing: { is: 'ready', volume: have }, ...maintain(have, volume, desired) }
    default:
      return have.phase satisfies never
  }
}

function maintain(have: ObservedVolume, want: DesiredVolume, { flyApp, drift }: Desired): Pick<One, 'steps' | 'waits'> {
  const steps: Step[] = []
  const found: Wait[] = []
  const { id, slot, sizeGb } = have
  // A volume that is larger has grown by itself or by hand, and stays so.
  if (sizeGb < want.sizeGb) {
    const because = 'SpecChanged'
    steps.push({ kind: 'extend-volume', flyApp, id, slot, from: sizeGb, sizeGb: want.sizeGb, because, effect: 'cost' })
  }
  const differences = keepingDifferences(have, want)
  if (differences.length > 0) {
    const isAsSet = have.facts.snapshotDays === want.snapshotDays && have.facts.autoBackup === want.autoBackup
    const because = isAsSet ? 'Drifted' : 'SpecChanged'
    const { snapshotDays, autoBackup } = want
    const about = { flyApp, id, slot, snapshotDays, autoBackup, because, differences } as const
    const step: Step = { kind: 'update-volume', ...about, effect: 'none' }
    if (because === 'SpecChanged' || drift.modes.none === 'enforce') steps.push(step)
    else if (drift.modes.none === 'report') found.push(waits.volumeDrifted(have, differences))
  }
  return { steps, waits: found }
}

function keepingDifferences(have: ObservedVolume, want: DesiredVolume): readonly Difference[] {
  const found: readonly Difference[] = [
    { path: '/volume/snapshotDays', want: want.snapshotDays, have: have.snapshotDays },
    { path: '/volume/autoBackup', want: want.autoBackup, have: have.autoBackup },
  ]
  // What Fly does not tell is not known to differ.
  return found.filter(({ want, have }) => have !== undefined && want !== have)
}

type CreateVolume = Extract<Step, { kind: 'create-volume' }>

function createStep(
  { slot, region, config }: DesiredMachine,
  volume: DesiredVolume,
  { flyApp }: Desired,
): CreateVolume {
  return {
    kind: 'create-volume',
    flyApp,
    slot,
    region,
    volume,
    guest: config.guest,
    retries: undefined,
    because: 'VolumeMissing',
    effect: 'cost',
  }
}

/** All that is in it is in the copy. */
function forkStep({ volume, ...step }: CreateVolume, { id, sizeGb }: ObservedVolume): CreateVolume {
  const size = { ...volume, sizeGb: Math.max(volume.sizeGb, sizeGb) }
  return { ...step, volume: size, from: { volume: id }, because: 'HostFull' }
}

/** What was written since the snapshot is missing in it: the spec has said that this may be. */
function restoreStep(
  { volume, ...step }: CreateVolume,
  { id, sizeGb, phase }: ObservedVolume,
  snapshot: SnapshotOf,
): CreateVolume {
  return {
    ...step,
    // It may have grown by itself, and no snapshot fits into less than it was taken of.
    volume: { ...volume, sizeGb: Math.max(volume.sizeGb, sizeGb, snapshot.sizeGb) },
    from: { volume: id, snapshot: snapshot.id, takenAt: new Date(snapshot.at).toISOString() },
    because: phase === 'gone' ? 'VolumeLost' : 'HostLost',
    effect: 'data-loss',
  }
}
