import { describe, expect, test } from 'vitest'
import { isWell } from '../../controller/plan/health.ts'

const config = { image: 'shop:1', checks: { alive: { type: 'http' } } } as const

describe('whether a Machine does what is wanted of it', () => {
  test.each([
    ['its check passes', 1, 1, [], true],
    ['its check has not answered yet', 1, 0, [], false],
    ['its check fails', 1, 0, ['alive'], false],
    ['one passes that it needs, and another fails that Fly lists besides', 1, 1, ['old'], false],
    ['it needs none and none is listed', 0, 0, [], true],
  ] as const)('while it runs: %s', (_, needed, passing, failing, expected) => {
    const have = { phase: 'running', checks: { passing, listed: passing + failing.length, failing } } as const
    const live = needed === 1 ? config : { image: 'shop:1' }
    expect(isWell({ runs: 'always', checks: 5 }, { ...have, config: live }), 'measured by its own checks').toBe(
      expected,
    )
  })

  test.each([
    ['always', false],
    ['proxy', true],
    ['schedule', true],
    ['once', true],
  ] as const)('while it rests, and should run %s', (runs, expected) => {
    const checks = { passing: 0, listed: 0, failing: [] }
    expect(isWell({ runs, checks: 1 }, { phase: 'resting', checks, config })).toBe(expected)
  })
})
