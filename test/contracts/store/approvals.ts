import { describe, expect, test } from 'vitest'
import { anApp } from '../../support/builders.ts'
import { type Given, held } from '../store.ts'
import { ada, anApproval, anEvent, expectRefusal, later, shop } from './things.ts'

export function approvalsContract(given: Given): void {
  describe('approvals', () => {
    const approved = { state: 'approved', planDigest: 'a1b2', by: ada, at: later, reason: 'seen' } as const
    const dayAfter = '2026-01-02T12:00:00.000Z'

    test('are asked for once, decided once, and kept over a restart', async () => {
      const { house, store, fence } = await held(given)
      await store.askApproval(fence, anApproval('ap-1'), anEvent('asked'))
      expect(await store.askApproval(fence, anApproval('ap-2'), anEvent('asked'))).toEqual(anApproval('ap-1'))
      await store.decideApproval(fence, 'ap-1', approved, anEvent('decided'))
      await expectRefusal(store.decideApproval(fence, 'ap-1', approved, anEvent('decided')), 'Conflict', /approved/)
      expect(await (await house.open()).approvals({ ref: shop, limit: 9 })).toMatchObject([
        { id: 'ap-1', state: 'approved', decision: { by: ada, at: later, reason: 'seen' } },
      ])
    })

    test('of another plan for the same spec make the one before void', async () => {
      const { store, fence } = await held(given)
      await store.askApproval(fence, anApproval('ap-1'), anEvent('asked'))
      await store.askApproval(fence, anApproval('ap-2', { planDigest: 'other' }), anEvent('asked'))
      expect((await store.approval('ap-1'))?.state).toBe('void')
      await expectRefusal(store.decideApproval(fence, 'ap-1', approved, anEvent('decided')), 'Conflict', /void/)
      await expectRefusal(
        store.decideApproval(fence, 'ap-2', approved, anEvent('decided')),
        'Conflict',
        /about the plan/,
      )
    })

    test('are over when their time is', async () => {
      const { store, fence } = await held(given)
      await store.askApproval(fence, anApproval('ap-1'), anEvent('asked'))
      const late = { ...approved, at: dayAfter }
      await expectRefusal(store.decideApproval(fence, 'ap-1', late, anEvent('decided')), 'Conflict', /expired/)
      await store.decideApproval(fence, 'ap-1', approved, anEvent('decided'))
      const use = store.accept(fence, anApp('shop'), ada, dayAfter, { approval: { id: 'ap-1', planDigest: 'a1b2' } })
      await expectRefusal(use, 'Conflict', /does not count/)
    })

    test('are used up by the spec that is accepted with them, of two at once by one', async () => {
      const { store, fence } = await held(given)
      await store.askApproval(fence, anApproval('ap-1'), anEvent('asked'))
      const approval = { id: 'ap-1', planDigest: 'a1b2' }
      const accept = (count: number) => store.accept(fence, anApp('shop', { web: { count } }), ada, later, { approval })
      await expectRefusal(accept(1), 'Conflict', /does not count/)
      expect(await store.get(shop)).toBeUndefined()

      await store.decideApproval(fence, 'ap-1', approved, anEvent('decided'))
      const foreign = store.accept(fence, anApp('blog'), ada, later, { approval })
      await expectRefusal(foreign, 'Conflict', /does not count/)
      const ends = await Promise.allSettled([accept(2), accept(3)])
      expect(ends.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
      expect(await store.revisions(shop)).toHaveLength(1)
      expect((await store.approval('ap-1'))?.state).toBe('used')
    })
  })
}
