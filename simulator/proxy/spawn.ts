import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { type AddressInfo, connect, createServer } from 'node:net'
import { constants } from 'node:os'
import type { Duplex } from 'node:stream'
import type { Process, RunProcess } from './processes.ts'

/**
 * Runs a Machine's program as a process of this computer. It listens on loopback, at the port that `PORT` names, since
 * there is one computer for all Machines. What it says goes to standard error.
 */
export const spawnProcess: RunProcess = (command, environment): Process => {
  const waiting: string[] = []
  const begun = freePort().then((port) => {
    const [file = '', ...words] = command.run
    const child = spawn(file, words, {
      ...(command.directory !== undefined && { cwd: command.directory }),
      env: { ...harmless(environment), PATH: process.env.PATH ?? '', PORT: String(port) },
      stdio: ['ignore', 2, 2],
      // A group of its own, so that its children end with it.
      detached: true,
    })
    for (const signal of waiting) send(child.pid, signal)
    return { child, port }
  })
  const ended = begun
    .then(async ({ child }) => {
      const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null]
      return code ?? 128 + (signal === null ? 0 : constants.signals[signal])
    })
    // As a shell says it of what cannot be run.
    .catch(() => 127)

  return {
    ended,
    signal(name) {
      waiting.push(name)
      begun
        .then(({ child }) => child.exitCode === null && child.signalCode === null && send(child.pid, name))
        .catch(() => {})
    },
    async connect() {
      const { port } = await begun
      return await new Promise<Duplex | 'refused'>((resolve) => {
        const socket = connect(port, '127.0.0.1')
        socket.once('connect', () => resolve(socket)).once('error', () => resolve('refused'))
      })
    },
  }
}

/**
 * The environment comes from configs, and so from whoever may ask the simulator: what would make another program of the
 * one that the catalogue names is left out. Of this computer's own it has nothing, but where programs are.
 */
function harmless(environment: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !dangerous.test(name)))
}

const dangerous =
  /^(LD_|DYLD_|GIT_|BASH_FUNC|PYTHON|PERL5|RUBY|JAVA_|JDK_|_JAVA|NODE_OPTIONS$|BASH_ENV$|ENV$|SHELLOPTS$|IFS$)/i

function send(pid: number | undefined, signal: string): void {
  try {
    if (pid !== undefined) process.kill(-pid, signal)
  } catch {
    // It has ended meanwhile.
  }
}

/** Nobody has it at this moment; whoever takes it before the program does makes the program end. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
