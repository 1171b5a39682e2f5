import type { Store } from '../../controller/store/store.ts'
import type { Clock, Log, Random, World } from '../../controller/world.ts'

/**
 * One life of the controller's process. `end()` is kill -9: the sleeps of that life never end, the answers it waits for
 * never come, the store never replies and it says no more. What it has sent is on its way all the same.
 */
export interface Life {
  readonly world: World
  readonly fetch: Fetch
  readonly store: Store
  isOver(): boolean
  end(): void
}

export type Fetch = (request: Request) => Promise<Response>

export function createLife(surroundings: {
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
  readonly fetch: Fetch
  readonly store: Store
}): Life {
  const { clock, random, log } = surroundings
  let isOver = false

  /** The promise, as long as this life lasts. What settles later is news for nobody. */
  function whileAlive<T>(promise: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      promise.then(
        (value) => {
          if (!isOver) resolve(value)
        },
        (error) => {
          if (!isOver) reject(error)
        },
      )
    })
  }

  const say =
    (level: keyof Log): Log[keyof Log] =>
    (values, message) => {
      if (!isOver) log[level](values, message)
    }

  return {
    world: {
      clock: {
        now: clock.now,
        monotonic: clock.monotonic,
        sleep: (ms, signal) => (isOver ? never() : whileAlive(clock.sleep(ms, signal))),
      },
      random,
      log: { debug: say('debug'), info: say('info'), warn: say('warn'), error: say('error') },
    },
    fetch: (request) => (isOver ? never() : whileAlive(surroundings.fetch(request))),
    store: aroundEach(surroundings.store, (call) => (isOver ? never() : whileAlive(call()))),
    isOver: () => isOver,
    end() {
      isOver = true
    },
  }
}

/** The same service, with each call of it made through `around`. All its methods must return promises. */
export function aroundEach<Service extends object>(
  service: Service,
  around: <T>(call: () => Promise<T>, method: keyof Service & string, given: readonly unknown[]) => Promise<T>,
): Service {
  return new Proxy(service, {
    get(target, method: keyof Service & string) {
      const original = target[method]
      if (typeof original !== 'function') return original
      return (...given: unknown[]) => around(() => original.apply(target, given), method, given)
    },
  })
}

function never<T>(): Promise<T> {
  return new Promise(() => undefined)
}
