import type { Plan } from '../../plan/plan.ts'
import { printable } from '../../plan/printable.ts'
import { render } from '../../plan/render.ts'
import type { Approval } from '../../store/access-store.ts'
import type { Client } from './client.ts'
import type { CliDeps } from './deps.ts'
import { CommandError, exitCodes } from './io.ts'
import { type Column, table } from './table.ts'
import { age, authorOf, json, nameOf } from './words.ts'

/** `artifact approvals`: what was asked of a second person; with an id, the plan that it is about. */
export async function approvals(
  nameOrId: string | undefined,
  flags: { readonly json?: boolean },
  client: Client,
  { io, clock }: CliDeps,
): Promise<number> {
  const all = await client.approvals()
  if (nameOrId?.startsWith('ap-')) {
    const approval = named(nameOrId, all)
    io.out(flags.json ? json(approval) : `${render(approval.plan as Plan, io.paint)}\n${about(approval)}`)
    return exitCodes.ok
  }
  const found = nameOrId === undefined ? all : all.filter(({ ref }) => nameOf(ref) === nameOrId)
  if (flags.json) io.out(json(found))
  else if (found.length === 0) io.err('nothing has to be approved')
  else io.out(table(columnsAt(clock.now()), found, io))
  return exitCodes.ok
}

function about({ id, by, reasons, state, expiresAt, planDigest }: Approval): string {
  const lines = [
    `${id} is ${state}, asked for by ${authorOf(by)}, until ${expiresAt}`,
    ...reasons.map((reason) => `because ${reason}`),
    `artifact approve ${id} --plan ${planDigest.slice(0, 12)}`,
  ]
  return lines.map(printable).join('\n')
}

function columnsAt(now: number): readonly Column<Approval>[] {
  return [
    { title: 'ID', value: ({ id }) => id },
    { title: 'APP', value: ({ ref }) => nameOf(ref) },
    { title: 'STATE', value: ({ state }) => state },
    { title: 'PLAN', value: ({ planDigest }) => planDigest.slice(0, 12) },
    { title: 'ASKED-BY', value: ({ by }) => authorOf(by) },
    { title: 'AGE', value: ({ askedAt }) => age(askedAt, now) },
    { title: 'WHY', value: ({ reasons }) => reasons.join('; ') },
  ]
}

/** `artifact approve` and `artifact reject`: whoever decides names the plan that they have looked at. */
export async function decideApproval(
  decision: 'approve' | 'reject',
  id: string,
  flags: { readonly plan: string; readonly reason?: string; readonly json?: boolean },
  client: Client,
  { io }: CliDeps,
): Promise<number> {
  const { planDigest } = named(id, await client.approvals())
  if (flags.plan.length < shortestDigest || !planDigest.startsWith(flags.plan)) {
    const message = `${id} is about the plan ${planDigest.slice(0, 12)}, not ${flags.plan}; nothing was decided`
    throw new CommandError(message, `look at it with \`artifact approvals ${id}\``)
  }
  const decided = await client.decideApproval(id, decision, { planDigest, reason: flags.reason ?? '' })
  if (flags.json) io.out(json(decided))
  else io.out(`${io.paint.bold(id)} ${decided.state}${decision === 'approve' ? `: ${whoeverAsked}` : ''}`)
  return exitCodes.ok
}

const shortestDigest = 8
const whoeverAsked = 'whoever asked for it may send the very same again'

function named(id: string, all: readonly Approval[]): Approval {
  const approval = all.find((one) => one.id === id)
  if (approval) return approval
  throw new CommandError(`there is no approval ${id}`, '`artifact approvals` lists those that are there')
}
