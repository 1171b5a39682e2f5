import { describe, expect, test } from 'vitest'
import { streams } from './random.ts'
import { createVirtualClock } from './virtual-clock.ts'

describe('the virtual clock', () => {
  test('wakes sleepers in the order of time, and lets each do all it can before the next', async () => {
    const clock = createVirtualClock()
    const seen: string[] = []
    const nap = async (name: string, ms: number) => {
      await clock.sleep(ms)
      seen.push(`${name}@${clock.monotonic()}`)
      await clock.sleep(10)
      seen.push(`${name}@${clock.monotonic()}`)
    }
    void nap('late', 15)
    void nap('early', 1)

    await clock.advance(20)

    expect(seen).toEqual(['early@1', 'early@11', 'late@15'])
    expect(clock.monotonic()).toBe(20)
  })

  test('wakes those of one moment in an order that the seed decides', async () => {
    const orders = new Set<string>()
    for (let seed = 1; seed <= 20; seed++) {
      const once = await orderOf(seed)
      expect(await orderOf(seed), `seed ${seed}`).toBe(once)
      orders.add(once)
    }
    expect(orders.size).toBe(6)

    async function orderOf(seed: number): Promise<string> {
      const clock = createVirtualClock({ random: streams(seed)('order') })
      const seen: string[] = []
      for (const name of ['a', 'b', 'c']) void clock.sleep(5).then(() => seen.push(name))
      await clock.advance(5)
      return seen.join('')
    }
  })

  test('lets a sleeper go when its signal is aborted', async () => {
    const clock = createVirtualClock()
    const abort = new AbortController()
    const slept = clock.sleep(1_000, abort.signal)
    expect(clock.pending()).toBe(1)

    abort.abort('enough')

    await expect(slept).rejects.toBe('enough')
    await expect(clock.sleep(1, abort.signal)).rejects.toBe('enough')
    expect(clock.pending()).toBe(0)
  })

  test('runs until something is true, and says when it never became so', async () => {
    const clock = createVirtualClock()
    let count = 0
    const counting = new AbortController()
    void (async () => {
      for (;;) {
        await clock.sleep(100, counting.signal)
        count++
      }
    })().catch(() => undefined)

    expect(await clock.runUntil(() => count === 3, 1_000)).toBe(true)
    expect(clock.monotonic()).toBe(300)
    expect(await clock.runUntil(() => count === 30, 1_000)).toBe(false)
    counting.abort()
    expect(await clock.runUntil(() => count === 30, 1_000)).toBe(false)
  })

  test('runs until a promise settles, and settles the same way', async () => {
    const clock = createVirtualClock()

    expect(
      await clock.runUntil(
        clock.sleep(50).then(() => 'rested'),
        100,
      ),
    ).toBe('rested')
    await expect(
      clock.runUntil(
        clock.sleep(50).then(() => Promise.reject(new Error('oh'))),
        100,
      ),
    ).rejects.toThrow('oh')
    await expect(clock.runUntil(clock.sleep(500), 100)).rejects.toThrow('100 ms have passed')
  })

  test('jumps by the wall without waking anybody', async () => {
    const clock = createVirtualClock({ start: 1_000_000 })
    let isAwake = false
    void clock.sleep(10).then(() => {
      isAwake = true
    })

    clock.jump(-500_000)
    await clock.advance(9)

    expect(clock.now()).toBe(500_009)
    expect(clock.monotonic()).toBe(9)
    expect(isAwake).toBe(false)
  })
})
