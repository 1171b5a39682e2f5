import { describe, expect, test } from 'vitest'
import { createDoubts } from '../../controller/engine/doubts.ts'
import { createVirtualClock } from '../support/virtual-clock.ts'

describe('a creation of which nobody knows', () => {
  test('is unmade when two lists lack it, half a minute apart, after its request can no longer be on its way', async () => {
    const { doubts, clock } = aLife()
    doubts.asked('op_1')
    await clock.advance(120_000)
    expect(doubts.isUnmade('op_1', false)).toBe(false)
    await clock.advance(1)
    expect(doubts.isUnmade('op_1', false)).toBe(false)
    await clock.advance(29_999)
    expect(doubts.isUnmade('op_1', false)).toBe(false)
    await clock.advance(1)
    expect(doubts.isUnmade('op_1', false)).toBe(true)
  })

  test('is asked after anew when a list has had it in between', async () => {
    const { doubts, clock } = aLife()
    await clock.advance(200_000)
    expect(doubts.isUnmade('op_1', false)).toBe(false)
    await clock.advance(20_000)
    expect(doubts.isUnmade('op_1', true)).toBe(false)
    await clock.advance(20_000)
    expect(doubts.isUnmade('op_1', false)).toBe(false)
    await clock.advance(30_000)
    expect(doubts.isUnmade('op_1', false)).toBe(true)
  })

  test('is in doubt again for as long when it was asked for once more', async () => {
    const { doubts, clock } = aLife()
    await clock.advance(200_000)
    expect(doubts.isUnmade('op_1', false)).toBe(false)
    await clock.advance(30_000)
    doubts.asked('op_1')
    await clock.advance(60_000)
    expect(doubts.isUnmade('op_1', false)).toBe(false)
  })

  test('of an earlier life may be on its way since the end of that', async () => {
    const { doubts, clock } = aLife()
    await clock.advance(100_000)
    expect(doubts.isUnmade('op_1', false)).toBe(false)
    await clock.advance(100_000)
    expect(doubts.isUnmade('op_1', false)).toBe(false)
  })
})

function aLife() {
  const clock = createVirtualClock()
  return { clock, doubts: createDoubts({ clock, requestLifetimeMs: 120_000 }) }
}
