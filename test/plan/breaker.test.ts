import { describe, expect, test } from 'vitest'
import { confirmationOf, heldOf, isTooMuch, lossOf, sayTaking } from '../../controller/plan/breaker.ts'

const limits = { removedShare: 0.5, removedLeast: 3 }
const nothing = { gone: 0, of: 0 }

describe('what a spec takes away', () => {
  test.each([
    ['nothing, when all that is there is wanted', ['a', 'b'], ['a', 'b'], 0, 2],
    ['nothing, when more is wanted than is there', ['a', 'b'], ['a'], 0, 2],
    ['what is there and not wanted', ['a'], ['a', 'b', 'c'], 2, 3],
    ['two Machines in one place once', ['a'], ['a', 'b', 'b'], 1, 2],
    ['all of it', [], ['a', 'b'], 2, 2],
    ['half of old and new together, when it moves', ['c', 'd'], ['a', 'b'], 2, 4],
  ])('%s', (_, wanted, filled, gone, of) => {
    expect(lossOf(wanted, filled)).toEqual({ gone, of })
  })

  test.each<[number, number, boolean]>([
    [0, 0, false],
    [1, 1, false], // the only one
    [2, 2, false], // both
    [2, 3, false],
    [3, 3, true],
    [3, 5, true],
    [3, 6, false], // just half
    [4, 6, true],
    [5, 6, true],
    [6, 12, false], // a move to another region
    [50, 100, false],
    [51, 100, true],
  ])('%i of %i', (gone, of, isHeld) => {
    expect(isTooMuch({ gone, of }, limits)).toBe(isHeld)
  })
})

describe('what has to be agreed to first', () => {
  const machines = { gone: 5, of: 6 }
  const volumes = { gone: 3, of: 4 }
  const at = '2026-01-01T00:00:00.000Z'
  const agreed = { generation: 4, machines: 5, volumes: 3, at }

  test.each<[string, Parameters<typeof heldOf>[0], Parameters<typeof heldOf>[2], ReturnType<typeof heldOf>]>([
    ['nothing, where little goes', { machines: { gone: 2, of: 9 }, volumes: nothing }, undefined, undefined],
    ['Machines alone', { machines, volumes: nothing }, undefined, { machines }],
    ['volumes alone', { machines: nothing, volumes }, undefined, { volumes }],
    ['both', { machines, volumes }, undefined, { machines, volumes }],
    ['nothing, when somebody has agreed', { machines, volumes }, agreed, undefined],
    ['nothing, when some of it is gone already', { machines: { gone: 4, of: 5 }, volumes }, agreed, undefined],
    [
      'all again, when another generation was agreed to',
      { machines, volumes },
      { ...agreed, generation: 3 },
      { machines, volumes },
    ],
    [
      'what is more than was agreed to',
      { machines: { gone: 6, of: 7 }, volumes },
      agreed,
      { machines: { gone: 6, of: 7 } },
    ],
  ])('%s', (_, taking, confirmed, held) => {
    expect(heldOf(taking, 4, confirmed, limits)).toEqual(held)
  })

  test('who agrees agrees to these counts, and what was agreed to before of the same generation stays', () => {
    const agreeing = (confirmed: typeof agreed | undefined) =>
      confirmationOf({ generation: 4, confirmed }, { volumes }, at)
    expect(agreeing(undefined)).toEqual({ generation: 4, machines: 0, volumes: 3, at })
    expect(agreeing({ generation: 4, machines: 5, volumes: 0, at })).toEqual(agreed)
    expect(agreeing({ generation: 3, machines: 5, volumes: 9, at })).toEqual({
      generation: 4,
      machines: 0,
      volumes: 3,
      at,
    })
  })

  test('is told with both numbers', () => {
    expect(sayTaking({ machines, volumes })).toBe('5 of 6 Machines and 3 of 4 volumes')
    expect(sayTaking({ volumes })).toBe('3 of 4 volumes')
  })
})
