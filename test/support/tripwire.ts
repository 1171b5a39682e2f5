/**
 * Forbids the whole process to ask the real world for time or chance, until the returned function is called. What a
 * simulated run depends on must come in through its World, or the seed does not decide it.
 *
 * What has been taken from the globals before stays usable: test runners keep their own timers.
 */
export function forbidRealWorld(): () => void {
  const undo: (() => void)[] = []
  const forbid = (holder: object, key: string, what: string) => {
    const original = Object.getOwnPropertyDescriptor(holder, key)
    if (original === undefined) throw new Error(`there is no ${what} to forbid`)
    Object.defineProperty(holder, key, { configurable: true, writable: true, value: thrower(what) })
    undo.push(() => Object.defineProperty(holder, key, original))
  }

  const tellNobody = thrower('Date.now')
  forbid(Date, 'now', 'Date.now')
  Date.now = () => (isAskedByQueue() ? 0 : tellNobody())
  forbid(Math, 'random', 'Math.random')
  forbid(globalThis, 'setTimeout', 'setTimeout')
  forbid(globalThis, 'setInterval', 'setInterval')
  forbid(globalThis, 'setImmediate', 'setImmediate')
  forbid(globalThis, 'fetch', 'fetch')
  forbid(Object.getPrototypeOf(crypto), 'randomUUID', 'crypto.randomUUID')
  forbid(Object.getPrototypeOf(crypto), 'getRandomValues', 'crypto.getRandomValues')
  forbid(Object.getPrototypeOf(performance), 'now', 'performance.now')
  forbid(AbortSignal, 'timeout', 'AbortSignal.timeout')
  forbid(process, 'hrtime', 'process.hrtime')

  const RealDate = globalThis.Date
  globalThis.Date = dateWithoutNow(RealDate)
  undo.push(() => {
    globalThis.Date = RealDate
  })

  return () => {
    for (const restore of undo.splice(0).reverse()) restore()
  }
}

/** Thrown where simulated code reaches for the real world. */
export class TripwireError extends Error {
  constructor(what: string) {
    super(`${what} was used in a simulated run: time and chance come from the World`)
    this.name = 'TripwireError'
  }
}

/**
 * p-queue notes when a task began, for people who look into a queue. Nothing depends on it as long as no interval and no
 * timeout is set, which would also need `setTimeout`; so it gets a time that is always the same.
 */
function isAskedByQueue(): boolean {
  return new Error().stack?.includes('/node_modules/p-queue/') === true
}

function thrower(what: string): () => never {
  return () => {
    throw new TripwireError(what)
  }
}

/** `new Date(1)` and `Date.parse` as ever; `new Date()` and `Date()` ask for the time, so they throw. */
function dateWithoutNow(RealDate: DateConstructor): DateConstructor {
  return new Proxy(RealDate, {
    construct(target, given, newTarget) {
      if (given.length === 0) throw new TripwireError('new Date()')
      return Reflect.construct(target, given, newTarget)
    },
    apply() {
      throw new TripwireError('Date()')
    },
  })
}
