import type { Clock, Random } from '../../controller/world.ts'
import { createHeap } from './heap.ts'

/** A clock whose time passes only when a test says so, and then at once. */
export interface VirtualClock extends Clock {
  /** Lets `ms` pass: wakes every sleeper that falls due, in order of time, and lets each do all it can before the next. */
  advance(ms: number): Promise<void>
  /** Lets time pass until `goal()` is true. `false` when `limitMs` have passed, or nobody sleeps any more, before that. */
  runUntil(goal: () => boolean, limitMs: number): Promise<boolean>
  /** Lets time pass until the promise settles, and settles the same way. Rejects when it has not within `limitMs`. */
  runUntil<T>(goal: Promise<T>, limitMs: number): Promise<T>
  /** Sets the wall clock forward or back. Sleepers do not notice: they go by the monotonic clock. */
  jump(ms: number): void
  /** How many sleep. */
  pending(): number
}

/**
 * A virtual clock. Sleepers that fall due at the same moment wake in an order drawn from `random`, so that a seed
 * decides how things interleave; without `random` they wake in the order in which they fell asleep.
 *
 * `start` is the wall clock at the beginning, in ms since 1970.
 */
export function createVirtualClock(options: { readonly start?: number; readonly random?: Random } = {}): VirtualClock {
  const { random } = options
  const sleepers = createHeap<Sleeper>(wakesBefore)
  let wallOffsetMs = options.start ?? Date.UTC(2026, 0, 1)
  let elapsedMs = 0
  let asleep = 0
  let order = 0
  let isRunning = false

  return {
    now: () => Math.floor(wallOffsetMs + elapsedMs),
    monotonic: () => elapsedMs,
    sleep(ms, signal) {
      if (signal?.aborted) return Promise.reject(signal.reason)
      return new Promise((resolve, reject) => {
        const sleeper: Sleeper = {
          at: elapsedMs + Math.max(0, ms),
          priority: random?.next() ?? 0,
          order: order++,
          isAwake: false,
          wake() {
            signal?.removeEventListener('abort', abort)
            leave(sleeper)
            resolve()
          },
        }
        const abort = () => {
          leave(sleeper)
          reject(signal?.reason)
        }
        signal?.addEventListener('abort', abort, { once: true })
        sleepers.push(sleeper)
        asleep++
      })
    },
    advance: (ms) => exclusively(() => run(elapsedMs + ms, () => false)).then(() => undefined),
    runUntil,
    jump(ms) {
      wallOffsetMs += ms
    },
    pending: () => asleep,
  }

  function runUntil(goal: () => boolean, limitMs: number): Promise<boolean>
  function runUntil<T>(goal: Promise<T>, limitMs: number): Promise<T>
  async function runUntil<T>(goal: (() => boolean) | Promise<T>, limitMs: number): Promise<boolean | T> {
    if (typeof goal === 'function') return exclusively(() => run(elapsedMs + limitMs, goal, 'stop when nobody sleeps'))
    let isSettled = false
    const settle = () => {
      isSettled = true
    }
    goal.then(settle, settle)
    await exclusively(() => run(elapsedMs + limitMs, () => isSettled, 'stop when nobody sleeps'))
    if (isSettled) return goal
    const why = asleep === 0 ? 'nobody sleeps any more' : `${limitMs} ms have passed`
    throw new Error(`what was waited for has not happened, and ${why}`)
  }

  /** Wakes sleepers until `isDone` or `until`. With nobody asleep, time goes on to `until` unless told to stop. */
  async function run(until: number, isDone: () => boolean, whenIdle?: 'stop when nobody sleeps'): Promise<boolean> {
    await drain()
    while (!isDone()) {
      const sleeper = next()
      if (sleeper === undefined && whenIdle !== undefined) return false
      if (sleeper === undefined || sleeper.at > until) {
        elapsedMs = until
        await drain()
        return isDone()
      }
      sleepers.pop()
      elapsedMs = sleeper.at
      sleeper.wake()
      await drain()
    }
    return true
  }

  /** The next to wake. Those who were aborted leave their place in the heap only here. */
  function next(): Sleeper | undefined {
    while (sleepers.peek()?.isAwake) sleepers.pop()
    return sleepers.peek()
  }

  function leave(sleeper: Sleeper): void {
    sleeper.isAwake = true
    asleep--
  }

  async function exclusively<T>(work: () => Promise<T>): Promise<T> {
    if (isRunning) throw new Error('time is already passing: only one may move a virtual clock')
    isRunning = true
    try {
      return await work()
    } finally {
      isRunning = false
    }
  }
}

type Sleeper = {
  readonly at: number
  readonly priority: number
  readonly order: number
  isAwake: boolean
  wake(): void
}

function wakesBefore(one: Sleeper, other: Sleeper): boolean {
  if (one.at !== other.at) return one.at < other.at
  if (one.priority !== other.priority) return one.priority < other.priority
  return one.order < other.order
}

// Taken before a simulated run forbids it to everyone else.
const { setImmediate } = globalThis

/** Until every promise that can settle without time passing has settled: micro-tasks run before the next macro-task. */
function drain(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
