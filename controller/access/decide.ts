import type { Policy } from '../../schemas/types.ts'
import type { Plan } from '../plan/plan.ts'
import type { Resource } from '../resource/resource.ts'
import { type Rule, selectable, selects } from '../resource/rule.ts'
import type { Amounts } from './amounts.ts'
import { changesOf } from './changes.ts'
import { effectsIn, impliedEffects } from './effects.ts'
import { limitReasons } from './limits.ts'
import type { Principal } from './principal.ts'
import { builtIn, type Reason } from './reason.ts'
import { valueReasons } from './values.ts'

/** What is asked, with all that the answer depends on. */
export type Question = {
  readonly principal: Principal
  /** `delete`: `after` is what is to go, as it is. */
  readonly action: 'submit' | 'rollback' | 'delete'
  /** As it is stored; `undefined` when there is no such App yet. */
  readonly before: Resource | undefined
  readonly after: Resource
  /** Without one, a Policy that asks for approvals asks for one whatever would be done. */
  readonly plan?: Plan | undefined
  /** All that are in force, of which those count that are about this App before or after. */
  readonly policies: readonly Policy[]
  /** Whether a Grant or a Policy selects Apps by their labels. */
  readonly isLabelled: boolean
  /** What all other Apps of the organisation ask for together; without it limits of the organisation are not looked at. */
  readonly totals?: Amounts | undefined
}

/** The answer, and why. `rule` is the one that decided; `none` when none had anything against it. */
export type Decision = {
  readonly verdict: 'allowed' | 'refused' | 'needs-approval'
  readonly rule: string
  readonly reasons: readonly Reason[]
}

/**
 * Whether somebody who may edit an App may make this change of it. Every Policy about the App has to agree, about how it
 * was and about how it will be: nobody leaves a Policy by changing a label. What breaks a Policy already may stay as it is
 * or become less, so that a stricter Policy locks nobody in.
 */
export function decide(question: Question): Decision {
  const policies = policiesAbout(question)
  const refusals = [...builtInReasons(question), ...policies.flatMap((policy) => policyReasons(policy, question))]
  const [refusal] = refusals
  if (refusal !== undefined) return { verdict: 'refused', rule: refusal.rule, reasons: refusals }

  const risks = policies.flatMap((policy) => riskReasons(policy, question))
  const [risk] = risks
  if (risk !== undefined) return { verdict: 'needs-approval', rule: risk.rule, reasons: risks }
  return { verdict: 'allowed', rule: 'none', reasons: [] }
}

/** The Policies that are about an App, as it was or as it will be. */
export function policiesAbout({ policies, before, after }: Pick<Question, 'policies' | 'before' | 'after'>) {
  const apps = [before, after].filter((resource) => resource !== undefined).map(selectable)
  return policies.filter(({ spec }) => apps.some((app) => selects(spec.apps, app)))
}

/** Whether labels decide about anything. */
export function selectsByLabels(rules: readonly Rule[]): boolean {
  return rules.some(({ spec }) => spec.apps.labels !== undefined)
}

function ruleOf({ metadata }: Policy): string {
  return `Policy/${metadata.name}`
}

/** What an app may not do to its own App although it is its editor: reach for what is not its own. */
function builtInReasons({ principal, before, after, isLabelled }: Question): readonly Reason[] {
  if (principal.kind !== 'workload') return []
  const changes = changesOf(before, after)
  const labels = changes.filter((path) => isBeneath(path, '/metadata/labels'))
  const own = after.spec.network ?? after.spec.flyApp ?? after.metadata.name
  const had = (before?.spec.addresses?.private ?? []).map(({ network }) => network)
  const foreign = (after.spec.addresses?.private ?? []).flatMap(({ network }, index) =>
    network === undefined || network === own || had.includes(network) ? [] : [{ network, index }],
  )
  return [
    ...(isLabelled ? labels : []).map((path) => ({
      path,
      found: 'a change of a label',
      allowed: 'an app no change of labels while Grants or Policies select by them',
      rule: builtIn,
      repair: 'leave the labels as they are, or ask an operator to change them',
    })),
    ...foreign.map(({ network, index }) => ({
      path: `/spec/addresses/private/${index}/network`,
      found: network,
      allowed: `an app private addresses in its own network, ${own}, alone`,
      rule: builtIn,
      repair: 'take the address out, or ask an operator to add it',
    })),
  ]
}

function policyReasons(policy: Policy, question: Question): readonly Reason[] {
  const rule = ruleOf(policy)
  const { before, after, action } = question
  if (action === 'delete') return policy.spec.mayDelete === false ? [deletion(rule, '')] : []
  const asksToGo = after.spec.deletion.requested === true && before?.spec.deletion.requested !== true
  return [
    ...(asksToGo && policy.spec.mayDelete === false ? [deletion(rule, '/spec/deletion/requested')] : []),
    ...changeReasons(policy, question),
    ...valueReasons(policy.spec, before, after, rule),
    ...limitReasons(policy.spec.limits, question, rule),
  ]
}

function deletion(rule: string, path: string): Reason {
  const repair = 'ask an admin to change the Policy, or have the operators delete it in their directory'
  return { path, found: 'a deletion', allowed: 'none', rule, repair }
}

/** Changes outside of what an app may change. */
function changeReasons({ spec, metadata }: Policy, { principal, before, after }: Question): readonly Reason[] {
  const { changeable } = spec
  if (changeable === undefined || principal.kind !== 'workload') return []
  return changesOf(before, after)
    .filter((path) => !changeable.some((place) => isBeneath(path, place)))
    .map((path) => ({
      path,
      found: 'a change',
      allowed: changeable.length === 0 ? 'an app no change' : `an app changes of ${changeable.join(', ')} only`,
      rule: `Policy/${metadata.name}`,
      repair: 'leave it as it is stored, or ask an operator to change it',
    }))
}

/** What a second person has to have seen. */
function riskReasons(policy: Policy, { before, after, plan, action }: Question): readonly Reason[] {
  const asked = policy.spec.needsApproval ?? []
  // Whoever may delete by word is an operator, names the App, and can take it back while it is kept.
  if (asked.length === 0 || action === 'delete') return []
  // What is stored already was agreed to when it came.
  if (changesOf(before, after).length === 0) return []
  const effects = new Set([...impliedEffects(before, after), ...(plan ? effectsIn(plan) : asked)])
  return asked
    .filter((effect) => effects.has(effect))
    .map((effect) => ({
      path: '',
      found: plan ? `a plan with the effect ${effect}` : `a change whose plan is not known, so perhaps ${effect}`,
      allowed: `${effect} once somebody else has approved it`,
      rule: ruleOf(policy),
      repair: 'have it approved by somebody other than you (`artifact approve`), then send the very same again',
    }))
}

function isBeneath(path: string, place: string): boolean {
  return path === place || path.startsWith(`${place}/`)
}
