import type { Provenance } from '../resource/resource.ts'
import { ruleRefOf } from '../resource/rule.ts'
import type { Fence, Store } from '../store/store.ts'
import { readRules } from './draft.ts'
import { OperationError } from './operation-error.ts'
import type { Caller, Operations, RuleApplied } from './operations.ts'

/** `rules`, `applyRules` and `deleteRule` of the operations. */
export function createRuleOperations(options: {
  readonly store: Store
  readonly fence: Fence
  readonly provenanceOf: (caller: Caller) => Provenance
  readonly now: () => string
}): Pick<Operations, 'rules' | 'applyRules' | 'deleteRule'> {
  const { store, fence, provenanceOf, now } = options
  return {
    async rules() {
      const { rules, poisoned } = await store.rules()
      const [first] = poisoned
      if (first === undefined) return rules
      throw new OperationError(
        'Unavailable',
        first.reason,
        `apply ${first.ref} again: that replaces what cannot be read`,
      )
    },

    async applyRules(draft, caller) {
      const applied: RuleApplied[] = []
      for (const rule of readRules(draft)) {
        const { stored, changed } = await store.acceptRule(fence, rule, provenanceOf(caller), now())
        applied.push({ ref: ruleRefOf(rule), generation: stored?.generation ?? 0, changed })
      }
      return applied
    },

    async deleteRule(ref, caller) {
      const gone = await store.forgetRule(fence, ref, provenanceOf(caller), now())
      if (gone !== undefined) return gone
      const repair = '`artifact get grants` and `artifact get policies` list those that are there'
      throw new OperationError('NotFound', `there is no ${ref}`, repair)
    },
  }
}
