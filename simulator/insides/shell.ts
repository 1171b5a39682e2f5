import { tokensOf } from './words.ts'

/** Where a command runs. */
export type Surroundings = {
  readonly env: Readonly<Record<string, string>>
  /** Contents by absolute path. */
  readonly files: Readonly<Record<string, string>>
  readonly stdin: string
}

export type Executed = {
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
  /** How long it runs. */
  readonly tookMs: number
}

/**
 * A command in the simulated Machine. There is no computer behind it: it knows `echo`, `printenv`, `env`, `cat`, `sleep`,
 * `true`, `false`, `exit` and `sh -c` with `;`, `&&`, `||`, quotes and variables; everything else is not found.
 */
export function execute(command: readonly string[], surroundings: Surroundings): Executed {
  const [program = '', flag = '', line = ''] = command
  if (/^(\/bin\/|\/usr\/bin\/)?(sh|bash|ash)$/.test(program) && /^-[a-z]*c$/.test(flag))
    return runLine(line, surroundings)
  return runProgram(command, surroundings)
}

function runLine(line: string, surroundings: Surroundings): Executed {
  const { env } = surroundings
  let last: Executed = nothing
  let all: Executed = nothing
  let between = ';'
  let words: string[] = []

  /** Whether the line goes on after it. */
  const runCommand = (): boolean => {
    const command = words
    words = []
    const isSkipped = (between === '&&' && last.exitCode !== 0) || (between === '||' && last.exitCode === 0)
    if (command.length === 0 || isSkipped) return true
    last = runProgram(command, surroundings)
    all = {
      exitCode: last.exitCode,
      stdout: all.stdout + last.stdout,
      stderr: all.stderr + last.stderr,
      tookMs: all.tookMs + last.tookMs,
    }
    return command[0] !== 'exit'
  }

  // Variables are put in beforehand, so `$?` is that of before the line.
  const tokens = tokensOf(line, (name) => (name === '?' ? '0' : (env[name] ?? '')))
  if (tokens === undefined) return { ...nothing, exitCode: 2, stderr: 'sh: syntax error: unterminated quoted string\n' }
  for (const { is, text } of tokens) {
    if (is === 'word') words.push(text)
    else {
      if (!runCommand()) return all
      between = text
    }
  }
  runCommand()
  return all
}

function runProgram(command: readonly string[], surroundings: Surroundings): Executed {
  const [path = '', ...given] = command
  const name = path.replace(/^\/(usr\/)?bin\//, '')
  const isToStderr = given.at(-1) === '>&2'
  const run = Object.hasOwn(programs, name) ? programs[name] : undefined
  if (run === undefined) return { ...nothing, exitCode: 127, stderr: `sh: ${path}: not found\n` }
  const done = { ...nothing, ...run(isToStderr ? given.slice(0, -1) : given, surroundings) }
  return isToStderr ? { ...done, stdout: '', stderr: done.stdout + done.stderr } : done
}

const nothing: Executed = { exitCode: 0, stdout: '', stderr: '', tookMs: 0 }

const programs: Readonly<Record<string, (given: readonly string[], surroundings: Surroundings) => Partial<Executed>>> =
  {
    true: () => ({}),
    false: () => ({ exitCode: 1 }),
    exit: ([code = '0']) => ({ exitCode: /^\d+$/.test(code) ? Number(code) & 255 : 2 }),
    echo: (given) => ({ stdout: given[0] === '-n' ? given.slice(1).join(' ') : `${given.join(' ')}\n` }),
    env: (_, { env }) => ({ stdout: linesOf(env) }),
    printenv([name], { env }) {
      if (name === undefined) return { stdout: linesOf(env) }
      return Object.hasOwn(env, name) ? { stdout: `${env[name]}\n` } : { exitCode: 1 }
    },
    hostname: (_, { env }) => ({ stdout: `${env.FLY_MACHINE_ID}\n` }),
    sleep([seconds = '']) {
      if (!/^\d+(\.\d+)?$/.test(seconds)) return { exitCode: 1, stderr: `sleep: invalid number '${seconds}'\n` }
      return { tookMs: Math.round(Number(seconds) * 1_000) }
    },
    cat(paths, { files, stdin }) {
      const missing = paths.filter((path) => !Object.hasOwn(files, path))
      return {
        stdout: paths.length === 0 ? stdin : paths.map((path) => files[path] ?? '').join(''),
        stderr: missing.map((path) => `cat: can't open '${path}': No such file or directory\n`).join(''),
        exitCode: missing.length > 0 ? 1 : 0,
      }
    },
  }

function linesOf(env: Readonly<Record<string, string>>): string {
  return Object.entries(env)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('')
}
