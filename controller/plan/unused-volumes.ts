import type { ObservedVolume, ObservedVolumes } from './observe-volumes.ts'
import type { Step, Wait } from './step.ts'
import { volumesInApp, volumesKept } from './volume-waits.ts'

/**
 * Volumes for which the spec has no slot any more. They stay for as long as their spec said; then a snapshot is taken, and
 * only then they go.
 */
export function clearUnused({ ours }: ObservedVolumes, flyApp: string, now: number): readonly Step[] {
  return ours
    .filter((volume) => isUnused(volume) && leftMs(volume, now) <= 0 && mayGo(volume))
    .map((volume) => nextStep(volume, flyApp))
}

/** What keeps an app from being deleted, since all its volumes would go with it. */
export function volumesInTheWay({ ours, strangers }: ObservedVolumes, flyApp: string, now: number): readonly Wait[] {
  const living = ours.filter(({ phase }) => phase !== 'gone')
  const kept = living.filter(({ facts }) => facts.quarantined === undefined)
  const others = [...living.filter(({ facts }) => facts.quarantined !== undefined), ...strangers].map(
    ({ name, id }) => `${name} (${id})`,
  )
  return [
    ...(kept.length > 0 ? [volumesKept(flyApp, kept, Math.min(...kept.map((volume) => leftMs(volume, now))))] : []),
    ...(others.length > 0 ? [volumesInApp(flyApp, others)] : []),
  ]
}

function isUnused({ idleSince, phase, facts }: ObservedVolume): boolean {
  return idleSince !== undefined && phase !== 'gone' && facts.quarantined === undefined
}

function leftMs({ idleSince, facts }: ObservedVolume, now: number): number {
  return (idleSince ?? now) + facts.keepForMs - now
}

/** Attached, on the move, or out of sight, it waits for another look. */
function mayGo({ attachedTo, phase }: ObservedVolume): boolean {
  return phase === 'ready' && attachedTo === undefined
}

function nextStep({ id, slot, facts }: ObservedVolume, flyApp: string): Step {
  const common = { flyApp, id, slot, because: 'VolumeUnused' } as const
  return facts.snapshot === undefined
    ? { ...common, kind: 'create-snapshot', effect: 'none' }
    : { ...common, kind: 'delete-volume', effect: 'data-loss' }
}
