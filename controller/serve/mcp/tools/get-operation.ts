import * as z from 'zod/v4'
import { defineTool, looking } from '../tool.ts'
import { operationOutput } from './apply-plan.ts'
import { args } from './args.ts'
import { showOperation, waitForEnd } from './followed.ts'

export const getOperation = defineTool({
  name: 'get_operation',
  title: 'Follow an operation',
  description:
    'How an apply stands (running, succeeded, failed, superseded) and what has happened since. Pass last_event of the answer before as since_event. wait_seconds 20 saves turns.',
  input: z.object({
    operation_id: args.operationId,
    since_event: args.sinceEvent,
    wait_seconds: args.waitSeconds,
  }),
  output: operationOutput,
  hints: looking({ openWorldHint: true }),
  costs: 'read',
  async run({ operation_id, since_event, wait_seconds }, asked) {
    return showOperation(await waitForEnd(operation_id, wait_seconds, asked), since_event, asked)
  },
})
