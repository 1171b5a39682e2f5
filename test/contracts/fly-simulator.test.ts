import { describe } from 'vitest'
import { createFly } from '../../controller/fly/client.ts'
import { createSimulator } from '../../simulator/simulator.ts'
import { createRandom } from '../support/random.ts'
import { createVirtualClock } from '../support/virtual-clock.ts'
import { flyContract } from './fly.ts'

describe('the simulated Fly, behind the real client', () => {
  for (const seed of [1, 2, 3]) {
    flyContract(`keeps the contract of the port, with Fly's own delays and limits, seed ${seed}`, async () => {
      const clock = createVirtualClock()
      const simulator = createSimulator({ clock, seed, organization: 'our-org' })
      const say = () => undefined
      let apps = 0
      return {
        fly: createFly({
          baseUrl: 'https://api.machines.dev',
          token: 'FlyV1 fm2_simulated',
          organization: 'our-org',
          fetch: simulator.fetch,
          clock,
          random: createRandom(seed),
          log: { debug: say, info: say, warn: say, error: say },
        }),
        clock,
        organization: 'our-org',
        freshName: () => `contract-${apps++}`,
        run: (promise) => clock.runUntil(promise, 3_600_000),
        close: async () => simulator.close(),
      }
    })
  }
})
