import { describe, expect, test } from 'vitest'
import {
  isBroken,
  isGone,
  isKnown,
  isLeaving,
  isMoving,
  isSettledRunning,
  knownStates,
  settledAs,
  stuckAfterMs,
} from '../../controller/fly/states.ts'

describe('the states of a Machine', () => {
  test('only started counts as running', () => {
    expect(knownStates.filter(isSettledRunning)).toEqual(['started'])
  })

  test('stopped and suspended rest', () => {
    expect(knownStates.filter((state) => settledAs(state) === 'resting')).toEqual(['stopped', 'suspended'])
  })

  test('failed and launch_failed are broken', () => {
    expect(knownStates.filter(isBroken)).toEqual(['launch_failed', 'failed'])
  })

  test('a Machine that is being destroyed is leaving, but not gone', () => {
    expect(isGone('destroying')).toBe(false)
    expect(knownStates.filter(isLeaving)).toEqual(['destroying', 'destroyed'])
  })

  test('a state that Fly has not told us of is moving, so nobody touches the Machine', () => {
    expect(isKnown('hibernating')).toBe(false)
    expect(isMoving('hibernating')).toBe(true)
    expect(stuckAfterMs('hibernating')).toBe(300_000)
  })

  test('an update may take ten minutes, everything else five, and what has settled is never stuck', () => {
    expect(stuckAfterMs('updating')).toBe(600_000)
    expect(stuckAfterMs('stopping')).toBe(300_000)
    for (const state of knownStates) expect(stuckAfterMs(state) === undefined).toBe(!isMoving(state))
  })
})
