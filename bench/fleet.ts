import { createVirtualClock } from '../test/support/virtual-clock.ts'
import { openHouse, smallApp } from './house.ts'
import { type Bench, ms } from './measure.ts'

const apps = Number(process.env.BENCH_APPS ?? 1_000)

/**
 * From nothing to Ready, on a virtual clock: what is measured is how well waiting is arranged, not how fast this machine
 * is. The floor of a fleet is what Fly's limits and delays leave at best: apps are made one a second after a burst of
 * three, and the last one then takes as long as one App alone.
 */
export const fleet: Bench = {
  name: 'fleet',
  async run(say) {
    const startedAt = performance.now()
    const singles: { totalMs: number; flyMs: number }[] = []
    for (let seed = 1; seed <= 21; seed++) singles.push(await timeToReady(1, seed, say))
    const overheads = singles.map(({ totalMs, flyMs }) => totalMs - flyMs).sort((one, other) => one - other)
    const overheadMs = overheads[10] ?? 0
    const many = await timeToReady(apps, 1, say)
    const floorMs = (apps - 3) * 1_000 + (singles[0]?.flyMs ?? 0)
    say(`took ${ms(performance.now() - startedAt)} of this machine's time`)
    return [
      {
        what: 'one App submitted → Ready, beyond Fly’s own delays, median of 21',
        target: '≤ 150 ms',
        measured: `${ms(overheadMs)} (worst ${ms(overheads[20] ?? 0)})`,
        isKept: overheadMs <= 150,
      },
      {
        what: `${apps} one-Machine Apps from nothing to Ready, against the floor of ${ms(floorMs)}`,
        target: '≤ 1.1 ×',
        measured: `${(many.totalMs / floorMs).toFixed(3)} ×`,
        isKept: many.totalMs <= 1.1 * floorMs,
      },
    ]
  },
}

/** `flyMs`: until the check of the only Machine passed. */
async function timeToReady(
  count: number,
  seed: number,
  say: (line: string) => void,
): Promise<{ totalMs: number; flyMs: number }> {
  const clock = createVirtualClock()
  const house = await openHouse({ path: ':memory:', clock, seed })
  // Fly shows whole seconds; the truth is watched itself.
  let passedAt = 0
  house.simulator.world.onChange(() => {
    if (count > 1) return
    const [machine] = house.simulator.world.machines()
    const isWell =
      machine !== undefined && machine.checks.length > 0 && machine.checks.every(({ status }) => status === 'passing')
    if (isWell && passedAt === 0) passedAt = clock.now()
  })
  house.run()
  await clock.advance(1)
  const begunAt = clock.now()
  await house.accept(Array.from({ length: count }, (_, nth) => smallApp(`app-${nth}`)))
  const stepMs = count === 1 ? 5 : 1_000
  let ready = 0
  for (let told = 0; ready < count; ready = await house.readyCount()) {
    await clock.advance(stepMs)
    if (ready - told >= 100) {
      told = ready
      say(`${ready} of ${count} Ready after ${ms(clock.now() - begunAt)} of virtual time`)
    }
  }
  const result = { totalMs: clock.now() - begunAt, flyMs: passedAt - begunAt }
  const closed = house.close()
  await clock.advance(10_000)
  await closed
  return result
}
