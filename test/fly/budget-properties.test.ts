import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Budget, createBudget } from '../../controller/fly/budget.ts'
import type { Urgency } from '../../controller/fly/lanes.ts'
import { type FlyAction, limitOf } from '../../controller/fly/limits.ts'
import { createVirtualClock, type VirtualClock } from '../support/virtual-clock.ts'

describe('whatever happens to the budget', () => {
  const use = fc.record({
    action: fc.constantFrom<FlyAction>('start-machine', 'get-machine', 'delete-app', 'wait-machine'),
    id: fc.constantFrom('a', 'b'),
  })
  const deed = fc.oneof(
    {
      weight: 10,
      arbitrary: use.chain((of) =>
        fc.record({
          deed: fc.constant('enter' as const),
          of: fc.constant(of),
          urgency: fc.constantFrom<Urgency>('person', 'background'),
          abortAfterMs: fc.option(fc.nat(8_000)),
          staysMs: fc.nat(900),
        }),
      ),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        deed: fc.constant('block' as const),
        of: use,
        forMs: fc.option(fc.nat(5_000), { nil: undefined }),
      }),
    },
    { weight: 4, arbitrary: fc.record({ deed: fc.constant('pass' as const), ms: fc.nat(2_500) }) },
  )

  test('no bucket ever gives more than its burst and its rate, nobody is forgotten, nothing is left behind', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(deed, { maxLength: 60 }),
        fc.integer({ min: 1, max: 6 }),
        async (deeds, maxConcurrent) => {
          const clock = createVirtualClock()
          const budget = createBudget({ clock, maxConcurrent, maxLongPolls: maxConcurrent })
          const run = await play(clock, budget, deeds)
          await clock.advance(600_000)

          expect(run.unsettled()).toBe(0)
          expect(clock.pending()).toBe(0)
          expect(run.mostInside()).toBeLessThanOrEqual(maxConcurrent * 2)
          for (const [key, times] of run.timesByKey()) expectWithinLimit(key, times)
        },
      ),
      { numRuns: 200 },
    )
  }, 20_000)
})

type Deed =
  | {
      deed: 'enter'
      of: { action: FlyAction; id: string }
      urgency: Urgency
      abortAfterMs: number | null
      staysMs: number
    }
  | { deed: 'block'; of: { action: FlyAction; id: string }; forMs: number | undefined }
  | { deed: 'pass'; ms: number }

async function play(clock: VirtualClock, budget: Budget, deeds: readonly Deed[]) {
  const times = new Map<string, number[]>()
  let unsettled = 0
  let inside = 0
  let mostInside = 0

  async function enter({ of, urgency, abortAfterMs, staysMs }: Extract<Deed, { deed: 'enter' }>): Promise<void> {
    const impatience = new AbortController()
    const isOver = new AbortController()
    if (abortAfterMs !== null)
      clock.sleep(abortAfterMs, isOver.signal).then(
        () => impatience.abort(),
        () => undefined,
      )
    unsettled++
    try {
      const leave = await budget.enter({ ...of, urgency }, impatience.signal)
      const key = `${of.action} ${of.id}`
      times.set(key, [...(times.get(key) ?? []), clock.monotonic()])
      mostInside = Math.max(mostInside, ++inside)
      clock.sleep(staysMs).then(() => {
        inside--
        leave()
      })
    } catch {
      // It was too long for this one.
    } finally {
      unsettled--
      isOver.abort()
    }
  }

  for (const deed of deeds) {
    if (deed.deed === 'enter') enter(deed)
    else if (deed.deed === 'block') budget.block(deed.of, deed.forMs)
    else await clock.advance(deed.ms)
  }
  return { unsettled: () => unsettled, mostInside: () => mostInside, timesByKey: () => times }
}

function expectWithinLimit(key: string, times: readonly number[]): void {
  const { burst, everyMs } = limitOf(key.slice(0, key.indexOf(' ')) as FlyAction)
  for (let first = 0; first < times.length; first++) {
    for (let last = first; last < times.length; last++) {
      const windowMs = (times[last] ?? 0) - (times[first] ?? 0)
      expect(last - first + 1).toBeLessThanOrEqual(burst + windowMs / everyMs + 1e-6)
    }
  }
}
