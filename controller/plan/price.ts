import type { Guest } from '../fly/wire.ts'
import { priceTable } from './price-table.ts'

/** What something costs a month: 30 days, US dollars, rounded to cents. */
export type Price = {
  /** When whatever may rest always rests. */
  readonly leastUsd: number
  /** When all of it always runs. */
  readonly mostUsd: number
  /** Things whose price the table does not tell; not in the sums. */
  readonly unpriced: number
}

/** What a plan does to the price of an App. */
export type PriceChange = {
  /** The day of the table of prices. */
  readonly asOf: string
  /** Of what is there now and ours. */
  readonly before: Price
  /** Of what the spec asks for, when all steps are done and all waits are over. */
  readonly after: Price
}

/** A part of what an App costs. */
export type PriceLine = {
  /** Whose line it is: a group's name, or a word like `addresses`. */
  readonly subject: string
  /** What is paid for: `2 × shared-cpu-1x, 512 MB, in ams`. */
  readonly what: string
  readonly price: Price
}

/** Who decides how long a Machine runs. `resting`: it is stopped, and nobody is going to start it by itself. */
export type Runs = 'always' | 'sometimes' | 'resting'

export const free: Price = { leastUsd: 0, mostUsd: 0, unpriced: 0 }

/**
 * A Machine. Fly bills its CPUs and memory by the second while it is started. At rest only its root file system is paid
 * for, whose size is not known to anybody but Fly: it counts as nothing here.
 * Source: fly.io/docs/about/billing
 */
export function machinePrice(guest: Guest | undefined, runs: Runs): Price {
  const usd = guest && guestUsd(guest)
  if (usd === undefined) return { ...free, unpriced: 1 }
  return { leastUsd: runs === 'always' ? usd : 0, mostUsd: runs === 'resting' ? 0 : usd, unpriced: 0 }
}

/** A volume, whether a Machine uses it or not. */
export function volumePrice(sizeGb: number): Price {
  return fixed(sizeGb * priceTable.volumeGb)
}

/** An address of the app. Shared, IPv6 and private ones are free. */
export function addressPrice(kind: 'dedicatedIpv4' | 'staticEgress' | 'other'): Price {
  return kind === 'other' ? free : fixed(priceTable[kind])
}

/** All of them together. */
export function sum(prices: readonly Price[]): Price {
  let [least, most, unpriced] = [0, 0, 0]
  for (const price of prices) {
    least += price.leastUsd
    most += price.mostUsd
    unpriced += price.unpriced
  }
  return { leastUsd: inCents(least), mostUsd: inCents(most), unpriced }
}

function guestUsd({ cpu_kind, cpus, memory_mb, ...rest }: Guest): number | undefined {
  // Whoever has made a Machine by hand may have asked for what the table does not know, such as a GPU.
  const cpu = Object.hasOwn(priceTable.cpu, cpu_kind) ? priceTable.cpu[cpu_kind] : undefined
  if (cpu === undefined || ('gpus' in rest && rest.gpus) || 'gpu_kind' in rest) return undefined
  const extraGb = Math.max(0, memory_mb - cpus * cpu.memoryMb) / 1024
  return inCents(cpus * cpu.usd + extraGb * priceTable.memoryGb)
}

function fixed(usd: number): Price {
  return { leastUsd: inCents(usd), mostUsd: inCents(usd), unpriced: 0 }
}

function inCents(usd: number): number {
  return Math.round(usd * 100) / 100
}
