import { pendingOf, withPending } from '../change.ts'
import type { Laws } from '../laws.ts'
import { refuse } from '../refusal.ts'
import type { MachineRow } from '../rows.ts'
import { mustRun } from './must-run.ts'

/**
 * Sends a signal to the program. One that ends it leads to an exit that nobody requested, after which the restart policy
 * counts. A simulated program goes on after SIGHUP, SIGUSR1 and SIGUSR2, as servers do, and after those that it ignores.
 */
export function sendSignal(machine: MachineRow, signal: string, laws: Laws): MachineRow {
  mustRun('signal', machine)
  const { ignores = [] } = laws.program(machine.config.image)
  const isFatal = signal === 'SIGKILL' || !(harmless.has(signal) || ignores.includes(signal))
  if (!isFatal) return machine
  const number = signalNumbers[signal] ?? 0
  const end = { do: 'exit', code: 128 + number, oom: false, signal: number, afterMs: laws.delay('signal') } as const
  return withPending(machine, 'program', pendingOf('wait', [end], laws))
}

/** By its name, or as a number by which Fly's own client kills. Source: superfly/fly-go, flaps_machines.go Kill */
export function signalIn({ signal }: Readonly<Record<string, unknown>>): string {
  const name =
    typeof signal === 'number' ? Object.keys(signalNumbers).find((each) => signalNumbers[each] === signal) : signal
  if (typeof name === 'string' && Object.hasOwn(signalNumbers, name)) return name
  throw refuse(400, `invalid_argument: invalid signal '${signal ?? ''}'`)
}

// The signals that Fly takes, with their numbers in Linux. Source: Fly's OpenAPI document
const signalNumbers: Readonly<Record<string, number>> = {
  SIGHUP: 1,
  SIGINT: 2,
  SIGQUIT: 3,
  SIGILL: 4,
  SIGTRAP: 5,
  SIGABRT: 6,
  SIGFPE: 8,
  SIGKILL: 9,
  SIGUSR1: 10,
  SIGSEGV: 11,
  SIGUSR2: 12,
  SIGPIPE: 13,
  SIGALRM: 14,
  SIGTERM: 15,
}
const harmless: ReadonlySet<string> = new Set(['SIGHUP', 'SIGUSR1', 'SIGUSR2'])
