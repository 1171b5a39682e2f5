import { describe, expect, test } from 'vitest'
import { aHouse } from '../support/house.ts'
import { streams } from '../support/random.ts'
import { enact } from './enact.ts'
import { drawScenario } from './happenings.ts'

describe('a simulated run', () => {
  test('is a function of its seed: the same seed twice leaves the same trace', async () => {
    const seen = new Set<string>()
    for (let seed = 1; seed <= 20; seed++) {
      const once = await traceOf(seed)
      expect(await traceOf(seed), `seed ${seed}`).toBe(once)
      seen.add(once)
    }
    expect(seen.size).toBe(20)
  })
})

async function traceOf(seed: number): Promise<string> {
  const house = await aHouse({ seed })
  try {
    for (const happening of drawScenario(streams(seed)('scenario')).happenings) {
      await house.advance(Math.max(0, happening.atMs - house.clock.monotonic()))
      await enact(house, happening, () => undefined)
    }
    await house.advance(10_000)
    return `${house.trace.fingerprint()} ${house.world.snapshot()}`
  } finally {
    house.close()
  }
}
