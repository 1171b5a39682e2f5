import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openHouse, smallApp } from './house.ts'
import { type Bench, ms } from './measure.ts'

const apps = 1_000

/**
 * From nothing to Ready. The floor is what Fly's delays take for the slowest of as many Apps when nobody waits for
 * anything else: the longest time from a Machine's app to its passing checks, as the simulated Fly itself recorded it.
 */
export const fleet: Bench = {
  name: 'fleet',
  async run(say) {
    const directory = mkdtempSync(join(tmpdir(), 'artifact-bench-'))
    const house = await openHouse({ path: join(directory, 'store.db') })
    try {
      house.run()
      const one = await timeToReady(house, ['single'], say)
      const fleetMs = await timeToReady(house, Array.from({ length: apps }, (_, nth) => `app-${nth}`), say)
      const floor = floorOf(house.simulator)
      return [
        { what: 'one App submitted → Ready, beyond Fly’s own delays', target: '≤ 150 ms', measured: ms(one.ms - one.flyMs), isKept: one.ms - one.flyMs <= 150 },
        {
          what: `${apps} one-Machine Apps from nothing to Ready, against the floor of ${ms(floor)}`,
          target: '≤ 1.1 ×',
          measured: `${(fleetMs.ms / floor).toFixed(2)} × (${ms(fleetMs.ms)})`,
          isKept: fleetMs.ms <= 1.1 * floor,
        },
      ]
    } finally {
      await house.close()
      rmSync(directory, { recursive: true })
    }
  },
}

type House = Awaited<ReturnType<typeof openHouse>>

async function timeToReady(house: House, names: readonly string[], say: (line: string) => void) {
  const before = await house.readyCount()
  const startedAt = performance.now()
  const firstAt = house.clock.now()
  await house.accept(names.map(smallApp))
  for (;;) {
    const ready = (await house.readyCount()) - before
    if (ready === names.length) break
    if (names.length > 1) say(`${ready} of ${names.length} Ready after ${ms(performance.now() - startedAt)}`)
    await house.clock.sleep(names.length > 1 ? 250 : 5)
  }
  const passedAt = Math.max(...names.flatMap((name) => house.simulator.world.machines(name).map(healthyAt)))
  return { ms: performance.now() - startedAt, flyMs: passedAt - firstAt }
}

/** The longest that Fly itself took for one of the Apps, from its creation to its checks' passing. */
function floorOf(simulator: House['simulator']): number {
  const created = new Map(simulator.world.apps().map(({ name, createdAt }) => [name, createdAt]))
  return Math.max(...simulator.world.machines().map((machine) => healthyAt(machine) - (created.get(machine.app) ?? 0)))
}

function healthyAt({ checks }: ReturnType<House['simulator']['world']['machines']>[number]): number {
  return Math.max(...checks.map(({ updated_at: at }) => Date.parse(at ?? '')))
}
