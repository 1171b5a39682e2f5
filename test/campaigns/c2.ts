import { flyAppOf } from '../../controller/resource/resource.ts'
import type { HouseOptions } from '../support/house.ts'
import { judgeRest } from '../support/judge.ts'
import type { Broken } from '../support/process.ts'
import { streams } from '../support/random.ts'
import { attempt } from './attempt.ts'
import { fromThePast } from './c2-past.ts'
import { type Campaign, campaign, type Finding } from './campaign.ts'
import { changedApp, randomApp } from './specs.ts'

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
  let app = randomApp(dice, 'shop')
  let isStale = false
  let disturb: () => void = () => undefined
  const between: HouseOptions['between'] = (fetch) =>
    fromThePast({ fetch, dice, isStale: () => isStale, tells: () => disturb() })
  return await attempt({ seed, broken, between }, async (house) => {
    disturb = () => house.watch.disturbed({ flyApp: flyAppOf(app) })
    await house.submit(app)
    await house.advance(dice.between(1, 40) * 1_000)
    isStale = true
    for (let change = dice.between(1, 3); change > 0; change--) {
      app = changedApp(dice, app)
      await house.submit(app)
      await house.advance(dice.between(2, 40) * 1_000)
      if (dice.chance(0.4)) house.crash(500)
    }
    isStale = false
    await house.start()
    await house.converge(longestMs)
    await house.advance(2 * restMs)
    await house.settle(longestMs)
    return await judgeRest(house, restMs)
  })
}

const longestMs = 30 * 60_000
const restMs = 50_000
