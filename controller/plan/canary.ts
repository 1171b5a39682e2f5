import { groupOf } from '../resource/ownership.ts'
import type { Judgement } from './judge.ts'
import { isNews, leastMissedFirst, type Outdated } from './rollout.ts'

/**
 * Of each group that has no Machine yet in which the new version has proven itself: one that gets it now, alone, or none
 * while one is on trial. What somebody else changed needs no canary. The others queue.
 */
export function canariesOf(
  outdated: readonly Outdated[],
  judgements: readonly Judgement[],
): readonly [due: readonly Outdated[], queued: readonly Outdated[]] {
  const onTrial = groupsWhere(judgements, ({ proof }) => proof.is === 'awaited')
  const proven = groupsWhere(judgements, ({ proof, have }) => proof.is === 'given' && have?.phase === 'running')
  const chosen = new Map<string, Outdated>()
  for (const each of leastMissedFirst(outdated.filter(({ change }) => isNews(change)))) {
    const group = groupOf(each.want.slot)
    if (!chosen.has(group)) chosen.set(group, each)
  }
  const due = outdated.filter((each) => {
    const group = groupOf(each.want.slot)
    if (!isNews(each.change) || proven.has(group)) return true
    return !onTrial.has(group) && chosen.get(group) === each
  })
  return [due, outdated.filter((each) => !due.includes(each))]
}

function groupsWhere(judgements: readonly Judgement[], test: (judgement: Judgement) => boolean): ReadonlySet<string> {
  return new Set(judgements.filter(test).map(({ want }) => groupOf(want.slot)))
}
