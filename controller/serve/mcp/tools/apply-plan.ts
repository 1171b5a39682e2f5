import * as z from 'zod/v4'
import type { KeptPlan } from '../../../store/access-store.ts'
import { OperationError } from '../../operation-error.ts'
import { type Asked, changing, defineTool } from '../tool.ts'
import { args } from './args.ts'
import { showOperation, waitForEnd } from './followed.ts'

export const operationOutput = { operation_id: z.string(), status: z.string(), last_event: z.number() }

export const applyPlan = defineTool({
  name: 'apply_plan',
  title: 'Apply a plan',
  description:
    'Has exactly the plan that was shown done, once: a repetition answers the same operation. Refused with PLAN_STALE when the App or Fly has changed since; then plan anew. It goes on when you disconnect: follow it with get_operation.',
  input: z.object({
    plan_id: args.planId,
    digest: z.string().describe('The digest of the plan that was looked at.'),
    wait_seconds: args.waitSeconds,
  }),
  output: operationOutput,
  hints: changing({ destructiveHint: true, idempotentHint: true }),
  costs: 'apply',
  async run({ plan_id, digest, wait_seconds }, asked) {
    const plan = await asked.plans.find(asked.owner, plan_id)
    if (plan.digest !== digest) {
      const message = `the digest is not that of the plan ${plan_id}`
      throw new OperationError('PlanChanged', message, 'look at the plan with get_plan and apply with its digest')
    }
    return showOperation(await waitForEnd(await applied(plan, asked), wait_seconds, asked), undefined, asked)
  },
})

/** The id of the operation that came of a plan: one that was begun before, or now. */
export async function applied(plan: KeptPlan, { plans, operations, caller }: Asked): Promise<string> {
  const { resource, digest, baseGeneration } = plan
  const { operation } = await plans.apply(plan, async () => {
    // Not the signal of the request: what was begun is brought to its end, whether anybody listens or not.
    const request = { document: resource, planDigest: digest, ifGeneration: baseGeneration }
    const [submitted] = await stale(operations.submit(request, caller, new AbortController().signal), plan)
    if (submitted?.operation === undefined) throw new Error('a submission without an operation')
    return submitted.operation.id
  })
  return operation
}

/** Another generation than the one that was planned for is a stale plan like any other. */
async function stale<T>(submitting: Promise<T>, { id, baseGeneration }: KeptPlan): Promise<T> {
  try {
    return await submitting
  } catch (error) {
    if (!(error instanceof OperationError) || error.code !== 'Conflict' || !error.message.includes('generation'))
      throw error
    const message = `the App is no longer at generation ${baseGeneration}, for which the plan ${id} was made`
    throw new OperationError('PlanChanged', message, 'plan anew and look at the plan of now', { cause: error })
  }
}
