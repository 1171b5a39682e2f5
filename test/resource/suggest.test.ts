import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { allowedSlips, slipsBetween, suggest } from '../../controller/resource/suggest.ts'

const allowed = ['image', 'regions', 'count', 'size', 'cpus', 'memoryMb', 'env', 'command', 'forceHttps', 'autostop']

describe('a suggestion', () => {
  test.each([
    ['region', 'regions'],
    ['imgae', 'image'],
    ['Image', 'image'],
    ['force_https', 'forceHttps'],
    ['memory-mb', 'memoryMb'],
    ['cmd', 'command'],
    ['replicas', 'count'],
    ['auto_stop_machines', 'autostop'],
  ])('%s probably means %s', (given, meant) => {
    expect(suggest(given, allowed)).toBe(meant)
  })

  test.each(['volume', 'x', '', 'en', 'services', 'toString', 'a'.repeat(100_000)])(
    '%.20s means nothing that is known',
    (given) => {
      expect(suggest(given, allowed)).toBeUndefined()
    },
  )

  test('is never far from what was written', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{0,12}$/), (given) => {
        const near = suggest(given, ['image', 'regions', 'internalPort'])
        if (near === undefined || near.toLowerCase() === given) return
        expect(slipsBetween(given, near)).toBeLessThanOrEqual(allowedSlips(given, near))
      }),
    )
  })

  test('counts slips the same in both directions, and none between equals', () => {
    const word = fc.string({ maxLength: 10 })
    fc.assert(
      fc.property(word, word, (one, other) => {
        expect(slipsBetween(one, other)).toBe(slipsBetween(other, one))
        expect(slipsBetween(one, other) === 0).toBe(one === other)
      }),
    )
  })
})
