import * as z from 'zod/v4'
import { defineTool, looking } from '../tool.ts'
import { args } from './args.ts'
import { planOutput } from './plan-changes.ts'
import { showPlan } from './planned.ts'

export const getPlan = defineTool({
  name: 'get_plan',
  title: 'Show a plan again',
  description: 'A plan that you made before, its further changes (cursor), and the operation that came of it.',
  input: z.object({ plan_id: args.planId, cursor: args.cursor }),
  output: planOutput,
  hints: looking({ openWorldHint: true }),
  costs: 'read',
  async run({ plan_id, cursor }, { plans, owner }) {
    return showPlan(await plans.find(owner, plan_id), cursor === undefined ? 0 : Number(cursor))
  },
})
