import { afterEach, describe, expect, test } from 'vitest'
import { forbidRealWorld, TripwireError } from './tripwire.ts'

describe('the tripwire', () => {
  let allow: (() => void) | undefined
  afterEach(() => allow?.())

  test.for<[string, () => unknown]>([
    ['Date.now', () => Date.now()],
    ['new Date()', () => new Date()],
    ['Date()', () => Date()],
    ['Math.random', () => Math.random()],
    ['setTimeout', () => setTimeout(() => undefined, 1)],
    ['setInterval', () => setInterval(() => undefined, 1)],
    ['setImmediate', () => setImmediate(() => undefined)],
    ['fetch', () => fetch('http://localhost')],
    ['crypto.randomUUID', () => crypto.randomUUID()],
    ['performance.now', () => performance.now()],
    ['AbortSignal.timeout', () => AbortSignal.timeout(1)],
    ['process.hrtime', () => process.hrtime()],
  ])('catches %s', ([, use]) => {
    allow = forbidRealWorld()
    expect(use).toThrow(TripwireError)
  })

  test('lets dates be made from numbers and text', () => {
    allow = forbidRealWorld()
    expect(new Date(0).toISOString()).toBe('1970-01-01T00:00:00.000Z')
    expect(Date.parse('1970-01-01T00:00:01Z')).toBe(1_000)
    expect(new Date(0)).toBeInstanceOf(Date)
  })

  test('gives everything back', () => {
    const before = [Date, Date.now, Math.random, setTimeout, fetch, AbortSignal.timeout]
    forbidRealWorld()()
    expect([Date, Date.now, Math.random, setTimeout, fetch, AbortSignal.timeout]).toEqual(before)
  })
})
