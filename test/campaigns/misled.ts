import { flyAppOf } from '../../controller/resource/resource.ts'
import { judgeRest } from '../support/judge.ts'
import type { Fetch } from '../support/life.ts'
import type { Broken } from '../support/process.ts'
import type { Dice } from '../support/random.ts'
import { attempt } from './attempt.ts'
import type { Finding } from './campaign.ts'
import { changedApp, randomApp } from './specs.ts'

/** What is told wrongly of Fly, and how the App's life goes on meanwhile. */
export type Deception = {
  readonly seed: number
  readonly dice: Dice
  readonly broken: Broken
  /** Stands between the controller and Fly. `tells` has to be called for each answer that is not true. */
  readonly between: (fetch: Fetch, truth: { readonly isHidden: () => boolean; readonly tells: () => void }) => Fetch
  /** The chance that it begins before there is anything. */
  readonly fromTheStart: number
  /** How long the first spec and each later one stand at least, seconds. */
  readonly standsS: readonly [first: number, later: number]
  /** The chance of a crash after each change. */
  readonly crashes: number
}

/**
 * An App whose spec changes a few times while its controller is misled about Fly; then it hears the truth, and the world
 * must be what the last spec says, and rest.
 */
export async function misled({ seed, dice, broken, between, ...life }: Deception): Promise<Finding> {
  let app = randomApp(dice, 'shop')
  let isHidden = false
  let disturb: () => void = () => undefined
  const truth = { isHidden: () => isHidden, tells: () => disturb() }
  return await attempt({ seed, broken, between: (fetch) => between(fetch, truth) }, async (house) => {
    disturb = () => house.watch.disturbed({ flyApp: flyAppOf(app) })
    isHidden = life.fromTheStart > 0 && dice.chance(life.fromTheStart)
    await house.submit(app)
    await house.advance(dice.between(life.standsS[0], 40) * 1_000)
    isHidden = true
    for (let change = dice.between(1, 3); change > 0; change--) {
      app = changedApp(dice, app)
      await house.submit(app)
      await house.advance(dice.between(life.standsS[1], 40) * 1_000)
      if (dice.chance(life.crashes)) house.crash(500)
    }
    isHidden = false
    await house.start()
    await house.converge(longestMs, { agreeing: true })
    await house.advance(2 * restMs)
    await house.settle(longestMs)
    return await judgeRest(house, restMs)
  })
}

const longestMs = 30 * 60_000
const restMs = 50_000
