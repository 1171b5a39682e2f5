import * as z from 'zod/v4'
import type { Group } from '../../../../schemas/types.ts'
import { OperationError } from '../../operation-error.ts'
import { defineTool } from '../tool.ts'
import { appOf, args } from './args.ts'
import { planOutput } from './plan-changes.ts'
import { planOrApply, shortForm, withGroup } from './short-form.ts'

export const createMachine = defineTool({
  name: 'create_machine',
  title: 'Add Machines to an App',
  description:
    'Short form of plan_changes: count more Machines in a group, or a new group when there is none of that name (then with image).',
  input: z.object({
    app: args.app,
    group: shortForm.group,
    count: z.number().int().min(1).max(100).default(1),
    region: z.string().optional().describe('For groups with regions.'),
    image: z.string().optional(),
    apply: shortForm.apply,
  }),
  output: planOutput,
  hints: shortForm.hints,
  costs: 'apply',
  async run({ app, group, count, region, image, apply }, asked) {
    const { resource } = await asked.operations.get(appOf(app, asked.caller.principal))
    const { machines } = resource.spec
    const before = Object.hasOwn(machines, group) ? machines[group] : undefined
    const after = before === undefined ? founded(group, image, region, count) : enlarged(before, region, count)
    return planOrApply(withGroup(resource, group, after), apply, asked)
  },
})

function founded(name: string, image: string | undefined, region: string | undefined, count: number): Group {
  if (image === undefined) {
    throw new OperationError('Invalid', `there is no group ${name}, and a new one needs an image`, 'send image as well')
  }
  return { image, ...(region === undefined ? { count } : { regions: { [region]: count } }) }
}

function enlarged(group: Group, region: string | undefined, count: number): Group {
  const { regions } = group
  if (regions === undefined) {
    if (region === undefined) return { ...group, count: (group.count ?? 1) + count }
    throw new OperationError(
      'Invalid',
      'this group has a count and no regions',
      'leave region out, or write regions in the spec',
    )
  }
  const where = region ?? Object.keys(regions)[0] ?? ''
  return { ...group, regions: { ...regions, [where]: (regions[where] ?? 0) + count } }
}
