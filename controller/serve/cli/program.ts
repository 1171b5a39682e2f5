import { Command, CommanderError } from 'commander'
import { defaultPort } from '../routes.ts'
import { declareAccess } from './commands/access.ts'
import { declareApproving } from './commands/approving.ts'
import { declareAuditing } from './commands/auditing.ts'
import type { Declaring } from './commands/declaring.ts'
import { declareHelp } from './commands/help.ts'
import { declareLooking } from './commands/looking.ts'
import { declareRunning } from './commands/running.ts'
import { declareSecrets } from './commands/secrets.ts'
import { declareSpecs } from './commands/specs.ts'
import { declareSteering } from './commands/steering.ts'
import { controllerUrl } from './controller-url.ts'
import type { CliDeps } from './deps.ts'
import { explainFailure } from './failure.ts'
import { exitCodes } from './io.ts'

/**
 * The command. What a subcommand does is a small module that is loaded when it is used: `artifact validate` starts in a
 * fraction of the time that the whole house takes. Resolves with the exit code; never rejects.
 */
export async function runCommand(argv: readonly string[], deps: CliDeps): Promise<number> {
  let exitCode: number = exitCodes.ok
  const program = createProgram(deps, (code) => {
    exitCode = code
  })
  try {
    await program.parseAsync(argv.length === 0 ? ['--help'] : argv, { from: 'user' })
    return exitCode
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return exitCodes.ok
    if (deps.signal.aborted) return exitCodes.interrupted
    return explainFailure(error, argv, deps)
  }
}

/** The command with all its subcommands and their help. `exit` is told the exit code of the one that ran. */
export function createProgram(deps: CliDeps, exit: (code: number) => void): Command {
  const { io, env } = deps
  const program = new Command('artifact')
    .description('The control plane of a Fly.io organisation with one app per customer: YAML specs in, Machines out.')
    .version(deps.version, '-V, --version')
    .option('--url <url>', `the controller to talk to (ARTIFACT_URL, or this machine at ARTIFACT_PORT, ${defaultPort})`)
    .option('--debug', 'show where an error comes from')
    .option('--no-color', 'no colours (NO_COLOR)')
    .exitOverride()
    .showHelpAfterError('(`artifact help` lists the commands)')
    .configureHelp({ showGlobalOptions: true, styleTitle: io.paint.bold })
    .configureOutput({
      writeOut: (text) => io.out(text.trimEnd()),
      writeErr: (text) => io.err(text.trimEnd()),
      getOutHelpWidth: () => Math.min(io.columns ?? widestHelp, widestHelp),
      getErrHelpWidth: () => Math.min(io.columns ?? widestHelp, widestHelp),
      // Whether there are colours is up to `paint`.
      getOutHasColors: () => true,
      getErrHasColors: () => true,
    })

  const url = () => controllerUrl(program.opts<{ url?: string }>().url, env)
  const declaring: Declaring = { program, deps, exit, url, client: () => deps.connect(url().href) }
  declareRunning(declaring)
  declareSpecs(declaring)
  declareLooking(declaring)
  declareAuditing(declaring)
  declareSteering(declaring)
  declareSecrets(declaring)
  declareAccess(declaring)
  declareApproving(declaring)
  declareHelp(declaring)
  return program
}

const widestHelp = 120
