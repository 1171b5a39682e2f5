import { containersOf } from '../containers.ts'
import { freeMachineOf, type Premises } from '../premises.ts'
import { refuse } from '../refusal.ts'
import { type Ask, optional, type Reply } from '../routes.ts'
import { mustRun } from './must-run.ts'
import { execute } from './shell.ts'
import { surroundingsOf } from './surroundings.ts'
import { wordsOf } from './words.ts'

/**
 * Runs a command in a Machine and waits for its end. A command that fails is a success of the call. When the Machine ends
 * before it does, so does the command. Source: Fly's OpenAPI document; for the lease, clients that were tested live
 */
export async function exec(premises: Premises, ask: Ask): Promise<Reply> {
  const { truth, laws, timers } = premises
  const machine = freeMachineOf(premises, ask)
  const asked = ask.body()
  const command = commandIn(asked)
  const container = optional(asked, 'container', 'string') || undefined
  const timeoutMs = timeoutIn(asked)
  // What is sent as stdin has been seen not to arrive.
  optional(asked, 'stdin', 'string')
  mustRun('exec', machine)
  if (container !== undefined && !containersOf(machine.config).some(({ name }) => name === container)) {
    throw refuse(400, `invalid_argument: no container '${container}'`)
  }
  const surroundings = surroundingsOf(truth, machine, { container, stdin: '' })
  const byProgram = laws.program(machine.config.image).exec?.(command, surroundings)
  const { exitCode, stdout, stderr, tookMs } = byProgram ?? execute(command, surroundings)

  const neededMs = tookMs + laws.delay('exec')
  await timers.pause(Math.min(neededMs, timeoutMs))
  if (neededMs > timeoutMs) throw refuse(408, 'deadline_exceeded: command did not end in time')
  const now = truth.machine(machine.id)
  const isSameRun = now?.state === 'started' && now.runningSince === machine.runningSince
  if (!isSameRun) return { status: 200, body: { exit_code: -1, exit_signal: sigkill, stdout: '', stderr: '' } }
  return { status: 200, body: { exit_code: exitCode, exit_signal: 0, stdout, stderr } }
}

/** `cmd` is one string, of which Fly makes words; `command` is words. */
function commandIn(asked: Readonly<Record<string, unknown>>): readonly string[] {
  const { command } = asked
  const isWords = Array.isArray(command) && command.every((word) => typeof word === 'string')
  if (command !== undefined && command !== null && !isWords) {
    throw refuse(400, 'invalid_argument: json: cannot unmarshal command into a list of strings')
  }
  const words = isWords && command.length > 0 ? command : wordsOf(optional(asked, 'cmd', 'string') ?? '')
  if (words === undefined || words.length === 0) throw refuse(400, 'invalid_argument: command is required')
  return words
}

/** In whole seconds. Neither the usual nor the greatest is known; no request lasts longer than a minute. */
function timeoutIn(asked: Readonly<Record<string, unknown>>): number {
  const seconds = optional(asked, 'timeout', 'number') || mostSeconds
  if (!Number.isInteger(seconds) || seconds < 0) throw refuse(400, 'invalid_argument: invalid timeout')
  return Math.min(seconds, mostSeconds) * 1_000
}

const mostSeconds = 60
const sigkill = 9
