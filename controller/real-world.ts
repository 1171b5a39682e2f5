import { getRandomValues } from 'node:crypto'
import { pino } from 'pino'
import type { Clock, Random, World } from './world.ts'

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent'

/** The world of a process that runs in earnest: its clock, its chance, and a log of JSON lines on standard error. */
export function createRealWorld(options: { readonly logLevel: LogLevel }): World {
  // Written at once: what was logged just before the process dies is what one wants to read.
  const log = pino({ level: options.logLevel, base: null }, pino.destination({ fd: 2, sync: true }))
  return { clock: realClock, random: realRandom, log }
}

export const realClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  sleep,
}

export const realRandom: Random = {
  next: () => (getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32,
}

// A timer of Node that is set further ahead than this fires at once.
// Source: https://nodejs.org/api/timers.html#settimeoutcallback-delay-args
const longestTimerMs = 2 ** 31 - 1

function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  if (signal?.aborted) return Promise.reject(signal.reason)
  return new Promise((resolve, reject) => {
    const wake = () => {
      signal?.removeEventListener('abort', abort)
      resolve()
    }
    const abort = () => {
      clearTimeout(timer)
      reject(signal?.reason)
    }
    const timer = setTimeout(wake, Math.min(Math.max(0, ms), longestTimerMs))
    signal?.addEventListener('abort', abort, { once: true })
  })
}
