import type { Duplex } from 'node:stream'
import { takeCourse } from '../change.ts'
import { parseDuration } from '../durations.ts'
import { usualGraceMs, usualSignal } from '../farewell.ts'
import type { Command } from '../images.ts'
import type { Premises } from '../premises.ts'
import type { MachineRow, Step } from '../rows.ts'
import { endRun } from '../running.ts'
import { environmentOf } from './environment.ts'

/** Real programs that run in Machines. */
export interface Processes {
  /** A connection to the program of the Machine; `undefined` when its image is no real program. */
  connect(machineId: string, signal: AbortSignal): Promise<Duplex | 'refused' | undefined>
  /** Whether there is a program that gets the signal. What comes of it is seen when it ends. */
  signal(machineId: string, name: string): boolean
  /** Kills all of them. */
  close(): void
}

/** Begins a program of this computer; only who runs the simulator can allow that. Never throws. */
export type RunProcess = (command: Command, environment: Readonly<Record<string, string>>) => Process

export interface Process {
  /** To where it listens. */
  connect(): Promise<Duplex | 'refused'>
  signal(name: string): void
  /** The code with which it ended, or 128 and the number of the signal. */
  readonly ended: Promise<number>
}

/** Lets the programs of Machines begin and end with their runs, and runs end with their programs. */
export function followProcesses(
  { truth, laws, timers }: Premises,
  run: RunProcess,
  /** What every program is told besides. */
  told: Readonly<Record<string, string>>,
): Processes {
  const running = new Map<string, Running>()
  for (const machine of truth.machines()) follow(machine.id, machine)
  truth.subscribe((change) => {
    if (change.kind === 'machine') follow(change.key, change.row)
  })

  function follow(id: string, machine: MachineRow | undefined): void {
    const known = running.get(id)
    if (known === undefined) {
      if (machine?.state === 'started') begin(machine)
      return
    }
    if (machine?.pending.life?.steps[0]?.do === 'halt') {
      sayFarewell(machine, known)
      return
    }
    switch (machine?.state) {
      case 'started':
        // A snapshot in memory, for as long as the simulator lives. Source: superfly/docs, suspend-resume
        if (known.isSuspended) known.process.signal('SIGCONT')
        known.isSuspended = false
        break
      case 'suspended':
        known.process.signal('SIGSTOP')
        known.isSuspended = true
        break
      case 'suspending':
      case 'starting':
        break
      default:
        running.delete(id)
        known.process.signal('SIGKILL')
    }
  }

  function begin(machine: MachineRow): void {
    const { command } = laws.program(machine.config.image)
    if (command === undefined) return
    const { id } = machine
    const process = run(command, { ...environmentOf(truth, machine), ...told })
    const begun: Running = { process, since: laws.now(), isToldToEnd: false, isSuspended: false }
    running.set(id, begun)
    void process.ended.then((code) => {
      if (running.get(id) !== begun) return
      running.delete(id)
      const row = truth.machine(id)
      if (row === undefined) return
      if (begun.isToldToEnd) truth.putMachine(haltingAt(row, laws.now(), code === killedCode))
      else if (row.state === 'started')
        truth.putMachine(endRun(takeCourse(row, 'wait', [], laws), { code, oom: false }, laws))
    })
  }

  /**
   * It has the grace that who stops it or its config gives, whatever Fly's usual time for a stop. Source: superfly/fly-go,
   * StopConfig
   */
  function sayFarewell(machine: MachineRow, told: Running): void {
    if (told.isToldToEnd) return
    told.isToldToEnd = true
    const { stop_config } = machine.config
    const [halt] = machine.pending.life?.steps ?? []
    const wanted = halt?.do === 'halt' ? halt.wanted : undefined
    const signal = wanted?.signal ?? stop_config?.signal ?? usualSignal
    const graceMs = wanted?.graceMs ?? parseDuration(stop_config?.timeout ?? '') ?? usualGraceMs
    if (told.isSuspended) told.process.signal('SIGCONT')
    told.process.signal(signal)
    timers.after(graceMs, () => told.process.signal('SIGKILL'))
    truth.putMachine(haltingAt(machine, laws.now() + graceMs + deathMs, true))
  }

  return {
    async connect(machineId, signal) {
      const known = running.get(machineId)
      if (known === undefined) {
        const image = truth.machine(machineId)?.config.image
        return image !== undefined && laws.program(image).command !== undefined ? 'refused' : undefined
      }
      for (;;) {
        const connection = await known.process.connect()
        // Who has only just begun may not listen yet; the proxy asks again for a while.
        const isYoung = laws.now() - known.since < youngMs && running.get(machineId) === known
        if (connection !== 'refused' || !isYoung || signal.aborted) return connection
        await timers.pause(againMs)
      }
    },
    signal(machineId, name) {
      const known = running.get(machineId)
      known?.process.signal(name)
      return known !== undefined
    },
    close() {
      for (const { process } of running.values()) process.signal('SIGKILL')
      running.clear()
    },
  }
}

type Running = {
  readonly process: Process
  readonly since: number
  isToldToEnd: boolean
  isSuspended: boolean
}

/** The row with its halt due at another time: that of the process, not the one that was drawn. */
function haltingAt(row: MachineRow, at: number, isKilled: boolean): MachineRow {
  const { life } = row.pending
  const [first, ...rest] = life?.steps ?? []
  if (life === undefined || first?.do !== 'halt') return row
  const { isKilled: _, ...halt } = first
  const steps: readonly Step[] = [{ ...halt, ...(isKilled && { isKilled }) }, ...rest]
  return { ...row, pending: { ...row.pending, life: { ...life, at, steps } } }
}

/** 128 and SIGKILL. */
const killedCode = 137
// After a SIGKILL a process is gone in no time; only then is its Machine halted without waiting for it.
const deathMs = 1_000
const youngMs = 10_000
const againMs = 50
