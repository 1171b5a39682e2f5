import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { backoffMs, verdictOf } from '../../controller/engine/verdict.ts'
import { FlyError, type FlyErrorCode } from '../../controller/fly/errors.ts'
import { StoreError } from '../../controller/store/store.ts'

describe('what an error means for the next try', () => {
  test.each<[FlyErrorCode, string, string]>([
    ['Invalid', 'when-changed', 'SpecRejected'],
    ['Unauthorized', 'later', 'Unauthorized'],
    ['QuotaExceeded', 'later', 'QuotaExceeded'],
    ['NoCapacity', 'soon', 'NoCapacity'],
    ['Unavailable', 'soon', 'FlyUnavailable'],
    ['VersionConflict', 'soon', 'Waiting'],
  ])('%s: %s, told as %s', (code, again, reason) => {
    expect(verdictOf(new FlyError(code, 'so it is'))).toMatchObject({ again, reason })
  })

  test('a full disk is waited for, and is no mistake of ours', () => {
    const error = new StoreError('Full', 'the disk is full')
    expect(verdictOf(error)).toMatchObject({ reason: 'StoreFull', again: 'soon' })
  })

  test('what is not Fly’s is our own mistake', () => {
    expect(verdictOf(new TypeError('oops'))).toMatchObject({ reason: 'InternalError', again: 'later' })
  })

  test('the pause grows, never beyond the longest, and is never nothing', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (failures, chance) => {
          const pause = backoffMs(failures, 60_000, chance)
          expect(pause).toBeGreaterThanOrEqual(500)
          expect(pause).toBeLessThanOrEqual(60_000)
          expect(backoffMs(failures + 1, 60_000, chance)).toBeGreaterThanOrEqual(pause)
        },
      ),
    )
  })
})
