import type { Clock, Log, World } from '../../controller/world.ts'

/**
 * One life of the controller's process. `end()` is kill -9: the sleeps of that life never end, the answers it waits for
 * never come and it says no more. What it has sent is on its way all the same.
 */
export interface Life {
  readonly world: World
  /** Makes a call to the outside. Its outcome is heard only while this life lasts; after its end no call is made. */
  reach<T>(call: () => Promise<T>): Promise<T>
  isOver(): boolean
  end(): void
}

export type Fetch = (request: Request) => Promise<Response>

export function createLife({ clock, random, secrecy, log }: World): Life {
  let isOver = false

  function reach<T>(call: () => Promise<T>): Promise<T> {
    if (isOver) return never()
    return new Promise((resolve, reject) => {
      call().then(
        (value) => {
          if (!isOver) resolve(value)
        },
        (error) => {
          if (!isOver) reject(error)
        },
      )
    })
  }

  return {
    world: {
      clock: whileAlive(clock, reach),
      random,
      secrecy,
      log: quietAfter(log, () => isOver),
    },
    reach,
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
    get(target, method) {
      const original: unknown = Reflect.get(target, method)
      if (typeof original !== 'function' || typeof method !== 'string') return original
      return (...given: unknown[]) =>
        around(() => original.apply(target, given), method as keyof Service & string, given)
    },
  })
}

/** What is waited for by somebody who does not live to see it. */
export function never<T>(): Promise<T> {
  return new Promise(() => undefined)
}

function whileAlive(clock: Clock, reach: Life['reach']): Clock {
  return { now: clock.now, monotonic: clock.monotonic, sleep: (ms, signal) => reach(() => clock.sleep(ms, signal)) }
}

function quietAfter(log: Log, isOver: () => boolean): Log {
  const say =
    (level: keyof Log): Log[keyof Log] =>
    (values, message) => {
      if (!isOver()) log[level](values, message)
    }
  return { debug: say('debug'), info: say('info'), warn: say('warn'), error: say('error') }
}
