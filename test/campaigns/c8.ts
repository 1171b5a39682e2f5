import type { Broken } from '../support/process.ts'
import { streams } from '../support/random.ts'
import { lies, lying } from './c8-lies.ts'
import { type Campaign, campaign, type Finding } from './campaign.ts'
import { misled } from './misled.ts'

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
  return await misled({
    ...{ seed, dice, broken, fromTheStart: 0.5, standsS: [5, 5], crashes: 0.2 },
    between: (fetch, { isHidden, tells: disturbs }) =>
      lying({
        ...{ fetch, dice, isLying: isHidden },
        tells(lie) {
          tells(lie)
          disturbs()
        },
      }),
  })
}

const seedsForEverything = 100
