import type { Clock } from '../controller/world.ts'

/** Everything that the simulator waits for, so that it can end all of it. */
export interface Timers {
  /** Works after `ms`, unless the returned function is called before. */
  after(ms: number, work: () => void): () => void
  /** Resolves after `ms`: at once for 0, and never when it is all closed. */
  pause(ms: number): Promise<void>
  close(): void
}

export function createTimers(clock: Clock): Timers {
  const running = new Set<AbortController>()
  let isClosed = false

  const timers: Timers = {
    after(ms, work) {
      if (isClosed) return () => undefined
      // One for each, since a signal that thousands listen to takes long to let one of them go.
      const timer = new AbortController()
      running.add(timer)
      clock.sleep(ms, timer.signal).then(
        () => {
          running.delete(timer)
          if (!timer.signal.aborted) work()
        },
        () => undefined,
      )
      return () => {
        running.delete(timer)
        timer.abort()
      }
    },
    pause: (ms) => (ms <= 0 ? Promise.resolve() : new Promise((resolve) => timers.after(ms, resolve))),
    close() {
      isClosed = true
      for (const timer of running) timer.abort()
      running.clear()
    },
  }
  return timers
}
