import { DatabaseSync } from 'node:sqlite'
import type { Settings } from '../../controller/engine/settings.ts'
import { confirmationOf } from '../../controller/plan/breaker.ts'
import { type Ref, type Resource, refOf } from '../../controller/resource/resource.ts'
import type { Request } from '../../controller/rotation/counter.ts'
import type { Status } from '../../controller/status/status.ts'
import { openStore } from '../../controller/store/sqlite.ts'
import type { Store, StoredEvent } from '../../controller/store/store.ts'
import type { Clock, Log } from '../../controller/world.ts'
import { createSimulator, type Simulator, type SimulatorOptions } from '../../simulator/simulator.ts'
import { census } from './census.ts'
import { createEvidence, type Evidence } from './evidence.ts'
import { createForeign, type Foreign } from './foreign.ts'
import { createGround, type Ground } from './ground.ts'
import type { Fetch } from './life.ts'
import { type Broken, createProcess, organization, type Process } from './process.ts'
import { streams } from './random.ts'
import type { Place } from './taps.ts'
import { createTrace, type Trace } from './trace.ts'
import { forbidRealWorld } from './tripwire.ts'
import { createVirtualClock, type VirtualClock } from './virtual-clock.ts'
import { createWatch, type Watch } from './watch.ts'
import { makeWeather, type Weather } from './weather.ts'

/**
 * The whole house in one process and in no time: the real client, store, planner and engine on a simulated Fly, with the
 * judges looking on. Everything that happens in it is a function of its options.
 */
export interface House {
  readonly clock: VirtualClock
  readonly simulator: Simulator
  readonly world: Simulator['world']
  /** The simulated world as the judges see it. */
  readonly ground: Ground
  /** Deeds of others behind our back. */
  readonly foreign: Foreign
  /** Something is wrong with Fly for so long, or until all is calm. */
  weather(weather: Weather, forMs?: number): void
  /** Everything is well with Fly again. */
  calm(): void
  readonly watch: Watch
  readonly trace: Trace
  readonly evidence: Evidence

  /** Begins a life of the controller, unless one goes on. */
  start(): Promise<void>
  /** kill -9. With `downMs`, a new life begins after that time. */
  crash(downMs?: number): void
  /** A second process takes over the store, while the first still believes that it holds it. */
  takeOver(): Promise<void>
  /** SIGTERM. Resolves when the controller has ended, with the virtual milliseconds that it took. */
  terminate(): Promise<number>
  /** Hands in a spec as a person would, and again if the process died before it said yes. Rejects when it is refused. */
  submit(resource: Resource): Promise<void>
  requestDeletion(name: string): Promise<void>
  /** Takes back what `requestDeletion` asked for. */
  withdrawDeletion(name: string): Promise<void>
  /** Agrees to what the App's generation takes away; `false` when nothing waits for it. */
  confirm(name: string): Promise<boolean>
  /** The same for every App whose status asks for it. */
  confirmAll(): Promise<void>
  /** Has an App tried once more that went back to an earlier generation. */
  refresh(name: string): Promise<void>
  /** Hands in what somebody wants done with a secret of the App. Rejects with what came in its way. */
  hand(name: string, secret: string, request: Request): Promise<void>

  /** Lets virtual time pass. */
  advance(ms: number): Promise<void>
  /** Lets time pass until the promise settles, and settles the same way. */
  run<T>(promise: Promise<T>): Promise<T>
  /** Lets time pass until nothing more happens: each App is as good as it gets, and nothing was done for a while. */
  settle(limitMs?: number): Promise<void>
  /**
   * Lets time pass until the world is what the specs ask for; rejects when it is not within `limitMs`. With `agreeing`,
   * somebody reads each status meanwhile and agrees to what waits for that.
   */
  converge(limitMs?: number, options?: { readonly agreeing?: boolean }): Promise<void>
  /** Lets time pass until it is so; rejects when it is not within `limitMs`. */
  until(what: string, isSo: () => boolean, limitMs?: number): Promise<void>

  /** The specs that are in force, in order of their names. */
  specs(): readonly Resource[]
  /** The last lines of the trace: up to the first broken promise, if there was one. */
  lastLines(): readonly string[]
  status(name: string): Promise<Status | undefined>
  /** Oldest first. */
  events(name: string): Promise<readonly StoredEvent[]>
  /** The store of the life that goes on. */
  store(): Store
  close(): void
}

export type HouseOptions = {
  readonly seed?: number
  /** Handed in at the start. */
  readonly specs?: readonly Resource[]
  readonly settings?: Partial<Settings>
  readonly simulator?: Pick<SimulatorOptions, 'delays' | 'images'>
  /** Where a life of the controller ends; the next begins `downMs` later. */
  readonly interrupt?: (place: Place, what: string) => boolean
  readonly downMs?: number
  /** What stands between the controller and Fly, and may change what is answered. */
  readonly between?: (fetch: Fetch) => Fetch
  readonly broken?: Broken
}

/** A house at work, with the specs handed in but nothing settled yet. While it is open, nobody may use the real clock. */
export async function aHouse(options: HouseOptions = {}): Promise<House> {
  const { seed = 1, interrupt = () => false, downMs = 1_000, broken = {}, settings = {} } = options
  const { between = (fetch) => fetch } = options
  const stream = streams(seed)
  const clock = createVirtualClock({ random: stream('order') })
  const trace = createTrace(clock.monotonic)
  const flyClock = withoutJumps(clock)
  const simulator = createSimulator({ clock: flyClock, seed, organization, ...options.simulator })
  const specs = new Map<Ref, Resource>()
  const database = new DatabaseSync(':memory:')
  await openStore({ database, random: stream('first opening'), log: silent })
  const evidence = createEvidence(database)

  const ground = createGround(simulator.world, organization)
  const foreign = createForeign({
    world: simulator.world,
    trace,
    disturbed: (what) => watch.disturbed(what),
    deletedVolume: (app, volume) => watch.deletedByOthers(app, volume),
    movedVolume: (volume) => watch.movedByFly(volume),
  })
  const weathers = new Map<Weather, () => void>()
  let requestsInOrderAt = 0
  const watch: Watch = createWatch({
    ground,
    evidence,
    elapsedMs: clock.monotonic,
    flyNow: flyClock.now,
    strangers: foreign.strangers,
    isRateLimitExcused,
    onBroken(message) {
      trace.note('watch', `BROKEN  ${message}`)
      linesAtBreak = trace.last(linesShown)
    },
  })
  let hasChanged = true
  let linesAtBreak: readonly string[] | undefined
  simulator.world.onChange(() => {
    hasChanged = true
    watch.worldChanged()
  })
  const process: Process = createProcess({
    ...{ database, clock, stream, watch, trace, interrupt, downMs, broken },
    fetch: between(simulator.fetch),
    settings: { ...quickSettings, ...settings },
  })

  const allowRealWorld = forbidRealWorld()
  const run = <T>(promise: Promise<T>) => clock.runUntil(promise, longestWaitMs)
  const now = () => new Date(clock.now()).toISOString()

  async function until(what: string, isSo: () => boolean, limitMs = longestWaitMs): Promise<void> {
    if (await clock.runUntil(isSo, limitMs)) return
    throw new Error(`it did not come to this: ${what}`)
  }

  async function converge(limitMs = longestWaitMs, { agreeing = false } = {}): Promise<void> {
    const deadline = clock.monotonic() + limitMs
    let differences: readonly string[] = []
    hasChanged = true
    const isConverged = () => {
      if (hasChanged) differences = census(ground, house.specs(), foreign.strangers())
      hasChanged = false
      return differences.length === 0
    }
    const isAsked = () => agreeing && evidence.waitingForConsent().length > 0
    const isOver = () => isConverged() || isAsked()
    while (await clock.runUntil(isOver, deadline - clock.monotonic())) {
      if (isConverged()) return
      await confirmAll()
      await clock.advance(1_000)
    }
    throw new Error(`not converged after ${limitMs} ms: ${differences[0]}`)
  }

  async function confirm(name: string): Promise<boolean> {
    const ref: Ref = `App/${name}`
    return await run(
      process.insist(async ({ store, fence, controller }) => {
        const stored = await store.get(ref)
        const taking = stored && (await controller.held(stored))
        if (!taking) return false
        const { generation } = stored
        const at = now()
        const event = { ref, at, generation, by: person, message: 'agreed', detail: {} }
        await store.confirm(fence, ref, confirmationOf(stored, taking, at), { ...event, kind: 'Confirmed' })
        controller.wake(ref, 'person')
        return true
      }),
    )
  }

  async function confirmAll(): Promise<void> {
    for (const ref of evidence.waitingForConsent()) await confirm(ref.slice('App/'.length))
  }

  /** All that an App can tell us about whether anything is still to come, and that nobody has done anything lately. */
  async function settle(limitMs = longestWaitMs): Promise<void> {
    const deadline = clock.monotonic() + limitMs
    for (;;) {
      const before = `${watch.deeds()} ${evidence.rowsWritten()}`
      await clock.advance(quietMs)
      const isQuiet = before === `${watch.deeds()} ${evidence.rowsWritten()}`
      if (isQuiet && process.living()?.controller.figures().running === 0 && watch.isSettled()) return
      if (clock.monotonic() > deadline) await until('the house settles', () => false, 0)
    }
  }

  /**
   * Whether Fly may say «too many requests» to one who keeps its limits: when it is made to say so, when requests come
   * later than they were sent, and when two controllers share a budget of which neither knows that the other uses it.
   */
  function isRateLimitExcused(): boolean {
    const isFaked = weathers.has('too many requests') || weathers.has('slow') || weathers.has('late requests')
    return isFaked || process.isDisputed() || clock.monotonic() < requestsInOrderAt
  }

  function endWeather(weather: Weather): void {
    if (weather === 'slow' || weather === 'late requests') requestsInOrderAt = clock.monotonic() + latestMs
    weathers.get(weather)?.()
    weathers.delete(weather)
    trace.note('others', `weather is over: ${weather}`)
  }

  const house: House = {
    ...{ clock, simulator, ground, foreign, watch, trace, evidence, run, settle, converge, until, confirm, confirmAll },
    world: simulator.world,
    weather(weather, forMs) {
      if (weathers.has(weather)) return
      trace.note('others', `weather: ${weather}`)
      weathers.set(weather, makeWeather(simulator.faults, weather))
      if (forMs !== undefined) void clock.sleep(forMs).then(() => weathers.has(weather) && endWeather(weather))
    },
    calm() {
      for (const weather of [...weathers.keys()]) endWeather(weather)
    },
    start: () => run(process.begin()),
    crash: process.crash,
    takeOver: () => run(process.takeOver()),
    async terminate() {
      const askedAt = clock.monotonic()
      await run(process.terminate())
      return clock.monotonic() - askedAt
    },
    async submit(resource) {
      const ref = refOf(resource)
      const before = specs.get(ref)
      specs.set(ref, resource)
      await run(
        process.insist(async ({ store, fence, controller }) => {
          await store.accept(fence, resource, person, now())
          controller.wake(ref, 'person')
        }),
      ).catch((error: unknown) => {
        if (before === undefined) specs.delete(ref)
        else specs.set(ref, before)
        throw error
      })
    },
    async requestDeletion(name) {
      const ref: Ref = `App/${name}`
      await run(
        process.insist(async ({ store, fence, controller }) => {
          await store.requestDeletion(fence, ref, now(), person)
          controller.wake(ref, 'person')
        }),
      )
      specs.delete(ref)
    },

    async withdrawDeletion(name) {
      const ref: Ref = `App/${name}`
      await run(
        process.insist(async ({ store, fence, controller }) => {
          const stored = await store.requestDeletion(fence, ref, undefined, person)
          if (stored) specs.set(ref, stored.resource)
          controller.wake(ref, 'person')
        }),
      )
    },
    refresh: (name) =>
      run(
        process.insist(async ({ store, fence, controller }) => {
          const ref: Ref = `App/${name}`
          const stored = await store.get(ref)
          if (stored === undefined) return
          const { generation } = stored
          const about = { ref, generation, at: now(), by: person, detail: {} }
          const event = {
            ...about,
            kind: 'TriedAgain',
            message: `generation ${generation} is tried once more`,
          } as const
          await store.setFallback(fence, ref, generation, undefined, event)
          controller.wake(ref, 'person')
        }),
      ),
    hand: (name, secret, request) =>
      run(process.insist(({ controller }) => controller.hand(`App/${name}`, secret, request, forEver))),
    advance: clock.advance,
    lastLines: () => linesAtBreak ?? trace.last(linesShown),
    specs: () => [...specs.values()].sort((one, other) => (one.metadata.name < other.metadata.name ? -1 : 1)),
    status: async (name) => (await run(house.store().get(`App/${name}`)))?.status,
    events: (name) => run(house.store().events({ ref: `App/${name}`, limit: 1_000 })),
    store() {
      const living = process.living()
      if (living === undefined) throw new Error('the controller does not run')
      return living.store
    },
    close() {
      process.crash()
      simulator.close()
      allowRealWorld()
      database.close()
    },
  }
  await house.start()
  for (const spec of options.specs ?? []) await house.submit(spec)
  return house
}

/** Fly's own clock goes on evenly, whatever happens to ours. */
function withoutJumps(clock: VirtualClock): Clock {
  const startedAt = clock.now() - clock.monotonic()
  return { now: () => startedAt + clock.monotonic(), monotonic: clock.monotonic, sleep: clock.sleep }
}

const silent: Log = { debug() {}, info() {}, warn() {}, error() {} }

const forEver = new AbortController().signal

const person = { from: 'cli', user: 'ada' } as const

/** Looks often and at everything, so that a virtual minute shows what takes an hour in earnest. */
const quickSettings: Partial<Settings> = { pollMs: 3_000, sweepMs: 30_000, resyncMs: 40_000, lostHostMs: 40_000 }

/** How long nothing may have been done until a house counts as settled: two looks at the organisation. */
const quietMs = 7_000
/** By then every request that was held up on its way has arrived. */
const latestMs = 80_000
const linesShown = 40
const longestWaitMs = 3_600_000
