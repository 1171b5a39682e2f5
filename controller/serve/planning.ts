import type { Controller } from '../engine/controller.ts'
import type { Plan } from '../plan/plan.ts'
import type { Store } from '../store/store.ts'
import { readDraft } from './draft.ts'
import { OperationError } from './operation-error.ts'
import type { Operations } from './operations.ts'

/** `plan` of the operations. */
export function createPlanning(options: {
  readonly store: Store
  readonly controller: Controller
}): Pick<Operations, 'plan'> {
  const { store, controller } = options
  return {
    async plan(request, signal) {
      if ('text' in request || 'document' in request) {
        return sideBySide(readDraft(request), (resource) => controller.planResource(resource, signal))
      }
      const { name } = request
      if (name === undefined) {
        const { stored } = await store.list()
        return sideBySide(stored, ({ ref }) => controller.plan(ref, signal))
      }
      const plan = await controller.plan(`App/${name}`, signal)
      if (plan !== undefined) return [plan]
      const repair = '`artifact get apps` lists those that are there; `artifact plan -f` plans a file'
      throw new OperationError('NotFound', `there is no App ${name}`, repair)
    },
  }
}

// Enough to hide the time that Fly takes to answer; the budget of calls decides the rest.
const atOnce = 16

/** The plans in the order of the items, some of them made at the same time; without what was deleted meanwhile. */
async function sideBySide<T>(
  items: readonly T[],
  plan: (item: T) => Promise<Plan | undefined>,
): Promise<readonly Plan[]> {
  const plans: Plan[] = []
  for (let first = 0; first < items.length; first += atOnce) {
    const some = await Promise.all(items.slice(first, first + atOnce).map(plan))
    plans.push(...some.filter((made) => made !== undefined))
  }
  return plans
}
