import type { Policy } from '../../schemas/types.ts'
import { type Amounts, amountsOf, nothing, together } from './amounts.ts'
import type { Question } from './decide.ts'
import type { Reason } from './reason.ts'

type Limits = NonNullable<Policy['spec']['limits']>

/** The limits that a change would break. One that is broken already is broken again only by more than there is. */
export function limitReasons(
  limits: Limits | undefined,
  { before, after, totals }: Pick<Question, 'before' | 'after' | 'totals'>,
  rule: string,
): readonly Reason[] {
  if (limits === undefined) return []
  const have = before ? amountsOf(before) : nothing
  const want = amountsOf(after)
  return [
    ...broken(limits.perApp ?? {}, have, want).map(({ key, limit }) => ({
      path: '/spec',
      found: `${want[key]} ${words[key]}`,
      allowed: `each App ${limit} ${words[key]}`,
      rule,
      repair: `ask for at most ${Math.max(limit, have[key])} ${words[key]}, or ask an admin for a higher limit`,
    })),
    ...(totals ? broken(limits.perOrganization ?? {}, together([totals, have]), together([totals, want])) : []).map(
      ({ key, limit }) => ({
        path: '/spec',
        found: `${want[key]} ${words[key]}, which is too much together with all other Apps`,
        allowed: `all Apps together ${limit} ${words[key]}`,
        rule,
        // How much others have is nobody's business here.
        repair: `ask for less (${have[key]} ${words[key]} are there now), or ask an admin for a higher limit`,
      }),
    ),
  ]
}

function broken(limits: Partial<Amounts>, have: Amounts, want: Amounts) {
  return keys.flatMap((key) => {
    const limit = limits[key]
    return limit !== undefined && want[key] > limit && want[key] > have[key] ? [{ key, limit }] : []
  })
}

const words = {
  machines: 'Machines',
  cpus: 'CPUs',
  memoryMb: 'MB of memory',
  diskGb: 'GB on volumes',
  monthlyUsd: 'US dollars a month',
} as const satisfies Record<keyof Amounts, string>

const keys = Object.keys(words) as readonly (keyof Amounts)[]
