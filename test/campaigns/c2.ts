import type { Broken } from '../support/process.ts'
import { streams } from '../support/random.ts'
import { fromThePast } from './c2-past.ts'
import { type Campaign, campaign, type Finding } from './campaign.ts'
import { misled } from './misled.ts'

/**
 * C2: lists are of any moment of the past, older ones after newer ones and across restarts, while specs change. What
 * was made may not be made again, and what goes may go only once it is sure; in the end all is as the specs say.
 */
export const staleness: Campaign = campaign({
  name: 'C2',
  about: 'lists of Fly are of any moment of the past, across restarts; then of this one: the world must be right',
  runSeed: (seed) => outOfDate(seed),
})

export async function outOfDate(seed: number, broken: Broken = {}): Promise<Finding> {
  const dice = streams(seed)('stale')
  return await misled({
    ...{ seed, dice, broken, fromTheStart: 0, standsS: [1, 2], crashes: 0.4 },
    between: (fetch, { isHidden, tells }) => fromThePast({ fetch, dice, isStale: isHidden, tells }),
  })
}
