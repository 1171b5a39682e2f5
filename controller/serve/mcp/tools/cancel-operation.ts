import * as z from 'zod/v4'
import { OperationError } from '../../operation-error.ts'
import { changing, defineTool } from '../tool.ts'
import { operationOutput } from './apply-plan.ts'
import { args } from './args.ts'
import { showOperation } from './followed.ts'

export const cancelOperation = defineTool({
  name: 'cancel_operation',
  title: 'Cancel a running operation',
  description:
    'Takes back a change that is under way: the App returns to the revision before it, as a new operation. What was done until then is undone step by step, not by a stop; data that is gone stays gone. Refused when the operation has ended or there is nothing to return to.',
  input: z.object({ operation_id: args.operationId }),
  output: operationOutput,
  hints: changing({ destructiveHint: true, idempotentHint: false }),
  costs: 'apply',
  async run({ operation_id }, asked) {
    const { operations, caller } = asked
    const { id, ref, state, generation, message } = await operations.operation(operation_id)
    const name = ref.slice('App/'.length)
    if (state !== 'running') throw refused(`the operation ${id} is not running any more: ${message}`)
    const before = (await operations.history(name)).find((revision) => revision.generation < generation)
    if (before === undefined) {
      throw refused(`the operation ${id} brings the first revision of ${name}, and there is none to return to`)
    }
    // Only while nobody has brought another generation: to return from that one is not what was asked for.
    const request = { document: before.resource, ifGeneration: generation }
    const [submitted] = await operations.submit(request, caller, new AbortController().signal)
    if (submitted?.operation === undefined) throw new Error('a submission without an operation')
    const answer = await showOperation(submitted.operation, undefined, asked)
    return {
      ...answer,
      summary: `${id} is cancelled: ${name} returns to its revision ${before.generation}, as generation ${submitted.generation}. Steps that were done are undone by it, data that is gone is not. ${answer.summary}`,
      data: { cancelled_operation: id, returns_to_revision: before.generation, ...answer.data },
    }
  },
})

function refused(message: string): OperationError {
  return new OperationError('Conflict', message, 'plan what you want instead with plan_changes, and apply that')
}
