import { describe, expect, test } from 'vitest'
import { createLossWatch } from '../../controller/engine/losses.ts'
import { createVirtualClock } from '../support/virtual-clock.ts'

describe('what is lost with a host', () => {
  const settings = { lostHostMs: 600_000, stormShare: 0.2, stormLeast: 3, hourlyReplacements: 10 }
  const ref = 'App/shop'
  const things = (kind: string, lost: number, all: number) =>
    Array.from({ length: all }, (_, number) => ({
      id: `${kind}${number}`,
      host_status: number < lost ? ('unreachable' as const) : ('ok' as const),
    }))

  function aWatch() {
    const clock = createVirtualClock()
    return { clock, watch: createLossWatch({ clock, settings }) }
  }

  test('are its Machine and its volume, each after the same time', async () => {
    const { clock, watch } = aWatch()
    watch.saw(ref, things('m', 1, 5), things('vol_', 1, 5))
    await clock.advance(599_999)
    expect(watch.of(ref, 'shop').due).toEqual([])
    await clock.advance(1)
    expect(watch.of(ref, 'shop').due).toEqual(['m0', 'vol_0'])
  })

  test('is not twice as much because it is told twice', () => {
    const { watch } = aWatch()
    watch.saw(ref, things('m', 2, 5), things('vol_', 2, 5))
    expect(watch.of(ref, 'shop').isStorm).toBe(false)
    watch.saw(ref, things('m', 2, 5), things('vol_', 3, 5))
    expect(watch.of(ref, 'shop').isStorm).toBe(true)
  })

  test('a volume that is gone has the same time, and makes no storm', async () => {
    const { clock, watch } = aWatch()
    const gone = things('vol_', 0, 5).map((each) => ({ ...each, isGone: true }))
    watch.saw(ref, [], gone)
    expect(watch.of(ref, 'shop')).toMatchObject({ isStorm: false, due: [] })
    await clock.advance(600_000)
    expect(watch.of(ref, 'shop').due).toHaveLength(5)
  })
})
