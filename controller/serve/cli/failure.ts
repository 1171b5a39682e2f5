import { CommanderError } from 'commander'
import type { Reason } from '../../access/reason.ts'
import { printable } from '../../plan/printable.ts'
import type { Problem } from '../../resource/problem.ts'
import { RefusedError } from './client.ts'
import type { CliDeps } from './deps.ts'
import { CommandError, exitCodes } from './io.ts'
import { json } from './words.ts'

/**
 * Says what went wrong in one line and what helps in another; with `--json` also as one JSON document on standard
 * output, in the form of the HTTP API, so that a program finds JSON there whatever happens. The exit code is returned.
 */
export function explainFailure(error: unknown, argv: readonly string[], { io }: CliDeps): number {
  const told = tell(error)
  // Commander has said its own errors already.
  if (!(error instanceof CommanderError)) {
    for (const problem of told.problems) io.err(problemLine(problem))
    io.err(`${io.paint.red('error:')} ${printable(told.message)}`)
    // Our own advice may have several lines; that of others could pretend to be something else.
    const lines = error instanceof RefusedError ? [told.repair] : told.repair.split('\n')
    for (const line of lines) if (line !== '') io.err(`       ${printable(line.trim())}`)
  }
  if (argv.includes('--debug')) io.err(stackOf(error))
  if (wantsJson(argv)) {
    const { code, message, repair, problems, reasons = [], approval } = told
    const body = {
      ...{ code, message, repair },
      ...(problems.length > 0 && { problems }),
      ...(reasons.length > 0 && { reasons }),
      ...(approval && { approval }),
    }
    io.out(json({ error: body }))
  }
  return told.exitCode
}

type Told = {
  readonly code: string
  readonly message: string
  readonly repair: string
  readonly problems: readonly Problem[]
  readonly reasons?: readonly Reason[]
  readonly approval?: RefusedError['approval']
  readonly exitCode: number
}

function tell(error: unknown): Told {
  if (error instanceof RefusedError) {
    const { code, message, repair, problems, reasons, approval, exitCode } = error
    return { code, message, repair, problems, reasons, approval, exitCode }
  }
  if (error instanceof CommandError) {
    const { message, repair, exitCode } = error
    return { code: codes[exitCode] ?? 'Failed', message, repair, problems: [], exitCode }
  }
  if (error instanceof CommanderError) {
    const message = error.message.replace(/^error: /, '')
    return {
      code: 'Usage',
      message,
      repair: '`artifact help` lists the commands',
      problems: [],
      exitCode: exitCodes.usage,
    }
  }
  const message = error instanceof Error ? error.message : String(error)
  const repair = 'this is a mistake in Artifact; --debug shows where'
  return { code: 'Internal', message, repair, problems: [], exitCode: exitCodes.failed }
}

const codes: Readonly<Record<number, string>> = {
  [exitCodes.cannotStart]: 'CannotStart',
  [exitCodes.unreachable]: 'NoController',
}

function problemLine({ at, code, path, message }: Problem): string {
  const place = at ? `${at.file}:${at.line}:${at.column}` : path
  return printable(`${place} ${code}: ${message}`)
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return ''
  const stack = (error.stack ?? error.message).split('\n').map(printable).join('\n')
  return error.cause === undefined ? stack : `${stack}\ncaused by ${stackOf(error.cause)}`
}

function wantsJson(argv: readonly string[]): boolean {
  return /(^| )(--json|(-o|--output)[ =]?json)( |$)/.test(argv.join(' '))
}
