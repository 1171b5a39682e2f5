import * as z from 'zod/v4'
import type { Resource } from '../../../resource/resource.ts'
import { readDraft } from '../../draft.ts'
import { OperationError } from '../../operation-error.ts'
import { type Asked, defineTool, looking } from '../tool.ts'
import { appOf, args } from './args.ts'
import { planAndKeep, showPlan } from './planned.ts'

export const planOutput = {
  plan_id: z.string(),
  digest: z.string(),
}

export const planChanges = defineTool({
  name: 'plan_changes',
  title: 'Plan changes',
  description:
    'What would be done at Fly, and nothing is changed: for a whole new spec (spec), to go back to a stored revision (revision), or with neither to repair drift. Answers plan_id and digest for apply_plan; a plan lives 30 minutes.',
  input: z.object({
    spec: args.spec.optional(),
    revision: z.number().int().min(1).max(1_000_000_000).optional().describe('Generation from list_history.'),
    app: args.app,
  }),
  output: planOutput,
  hints: looking({ openWorldHint: true }),
  costs: 'plan',
  run: async (asked, given) => showPlan(await planAndKeep(await resourceOf(asked, given), given)),
})

async function resourceOf(
  { spec, revision, app }: { spec?: string | undefined; revision?: number | undefined; app?: string | undefined },
  { operations, caller }: Asked,
): Promise<Resource> {
  if (spec !== undefined) {
    if (revision !== undefined) throw new OperationError('Invalid', 'spec and revision exclude each other', 'send one')
    const [resource, ...others] = readDraft({ text: spec, file: 'spec' })
    if (resource !== undefined && others.length === 0) return resource
    throw new OperationError('Invalid', `there are ${others.length + 1} documents`, 'send one App at a time')
  }
  const name = appOf(app, caller.principal)
  if (revision === undefined) return (await operations.get(name)).resource
  const revisions = await operations.history(name)
  const wanted = revisions.find(({ generation }) => generation === revision)
  if (wanted !== undefined) return wanted.resource
  const known = revisions.map(({ generation }) => generation).join(', ')
  throw new OperationError('NotFound', `there is no revision ${revision} of ${name}`, `choose one of ${known}`)
}
