import type { Desired } from './desired.ts'
import { createStep, type Judgement } from './judge.ts'
import type { Losses } from './observed.ts'
import type { Place } from './places.ts'
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
): readonly Judgement[] {
  const isLost = ({ have }: Judgement) => have?.phase === 'unreachable'
  const isDue = (judgement: Judgement, index: number) =>
    isLost(judgement) &&
    mayStandElsewhere(judgement) &&
    places[index]?.others.length === 0 &&
    judgement.have !== undefined &&
    due.includes(judgement.have.id)
  const isUnderWay = places.some(
    ({ have, others }) => have?.phase === 'moving' && others.some(({ phase }) => phase === 'unreachable'),
  )
  const first = isStorm || isUnderWay || mayReplace === 0 ? -1 : judgements.findIndex(isDue)
  return judgements.map((judgement, index): Judgement => {
    const place = places[index]
    if (judgement.have === undefined || place === undefined || !isLost(judgement)) return judgement
    if (isStorm) return { ...judgement, care: { wait: hostsUnreachable(judgement.have) } }
    if (!mayStandElsewhere(judgement)) return judgement
    if (index === first) return { ...judgement, care: { step: { ...createStep(place, desired), because: 'HostLost' } } }
    const hasToQueue = isDue(judgement, index) && mayReplace === 0
    return { ...judgement, care: { wait: hostUnreachable(judgement.have, hasToQueue ? 'hasToQueue' : 'isReplaced') } }
  })
}

/** A volume holds its Machine to its host; and what runs to its end may have come to it. */
function mayStandElsewhere({ want }: Judgement): boolean {
  return want.volume === undefined && want.runs !== 'once'
}
