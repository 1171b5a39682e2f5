import { flyAppOf } from '../../controller/resource/resource.ts'
import { judgeRest } from '../support/judge.ts'
import type { Broken } from '../support/process.ts'
import { streams } from '../support/random.ts'
import { attempt } from './attempt.ts'
import { lies, lying } from './c8-lies.ts'
import { type Campaign, campaign, type Finding } from './campaign.ts'
import { changedApp, randomApp } from './specs.ts'

/**
 * C8: Fly answers nonsense while specs change: other types, fields less, other apps' Machines, ids that are swapped or there
 * twice. Nothing may be destroyed or doubled because of it; and when Fly is sane again, the world becomes what the specs say.
 */
export const hostility: Campaign = hostilityWith({ name: 'C8' })

export function hostilityWith({ name }: { readonly name: string }): Campaign {
  const told = new Map<string, number>()
  return campaign({
    name,
    about:
      'Fly answers nonsense, and does what it was asked; then it is sane again: the world must be what the specs say',
    runSeed: (seed) => nonsense(seed, {}, (lie) => told.set(lie, (told.get(lie) ?? 0) + 1)),
    atEnd(seeds) {
      const missing = lies.filter((lie) => !told.has(lie))
      if (seeds < seedsForEverything || missing.length === 0) return undefined
      return { broken: `never told in ${seeds} seeds: ${missing.join(', ')}`, trace: [] }
    },
  })
}

export async function nonsense(
  seed: number,
  broken: Broken = {},
  tells: (lie: string) => void = () => undefined,
): Promise<Finding> {
  const dice = streams(seed)('hostile')
  let app = randomApp(dice, 'shop')
  let isLying = false
  let disturb: () => void = () => undefined
  const between: NonNullable<Parameters<typeof attempt>[0]['between']> = (fetch) =>
    lying({
      ...{ fetch, dice, isLying: () => isLying },
      tells(lie) {
        tells(lie)
        disturb()
      },
    })
  return await attempt({ seed, broken, between }, async (house) => {
    disturb = () => house.watch.disturbed({ flyApp: flyAppOf(app) })
    isLying = dice.chance(0.5)
    await house.submit(app)
    await house.advance(dice.between(5, 40) * 1_000)
    isLying = true
    for (let change = dice.between(1, 3); change > 0; change--) {
      app = changedApp(dice, app)
      await house.submit(app)
      await house.advance(dice.between(5, 40) * 1_000)
      if (dice.chance(0.2)) house.crash(500)
    }
    isLying = false
    await house.start()
    await house.converge(longestMs)
    await house.advance(2 * restMs)
    await house.settle(longestMs)
    return await judgeRest(house, restMs)
  })
}

const seedsForEverything = 100
const longestMs = 30 * 60_000
const restMs = 50_000
