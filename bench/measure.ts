import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** One promised figure, as it was measured. */
export type Measure = {
  readonly what: string
  readonly target: string
  readonly measured: string
  readonly isKept: boolean
}

/** A benchmark: what it measures, and how. `say` tells what is going on meanwhile. */
export type Bench = {
  readonly name: string
  run(say: (line: string) => void): Promise<readonly Measure[]>
}

/** Milliseconds with the digits that mean something. */
export function ms(value: number): string {
  if (value < 1) return `${(value * 1_000).toFixed(0)} µs`
  if (value < 100) return `${value.toFixed(1)} ms`
  return value < 10_000 ? `${value.toFixed(0)} ms` : `${(value / 1_000).toFixed(1)} s`
}

/** What is held, after everything else has been collected. */
export function heapBytes(): number {
  setFlagsFromString('--expose_gc')
  runInNewContext('gc')()
  return process.memoryUsage().heapUsed
}
