import { desire } from '../../plan/desire.ts'
import type { Plan } from '../../plan/plan.ts'
import { reconcile } from '../../plan/reconcile.ts'
import { render } from '../../plan/render.ts'
import { readAll } from '../../resource/read.ts'
import { flyAppOf, type Resource, refOf } from '../../resource/resource.ts'
import { count } from '../../status/words.ts'
import { type Client, RefusedError } from './client.ts'
import type { CliDeps } from './deps.ts'
import { CommandError, exitCodes } from './io.ts'
import { validate } from './validate.ts'

type Flags = {
  readonly file?: readonly string[]
  readonly offline?: boolean
  readonly exitCode?: boolean
  readonly json?: boolean
}

/** `artifact plan`: what would be done. Asks the controller, or plans against an empty Fly where none answers. */
export async function plan(flags: Flags, client: Client, deps: CliDeps): Promise<number> {
  const { io } = deps
  const plans = flags.file ? await plansOfFiles(flags.file, flags, client, deps) : await storedPlans(flags, client)
  if (plans === undefined) return exitCodes.failed
  if (flags.json) io.out(JSON.stringify(plans, undefined, 2))
  else for (const one of plans) io.out(render(one, io.paint))
  const steps = plans.reduce((sum, { waves }) => sum + waves.flat().length, 0)
  if (!flags.json) {
    io.err(
      steps === 0
        ? `${count(plans.length, 'App')}: nothing to do`
        : `${count(plans.length, 'App')}: ${count(steps, 'step')} to do`,
    )
  }
  return flags.exitCode && steps > 0 ? exitCodes.changes : exitCodes.ok
}

async function storedPlans({ offline }: Flags, client: Client): Promise<readonly Plan[]> {
  if (offline)
    throw new CommandError('there is nothing to plan', 'with --offline, name the specs: -f specs/', exitCodes.usage)
  return await client.plan()
}

async function plansOfFiles(
  paths: readonly string[],
  { offline, json }: Flags,
  client: Client,
  deps: CliDeps,
): Promise<readonly Plan[] | undefined> {
  const inputs = await deps.readPaths(paths)
  const { documents, problems } = readAll(inputs)
  if (problems.length > 0 || documents.length === 0) {
    await validate(paths, { json: json === true }, { ...deps, readPaths: async () => inputs })
    return undefined
  }
  if (!offline) {
    try {
      const plans: Plan[] = []
      for (const { file, bytes } of inputs)
        plans.push(...(await client.planText(new TextDecoder().decode(bytes), file)))
      return plans
    } catch (error) {
      const isNobodyThere =
        error instanceof CommandError && !(error instanceof RefusedError) && error.exitCode === exitCodes.unreachable
      if (!isNobodyThere) throw error
      deps.io.err(deps.io.paint.dim(`${error.message}: planned against an empty Fly`))
    }
  }
  return documents.map(({ resource }) => planOnEmptyFly(resource, deps.clock.now()))
}

function planOnEmptyFly(resource: Resource, now: number): Plan {
  const nothing = { app: 'absent', network: undefined, machines: [], strangers: [], pending: [] } as const
  return reconcile(desire(resource, 1), { ref: refOf(resource), flyApp: flyAppOf(resource), ...nothing }, now)
}
