import { desire } from '../../plan/desire.ts'
import { noVolumes } from '../../plan/observe-volumes.ts'
import { noLosses } from '../../plan/observed.ts'
import type { Plan } from '../../plan/plan.ts'
import { reconcile } from '../../plan/reconcile.ts'
import { render } from '../../plan/render.ts'
import { flyAppOf, type Resource, refOf } from '../../resource/resource.ts'
import { count } from '../../status/words.ts'
import { type Client, RefusedError } from './client.ts'
import type { CliDeps } from './deps.ts'
import { CommandError, exitCodes } from './io.ts'
import { readSpecs, type SpecFile } from './read-specs.ts'
import { json } from './words.ts'

type Flags = {
  readonly name?: string
  readonly file?: readonly string[]
  readonly offline?: boolean
  readonly exitCode?: boolean
  readonly json?: boolean
  /** Somebody named the controller: then a plan against an empty Fly would be another answer than the one asked for. */
  readonly isUrlChosen: boolean
}

/** `artifact plan`: what would be done. Asks the controller, or plans against an empty Fly where none answers. */
export async function plan(flags: Flags, client: Client, deps: CliDeps): Promise<number> {
  const { io } = deps
  const plans = flags.file ? await plansOfFiles(flags.file, flags, client, deps) : await storedPlans(flags, client)
  if (plans === undefined) return exitCodes.failed
  const steps = plans.reduce((sum, { waves }) => sum + waves.flat().length, 0)
  if (flags.json) {
    io.out(json(plans))
  } else {
    if (plans.length > 0)
      io.out(
        plans
          .map((one) => render(one, io.paint))
          .join('\n')
          .trimEnd(),
      )
    const work = steps === 0 ? 'nothing to do' : `${count(steps, 'step')} to do`
    io.err(`\n${count(plans.length, 'App')}: ${io.paint.bold(work)}`)
  }
  return flags.exitCode && steps > 0 ? exitCodes.changes : exitCodes.ok
}

async function storedPlans({ name, offline }: Flags, client: Client): Promise<readonly Plan[]> {
  if (offline) {
    throw new CommandError('there is nothing to plan', 'with --offline, name the specs: -f specs/', exitCodes.usage)
  }
  if (name !== undefined && /[./]/.test(name)) {
    throw new CommandError(`${name} is no name of an App`, `for a file: artifact plan -f ${name}`, exitCodes.usage)
  }
  return await client.plan(name)
}

async function plansOfFiles(
  paths: readonly string[],
  flags: Flags,
  client: Client,
  deps: CliDeps,
): Promise<readonly Plan[] | undefined> {
  if (flags.name !== undefined) {
    throw new CommandError('a name and files at once', `leave out either ${flags.name} or -f`, exitCodes.usage)
  }
  const read = await readSpecs(paths, flags.json === true, deps)
  if (read === undefined) return undefined
  // A Grant or a Policy does nothing to Fly.
  const files = read.filter(({ documents }) => documents.length > 0)
  if (!flags.offline) {
    try {
      return await plansOf(files, client)
    } catch (error) {
      if (flags.isUrlChosen || !isNobodyThere(error)) throw error
      deps.io.err(deps.io.paint.dim(`${error.message}: planned against an empty Fly\n`))
    }
  }
  const now = deps.clock.now()
  return files.flatMap(({ documents }) => documents.map(({ resource }) => planOnEmptyFly(resource, now)))
}

async function plansOf(files: readonly SpecFile[], client: Client): Promise<readonly Plan[]> {
  const plans: Plan[] = []
  for (const { text, file } of files) plans.push(...(await client.planText(text, file)))
  return plans
}

function isNobodyThere(error: unknown): error is CommandError {
  return error instanceof CommandError && !(error instanceof RefusedError) && error.exitCode === exitCodes.unreachable
}

function planOnEmptyFly(resource: Resource, now: number): Plan {
  const nothing = {
    app: 'absent',
    network: undefined,
    machines: [],
    strangers: [],
    images: {},
    pending: [],
    full: [],
    volumes: noVolumes,
    secrets: undefined,
    losses: noLosses,
  } as const
  return reconcile(desire(resource, 1), { ref: refOf(resource), flyApp: flyAppOf(resource), ...nothing }, now)
}
