import type { Resource } from '../../../resource/resource.ts'
import type { KeptPlan } from '../../../store/access-store.ts'
import { OperationError } from '../../operation-error.ts'
import type { Operations } from '../../operations.ts'
import type { Answer } from '../answer.ts'
import { type PlanView, viewPlan } from '../plan-view.ts'
import type { Asked } from '../tool.ts'

/** Plans a spec and keeps the plan for the caller, so that exactly this one can be applied. */
export async function planAndKeep(resource: Resource, { operations, owner, plans, signal }: Asked): Promise<KeptPlan> {
  const baseGeneration = await generationOf(resource.metadata.name, operations)
  const [plan] = await operations.plan({ document: resource }, signal)
  if (plan === undefined) {
    throw new OperationError('Conflict', 'the App was deleted meanwhile', 'look again with get_app_status')
  }
  return plans.keep(owner, { resource, baseGeneration, digest: plan.digest, shown: viewPlan(plan) })
}

/** A kept plan as an answer; `offset` is the first change that is shown. */
export function showPlan(plan: KeptPlan, offset = 0): Answer {
  const { id, digest, baseGeneration, expiresAt, operation } = plan
  const view = plan.shown as PlanView
  const changes = view.changes.slice(offset, offset + mostChanges)
  const end = offset + changes.length
  const rest = view.changes.length - end
  return {
    summary: `${view.app}: ${view.plan}. Risk: ${view.risk}. Cost: ${view.cost}. Plan ${id}, digest ${digest}, until ${expiresAt}.`,
    data: {
      ...{ plan_id: id, digest, app: view.app, base_generation: baseGeneration, expires_at: expiresAt },
      ...{ risk: view.risk, counts: view.counts, cost: view.cost, total_changes: view.changes.length },
      ...(operation !== undefined && { operation_id: operation }),
      ...(rest > 0 && { next_cursor: String(end) }),
      ...{ waits: view.waits, changes },
    },
    untrusted: ['waits', 'changes'],
    next: nextFor(plan, rest),
  }
}

function nextFor({ id, digest, operation }: KeptPlan, rest: number): string[] {
  if (operation !== undefined) return [`This plan was applied: call get_operation with operation_id ${operation}.`]
  return [
    ...(rest > 0 ? [`${rest} more changes: call get_plan with the cursor.`] : []),
    `Show the changes to whoever you work for; then call apply_plan with plan_id ${id} and digest ${digest}.`,
  ]
}

async function generationOf(name: string, operations: Operations): Promise<number> {
  try {
    return (await operations.get(name)).generation
  } catch (error) {
    if (error instanceof OperationError && error.code === 'NotFound') return 0
    throw error
  }
}

const mostChanges = 20
