import { FlyError } from '../fly/errors.ts'
import type { Call, Fly } from '../fly/fly.ts'
import type { Taking } from '../plan/breaker.ts'
import type { Plan } from '../plan/plan.ts'
import { canonical } from '../resource/canonical.ts'
import { type Ref, type Resource, refOf } from '../resource/resource.ts'
import { createCounter, type Request } from '../rotation/counter.ts'
import { type Fence, inForce, type Store, type Stored } from '../store/store.ts'
import type { World } from '../world.ts'
import { type Adoption, adopt } from './adopt.ts'
import { heldTaking } from './breaker.ts'
import { planFor, wantedBy } from './decide.ts'
import type { Deps } from './deps.ts'
import { createFullRegions } from './full-regions.ts'
import { aboutOf, sight } from './look.ts'
import { sightReach } from './look-addresses.ts'
import { withSnapshots } from './look-snapshots.ts'
import { createLossWatch } from './losses.ts'
import { createMemory } from './memory.ts'
import { createObserver } from './observer.ts'
import { createOutage } from './outage.ts'
import { pass } from './pass.ts'
import { createQueue } from './queue.ts'
import { type Reconciler, reconciler as theReconciler } from './reconciler.ts'
import { defaultSettings, type Settings } from './settings.ts'
import { type Survey, survey } from './survey.ts'
import { createTokenGate } from './token-gate.ts'
import { keptUntil } from './trash.ts'

/** The loop, seen from outside. */
export interface Controller {
  /**
   * Works until the signal is aborted, then lets running steps end or gives back their leases, within `graceMs` and `abandonMs`.
   * Rejects when the store is lost to a later holder or found corrupt: then the process must end.
   */
  run(signal: AbortSignal): Promise<void>
  /** Says that something about this name may have changed. Cheap, merged, never lost. */
  wake(ref: Ref, urgency?: 'person' | 'background'): void
  /** Looks at Fly now and says what a pass would do; does nothing. `undefined`: no such resource. */
  plan(ref: Ref, signal: AbortSignal): Promise<Plan | undefined>
  /** The same for a spec that need not be stored: as if it had just been accepted. */
  planResource(resource: Resource, signal: AbortSignal): Promise<Plan>
  /** What its generation takes from an App and nobody has agreed to, by the store alone; `undefined` when nothing waits for it. */
  held(stored: Stored): Promise<Partial<Taking> | undefined>
  /** Reads all that there is of a live app, for taking it in. Rejects with a FlyError. */
  survey(flyApp: string, signal: AbortSignal): Promise<Survey>
  /**
   * Hands in what somebody wants done with a secret. Resolves when it is done; rejects with a FlyError, or with
   * `signal.reason` and then it is not done later either.
   */
  hand(ref: Ref, name: string, request: Request, signal: AbortSignal): Promise<void>
  /**
   * Takes a live app and its Machines for the App of a spec, unless there are objections; `accept` stores the spec. Nothing
   * at Fly changes by it but for short leases. Rejects with a FlyError or a StoreError.
   */
  adopt(resource: Resource, accept: () => Promise<Stored>, signal: AbortSignal): Promise<Adoption>
  /** Figures for metrics and for `artifact doctor`. */
  figures(): ControllerFigures
}

export type ControllerFigures = {
  readonly queued: number
  readonly running: number
  readonly passes: number
  /** How many steps came to which result: `update-machine done`. */
  readonly steps: Readonly<Record<string, number>>
  /** Monotonic ms since the organisation list was last read to its end; `undefined` before the first time. */
  readonly observedAgoMs: number | undefined
  /** Set when the store turned out to be older than the cloud: nothing is written to Fly. */
  readonly observeOnly: boolean
  /** `false`: the disk of the store is full, and nothing is written to Fly. */
  readonly hasRoom: boolean
}

/** Everything is given: time, chance, Fly, the store. The same world, the same run. */
export function createController(options: {
  readonly world: World
  readonly fly: Fly
  readonly store: Store
  readonly fence: Fence
  /** The slug of the organisation that the token is good for. */
  readonly organization: string
  readonly settings?: Partial<Settings>
  readonly reconciler?: Reconciler
}): Controller {
  const { world, fly, store, fence, organization, reconciler = theReconciler } = options
  const { clock, log } = world
  const settings = { ...defaultSettings, ...options.settings }
  const memory = createMemory({ clock, ...settings })
  const fullRegions = createFullRegions({ clock, flyNow: () => fly.now(), believedMs: settings.fullRegionMs })
  const losses = createLossWatch({ clock, settings })
  const gate = createTokenGate({ fly, clock, betweenProbesMs: settings.unauthorizedMs })
  const counter = createCounter()
  const stop = new AbortController()
  const abandon = new AbortController()
  const steps: Record<string, number> = {}
  const asked = new Set<Ref>()
  /** Of the passes that run: the house closes, or a person wants something else by now. */
  const interrupts = new Map<Ref, AbortController>()
  let passes = 0
  let observedAt: number | undefined
  let hasRoom = true
  let laterEpoch: number | undefined
  let fatal: unknown

  const deps: Deps = {
    world,
    fly,
    store,
    fence,
    organization,
    settings,
    memory,
    reconciler,
    fullRegions,
    losses,
    gate,
    counter,
    laterEpoch: () => laterEpoch,
    sawEpoch(epoch) {
      if (epoch <= (laterEpoch ?? fence.epoch)) return
      laterEpoch = epoch
      log.error({ epoch, ours: fence.epoch }, 'the store is older than the cloud: nothing is changed on Fly')
    },
    count(outcomes) {
      for (const { step, result } of outcomes) {
        const key = `${step.kind} ${result}`
        steps[key] = (steps[key] ?? 0) + 1
      }
    },
  }

  stop.signal.addEventListener('abort', () => {
    for (const interrupt of interrupts.values()) interrupt.abort(stop.signal.reason)
  })

  const queue = createQueue({
    clock,
    log,
    concurrency: settings.passes,
    async pass(ref) {
      passes++
      const urgency = asked.delete(ref) ? 'person' : 'background'
      const interrupt = new AbortController()
      if (stop.signal.aborted) interrupt.abort(stop.signal.reason)
      interrupts.set(ref, interrupt)
      try {
        return await pass(ref, deps, { stop: interrupt.signal, abandon: abandon.signal, urgency })
      } catch (error) {
        fatal ??= error
        stop.abort(error)
        return 'when-changed'
      } finally {
        interrupts.delete(ref)
      }
    },
  })

  const observer = createObserver(deps)
  const outage = createOutage(log)

  async function wakeAll(): Promise<void> {
    const { stored, poisoned } = await store.list()
    for (const { ref } of stored) queue.add(ref)
    for (const { ref, reason } of poisoned)
      log.error({ ref, reason }, 'a stored resource cannot be read; it is left alone')
  }

  /** Whoever was held back goes on as soon as there is room again. */
  async function seeWhetherThereIsRoom(): Promise<void> {
    const before = hasRoom
    hasRoom = await store.hasRoom()
    if (hasRoom === before) return
    if (hasRoom) await wakeAll()
    else log.error({}, 'the disk of the store is full: nothing is changed on Fly until there is room again')
  }

  async function observe(): Promise<void> {
    const call: Call = { signal: stop.signal }
    let sweptAt: number | undefined
    while (!stop.signal.aborted) {
      try {
        await seeWhetherThereIsRoom()
        const isTimeToSweep = sweptAt === undefined || clock.monotonic() - sweptAt >= settings.sweepMs
        if (gate.refusal() === undefined) {
          const woken = await (isTimeToSweep ? observer.sweep(call) : observer.poll(call))
          if (isTimeToSweep) sweptAt = clock.monotonic()
          observedAt = clock.monotonic()
          outage.succeeded()
          for (const ref of woken) queue.add(ref)
        } else if (await gate.probe(call)) {
          await wakeAll()
        }
      } catch (error) {
        if (stop.signal.aborted) break
        if (!(error instanceof FlyError)) throw error
        outage.failed(error)
        if (error.code === 'Unauthorized') await gate.challenge(error, call).catch(() => undefined)
      }
      await clock.sleep(settings.pollMs, stop.signal).catch(() => undefined)
    }
  }

  /** Says that something about this name may have changed. */
  function wake(ref: Ref, urgency: 'person' | 'background' = 'background'): void {
    if (urgency === 'person') {
      asked.add(ref)
      // Nobody waits any longer for a version to get well that is to be another one now; what was sent takes its course.
      interrupts.get(ref)?.abort(new Error('somebody asked for something else'))
    }
    queue.add(ref, urgency)
  }

  return {
    async run(signal) {
      const end = () => stop.abort(signal.reason)
      if (signal.aborted) end()
      signal.addEventListener('abort', end, { once: true })
      const ended = new AbortController()
      stop.signal.addEventListener('abort', () => {
        clock.sleep(settings.graceMs, ended.signal).then(
          () => abandon.abort(new Error('the grace is over')),
          () => undefined,
        )
      })
      await wakeAll()
      const observing = observe().catch((error) => {
        fatal ??= error
        stop.abort(error)
      })
      // What hangs even then is left behind: leases run out by themselves, the next start settles intents.
      const isOver = new Promise((resolve) => {
        abandon.signal.addEventListener('abort', () => {
          clock.sleep(settings.abandonMs, ended.signal).then(resolve, resolve)
        })
      })
      await Promise.race([Promise.all([queue.run(stop.signal), observing]), isOver])
      ended.abort()
      signal.removeEventListener('abort', end)
      if (fatal !== undefined) throw fatal
    },
    wake,
    async hand(ref, name, request, signal) {
      const handed = counter.hand(ref, name, request, signal)
      wake(ref, 'person')
      await handed
    },
    async plan(ref, signal) {
      const stored = await store.get(ref)
      if (!stored) return undefined
      const observed = await observeOnce(inForce(stored), signal)
      return planFor({ ...stored, keptUntil: keptUntil(stored) }, wantedBy(stored, deps), observed, deps)
    },
    async planResource(resource, signal) {
      const ref = refOf(resource)
      const stored = await store.get(ref)
      const isStored = stored !== undefined && canonical(stored.resource) === canonical(resource)
      const generation = (stored?.generation ?? 0) + (isStored ? 0 : 1)
      const observed = await observeOnce(resource, signal)
      return planFor(
        { ref, generation, confirmed: isStored ? stored.confirmed : undefined },
        reconciler.desire(resource, generation),
        observed,
        deps,
      )
    },
    held: async (stored) => heldTaking(stored, await store.holdings(stored.ref), settings),
    survey: (flyApp, signal) => survey(flyApp, deps, { signal, urgency: 'person' }),
    adopt: (resource, accept, signal) => adopt(resource, accept, deps, { signal, urgency: 'person' }),
    figures: () => ({
      queued: queue.waiting,
      running: queue.running,
      passes,
      steps: { ...steps },
      observedAgoMs: observedAt === undefined ? undefined : clock.monotonic() - observedAt,
      observeOnly: laterEpoch !== undefined,
      hasRoom,
    }),
  }

  async function observeOnce(resource: Resource, signal: AbortSignal) {
    const about = aboutOf(resource)
    const { ref, flyApp } = about
    const holdings = await store.holdings(ref)
    const call = { signal, urgency: 'person' } as const
    const seen = await sightReach(await sight(about, holdings, deps, call), flyApp, resource, holdings, deps, call)
    const sighting = await withSnapshots(seen, { ref, flyApp, spec: resource }, holdings, deps, call)
    return reconciler.observe(
      ref,
      flyApp,
      { ...sighting, full: fullRegions.now(), losses: losses.of(ref, flyApp) },
      holdings,
      fly.now(),
    )
  }
}
