import type { Timers } from '../timers.ts'

/** Wakes those who wait for something of an app to change. */
export interface Bell {
  ring(app: string): void
  /** Resolves at the next ring, after `ms`, or when the signal is aborted. */
  heard(app: string, ms: number, signal: AbortSignal): Promise<void>
}

export function createBell(timers: Timers): Bell {
  const waiting = new Map<string, Set<() => void>>()
  return {
    ring(app) {
      const all = waiting.get(app)
      waiting.delete(app)
      for (const wake of all ?? []) wake()
    },
    heard: (app, ms, signal) =>
      new Promise((resolve) => {
        const wake = () => {
          cancel()
          signal.removeEventListener('abort', wake)
          waiting.get(app)?.delete(wake)
          resolve()
        }
        const cancel = timers.after(ms, wake)
        signal.addEventListener('abort', wake, { once: true })
        const all = waiting.get(app) ?? new Set()
        waiting.set(app, all.add(wake))
      }),
  }
}
