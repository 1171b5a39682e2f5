import { describe, expect, test } from 'vitest'
import { whyNotDestroy } from '../../controller/engine/guard.ts'
import type { DestroyReason } from '../../controller/plan/step.ts'
import type { Binding, Slot } from '../../controller/resource/ownership.ts'
import type { Stored } from '../../controller/store/store.ts'
import { anApp } from '../support/builders.ts'

function aBinding(machineId: string, slot: Slot, change: Partial<Binding> = {}): Binding {
  return {
    ref: 'App/shop',
    slot,
    machineId,
    incarnation: machineId,
    name: machineId,
    operation: 'op',
    alive: true,
    ...change,
  }
}

function aStored(change: Partial<Stored> = {}): Stored {
  return {
    ref: 'App/shop',
    resource: anApp('shop', { web: { regions: { ams: 2 } } }),
    provenance: { from: 'cli', user: 'someone' },
    generation: 1,
    acceptedAt: '2026-01-01T00:00:00.000Z',
    status: undefined,
    paused: false,
    protected: false,
    deletionRequestedAt: undefined,
    deletesNow: false,
    missingSince: undefined,
    fallback: undefined,
    confirmed: undefined,
    held: undefined,
    ...change,
  }
}

const now = Date.parse('2026-06-01T00:00:00Z')

function aStep(id: string, slot: Slot, because: DestroyReason) {
  return { kind: 'destroy-machine', flyApp: 'shop', effect: 'replace', id, slot, version: '01', because } as const
}

describe('the guard before a Machine is destroyed', () => {
  test('a Machine whose slot the spec no longer has may go', () => {
    expect(
      whyNotDestroy(aStep('m2', 'web/ams/2', 'SlotRemoved'), aStored(), [aBinding('m2', 'web/ams/2')], now),
    ).toBeUndefined()
  })

  test.each<[string, ReturnType<typeof aStep>, Partial<Stored>, readonly Binding[]]>([
    ['one that is not ours', aStep('m9', 'web/ams/2', 'SlotRemoved'), {}, [aBinding('m1', 'web/ams/1')]],
    [
      'one that fills another slot than the plan says',
      aStep('m1', 'web/ams/2', 'SlotRemoved'),
      {},
      [aBinding('m1', 'web/ams/1')],
    ],
    [
      'one that is gone already',
      aStep('m2', 'web/ams/2', 'SlotRemoved'),
      {},
      [aBinding('m2', 'web/ams/2', { alive: false })],
    ],
    [
      'one whose slot the spec has, whatever the planner says',
      aStep('m1', 'web/ams/1', 'SlotRemoved'),
      {},
      [aBinding('m1', 'web/ams/1')],
    ],
    ['one that nothing stands in for', aStep('m1', 'web/ams/1', 'Broken'), {}, [aBinding('m1', 'web/ams/1')]],
    [
      'one whose successor is gone',
      aStep('m1', 'web/ams/1', 'Replaced'),
      {},
      [aBinding('m1', 'web/ams/1'), aBinding('m2', 'web/ams/1', { alive: false })],
    ],
    [
      'any, when nobody asked to delete the App',
      aStep('m1', 'web/ams/1', 'DeletionRequested'),
      {},
      [aBinding('m1', 'web/ams/1')],
    ],
    [
      'any of a protected App',
      aStep('m1', 'web/ams/1', 'DeletionRequested'),
      { deletionRequestedAt: '2026-01-01T00:00:00.000Z', protected: true },
      [aBinding('m1', 'web/ams/1')],
    ],
  ])('refuses %s', (_, step, change, bindings) => {
    expect(whyNotDestroy(step, aStored(change), bindings, now)).toEqual(expect.any(String))
  })

  test('nothing goes while its source takes too much, be it ever so little and long after', () => {
    const held = { apps: 4, ofApps: 6, machines: 4, ofMachines: 12, before: 2 }
    const bindings = [aBinding('m2', 'web/ams/2')]
    const why = (because: DestroyReason, change: Partial<Stored>) =>
      whyNotDestroy(aStep('m2', 'web/ams/2', because), aStored({ held, ...change }), bindings, now)
    const asked = { deletionRequestedAt: '2026-01-01T00:00:00.000Z' }
    expect(why('SlotRemoved', {})).toBe('nobody has agreed to lose 1 of 3 Machines')
    expect(why('SlotRemoved', { confirmed: { generation: 1, machines: 1, volumes: 0, at: '' } })).toMatch(/nobody/)
    expect(why('SlotRemoved', asked)).toMatch(/nobody/)
    expect(why('DeletionRequested', asked)).toBe('nobody has agreed that App/shop goes')
    expect(why('DeletionRequested', { ...asked, deletesNow: true })).toMatch(/nobody/)
    expect(why('DeletionRequested', { ...asked, held: undefined })).toBeUndefined()
  })

  describe('where the spec takes most of its App away', () => {
    const standing = (count: number) => Array.from({ length: count }, (_, at) => aBinding(`m${at}`, `web/ams/${at}`))
    const why = (wanted: number, bindings: readonly Binding[], change: Partial<Stored> = {}) => {
      const resource = anApp('shop', { web: { regions: { ams: wanted } } })
      const { machineId = '', slot = 'web/ams/9' } = bindings.at(-1) ?? {}
      return whyNotDestroy(aStep(machineId, slot, 'SlotRemoved'), aStored({ resource, ...change }), bindings, now)
    }
    const agreed = { generation: 1, machines: 5, volumes: 0, at: '2026-01-01T00:00:00.000Z' }

    test('any number may go as far as the law says, and no further', () => {
      for (let there = 1; there <= 12; there++) {
        for (let wanted = 0; wanted < there; wanted++) {
          const gone = there - wanted
          const isTooMuch = gone >= 3 && gone > wanted
          const objection = isTooMuch ? `nobody has agreed to lose ${gone} of ${there} Machines` : undefined
          expect(why(wanted, standing(there)), `${there} to ${wanted}`).toBe(objection)
        }
      }
    })

    test.each<[string, readonly Binding[], Partial<Stored>, string | undefined]>([
      ['when somebody has agreed, they may', standing(6), { confirmed: agreed }, undefined],
      ['when some have gone since, the others may', standing(4), { confirmed: agreed }, undefined],
      ['when it was about another generation, none may', standing(6), { confirmed: agreed, generation: 2 }, '5 of 6'],
      ['when it was about fewer, none may', standing(7), { confirmed: agreed }, '6 of 7'],
      [
        'dead ones count for nothing',
        [...standing(6).map((one) => ({ ...one, alive: false })), aBinding('m9', 'web/ams/9')],
        {},
        undefined,
      ],
      [
        'nor do twins',
        [...standing(3), ...standing(3).map((one) => ({ ...one, machineId: `${one.machineId}b` }))],
        {},
        undefined,
      ],
    ])('%s', (_, bindings, change, objection) => {
      const said = why(1, bindings, change)
      expect(objection === undefined ? said : said?.includes(objection)).toBe(
        objection === undefined ? undefined : true,
      )
    })

    test('what moves to another place is not taken away', () => {
      const moved = { resource: anApp('shop', { web: { regions: { iad: 6 } } }) }
      expect(why(0, standing(6), moved)).toBeUndefined()
      const less = { resource: anApp('shop', { web: { regions: { iad: 5 } } }) }
      expect(why(0, standing(6), less)).toBe('nobody has agreed to lose 6 of 11 Machines')
    })

    test('an earlier generation that runs instead is asked about as well', () => {
      const resource = anApp('shop', { web: { regions: { ams: 6 } } })
      const fallback = { generation: 1, resource: anApp('shop', { web: { regions: { ams: 1 } } }), reason: '', at: '' }
      expect(why(6, standing(6), { resource, fallback })).toBe('nobody has agreed to lose 5 of 6 Machines')
    })
  })

  test('any of a deleted App may go, but not before the time is over for which it is kept', () => {
    const kept = anApp('shop', {}, { deletion: { keepFor: '1d' } })
    const stored = aStored({ resource: kept, deletionRequestedAt: '2026-01-01T00:00:00.000Z' })
    const at = (time: string, change: Partial<Stored> = {}) =>
      whyNotDestroy(
        aStep('m1', 'web/ams/1', 'DeletionRequested'),
        { ...stored, ...change },
        [aBinding('m1', 'web/ams/1')],
        Date.parse(time),
      )
    expect(at('2026-01-01T23:59:59Z')).toBe('App/shop is kept until 2026-01-02T00:00:00.000Z')
    expect(at('2026-01-02T00:00:00Z')).toBeUndefined()
    expect(at('2026-01-01T00:00:00Z', { deletesNow: true })).toBeUndefined()
  })

  test('a broken Machine may go when a successor stands', () => {
    const bindings = [aBinding('m1', 'web/ams/1'), aBinding('m2', 'web/ams/1')]
    expect(whyNotDestroy(aStep('m1', 'web/ams/1', 'Broken'), aStored(), bindings, now)).toBeUndefined()
  })
})
