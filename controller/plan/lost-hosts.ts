import type { Slot } from '../resource/ownership.ts'
import type { Desired } from './desired.ts'
import { createStep, type Judgement } from './judge.ts'
import type { Losses } from './observed.ts'
import type { Place } from './places.ts'
import type { Footing } from './volumes.ts'
import { hostsUnreachable, hostUnreachable } from './waits.ts'

/**
 * Machines whose hosts have been out of reach for too long get successors, one at a time; the old ones go when these
 * serve. Not when so many are lost at once that it must be Fly's own trouble, and not beyond what an hour may cost.
 */
export function replaceLost(
  judgements: readonly Judgement[],
  places: readonly Place[],
  desired: Desired,
  { due, isStorm, mayReplace }: Losses,
  footings: ReadonlyMap<Slot, Footing> = new Map(),
): readonly Judgement[] {
  const isLost = ({ have }: Judgement) => have?.phase === 'unreachable'
  const footingOf = ({ want }: Judgement) => footings.get(want.slot)
  const isDue = (judgement: Judgement, index: number) =>
    isLost(judgement) &&
    mayStandElsewhere(judgement, footingOf(judgement)) &&
    places[index]?.others.length === 0 &&
    judgement.have !== undefined &&
    due.includes(judgement.have.id)
  const isUnderWay = places.some(
    ({ have, others }) => have?.phase === 'moving' && others.some(({ phase }) => phase === 'unreachable'),
  )
  // That of a restored volume was counted when the volume was made.
  const mayBeNext = (judgement: Judgement, index: number) =>
    isDue(judgement, index) && (mayReplace > 0 || isRestored(footingOf(judgement)))
  const first = isStorm || isUnderWay ? -1 : judgements.findIndex(mayBeNext)
  return judgements.map((judgement, index): Judgement => {
    const place = places[index]
    if (judgement.have === undefined || place === undefined || !isLost(judgement)) return judgement
    if (isStorm) return { ...judgement, care: { wait: hostsUnreachable(judgement.have) } }
    const footing = footingOf(judgement)
    if (!mayStandElsewhere(judgement, footing)) return judgement
    if (index === first) {
      return { ...judgement, care: { step: { ...createStep(place, desired, footing), because: 'HostLost' } } }
    }
    const hasToQueue = isDue(judgement, index) && mayReplace === 0
    return { ...judgement, care: { wait: hostUnreachable(judgement.have, hasToQueue ? 'hasToQueue' : 'isReplaced') } }
  })
}

/** A volume holds its Machine to its host, unless another has taken its place; and what runs to its end may have come to it. */
function mayStandElsewhere({ want }: Judgement, footing: Footing | undefined): boolean {
  return (want.volume === undefined || isRestored(footing)) && want.runs !== 'once'
}

/** Whether the volume of the slot is another than that of the Machine that is lost, and free. */
function isRestored(footing: Footing | undefined): boolean {
  if (footing?.is === 'later') return footing.isRestored
  if (footing?.is !== 'ready') return false
  return footing.volume.facts.restored !== undefined && footing.volume.attachedTo === undefined
}
