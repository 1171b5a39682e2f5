import type { DatabaseSync } from 'node:sqlite'
import { type Controller, createController } from '../../controller/engine/controller.ts'
import type { Reconciler } from '../../controller/engine/reconciler.ts'
import type { Settings } from '../../controller/engine/settings.ts'
import { createFly } from '../../controller/fly/client.ts'
import type { Fly } from '../../controller/fly/fly.ts'
import { openStore } from '../../controller/store/sqlite.ts'
import type { Fence, Store } from '../../controller/store/store.ts'
import type { Log } from '../../controller/world.ts'
import { aroundEach, createLife, type Fetch, type Life } from './life.ts'
import { secrecyFrom, type streams } from './random.ts'
import { type Place, tapFetch, tapStore } from './taps.ts'
import type { Trace } from './trace.ts'
import type { VirtualClock } from './virtual-clock.ts'
import type { Watch } from './watch.ts'

/** The controller's process: one life after another, over the same database and the same Fly. */
export interface Process {
  /** Begins a life, unless one goes on. Resolves when it works, or has ended before that. */
  begin(): Promise<void>
  /** kill -9: from now on that life hears nothing and says nothing. With `downMs` the next begins after that time. */
  crash(downMs?: number): void
  /** A second process takes over the store, while the first still believes that it holds it. */
  takeOver(): Promise<void>
  /** SIGTERM. Resolves when the life has ended by itself. */
  terminate(): Promise<void>
  /** Does the work in the life that goes on, and again in the next one when that life ends before the work is done. */
  insist<T>(work: (living: Living) => Promise<T>): Promise<T>
  living(): Living | undefined
  /** Whether a life goes on that another has taken over from, or did so until a moment ago. */
  isDisputed(): boolean
}

export type Living = {
  readonly store: Store
  readonly fence: Fence
  readonly controller: Controller
}

export type ProcessOptions = {
  readonly database: DatabaseSync
  readonly fetch: Fetch
  readonly clock: VirtualClock
  readonly stream: ReturnType<typeof streams>
  readonly watch: Watch
  readonly trace: Trace
  readonly settings: Partial<Settings>
  /** Where a life ends by itself, to begin anew after `downMs`. */
  readonly interrupt: (place: Place, what: string) => boolean
  readonly downMs: number
  /** What campaign C0 exchanges for something broken. */
  readonly broken: Broken
}

export type Broken = {
  readonly reconciler?: Reconciler
  readonly fly?: (fly: Fly) => Fly
  readonly store?: (store: Store) => Store
}

/** How long it takes until Fly's buckets are full again. */
export const budgetRefillMs = 5_000

export const organization = 'acme'

export function createProcess(options: ProcessOptions): Process {
  const { database, clock, stream, watch, trace, settings, broken } = options
  let lives = 0
  let current: Current | undefined
  const waiting: (() => void)[] = []
  const superseded = new Set<Current>()
  let undisputedAt = 0

  function begin(): Promise<void> {
    if (current !== undefined) return current.begun
    const number = ++lives
    const over = Promise.withResolvers<void>()
    const interrupt = (place: Place, what: string) => {
      if (life.isOver() || !options.interrupt(place, what)) return false
      trace.note('house', `dies: ${place} ${what}`)
      crash(options.downMs)
      return true
    }
    const life = createLife({
      clock,
      random: stream(`controller/${number}`),
      secrecy: secrecyFrom(stream(`secrets/${number}`)),
      log: logTo(trace),
    })
    const mine: Current = {
      life,
      over,
      stop: new AbortController(),
      begun: Promise.race([over.promise, work().catch((error) => over.reject(error))]),
      living: undefined,
      ended: undefined,
    }
    trace.note('house', `life ${number} begins`)
    watch.began(number)
    current = mine
    return mine.begun

    async function work(): Promise<void> {
      const { world } = life
      const tap = { life: number, watch, trace, interrupt }
      const tapped = tapStore(await openStore({ database, ...world }), tap)
      const store = aroundEach(broken.store?.(tapped) ?? tapped, life.reach)
      const fence = await store.take(`life-${number}`)
      const fetch = tapFetch(options.fetch, tap)
      const fly = createFly({
        ...world,
        baseUrl: 'https://api.machines.dev',
        token: 'FlyV1 fm2_simulated',
        organization,
        fetch: (request) => life.reach(() => fetch(request)),
      })
      const controller = createController({
        world,
        fly: broken.fly?.(fly) ?? fly,
        store,
        fence,
        organization,
        settings,
        ...(broken.reconciler && { reconciler: broken.reconciler }),
      })
      mine.living = { store, fence, controller }
      mine.ended = controller.run(mine.stop.signal)
      mine.ended
        .catch((error) => trace.note('house', `life ${number} ends by itself: ${error}`))
        .then(() => {
          if (superseded.delete(mine)) undisputedAt = clock.monotonic() + budgetRefillMs
        })
      for (const go of waiting.splice(0)) go()
    }
  }

  function crash(downMs?: number): void {
    if (current === undefined) return
    trace.note('house', 'is killed')
    end(current)
    if (downMs !== undefined) void clock.sleep(downMs).then(begin)
  }

  function end({ life, over }: Current): void {
    life.end()
    over.resolve()
    current = undefined
  }

  return {
    begin,
    crash,
    takeOver() {
      trace.note('house', 'is not killed, but a second one begins')
      if (current !== undefined) superseded.add(current)
      current = undefined
      return begin()
    },
    async terminate() {
      const ending = current
      if (ending?.ended === undefined) return
      trace.note('house', 'is asked to end')
      ending.stop.abort(new Error('SIGTERM'))
      await Promise.race([ending.ended, ending.over.promise])
      if (current !== ending) return
      trace.note('house', 'has ended')
      end(ending)
    },
    async insist(work) {
      for (;;) {
        while (current?.living === undefined) await new Promise<void>((resolve) => waiting.push(resolve))
        const { living, over } = current
        const done = await Promise.race([work(living).then((value) => ({ value })), over.promise])
        if (done !== undefined) return done.value
      }
    },
    living: () => current?.living,
    isDisputed: () => superseded.size > 0 || clock.monotonic() < undisputedAt,
  }
}

type Current = {
  readonly life: Life
  readonly over: PromiseWithResolvers<void>
  readonly stop: AbortController
  readonly begun: Promise<void>
  living: Living | undefined
  ended: Promise<void> | undefined
}

function logTo(trace: Trace): Log {
  const say = (level: string) => (values: object, message: string) =>
    trace.note('log', `${level}: ${message} ${show(values)}`)
  return { debug: () => undefined, info: say('info'), warn: say('warn'), error: say('error') }
}

function show(values: object): string {
  return JSON.stringify(values, (_key, value) => (value instanceof Error ? `${value.name}: ${value.message}` : value))
}
