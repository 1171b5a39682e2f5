import { readFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { tokenFor } from './command-token.ts'
import { readInput } from './read-input.ts'
import { realClock } from './real-clock.ts'
import { createClient } from './serve/cli/client.ts'
import { runCommand } from './serve/cli/program.ts'
import { readPaths, writeNew } from './spec-files.ts'
import { createTerminal } from './terminal.ts'

/**
 * The composition root: the only place that knows which implementation is in use. What only some commands need is
 * loaded by those, so that `artifact validate` does not wait for a store, a web server and a simulator.
 */
export async function main(argv: readonly string[]): Promise<void> {
  const { env } = process
  const args = argv.slice(2)
  const stop = new AbortController()
  // The first signal ends things in order; a second one, some time later, ends them.
  let signalledAt: number | undefined
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      signalledAt ??= realClock.monotonic()
      if (realClock.monotonic() - signalledAt > echoMs) process.exit(130)
      stop.abort(new Error(signal))
    })
  }
  // `artifact events | head` closes the pipe: that is no error, and `artifact up` still has to end in order.
  let isUnread = false
  for (const output of [process.stdout, process.stderr]) {
    output.on('error', () => {
      isUnread = true
      stop.abort(new Error('nobody reads any more'))
    })
  }

  const io = createTerminal(process, { noColor: args.includes('--no-color') })
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    version: string
  }
  const exitCode = await runCommand(args, {
    io,
    env,
    version,
    clock: realClock,
    signal: stop.signal,
    readPaths,
    writeFile: writeNew,
    readInput: (mostBytes) => readInput(process.stdin, mostBytes),
    connect: (url) => createClient({ url, fetch, user: userName(), token: tokenFor(url, env), signal: stop.signal }),
    up: async (flags) => (await import('./up.ts')).up(flags, { env, io, signal: stop.signal, version }),
    simulate: async (flags) => (await import('./simulate.ts')).simulate(flags, io, stop.signal),
    bridge: async (url) => {
      const token = env.ARTIFACT_TOKEN?.trim() || undefined
      await (await import('./bridge.ts')).bridgeHere(url, { token, user: userName(), signal: stop.signal })
    },
    examine: async (url) => (await import('./examine.ts')).examine(url, { env, signal: stop.signal }),
  })
  process.exitCode = isUnread ? 0 : exitCode
}

// A terminal signals every process in it, and npm and our own start on an old Node pass on what they get: one Ctrl-C comes
// here twice. Nobody presses it twice that fast.
const echoMs = 400

function userName(): string {
  try {
    return userInfo().username
  } catch {
    return 'unknown'
  }
}
