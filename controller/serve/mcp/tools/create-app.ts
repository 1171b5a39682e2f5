import * as z from 'zod/v4'
import { OperationError } from '../../operation-error.ts'
import { defineTool } from '../tool.ts'
import { planOutput } from './plan-changes.ts'
import { planOrApply, shortForm } from './short-form.ts'

export const createApp = defineTool({
  name: 'create_app',
  title: 'Create an App',
  description:
    'Short form of plan_changes for a new App with one group web. For anything more write a spec. Apps cannot create other Apps.',
  input: z.object({
    name: z.string(),
    image: z.string().describe('E.g. registry.fly.io/acme:v1'),
    region: z.string().default('ams'),
    count: z.number().int().min(1).max(100).default(1),
    apply: shortForm.apply,
  }),
  output: planOutput,
  hints: shortForm.hints,
  costs: 'apply',
  async run({ name, image, region, count, apply }, asked) {
    const isThere = await asked.operations.get(name).then(
      () => true,
      (error: unknown) => {
        if (error instanceof OperationError && error.code === 'NotFound') return false
        throw error
      },
    )
    if (isThere) throw new OperationError('Conflict', `there is an App ${name} already`, 'change it with plan_changes')
    const spec = { primaryRegion: region, machines: { web: { image, count } } }
    return planOrApply({ apiVersion: 'artifact/v1', kind: 'App', metadata: { name }, spec }, apply, asked)
  },
})
