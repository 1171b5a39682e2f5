import { describe, expect, test } from 'vitest'
import { createSourceBreaker, givesBack, takenBy } from '../../controller/engine/source-breaker.ts'
import type { Ref, Resource } from '../../controller/resource/resource.ts'
import type { Stored } from '../../controller/store/store.ts'
import { anApp } from '../support/builders.ts'
import { createVirtualClock } from '../support/virtual-clock.ts'

const hour = 3_600_000
const limits = { sourceApps: 3, sourceMachines: 10, sourceShare: 0.1, sourceWindowMs: hour }

function aStored(name: string, count: number, change: Partial<Stored> = {}): Stored {
  const about = {
    ref: `App/${name}`,
    resource: anApp(name, { web: { count } }),
    provenance: { from: 'directory', path: '' },
  }
  return { ...about, ...change } as Stored
}

const fleet = (apps: number, count: number) => Array.from({ length: apps }, (_, at) => aStored(`app-${at}`, count))
const losses = (apps: number, machines: number, from = 0) =>
  new Map(Array.from({ length: apps }, (_, at): [Ref, number] => [`App/app-${at + from}`, machines]))

function aBreaker() {
  const clock = createVirtualClock()
  return { clock, breaker: createSourceBreaker({ source: 'directory', clock, limits }) }
}

describe('what one source takes away at once', () => {
  test.each<[string, number, number, boolean]>([
    ['one App of many', 1, 2, false],
    ['three Apps of many', 3, 2, false],
    ['four Apps of many', 4, 1, true],
    ['ten Machines', 1, 10, false],
    ['eleven Machines', 1, 11, true],
    ['eleven Machines of two Apps', 2, 6, true],
  ])('%s', (_, apps, machines, isHeld) => {
    const hold = aBreaker().breaker.judge(losses(apps, machines), fleet(20, 3))
    expect(hold).toEqual(isHeld ? { apps, ofApps: 20, machines: apps * machines, ofMachines: 60 } : undefined)
  })

  test('may be a tenth of a large fleet', () => {
    expect(aBreaker().breaker.judge(losses(10, 3), fleet(100, 3))).toBeUndefined()
    expect(aBreaker().breaker.judge(losses(11, 1), fleet(100, 3))).toMatchObject({ apps: 11, ofApps: 100 })
    expect(aBreaker().breaker.judge(losses(8, 4), fleet(100, 3))).toMatchObject({ machines: 32, ofMachines: 300 })
  })

  test('is counted over an hour, and no longer', async () => {
    const { breaker, clock } = aBreaker()
    for (const [ref, machines] of losses(3, 1)) breaker.took(ref, machines)
    await clock.advance(hour - 1)
    const left = fleet(20, 3).slice(3)
    expect(breaker.judge(losses(1, 1, 3), left)).toEqual({ apps: 4, ofApps: 20, machines: 4, ofMachines: 54 })
    breaker.gaveBack('App/app-0')
    expect(breaker.judge(losses(1, 1, 3), left)).toBeUndefined()
    breaker.took('App/app-0', 1)
    await clock.advance(1)
    expect(breaker.judge(losses(1, 1, 3), left)).toBeUndefined()
  })

  test('is known after a restart, as far as it is about deletions by this source', () => {
    const clock = createVirtualClock()
    const ago = (ms: number) => new Date(clock.now() - ms).toISOString()
    const going = (name: string, ms: number, change: Partial<Stored> = {}) =>
      aStored(name, 1, {
        resource: anApp(name, {}, { deletion: { keepFor: '1d', requested: true } }),
        deletionRequestedAt: ago(ms),
        ...change,
      })
    const three = [going('a', 1_000), going('b', 2_000), going('c', hour - 1)]
    const judge = (...others: readonly Stored[]) =>
      createSourceBreaker({ source: 'directory', clock, limits }).judge(losses(1, 1), [...fleet(20, 1), ...others])
    expect(judge(...three)).toMatchObject({ apps: 4, ofApps: 23 })
    expect(judge(...three.slice(1), going('d', hour))).toBeUndefined()
    expect(judge(...three.slice(1), going('d', 1, { provenance: { from: 'cli', user: 'anna' } }))).toBeUndefined()
  })
})

describe('a document', () => {
  const leaving = (count: number) => anApp('shop', { web: { count } }, { deletion: { keepFor: '1d', requested: true } })
  const going: Partial<Stored> = { deletionRequestedAt: '2026-01-01T00:00:00.000Z' }

  test.each<[string, Resource, Partial<Stored>, number | undefined, boolean]>([
    ['takes what it has less', anApp('shop', { web: { count: 4 } }), {}, 2, false],
    [
      'takes nothing when it changes something else',
      anApp('shop', { web: { count: 6, image: 'shop:2' } }),
      {},
      undefined,
      false,
    ],
    ['takes nothing when it moves', anApp('shop', { api: { count: 6 } }), {}, undefined, false],
    ['gives back when it asks for more', anApp('shop', { web: { count: 7 } }), {}, undefined, true],
    ['takes all when it asks for the deletion', leaving(6), {}, 6, false],
    ['takes nothing from what is going', leaving(1), going, undefined, false],
    ['gives back when it no longer asks for it', anApp('shop', { web: { count: 6 } }), going, undefined, true],
  ])('%s', (_, after, change, loss, isBack) => {
    const before = aStored('shop', 6, change)
    expect([takenBy(before, after), givesBack(before, after)]).toEqual([loss, isBack])
  })
})
