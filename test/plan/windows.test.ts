import { describe, expect, test } from 'vitest'
import { isOpen, opensInMs, type Window, windowInWords } from '../../controller/plan/windows.ts'

const hour = 3_600_000
const weekdays = [1, 2, 3, 4, 5]
const at = (time: string) => Date.parse(time)
const aWindow = (about: Partial<Window>): Window => ({ days: [1], from: 120, to: 300, timezone: 'UTC', ...about })

describe('a window', () => {
  // 2026-11-23 is a Monday.
  test.each<[string, Partial<Window>, string, boolean]>([
    ['is open from its beginning', {}, '2026-11-23T02:00:00Z', true],
    ['is closed before', {}, '2026-11-23T01:59:59Z', false],
    ['is closed at its end', {}, '2026-11-23T05:00:00Z', false],
    ['is closed on other days', {}, '2026-11-24T03:00:00Z', false],
    ['goes by the clocks of its place', { timezone: 'Europe/Amsterdam' }, '2026-11-23T01:30:00Z', true],
    ['goes by the days of its place', { timezone: 'Asia/Tokyo' }, '2026-11-22T18:00:00Z', true],
    ['follows the summer time of its place', { timezone: 'Europe/Amsterdam' }, '2026-07-06T00:30:00Z', true],
    ['may go on into the next day', { from: 1_380, to: 120 }, '2026-11-24T01:00:00Z', true],
    ['ends on the next day', { from: 1_380, to: 120 }, '2026-11-24T02:00:00Z', false],
    ['did not begin on the day before its days', { from: 1_380, to: 120 }, '2026-11-23T01:00:00Z', false],
    ['of the same time twice lasts a day', { from: 120, to: 120 }, '2026-11-24T01:59:00Z', true],
  ])('%s', (_, about, time, expected) => {
    expect(isOpen([aWindow(about)], at(time))).toBe(expected)
  })

  test('without any it is always time', () => {
    expect(isOpen([], 0)).toBe(true)
    expect(opensInMs([], 0)).toBe(0)
  })

  test.each<[Partial<Window>, string, number]>([
    [{}, '2026-11-23T01:00:00Z', hour],
    [{}, '2026-11-23T01:59:30Z', 30_000],
    [{}, '2026-11-23T06:00:00Z', (7 * 24 - 4) * hour],
    [{ days: weekdays }, '2026-11-23T06:00:00Z', 20 * hour],
    [{ days: weekdays }, '2026-11-27T06:00:00Z', (3 * 24 - 4) * hour],
    [{}, '2026-11-23T03:00:00Z', 0],
  ])('%j opens after %s in so long', (about, time, expected) => {
    expect(opensInMs([aWindow(about)], at(time))).toBe(expected)
  })

  test('of several the first one counts', () => {
    const windows = [aWindow({}), aWindow({ days: [2] })]
    expect(opensInMs(windows, at('2026-11-23T06:00:00Z'))).toBe(20 * hour)
  })

  test('is told in words', () => {
    expect(windowInWords(aWindow({ days: [6, 0], timezone: 'Europe/Amsterdam' }))).toBe(
      'sat, sun 02:00–05:00 Europe/Amsterdam',
    )
    expect(windowInWords(aWindow({ days: [0, 1, 2, 3, 4, 5, 6] }))).toBe('daily 02:00–05:00 UTC')
  })
})
