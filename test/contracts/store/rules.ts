import { describe, expect, test } from 'vitest'
import { aGrant, aPolicy } from '../../support/builders.ts'
import { type Given, held } from '../store.ts'
import { ada, directory, later, noon } from './things.ts'

export function rulesContract(given: Given): void {
  describe('Grants and Policies', () => {
    const policy = aPolicy('gold', { mayDelete: false })
    const refs = async (store: { rules: ReturnType<Given>['store']['rules'] }) =>
      (await store.rules()).rules.map(({ ref }) => ref)

    test('are kept over a restart, and written down', async () => {
      const { house, store, fence } = await held(given)
      await store.acceptRule(fence, policy, ada, noon)
      await store.acceptRule(fence, aGrant('team'), directory, noon)
      const { rules } = await (await house.open()).rules()
      expect(rules).toMatchObject([
        { ref: 'Grant/team', generation: 1, provenance: directory },
        { ref: 'Policy/gold', rule: policy, acceptedAt: noon },
      ])
    })

    test('count their changes, and what says the same is none', async () => {
      const { store, fence } = await held(given)
      await store.acceptRule(fence, policy, ada, noon)
      expect(await store.acceptRule(fence, policy, ada, later)).toMatchObject({ changed: false })
      const other = aPolicy('gold', { mayDelete: true })
      expect(await store.acceptRule(fence, other, ada, later)).toMatchObject({
        changed: true,
        stored: { generation: 2, rule: other },
      })
      expect((await store.events({ limit: 9 })).map(({ kind, ref }) => `${kind} ${ref}`)).toEqual([
        'RuleAccepted Policy/gold',
        'RuleAccepted Policy/gold',
      ])
    })

    test('go by word, and the file that still says them does not bring them back until it changes', async () => {
      const { house, store, fence } = await held(given)
      await store.acceptRule(fence, policy, directory, noon)
      expect(await store.forgetRule(fence, 'Policy/gold', ada, later)).toMatchObject({ ref: 'Policy/gold' })
      expect(await store.forgetRule(fence, 'Policy/gold', ada, later)).toBeUndefined()

      const again = await house.open()
      const next = await again.take('two')
      expect(await again.acceptRule(next, policy, directory, later)).toEqual({ stored: undefined, changed: false })
      expect(await refs(again)).toEqual([])

      await again.acceptRule(next, aPolicy('gold', { mayDelete: true }), directory, later)
      expect((await again.rules()).rules).toMatchObject([{ ref: 'Policy/gold', generation: 2 }])
    })

    test('stand as somebody applied them, as long as their file says what it said before', async () => {
      const { store, fence } = await held(given)
      const applied = aPolicy('gold', { mayDelete: true })
      await store.acceptRule(fence, policy, directory, noon)
      await store.acceptRule(fence, applied, ada, later)
      expect(await store.acceptRule(fence, policy, directory, later)).toMatchObject({ changed: false })
      expect((await store.rules()).rules).toMatchObject([{ rule: applied }])
    })

    test('one that cannot be read is named, and the others are there', async () => {
      const { house, store, fence } = await held(given)
      await store.acceptRule(fence, policy, ada, noon)
      await store.acceptRule(fence, aGrant('team'), ada, noon)
      house.tamper(`update rules set document = '{"kind":"Policy"}' where ref = 'Policy/gold'`)
      expect(await store.rules()).toMatchObject({ rules: [{ ref: 'Grant/team' }], poisoned: [{ ref: 'Policy/gold' }] })

      await store.acceptRule(fence, policy, ada, later)
      expect(await refs(store)).toEqual(['Grant/team', 'Policy/gold'])
    })
  })
}
