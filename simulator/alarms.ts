import type { Timers } from './timers.ts'

/** One timer for each thing that is to come, by its name. */
export interface Alarms {
  /**
   * `happen` is called at `at`, unless the name is set anew before. As long as the cause is the same value nothing
   * changes; without one, nothing is to come any more.
   */
  set(name: string, cause: object | undefined, at: number, happen: () => void): void
}

export function createAlarms(timers: Timers, now: () => number): Alarms {
  const armed = new Map<string, { readonly cause: object; readonly cancel: () => void }>()
  return {
    set(name, cause, at, happen) {
      const before = armed.get(name)
      if (before?.cause === cause) return
      before?.cancel()
      armed.delete(name)
      if (cause === undefined) return
      const wait = () => timers.after(Math.max(0, at - now()), wake)
      const wake = () => {
        // A clock's sleep may be shorter than asked for: real timers end after 24 days.
        if (now() < at) {
          armed.set(name, { cause, cancel: wait() })
          return
        }
        armed.delete(name)
        happen()
      }
      armed.set(name, { cause, cancel: wait() })
    },
  }
}
