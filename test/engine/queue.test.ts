import { describe, expect, test } from 'vitest'
import { type Again, createQueue } from '../../controller/engine/queue.ts'
import type { Ref } from '../../controller/resource/resource.ts'
import { createVirtualClock } from '../support/virtual-clock.ts'

const log = { debug() {}, info() {}, warn() {}, error() {} }

/** A queue whose passes take a second each, on a clock that a test moves. */
function aQueue(options: { concurrency?: number; again?: (ref: Ref) => Again } = {}) {
  const clock = createVirtualClock()
  const worked: { ref: Ref; at: number }[] = []
  const inside = new Map<Ref, number>()
  const stop = new AbortController()
  const queue = createQueue({
    clock,
    log,
    concurrency: options.concurrency ?? 2,
    async pass(ref) {
      worked.push({ ref, at: clock.monotonic() })
      inside.set(ref, (inside.get(ref) ?? 0) + 1)
      expect(inside.get(ref), 'one pass at a time for each name').toBe(1)
      await clock.sleep(1_000)
      inside.set(ref, 0)
      return options.again?.(ref) ?? 'when-changed'
    },
  })
  const running = queue.run(stop.signal)
  return { queue, clock, worked, stop, running, refs: () => worked.map(({ ref }) => ref) }
}

describe('the queue of names', () => {
  test('a name that is added many times gets one pass', async () => {
    const { queue, clock, refs } = aQueue()
    for (let time = 0; time < 10; time++) queue.add('App/a')
    await clock.advance(5_000)
    expect(refs()).toEqual(['App/a'])
  })

  test('a name that is added during its pass gets another one afterwards', async () => {
    const { queue, clock, refs } = aQueue()
    queue.add('App/a')
    await clock.advance(500)
    queue.add('App/a')
    queue.add('App/a')
    await clock.advance(5_000)
    expect(refs()).toEqual(['App/a', 'App/a'])
  })

  test('people go first', async () => {
    const { queue, clock, refs } = aQueue({ concurrency: 1 })
    queue.add('App/a')
    await clock.advance(1)
    queue.add('App/b')
    queue.add('App/c', 'person')
    await clock.advance(5_000)
    expect(refs()).toEqual(['App/a', 'App/c', 'App/b'])
  })

  test('a name that fails all the time does not keep another from its turn', async () => {
    const { queue, clock, worked } = aQueue({
      concurrency: 1,
      again: (ref) => (ref === 'App/bad' ? { afterMs: 1 } : 'when-changed'),
    })
    queue.add('App/bad')
    await clock.advance(10_000)
    queue.add('App/good')
    const addedAt = clock.monotonic()
    await clock.advance(5_000)
    const good = worked.find(({ ref }) => ref === 'App/good')
    expect(good && good.at - addedAt).toBeLessThanOrEqual(1_001)
  })

  test('a name that is to be looked at later is looked at then, or at once when it is added before', async () => {
    const { queue, clock, worked } = aQueue({ again: () => ({ afterMs: 60_000 }) })
    queue.add('App/a')
    await clock.advance(10_000)
    queue.add('App/a')
    await clock.advance(62_000)
    expect(worked.map(({ at }) => at)).toEqual([0, 10_000, 71_000])
  })

  test('no more passes run than are allowed', async () => {
    const { queue, clock } = aQueue({ concurrency: 3 })
    for (let name = 0; name < 10; name++) queue.add(`App/${name}`)
    await clock.advance(500)
    expect([queue.running, queue.waiting]).toEqual([3, 7])
  })

  test('when it stops, it waits for the passes that run and begins no other', async () => {
    const { queue, clock, refs, stop, running } = aQueue({ concurrency: 1, again: () => ({ afterMs: 1 }) })
    queue.add('App/a')
    queue.add('App/b')
    await clock.advance(500)
    stop.abort()
    await clock.advance(5_000)
    await running
    expect(refs()).toEqual(['App/a'])
    expect(clock.pending()).toBe(0)
  })
})
