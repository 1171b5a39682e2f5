import type { Guest } from '../../controller/fly/wire.ts'
import type { MachineRow } from '../rows.ts'
import type { Row } from '../tables.ts'

/** A piece of hardware in a region, on which Machines run and volumes lie. */
export type HostRow = Row & {
  readonly region: string
  /** Its hardware zone: 4 hex digits. What is in different zones does not fail together. */
  readonly zone: string
  /** Part of the addresses of the Machines on it. */
  readonly number: number
  /** All of it, taken or not. */
  readonly size: Room
  readonly status: HostStatus
  /** Otherwise no Machine is created or updated on it; what runs goes on, and starts. */
  readonly isDeployable: boolean
  /** Whether a Machine on it sees its volume's new size only after a restart. Source: superfly/docs, volume-manage */
  readonly isSlowToExtend: boolean
}

export type HostStatus = 'ok' | 'unknown' | 'unreachable'

export type Room = { readonly cpus: number; readonly memoryMb: number; readonly diskGb: number }

/** What a Machine takes while it runs. A shared cpu has a 16th of a real one. Source: superfly/docs, machine sizing */
export function roomOf(guest: Partial<Guest> | undefined): Room {
  const { cpu_kind = 'shared', cpus = 1, memory_mb: memoryMb = 256 } = guest ?? {}
  return { cpus: cpu_kind === 'shared' ? cpus / 16 : cpus, memoryMb, diskGb: 0 }
}

/**
 * Whether the Machine takes room on its host now: it runs, or is about to. At rest it takes none, so that its place may be
 * gone at the next start. Source: superfly/docs, reference/troubleshooting
 */
export function takesRoom({ state, pending }: MachineRow): boolean {
  if (state === 'started' || state === 'suspending') return true
  return pending.life?.steps.some((step) => step.do === 'run' || step.do === 'halt') ?? false
}

export const noRoom: Room = { cpus: 0, memoryMb: 0, diskGb: 0 }

export function plus(one: Room, other: Room): Room {
  return {
    cpus: one.cpus + other.cpus,
    memoryMb: one.memoryMb + other.memoryMb,
    diskGb: one.diskGb + other.diskGb,
  }
}

export function minus(one: Room, other: Room): Room {
  return {
    cpus: one.cpus - other.cpus,
    memoryMb: one.memoryMb - other.memoryMb,
    diskGb: one.diskGb - other.diskGb,
  }
}

/** What of the need is not there, the first of it that Fly would name. What is not needed is not missing. */
export function lackOf(free: Room, need: Room): Lack | undefined {
  if (need.memoryMb > 0 && need.memoryMb > free.memoryMb) return 'memory'
  if (need.cpus > 0 && need.cpus > free.cpus) return 'CPUs'
  return need.diskGb > 0 && need.diskGb > free.diskGb ? 'disk' : undefined
}

export type Lack = 'memory' | 'CPUs' | 'disk'
