import { Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import { printable } from '../../plan/printable.ts'
import { parseDuration } from '../../resource/durations.ts'
import { defaultPort } from '../routes.ts'
import type { CliDeps } from './deps.ts'
import { CommandError, exitCodes } from './io.ts'

/**
 * The command. Each subcommand is a small module that is loaded when it is used: `artifact validate` starts in a
 * fraction of the time that the whole house takes. Resolves with the exit code; never rejects.
 */
export async function runCommand(argv: readonly string[], deps: CliDeps): Promise<number> {
  let exitCode: number = exitCodes.ok
  const program = createProgram(deps, (code) => {
    exitCode = code
  })
  try {
    await program.parseAsync(argv, { from: 'user' })
    return exitCode
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage
    if (deps.signal.aborted) return exitCodes.interrupted
    return await explainFailure(error, deps, argv.includes('--debug'))
  }
}

async function explainFailure(error: unknown, { io }: CliDeps, isDebug: boolean): Promise<number> {
  const { RefusedError } = await import('./client.ts')
  if (error instanceof RefusedError && error.problems.length > 0) {
    for (const { at, code, path, message } of error.problems) {
      io.err(`${at ? `${at.file}:${at.line}:${at.column}` : path} ${code}: ${printable(message)}`)
    }
  }
  if (error instanceof CommandError) {
    io.err(`${io.paint.red('error:')} ${printable(error.message)}`)
    if (error.repair !== '') io.err(`       ${printable(error.repair)}`)
    return error.exitCode
  }
  io.err(`${io.paint.red('error:')} ${printable(error instanceof Error ? error.message : String(error))}`)
  io.err('       this is a mistake in Artifact; --debug shows where')
  if (isDebug && error instanceof Error) io.err(error.stack ?? '')
  return exitCodes.failed
}

function createProgram(deps: CliDeps, exit: (code: number) => void): Command {
  const { io, env } = deps
  const program = new Command('artifact')
    .description('The control plane of a Fly.io organisation with one app per customer: YAML specs in, Machines out.')
    .version(deps.version, '-V, --version')
    .option(
      '--url <url>',
      'the controller to talk to (ARTIFACT_URL)',
      env.ARTIFACT_URL ?? `http://127.0.0.1:${defaultPort}`,
    )
    .option('--debug', 'show where an error comes from')
    .option('--no-color', 'no colours (NO_COLOR)')
    .exitOverride()
    .showHelpAfterError('(`artifact help` lists the commands)')
    .configureOutput({
      writeOut: (text) => io.out(text.trimEnd()),
      writeErr: (text) => io.err(text.trimEnd()),
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .addHelpText('after', firstSteps)

  const client = () => deps.connect(program.opts<{ url: string }>().url)
  const json = () => new Option('--json', 'for machines: one JSON document')

  program
    .command('up')
    .summary('run the controller: specs become Machines, and stay what they say')
    .description('Runs the controller until it is stopped. Without FLY_ORG_TOKEN it works on a simulated Fly.')
    .option('--specs <dir>', 'directory of specs (ARTIFACT_SPECS, ./specs)')
    .option('--data <dir>', 'where the store lives (ARTIFACT_DATA, ./.artifact)')
    .option('--port <n>', `port of the HTTP API on loopback (ARTIFACT_PORT, ${defaultPort})`)
    .addOption(new Option('--simulator', 'work on the simulated Fly').conflicts('fly'))
    .option('--fly', 'work on the real Fly; needs FLY_ORG_TOKEN and FLY_ORG')
    .option('--once', 'stop when every App is Ready')
    .option('--timeout <duration>', 'with --once: how long that may take', duration, 300_000)
    .addOption(json())
    .addHelpText(
      'after',
      example([
        'artifact up',
        'artifact up --specs deploy/ --once --timeout 10m',
        'FLY_ORG=acme FLY_ORG_TOKEN=… artifact up --fly',
      ]),
    )
    .action(async ({ simulator, fly, timeout, ...flags }) => {
      exit(
        await deps.up({
          ...flags,
          once: flags.once === true,
          json: flags.json === true,
          fly: fly ? true : simulator ? false : undefined,
          timeoutMs: timeout,
        }),
      )
    })

  program
    .command('validate')
    .summary('check specs without network: every mistake, with its place')
    .argument('<path...>', 'files, directories, or - for standard input')
    .addOption(json())
    .addHelpText(
      'after',
      example(['artifact validate specs/', 'cat acme.yaml | artifact validate -']) +
        exits({ 0: 'all valid', 1: 'something is wrong' }),
    )
    .action(async (paths, flags) => exit(await (await import('./validate.ts')).validate(paths, flags, deps)))

  program
    .command('plan')
    .summary('show what would be done, and do nothing')
    .option('-f, --file <path...>', 'specs to plan for; without it, what the controller has stored')
    .option('--offline', 'do not ask a controller: plan against an empty Fly')
    .option('--exit-code', 'end with 2 when there is something to do')
    .addOption(json())
    .addHelpText(
      'after',
      example(['artifact plan', 'artifact plan -f specs/acme.yaml', 'artifact plan -f specs/ --offline --exit-code']) +
        exits({ 0: 'planned', 1: 'invalid', 2: 'with --exit-code: there is something to do' }),
    )
    .action(async (flags) => exit(await (await import('./plan.ts')).plan(flags, client(), deps)))

  program
    .command('apply')
    .summary('submit specs to the controller')
    .requiredOption('-f, --file <path...>', 'specs to submit')
    .option('--plan <digest>', 'only if the plan is still this one (as `artifact plan` shows it)')
    .option('--wait', 'follow until the Apps are Ready')
    .option('--timeout <duration>', 'with --wait: how long that may take', duration, 300_000)
    .addOption(json())
    .addHelpText(
      'after',
      example(['artifact apply -f acme.yaml --wait', 'artifact apply -f acme.yaml --plan 8c1f0d…']) +
        exits({ 0: 'accepted (with --wait: Ready)', 1: 'invalid, refused, or not Ready' }),
    )
    .action(async (flags) => exit(await (await import('./apply.ts')).apply(flags, client(), deps)))

  program
    .command('get')
    .summary('list Apps, or show one')
    .argument('[kind]', 'apps', 'apps')
    .argument('[name]')
    .addOption(new Option('-o, --output <form>').choices(['table', 'wide', 'yaml', 'json']).default('table'))
    .option('-l, --label <key=value...>', 'only Apps with these labels')
    .addOption(json())
    .addHelpText('after', example(['artifact get', 'artifact get apps -l plan=gold', 'artifact get app acme -o yaml']))
    .action(async (kind, name, flags) => exit(await (await import('./get.ts')).get(kind, name, flags, client(), deps)))

  program
    .command('status')
    .summary('tell how an App is, and what comes next')
    .argument('<name>')
    .option('--watch', 'again whenever it changes')
    .addOption(json())
    .action(async (name, flags) => exit(await (await import('./status.ts')).status(name, flags, client(), deps)))

  program
    .command('wait')
    .summary('wait until an App is Ready, or gone')
    .argument('<name>')
    .addOption(new Option('--for <condition>').choices(['Ready', 'Gone']).default('Ready'))
    .option('--timeout <duration>', 'how long', duration, 300_000)
    .addOption(json())
    .addHelpText('after', exits({ 0: 'it is so', 1: 'it cannot become so, or not in time' }))
    .action(async (name, flags) => exit(await (await import('./status.ts')).waitFor(name, flags, client(), deps)))

  program
    .command('events')
    .summary('tell what happened, and why')
    .argument('[name]', 'of one App only')
    .option('--follow', 'and go on as things happen')
    .option('--limit <n>', 'how many of the newest', count, 50)
    .addOption(json())
    .action(async (name, flags) => exit(await (await import('./events.ts')).events(name, flags, client(), deps)))

  program
    .command('history')
    .summary('list the generations of a spec')
    .argument('<name>')
    .addOption(json())
    .action(async (name, flags) => exit(await (await import('./events.ts')).history(name, flags, client(), deps)))

  program
    .command('rollback')
    .summary('accept an old generation again, as a new one')
    .argument('<name>')
    .requiredOption('--to <generation>', 'see `artifact history NAME`', count)
    .addOption(json())
    .addHelpText(
      'after',
      '\nA file in the specs directory that still says otherwise is taken in again when it changes, or at the next start.',
    )
    .action(async (name, flags) => exit(await (await import('./change.ts')).rollback(name, flags, client(), deps)))

  for (const [change, summary] of changes) {
    program
      .command(change)
      .summary(summary)
      .argument('<name>')
      .addOption(json())
      .action(async (name, flags) =>
        exit(await (await import('./change.ts')).change(change, name, flags, client(), deps)),
      )
  }

  program
    .command('delete')
    .summary('take an App off Fly, then forget it')
    .argument('<name>')
    .option('--wait', 'until it is gone')
    .option('--timeout <duration>', 'with --wait: how long', duration, 300_000)
    .option('--yes', 'do not ask for the name')
    .addOption(json())
    .addHelpText(
      'after',
      '\nA protected App is refused: set `deletion.protect: false` in its spec first. `artifact undelete` withdraws it while the App is there.',
    )
    .action(async (name, flags) => exit(await (await import('./change.ts')).remove(name, flags, client(), deps)))

  program
    .command('explain')
    .summary('tell what a field of a spec means')
    .argument('<path>', 'App, or a path in it: App.spec.machines.web.regions')
    .addOption(json())
    .addHelpText('after', example(['artifact explain App', 'artifact explain app.spec.rollout.maxUnavailable']))
    .action(async (path, flags) => exit(await (await import('./explain.ts')).explain(path, flags, deps)))

  program
    .command('simulate')
    .summary('run the simulated Fly by itself, for any Fly client')
    .option('--port <n>', 'port on loopback', '4280')
    .option('--seed <n>', 'of chance', '1')
    .option('--data <file>', 'keep the world in this file')
    .option('--org <slug>', 'the organisation', 'demo')
    .addHelpText(
      'after',
      example([
        'artifact simulate --port 4280',
        'FLY_FLAPS_BASE_URL=http://127.0.0.1:4280 FLY_ORG=demo FLY_ORG_TOKEN=any artifact up --fly',
      ]),
    )
    .action(async ({ org, ...flags }) => exit(await deps.simulate({ ...flags, organization: org })))

  program
    .command('doctor')
    .summary('look for what is wrong around here, and say what helps')
    .addOption(json())
    .addHelpText('after', exits({ 0: 'nothing is broken', 1: 'something is' }))
    .action(async (flags) =>
      exit(await (await import('./doctor.ts')).doctor(program.opts<{ url: string }>().url, flags, deps)),
    )

  // Subcommands inherit neither the override nor the output by themselves.
  for (const command of program.commands) command.copyInheritedSettings(program)
  return program
}

const changes = [
  ['pause', 'look and report, but change nothing on Fly'],
  ['resume', 'end a pause'],
  ['refresh', 'look at an App now; begins anew where Artifact stopped writing'],
  ['undelete', 'withdraw a deletion'],
] as const

const firstSteps = `
First steps:
  artifact up                          specs/ become Machines on a simulated Fly
  artifact get                         what there is, from another terminal
  artifact status acme                 how it is, and what comes next
  artifact explain App                 what can be said in a spec

Exit codes: 0 done · 1 failed, invalid or not Ready · 2 wrong usage, or changes with plan --exit-code
            3 cannot start · 4 no controller answers · 130 interrupted`

function example(lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  ${line}`).join('\n')}`
}

function exits(codes: Readonly<Record<number, string>>): string {
  return `\n\nExit codes: ${Object.entries(codes)
    .map(([code, meaning]) => `${code} ${meaning}`)
    .join(' · ')}`
}

function duration(text: string): number {
  try {
    return parseDuration(text)
  } catch {
    throw new InvalidArgumentError('Write a number and a unit, like 30s, 5m or 1h.')
  }
}

function count(text: string): number {
  if (!/^[1-9][0-9]{0,8}$/.test(text)) throw new InvalidArgumentError('Write a whole number from 1.')
  return Number(text)
}
