import { getRandomValues, randomInt } from 'node:crypto'
import { pino } from 'pino'
import { realClock } from './real-clock.ts'
import type { Random, Secrecy, World } from './world.ts'

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent'

/** The world of a process that runs in earnest: its clock, its chance, and a log of JSON lines on standard error. */
export function createRealWorld(options: { readonly logLevel: LogLevel }): World {
  // Written at once: what was logged just before the process dies is what one wants to read.
  const serializers = { error: pino.stdSerializers.err }
  const log = pino({ level: options.logLevel, base: null, serializers }, pino.destination({ fd: 2, sync: true }))
  return { clock: realClock, random: realRandom, secrecy: realSecrecy, log }
}

export const realRandom: Random = {
  next: () => (getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32,
}

const realSecrecy: Secrecy = { pick: (below) => randomInt(below) }
