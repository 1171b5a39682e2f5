import type { Ref } from '../resource/resource.ts'
import type { Clock, Log } from '../world.ts'

/** When a name is to be looked at again. */
export type Again = { readonly afterMs: number } | 'when-changed'

/**
 * The names that want a pass. A name is in it once however often it is added, is worked on by one pass at a time, and
 * gets another pass when it was added during one. People's names go first; otherwise first come, first served, so that
 * a name that fails all the time waits behind every other.
 */
export interface Queue {
  add(ref: Ref, urgency?: 'person' | 'background'): void
  /** Works until the signal is aborted and the passes that run have ended. */
  run(signal: AbortSignal): Promise<void>
  readonly waiting: number
  readonly running: number
}

export function createQueue(options: {
  readonly clock: Clock
  readonly log: Log
  /** How many passes may run side by side. They mostly wait for Fly, so this may be large. */
  readonly concurrency: number
  /** Must not reject: what a failure means has been decided when it resolves. */
  readonly pass: (ref: Ref, signal: AbortSignal) => Promise<Again>
}): Queue {
  const { clock, log, concurrency, pass } = options
  const urgent = new Set<Ref>()
  const ordinary = new Set<Ref>()
  const running = new Set<Ref>()
  const addedMeanwhile = new Map<Ref, 'person' | 'background'>()
  const timers = new Map<Ref, AbortController>()
  let wake: (() => void) | undefined

  function add(ref: Ref, urgency: 'person' | 'background' = 'background'): void {
    forgetTimer(ref)
    if (running.has(ref)) {
      if (addedMeanwhile.get(ref) !== 'person') addedMeanwhile.set(ref, urgency)
      return
    }
    if (urgency === 'person') {
      ordinary.delete(ref)
      urgent.add(ref)
    } else if (!urgent.has(ref)) {
      ordinary.add(ref)
    }
    wake?.()
  }

  function next(): Ref | undefined {
    for (const lane of [urgent, ordinary]) {
      for (const ref of lane) {
        lane.delete(ref)
        return ref
      }
    }
    return undefined
  }

  async function work(ref: Ref, signal: AbortSignal): Promise<void> {
    running.add(ref)
    try {
      const again = await pass(ref, signal)
      if (again !== 'when-changed') addLater(ref, again.afterMs, signal)
    } catch (error) {
      log.error({ ref, error }, 'a pass rejected, which passes never do')
      addLater(ref, 60_000, signal)
    } finally {
      running.delete(ref)
      const urgency = addedMeanwhile.get(ref)
      addedMeanwhile.delete(ref)
      if (urgency) add(ref, urgency)
      wake?.()
    }
  }

  function addLater(ref: Ref, afterMs: number, stopping: AbortSignal): void {
    forgetTimer(ref)
    if (stopping.aborted) return
    const timer = new AbortController()
    timers.set(ref, timer)
    clock.sleep(afterMs, timer.signal).then(
      () => {
        timers.delete(ref)
        add(ref)
      },
      () => undefined, // called off: the name was added before its time, or the house closes
    )
  }

  function forgetTimer(ref: Ref): void {
    timers.get(ref)?.abort()
    timers.delete(ref)
  }

  return {
    add,
    async run(signal) {
      const passes = new Set<Promise<void>>()
      signal.addEventListener('abort', () => wake?.(), { once: true })
      while (!signal.aborted) {
        const ref = running.size < concurrency ? next() : undefined
        if (ref === undefined) {
          await new Promise<void>((resolve) => {
            wake = resolve
          })
          wake = undefined
          continue
        }
        const done = work(ref, signal).finally(() => passes.delete(done))
        passes.add(done)
      }
      for (const ref of timers.keys()) forgetTimer(ref)
      await Promise.all(passes)
    },
    get waiting() {
      return urgent.size + ordinary.size
    },
    get running() {
      return running.size
    },
  }
}
