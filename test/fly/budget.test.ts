import { getEventListeners } from 'node:events'
import { describe, expect, test } from 'vitest'
import { createBudget } from '../../controller/fly/budget.ts'
import { peopleInARow, type Urgency } from '../../controller/fly/lanes.ts'
import type { FlyAction } from '../../controller/fly/limits.ts'
import { createVirtualClock } from '../support/virtual-clock.ts'

const patient = new AbortController().signal

function aBudget(options: { readonly maxConcurrent?: number; readonly maxLongPolls?: number } = {}) {
  const clock = createVirtualClock()
  const budget = createBudget({ clock, ...options })
  const entered: { readonly name: string; readonly at: number; readonly leave: () => void }[] = []

  /** Asks to enter; stays in until told to leave, or leaves at once. */
  function enter(
    name: string,
    about: { action?: FlyAction; id?: string; urgency?: Urgency; signal?: AbortSignal; stays?: boolean } = {},
  ): Promise<void> {
    const { action = 'start-machine', id = 'm1', urgency = 'background', signal = patient, stays = false } = about
    return budget.enter({ action, id, urgency }, signal).then((leave) => {
      entered.push({ name, at: clock.monotonic(), leave })
      if (!stays) leave()
    })
  }

  return { clock, budget, entered, enter, names: () => entered.map(({ name }) => name) }
}

describe('the budget of calls', () => {
  test('lets a burst of three through at once and then one a second', async () => {
    const { clock, enter, entered } = aBudget()
    for (let index = 0; index < 6; index++) enter(`call ${index}`)
    await clock.advance(10_000)
    expect(entered.map(({ at }) => at)).toEqual([0, 0, 0, 1_000, 2_000, 3_000])
  })

  test('grants a Machine to be read ten times at once and then five times a second', async () => {
    const { clock, enter, entered } = aBudget()
    for (let index = 0; index < 15; index++) enter('read', { action: 'get-machine' })
    await clock.advance(900)
    expect(entered.map(({ at }) => at)).toEqual([...Array(10).fill(0), 200, 400, 600, 800])
  })

  test('deletes no more than a hundred apps in any minute', async () => {
    const { clock, enter, entered } = aBudget()
    for (let index = 0; index < 300; index++) enter('delete', { action: 'delete-app', id: 'org' })
    await clock.advance(600_000)
    const times = entered.map(({ at }) => at)
    expect(times).toHaveLength(300)
    expect(times.at(-1)).toBeLessThan(190_000)
    for (const [index, at] of times.entries())
      expect((times[index + 100] ?? Infinity) - at).toBeGreaterThanOrEqual(60_000)
  })

  test('counts each action on each thing for itself', async () => {
    const { clock, enter, names } = aBudget()
    for (let index = 0; index < 3; index++) enter('one')
    enter('another Machine', { id: 'm2' })
    enter('another action', { action: 'stop-machine' })
    await clock.advance(0)
    expect(names()).toEqual(['one', 'one', 'one', 'another Machine', 'another action'])
  })

  test('lets people go first, and everyone else in the order in which they came', async () => {
    const { clock, enter, names } = aBudget()
    for (let index = 0; index < 3; index++) enter('burst')
    enter('first in the background')
    enter('second in the background')
    enter('first person', { urgency: 'person' })
    enter('second person', { urgency: 'person' })
    await clock.advance(10_000)
    expect(names().slice(3)).toEqual([
      'first person',
      'second person',
      'first in the background',
      'second in the background',
    ])
  })

  test('lets background work go on between people who never stop coming', async () => {
    const { clock, enter, names } = aBudget()
    for (let index = 0; index < 3; index++) enter('burst')
    enter('background')
    for (let index = 0; index < 50; index++) enter('person', { urgency: 'person' })
    await clock.advance(20_000)
    expect(names().indexOf('background')).toBe(3 + peopleInARow)
  })

  test('does nothing for as long as Fly asks after a 429, and then goes on at the plain rate', async () => {
    const { clock, budget, enter, entered } = aBudget()
    enter('one')
    await clock.advance(100)
    budget.block({ action: 'start-machine', id: 'm1' }, 5_000)
    for (let index = 0; index < 3; index++) enter('later')
    await clock.advance(60_000)
    expect(entered.map(({ at }) => at)).toEqual([0, 5_100, 6_100, 7_100])
  })

  test('holds back those who wait already when a 429 comes', async () => {
    const { clock, budget, enter, entered } = aBudget()
    for (let index = 0; index < 4; index++) enter('call')
    await clock.advance(500)
    budget.block({ action: 'start-machine', id: 'm1' }, undefined)
    budget.block({ action: 'start-machine', id: 'm1' }, 2_000)
    await clock.advance(10_000)
    expect(entered.at(-1)?.at).toBe(2_500)
  })

  test('rejects at once whoever is aborted already, with the reason', async () => {
    const { budget } = aBudget()
    const reason = new Error('shutting down')
    const use = { action: 'start-machine', id: 'm1', urgency: 'person' } as const
    await expect(budget.enter(use, AbortSignal.abort(reason))).rejects.toBe(reason)
  })

  test('is used by nobody who gave up waiting, and keeps no timer for them', async () => {
    const { clock, enter, entered } = aBudget()
    for (let index = 0; index < 3; index++) enter('burst')
    const impatient = new AbortController()
    const given = Array.from({ length: 5 }, () => enter('given up', { signal: impatient.signal }))
    await clock.advance(10)
    expect(clock.pending()).toBe(1)
    impatient.abort(new Error('enough'))
    for (const each of given) await expect(each).rejects.toThrow('enough')
    await clock.advance(0)
    expect(clock.pending()).toBe(0)
    enter('patient')
    await clock.advance(10_000)
    expect(entered.at(-1)).toMatchObject({ name: 'patient', at: 1_000 })
  })

  test('does not listen any more to the signals of those who have entered', async () => {
    const { clock, enter } = aBudget()
    const { signal } = new AbortController()
    for (let index = 0; index < 5; index++) enter('call', { signal })
    await clock.advance(10_000)
    expect(getEventListeners(signal, 'abort')).toHaveLength(0)
  })

  test('keeps no timer for a Machine that nobody asks about', async () => {
    const { clock, enter } = aBudget()
    for (let index = 0; index < 500; index++) enter('one', { id: `m${index}` })
    await clock.advance(0)
    expect(clock.pending()).toBe(0)
  })

  test('forgets Machines that nobody has asked about for a while', async () => {
    const { clock, budget, enter } = aBudget()
    for (let index = 0; index < 20_000; index++) {
      enter('one', { id: `m${index}` })
      if (index % 100 === 0) await clock.advance(1_000)
    }
    expect(budget.buckets()).toBeLessThanOrEqual(1_024)
  })

  test('is fast with twenty thousand waiting, and with all of them leaving', async () => {
    const { clock, enter } = aBudget()
    // One signal each: Node looks through all listeners of a signal before it adds one more.
    const impatience = Array.from({ length: 20_000 }, () => new AbortController())
    const waiting = impatience.map(({ signal }) => enter('one', { signal }).catch(() => undefined))
    for (const each of impatience) each.abort()
    await Promise.all(waiting)
    await clock.advance(0)
    expect(clock.pending()).toBe(0)
  })
})

describe('the room for requests under way', () => {
  test('is bounded, whatever they are about', async () => {
    const { clock, enter, entered } = aBudget({ maxConcurrent: 2 })
    for (const id of ['a', 'b', 'c']) enter(id, { id, stays: true })
    await clock.advance(60_000)
    expect(entered).toHaveLength(2)
    entered[0]?.leave()
    await clock.advance(0)
    expect(entered).toHaveLength(3)
  })

  test('goes to people first', async () => {
    const { clock, enter, entered, names } = aBudget({ maxConcurrent: 1 })
    enter('inside', { id: 'a', stays: true })
    enter('background', { id: 'b' })
    enter('person', { id: 'c', urgency: 'person' })
    await clock.advance(0)
    entered[0]?.leave()
    await clock.advance(0)
    expect(names()).toEqual(['inside', 'person', 'background'])
  })

  test('goes to people first also when background work on the same Machine stood there before', async () => {
    const { clock, enter, entered, names } = aBudget({ maxConcurrent: 1 })
    enter('inside', { id: 'a', stays: true })
    enter('other background', { id: 'b' })
    enter('background', { id: 'c' })
    enter('person', { id: 'c', urgency: 'person' })
    await clock.advance(0)
    entered[0]?.leave()
    await clock.advance(0)
    expect(names()).toEqual(['inside', 'person', 'other background', 'background'])
  })

  test('is not taken by those who wait for their Machine', async () => {
    const { clock, enter, names } = aBudget({ maxConcurrent: 1 })
    for (let index = 0; index < 10; index++) enter('busy', { id: 'a' })
    enter('other', { id: 'b' })
    await clock.advance(0)
    expect(names()).toContain('other')
  })

  test('is not taken by long polls', async () => {
    const { clock, enter, names } = aBudget({ maxConcurrent: 1, maxLongPolls: 2 })
    for (const id of ['a', 'b', 'c']) enter('wait', { action: 'wait-machine', id, stays: true })
    enter('start', { id: 'a' })
    await clock.advance(0)
    expect(names()).toEqual(['wait', 'wait', 'start'])
  })

  test('is given back once, however often somebody leaves', async () => {
    const { clock, enter, entered } = aBudget({ maxConcurrent: 1 })
    enter('a', { id: 'a', stays: true })
    await clock.advance(0)
    entered[0]?.leave()
    entered[0]?.leave()
    for (const id of ['b', 'c']) enter(id, { id, stays: true })
    await clock.advance(0)
    expect(entered).toHaveLength(2)
  })

  test('after a jam does not let the calls on one Machine through in one burst', async () => {
    const { clock, enter, entered } = aBudget({ maxConcurrent: 1 })
    enter('jam', { id: 'other', stays: true })
    for (let index = 0; index < 6; index++) enter('call')
    await clock.advance(30_000)
    entered[0]?.leave()
    await clock.advance(30_000)
    expect(entered.slice(1).map(({ at }) => at)).toEqual([30_000, 30_000, 30_000, 31_000, 32_000, 33_000])
  })
})
