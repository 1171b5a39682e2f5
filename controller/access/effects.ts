import type { Policy } from '../../schemas/types.ts'
import type { Plan } from '../plan/plan.ts'
import type { Resource } from '../resource/resource.ts'
import { machinesOf } from './amounts.ts'

/** The effects for which a Policy may ask for an approval. */
export type Risk = NonNullable<Policy['spec']['needsApproval']>[number]

const risks: readonly string[] = ['replace', 'data-loss', 'public', 'cost'] satisfies readonly Risk[]

/** What the steps of a plan bring about, and whether it costs more in the end. */
export function effectsIn({ waves, price }: Plan): readonly Risk[] {
  const ofSteps = waves.flat().flatMap(({ effect }) => (isRisk(effect) ? [effect] : []))
  return price.after.mostUsd > price.before.mostUsd ? [...ofSteps, 'cost'] : ofSteps
}

/**
 * What comes of a change later than the steps of now: volumes of places that the spec gives up, and all that an App has that is
 * to go, are kept for a while first; and a volume may be restored from a snapshot when its host is lost.
 */
export function impliedEffects(before: Resource | undefined, after: Resource): readonly Risk[] {
  if (before === undefined) return []
  if (after.spec.deletion.requested && !before.spec.deletion.requested) return ['data-loss']
  const givesUpData = Object.entries(before.spec.machines).some(([name, had]) => {
    const has = Object.hasOwn(after.spec.machines, name) ? after.spec.machines[name] : undefined
    if (had.volume === undefined || machinesOf(had) === 0) return false
    if (has?.volume === undefined) return true
    // From then on what was written since the last snapshot may go without another word.
    if (has.volume.onLostHost === 'restore' && had.volume.onLostHost !== 'restore') return true
    const places = Object.entries(placesOf(had))
    return places.some(([region, count]) => (placesOf(has)[region] ?? 0) < count)
  })
  return givesUpData ? ['data-loss'] : []
}

function placesOf(group: Resource['spec']['machines'][string]): Readonly<Record<string, number>> {
  return (group.regions as Readonly<Record<string, number>> | undefined) ?? { '': group.count ?? 1 }
}

function isRisk(effect: string): effect is Risk {
  return risks.includes(effect)
}
