import { amountsOf, together } from '../access/amounts.ts'
import { type Decision, decide, policiesAbout, type Question, selectsByLabels } from '../access/decide.ts'
import { sayReason } from '../access/reason.ts'
import type { Plan } from '../plan/plan.ts'
import { type Resource, refOf } from '../resource/resource.ts'
import type { Rule } from '../resource/rule.ts'
import { type SeenByCheck, type Store, StoreError } from '../store/store.ts'
import { OperationError } from './operation-error.ts'
import type { Caller } from './operations.ts'

/** A change that somebody wants, of whom it is known that they may edit the App. */
export type Wanted = Pick<Question, 'action' | 'after'> & { readonly caller: Caller; readonly plan: Plan | undefined }

/** Has Policies decide about what is submitted. What the operators' directory holds is not asked about. */
export interface Policing {
  /** Whether a Policy about this App wants to see a plan. */
  needsPlan(after: Resource): Promise<boolean>
  /** Rejects with `Forbidden`, and every reason, when a Policy is against it as things are now. */
  ask(wanted: Wanted): Promise<void>
  /** The same for the transaction that accepts a spec: what it has counted is so until the spec is stored. */
  check(wanted: Wanted): (seen: SeenByCheck) => Promise<void>
}

export function createPolicing({ store }: { readonly store: Store }): Policing {
  async function seenNow(after: Resource): Promise<SeenByCheck> {
    const ref = refOf(after)
    return {
      before: await readable(ref),
      rules: await store.rules(),
      others: async () => (await store.list()).stored.filter((one) => one.ref !== ref).map(({ resource }) => resource),
    }
  }

  async function readable(ref: ReturnType<typeof refOf>): Promise<Resource | undefined> {
    try {
      return (await store.get(ref))?.resource
    } catch (error) {
      if (error instanceof StoreError && error.code === 'Unreadable') return undefined
      throw error
    }
  }

  return {
    async needsPlan(after) {
      const { before, rules } = await seenNow(after)
      const policies = policiesIn(rules)
      return policiesAbout({ policies, before, after }).some(({ spec }) => (spec.needsApproval ?? []).length > 0)
    },
    ask: async (wanted) => enforce(wanted, await decideOn(wanted, await seenNow(wanted.after))),
    check: (wanted) => async (seen) => enforce(wanted, await decideOn(wanted, seen)),
  }
}

async function decideOn({ caller, action, after, plan }: Wanted, seen: SeenByCheck): Promise<Decision> {
  const { before, rules } = seen
  const policies = policiesIn(rules)
  const isCounted = policiesAbout({ policies, before, after }).some(({ spec }) => spec.limits?.perOrganization)
  return decide({
    ...{ principal: caller.principal, action, before, after, plan, policies },
    isLabelled: selectsByLabels(rules.rules.map(({ rule }) => rule)),
    // All Apps are read for this: not without need.
    totals: isCounted ? together((await seen.others()).map(amountsOf)) : undefined,
  })
}

/** Throws `Unavailable` when one cannot be read: what it would forbid is not known. */
function policiesIn({ rules, poisoned }: SeenByCheck['rules']) {
  const unreadable = poisoned.find(({ ref }) => ref.startsWith('Policy/'))
  if (unreadable) {
    const repair = `apply ${unreadable.ref} again: that replaces what cannot be read`
    throw new OperationError('Unavailable', unreadable.reason, repair)
  }
  return rules
    .map(({ rule }) => rule)
    .filter((rule): rule is Extract<Rule, { kind: 'Policy' }> => rule.kind === 'Policy')
}

function enforce({ after }: Wanted, { verdict, reasons }: Decision): void {
  if (verdict === 'allowed') return
  const [first] = reasons
  const more = reasons.length > 1 ? `; and ${reasons.length - 1} more` : ''
  const what = verdict === 'refused' ? 'is refused' : 'needs an approval'
  const message = `this change of ${refOf(after)} ${what}: ${first ? sayReason(first) : ''}${more}; nothing was changed`
  throw new OperationError('Forbidden', message, first?.repair ?? 'ask an operator of Artifact', { reasons })
}
