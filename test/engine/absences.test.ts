import { expect, test } from 'vitest'
import { createAbsences } from '../../controller/engine/absences.ts'
import { createVirtualClock } from '../support/virtual-clock.ts'

test('what lists lack is gone when they have lacked it for half a minute, and never because of one list', async () => {
  const clock = createVirtualClock()
  const absences = createAbsences({ clock })
  expect(absences.isGone('one', false)).toBe(false)
  await clock.advance(29_999)
  expect(absences.isGone('one', false)).toBe(false)
  await clock.advance(1)
  expect(absences.isGone('one', false)).toBe(true)
})

test('what a list has had in between is missed from then on only', async () => {
  const clock = createVirtualClock()
  const absences = createAbsences({ clock })
  expect(absences.isGone('one', false)).toBe(false)
  await clock.advance(20_000)
  expect(absences.isGone('one', true)).toBe(false)
  await clock.advance(20_000)
  expect(absences.isGone('one', false)).toBe(false)
  await clock.advance(29_999)
  expect(absences.isGone('one', false)).toBe(false)
})
