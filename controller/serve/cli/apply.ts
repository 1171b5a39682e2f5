import type { Plan } from '../../plan/plan.ts'
import { printable } from '../../plan/printable.ts'
import { render } from '../../plan/render.ts'
import { count } from '../../status/words.ts'
import type { Adopted, Submitted } from '../operations.ts'
import { type Client, RefusedError } from './client.ts'
import type { CliDeps } from './deps.ts'
import { type End, follow } from './follow.ts'
import { CommandError, exitCodes, type Io } from './io.ts'
import { readSpecs, type SpecFile } from './read-specs.ts'
import { applyRules } from './rules.ts'
import { json, nameOf } from './words.ts'

type Flags = {
  readonly file: readonly string[]
  readonly plan?: string
  readonly wait?: boolean
  readonly adopt?: boolean
  readonly timeout: number
  readonly json?: boolean
}

/**
 * `artifact apply`: checks all specs with the controller and shows what they would do, then submits them, and follows
 * them if asked. Nothing is submitted when one of them would be refused.
 */
export async function apply(flags: Flags, client: Client, deps: CliDeps): Promise<number> {
  const { io } = deps
  const isJson = flags.json === true
  const read = await readSpecs(flags.file, isJson, deps)
  if (read === undefined) return exitCodes.failed
  const files = read.filter(({ documents }) => documents.length > 0)
  const rules = read.filter((file) => !files.includes(file))
  await applyRules(rules, isJson, client, deps)
  if (files.length === 0) return exitCodes.ok
  if (flags.plan !== undefined && files.flatMap(({ documents }) => documents).length > 1) {
    throw new CommandError('--plan is about one App', 'apply the Apps one by one', exitCodes.usage)
  }

  if (flags.adopt) {
    const adopted: Adopted[] = []
    for (const { text, file } of files) adopted.push(await adopt(text, file, isJson, client, io))
    if (isJson) io.out(json({ adopted }))
    return exitCodes.ok
  }
  const plans = await rehearse(files, flags, client, io)
  if (!isJson) for (const plan of plans) io.out(render(plan, io.paint))
  const seen = flags.plan === undefined ? {} : { planDigest: digestOf(flags.plan, plans) }
  const submitted = await submitAll(files, seen, isJson, client, io)
  const names = submitted.map(({ ref }) => nameOf(ref))
  const about = { timeoutMs: flags.timeout, isQuiet: isJson }
  const ends: readonly End[] = flags.wait ? await follow(names, 'Ready', about, client, deps) : []

  if (isJson) io.out(json({ plans, submitted, ...(flags.wait && { ends }) }))
  else if (!flags.wait) io.err(io.paint.dim(whatNext(names)))
  return ends.every(({ reached }) => reached) ? exitCodes.ok : exitCodes.failed
}

async function adopt(text: string, file: string, isJson: boolean, client: Client, io: Io): Promise<Adopted> {
  const adopted = await client.adopt(text, file)
  const { ref, generation, machines } = adopted
  const line = `${io.paint.bold(ref)} ${io.paint.green('adopted')} · generation ${generation} · ${count(machines, 'Machine')}`
  if (isJson) io.err(line)
  else io.out(line)
  return adopted
}

/** What would become of them. Empty where Fly cannot be asked now: they may be submitted all the same. */
async function rehearse(files: readonly SpecFile[], { plan }: Flags, client: Client, io: Io): Promise<readonly Plan[]> {
  const rehearsed: Submitted[] = []
  try {
    for (const { text, file } of files) rehearsed.push(...(await client.submit(text, file, { dryRun: true })))
  } catch (error) {
    if (plan !== undefined || !(error instanceof RefusedError) || error.code !== 'Unavailable') throw error
    io.err(`${io.paint.yellow('no plan now:')} ${printable(error.message)}`)
    return []
  }
  return rehearsed.map((one) => one.plan).filter((one) => one !== undefined)
}

/** The whole digest of the plan that somebody has seen, of which the beginning is enough, as `artifact plan` shows it. */
function digestOf(seen: string, [plan]: readonly Plan[]): string {
  if (plan?.digest.startsWith(seen) && seen.length >= shortestDigest) return plan.digest
  const message =
    seen.length < shortestDigest
      ? `${seen} is too little of a digest`
      : `the plan is ${plan?.digest.slice(0, 12)} now, not ${seen}; nothing was changed`
  const repair = 'look at the plan of now with `artifact plan -f`, and apply with its digest'
  throw new RefusedError({ code: 'PlanChanged', message, repair })
}

const shortestDigest = 8

/** One after the other, each told as soon as it is in: so it is known when a later one is refused. */
async function submitAll(
  files: readonly SpecFile[],
  seen: { readonly planDigest?: string },
  isJson: boolean,
  client: Client,
  io: Io,
): Promise<readonly Submitted[]> {
  const submitted: Submitted[] = []
  for (const { text, file } of files) {
    for (const one of await client.submit(text, file, seen)) {
      submitted.push(one)
      const word = one.changed ? io.paint.green('accepted') : 'unchanged'
      const line = `${io.paint.bold(one.ref)} ${word} · generation ${one.generation}`
      if (isJson) io.err(line)
      else io.out(line)
    }
  }
  return submitted
}

function whatNext(names: readonly string[]): string {
  const [only, ...others] = names
  return others.length === 0 ? `follow it: artifact status ${only} --watch` : 'follow them: artifact events --follow'
}
