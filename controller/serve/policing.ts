import { amountsOf, together } from '../access/amounts.ts'
import { type Decision, decide, policiesAbout, type Question, selectsByLabels } from '../access/decide.ts'
import { type Reason, sayReason } from '../access/reason.ts'
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
  /**
   * What needs an approval, as things are now; nothing when it may be done at once. Rejects with `Forbidden`, and every
   * reason, when a Policy is against it.
   */
  ask(wanted: Wanted): Promise<readonly Reason[]>
  /**
   * The same for the transaction that accepts a spec: what it has counted is so until the spec is stored. Rejects with
   * NeedsApproval as well, when one is needed and none was given.
   */
  check(wanted: Wanted, isApproved: boolean): (seen: SeenByCheck) => Promise<void>
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
    ask: async (wanted) => risksOf(wanted, await decideOn(wanted, await seenNow(wanted.after))),
    check: (wanted, isApproved) => async (seen) => {
      if (risksOf(wanted, await decideOn(wanted, seen)).length === 0 || isApproved) return
      const message = `a Policy about ${refOf(wanted.after)} has just become another, and asks for an approval now; nothing was changed`
      throw new OperationError('NeedsApproval', message, 'send it again: the approval is asked for then')
    },
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

/** What is left for a second person to agree to. Throws what is refused, whoever would agree. */
function risksOf({ after }: Wanted, { verdict, reasons }: Decision): readonly Reason[] {
  if (verdict !== 'refused') return reasons
  const told = reasons.slice(0, mostTold).map(sayReason).join('; ')
  const message = `this change of ${refOf(after)} is refused: ${told}; nothing was changed`
  const repairs = [...new Set(reasons.slice(0, mostTold).map(({ repair }) => repair))]
  throw new OperationError('Forbidden', message, repairs.join('; '), { reasons })
}

const mostTold = 10
