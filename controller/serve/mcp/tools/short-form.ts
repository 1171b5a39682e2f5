import * as z from 'zod/v4'
import type { Group } from '../../../../schemas/types.ts'
import type { Resource } from '../../../resource/resource.ts'
import { readDraft } from '../../draft.ts'
import { OperationError } from '../../operation-error.ts'
import type { Answer } from '../answer.ts'
import type { PlanView } from '../plan-view.ts'
import { type Asked, changing } from '../tool.ts'
import { applied } from './apply-plan.ts'
import { planAndKeep, showPlan } from './planned.ts'

/** What the short forms have in common: each edits the spec, and goes the way of every other change. */
export const shortForm = {
  apply: z.boolean().default(false).describe('Apply the plan at once, unless something in it is gone for good.'),
  group: z.string().describe('Group in spec.machines, e.g. web.'),
  hints: changing({ destructiveHint: true, idempotentHint: false }),
}

/** Plans a changed spec; with `apply` it is also applied, but never unseen when it destroys something. */
export async function planOrApply(document: object, apply: boolean, asked: Asked): Promise<Answer> {
  const [resource] = readDraft({ document })
  if (resource === undefined) throw new Error('a document without a resource')
  const plan = await planAndKeep(resource, asked)
  if (!apply || (plan.shown as PlanView).risk === 'destructive') return showPlan(plan)
  return showPlan({ ...plan, operation: await applied(plan, asked) })
}

/** The group of a spec. */
export function groupOf({ metadata, spec }: Resource, name: string): Group {
  const group = Object.hasOwn(spec.machines, name) ? spec.machines[name] : undefined
  if (group !== undefined) return group
  const known = Object.keys(spec.machines).join(', ')
  throw new OperationError('NotFound', `${metadata.name} has no group ${name}`, `choose one of: ${known}`)
}

/** The same spec with another group in the place of one, or one more. */
export function withGroup(resource: Resource, name: string, group: Group): Resource {
  return { ...resource, spec: { ...resource.spec, machines: { ...resource.spec.machines, [name]: group } } }
}
