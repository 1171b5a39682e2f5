import { touch } from '../change.ts'
import { freeMachineOf, type Premises, visibleMachineOf } from '../premises.ts'
import { refuse } from '../refusal.ts'
import { type Ask, optional, type Reply } from '../routes.ts'
import type { MachineRow } from '../rows.ts'
import { mustRun } from './must-run.ts'

/**
 * Memory that grows and shrinks while a Machine runs, between its `memory_mb` and its `max_memory_mb`. Only the shapes are
 * known of Fly; that a new run begins with `memory_mb` again is ours. Source: Fly's OpenAPI document; superfly/docs, sizes
 */
export function readMemory(premises: Premises, ask: Ask): Reply {
  const machine = visibleMachineOf(premises, ask)
  mustRun('read memory of', machine)
  return { status: 200, body: memoryView(machine) }
}

export function limitMemory(premises: Premises, ask: Ask): Reply {
  const { truth, laws } = premises
  const machine = freeMachineOf(premises, ask)
  const limitMb = amountIn(ask, 'limit_mb')
  mustRun('limit memory of', machine)
  const { least, most } = boundsOf(machine)
  if (limitMb < least || limitMb > most) {
    throw refuse(400, `invalid_argument: limit_mb must be between ${least} and ${most}`)
  }
  const limited = touch(machine, laws, { memoryLimit: { mb: limitMb, run: machine.runningSince } })
  truth.putMachine(limited)
  return { status: 200, body: memoryView(limited) }
}

/** Asks the program's caches for memory; as much as there is. */
export function reclaimMemory(premises: Premises, ask: Ask): Reply {
  const machine = freeMachineOf(premises, ask)
  const amountMb = amountIn(ask, 'amount_mb')
  mustRun('reclaim memory of', machine)
  return { status: 200, body: { actual_mb: Math.min(amountMb, memoryView(machine).available_mb) } }
}

function memoryView(machine: MachineRow): { readonly limit_mb: number; readonly available_mb: number } {
  const { memoryLimit, runningSince } = machine
  const limit_mb = memoryLimit?.run === runningSince ? memoryLimit.mb : boundsOf(machine).least
  return { limit_mb, available_mb: limit_mb - Math.ceil(boundsOf(machine).least / 4) }
}

function boundsOf({ config: { guest } }: MachineRow): { readonly least: number; readonly most: number } {
  const { memory_mb: least = 0, max_memory_mb: most = least } = (guest ?? {}) as Partial<Guest>
  return { least, most }
}

function amountIn({ body }: Ask, field: string): number {
  const amount = optional(body(), field, 'number')
  if (amount === undefined || !Number.isInteger(amount) || amount < 1) {
    throw refuse(400, `invalid_argument: invalid ${field}`)
  }
  return amount
}

type Guest = { readonly memory_mb: number; readonly max_memory_mb: number }
