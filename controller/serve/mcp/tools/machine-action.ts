import * as z from 'zod/v4'
import type { Group } from '../../../../schemas/types.ts'
import { OperationError } from '../../operation-error.ts'
import { type Asked, defineTool } from '../tool.ts'
import { appOf, args } from './args.ts'
import { planOutput } from './plan-changes.ts'
import { groupOf, planOrApply, shortForm, withGroup } from './short-form.ts'

export const machineAction = defineTool({
  name: 'machine_action',
  title: 'Restart, stop or start a group',
  description:
    'Short form of plan_changes. restart: a new env ARTIFACT_RESTARTED_AT, so that the rollout rules hold. stop: no Machines (they are removed; the spec stays the truth). start: as many as before the stop.',
  input: z.object({
    app: args.app,
    group: shortForm.group,
    action: z.enum(['restart', 'stop', 'start']),
    apply: shortForm.apply,
  }),
  output: planOutput,
  hints: shortForm.hints,
  costs: 'apply',
  async run({ app, group, action, apply }, asked) {
    const { resource, name } = await asked.operations.get(appOf(app, asked.caller.principal))
    const before = groupOf(resource, group)
    const after = await acted(before, action, { name, group }, asked)
    return planOrApply(withGroup(resource, group, after), apply, asked)
  },
})

async function acted(
  before: Group,
  action: 'restart' | 'stop' | 'start',
  of: { readonly name: string; readonly group: string },
  asked: Asked,
): Promise<Group> {
  switch (action) {
    case 'restart': {
      const at = new Date(asked.clock.now()).toISOString()
      return { ...before, env: { ...before.env, ARTIFACT_RESTARTED_AT: at } }
    }
    case 'stop':
      return sized(before, { count: 0 })
    case 'start':
      return isStopped(before) ? sized(before, await sizeBefore(of, asked)) : before
    default:
      return action satisfies never
  }
}

/** How large the group was when it was last seen with Machines. */
async function sizeBefore({ name, group }: { name: string; group: string }, { operations }: Asked) {
  const revisions = await operations.history(name)
  const last = revisions
    .map(({ resource }) => resource.spec.machines[group])
    .find((revision) => revision !== undefined && !isStopped(revision))
  if (last !== undefined) return last
  const message = `${group} of ${name} has never had a Machine`
  throw new OperationError('Conflict', message, 'say how many with create_machine')
}

function isStopped({ count, regions }: Group): boolean {
  return regions === undefined ? count === 0 : Object.values(regions).every((number) => number === 0)
}

/** The group with the size of another. */
function sized(
  { count: _, regions: __, ...group }: Group,
  { count, regions }: Pick<Group, 'count' | 'regions'>,
): Group {
  return { ...group, ...(regions === undefined ? { count: count ?? 1 } : { regions }) }
}
