import type { Paint } from '../../plan/render.ts'

/** The terminal, the pipe or the test that a command talks to. */
export interface Io {
  /** What was asked for: to standard output. */
  out(text: string): void
  /** Everything else (progress, hints, errors): to standard error. */
  err(text: string): void
  /** To standard error, as it is: without a line break. */
  write(text: string): void
  /** Asks a person; `undefined` when nobody is there to answer. */
  ask(question: string): Promise<string | undefined>
  /** Whether standard output is a terminal: then there are colours, spinners and tables. */
  readonly isTerminal: boolean
  /** Of the terminal; tables are not cut in a pipe. */
  readonly columns: number | undefined
  readonly paint: Paint
}

/** A command could not do what was asked: one line, what helps, and the exit code. */
export class CommandError extends Error {
  readonly repair: string
  readonly exitCode: ExitCode
  constructor(
    message: string,
    repair: string,
    exitCode: ExitCode = exitCodes.failed,
    options: { readonly cause?: unknown } = {},
  ) {
    super(message, options)
    this.name = 'CommandError'
    this.repair = repair
    this.exitCode = exitCode
  }
}

/** How commands end. Part of the interface: scripts look at it. */
export const exitCodes = {
  /** Done, valid, Ready, nothing to do. */
  ok: 0,
  /** Invalid, not Ready in time, refused, not found. */
  failed: 1,
  /** The command line makes no sense. Not 2: a slip of the pen must not look like changes. */
  usage: 1,
  /** Only `plan --exit-code`: there are changes to make. */
  changes: 2,
  /** The house cannot start: port taken, store locked or corrupt, directory not writable, token refused. */
  cannotStart: 3,
  /** No controller answers. */
  unreachable: 4,
  /** Ctrl-C. */
  interrupted: 130,
} as const

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]
