import type { Clock } from '../../world.ts'
import type { Client } from './client.ts'
import type { Io } from './io.ts'

/** What commands are given. Only `main.ts` knows where it comes from. */
export type CliDeps = {
  readonly io: Io
  readonly clock: Clock
  /** Aborted by Ctrl-C and SIGTERM. */
  readonly signal: AbortSignal
  readonly env: Readonly<Record<string, string | undefined>>
  readonly version: string
  /** A client of the controller at `url`. */
  readonly connect: (url: string) => Client
  /** Reads files, directories (every .yaml, .yml and .json below) and `-` for standard input. Rejects with a CommandError. */
  readonly readPaths: (
    paths: readonly string[],
  ) => Promise<readonly { readonly file: string; readonly bytes: Uint8Array }[]>
  /** Writes a new file. Rejects with a CommandError when it cannot, or when there is one already. */
  readonly writeFile: (path: string, text: string) => Promise<void>
  /** Standard input, up to so many bytes; `terminal` when it is one. */
  readonly readInput: (mostBytes: number) => Promise<Uint8Array | 'terminal' | 'too much'>
  /** Run until they end; resolve with the exit code. */
  readonly up: (flags: UpFlags) => Promise<number>
  readonly simulate: (flags: SimulateFlags) => Promise<number>
  /** Passes MCP messages on between standard input and output and the controller at `url`, until there are no more. */
  readonly bridge: (url: string) => Promise<void>
  /** Looks at everything that can be wrong around here. */
  readonly examine: (url: string) => Promise<readonly Finding[]>
}

export type UpFlags = {
  readonly specs?: string
  readonly data?: string
  readonly port?: string
  readonly fly: boolean | undefined
  readonly once: boolean
  readonly timeoutMs: number
  readonly json: boolean
}

export type SimulateFlags = {
  readonly port: string
  readonly edgePort?: string
  readonly images?: string
  readonly seed: string
  readonly data?: string
  readonly organization: string
}

/** One thing that `artifact doctor` looked at. */
export type Finding = {
  readonly what: string
  readonly state: 'ok' | 'note' | 'broken'
  readonly found: string
  /** What to do, where there is something to do. */
  readonly repair?: string
}
