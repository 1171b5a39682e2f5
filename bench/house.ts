import { createController } from '../controller/engine/controller.ts'
import type { Settings } from '../controller/engine/settings.ts'
import type { Budget } from '../controller/fly/budget.ts'
import { createFly } from '../controller/fly/client.ts'
import { createRealWorld } from '../controller/real-world.ts'
import { type Resource, refOf } from '../controller/resource/resource.ts'
import { openStore } from '../controller/store/sqlite.ts'
import type { Clock } from '../controller/world.ts'
import { createSimulator } from '../simulator/simulator.ts'

/**
 * The whole house over a simulated Fly. `clock` is the real one unless given. `unlimited` takes Fly's limits and delays
 * away on both sides: for bringing a large world about in no time, where something else is to be measured.
 */
export async function openHouse(options: {
  readonly path: string
  readonly clock?: Clock
  readonly settings?: Partial<Settings>
  readonly unlimited?: boolean
  readonly seed?: number
}) {
  const { path, settings = {}, unlimited = false, seed = 1 } = options
  const real = createRealWorld({ logLevel: 'silent' })
  const world = { ...real, clock: options.clock ?? real.clock }
  const { clock, random, log } = world
  const simulator = createSimulator({ clock, seed, ...(unlimited && { limits: false, delays: 'none' }) })
  const store = await openStore({ path, log, random })
  const fence = await store.take('bench')
  const fly = createFly({
    baseUrl: 'http://simulated',
    token: 'bench',
    organization: 'demo',
    fetch: simulator.fetch,
    clock,
    random,
    log,
    ...(unlimited && { budget: unlimitedBudget }),
  })
  const controller = createController({ world, fly, store, fence, organization: 'demo', settings })
  const stop = new AbortController()
  let running: Promise<void> | undefined

  return {
    ...{ world, clock, simulator, store, fence, controller },
    async accept(resources: readonly Resource[]): Promise<void> {
      for (const resource of resources) {
        await store.accept(fence, resource, { from: 'cli', user: 'bench' }, new Date(clock.now()).toISOString())
        if (running) controller.wake(refOf(resource), 'person')
      }
    },
    run(): void {
      running = controller.run(stop.signal)
    },
    async readyCount(): Promise<number> {
      const { stored } = await store.list()
      return stored.filter(({ status, generation }) => status?.lastReadyGeneration === generation).length
    },
    async close(): Promise<void> {
      stop.abort()
      await running
      await store.close()
      simulator.close()
    },
  }
}

/** An App of one Machine with one check. */
export function smallApp(name: string): Resource {
  return {
    apiVersion: 'artifact/v1',
    kind: 'App',
    metadata: { name },
    spec: {
      paused: false,
      machines: {
        web: {
          image: 'registry.fly.io/bench:v1',
          regions: { ams: 1 },
          services: [
            { protocol: 'tcp', internalPort: 8080, checks: [{ type: 'tcp', interval: '15s', timeout: '2s' }] },
          ],
        },
      },
      rollout: {
        strategy: 'rolling',
        maxUnavailable: 1,
        healthyWithin: '5m',
        smoke: '0s',
        keepOld: '1m',
        onFailure: 'pause',
      },
      drift: { mode: 'enforce' },
      deletion: { keepFor: '0s' },
    },
  }
}

const unlimitedBudget: Budget = {
  enter: async () => () => undefined,
  block() {},
  buckets: () => 0,
}
