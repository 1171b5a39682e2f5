import { describe, expect, test } from 'vitest'
import type { Given } from '../store.ts'
import { anOperation, later, noon, shop } from './things.ts'

export function operationsContract(given: Given): void {
  describe('durable applies', () => {
    test('one is followed from its start to its end, also over a restart', async () => {
      const { store, house } = given()
      const fence = await store.take('one')
      const running = anOperation('o1', { planDigest: undefined })
      await store.saveOperation(fence, running)
      expect(await store.operation('o1')).toEqual(running)

      const ended = { ...running, state: 'succeeded', endedAt: later, message: 'Ready' } as const
      await store.saveOperation(fence, ended)
      expect(await (await house.open()).operation('o1')).toEqual(ended)
      expect(await (await house.open()).operation('o2')).toBeUndefined()
    })

    test('they are listed newest first, of all resources or of one', async () => {
      const { store } = given()
      const fence = await store.take('one')
      await store.saveOperation(fence, anOperation('o1', { startedAt: noon }))
      await store.saveOperation(fence, anOperation('o2', { startedAt: later }))
      await store.saveOperation(fence, anOperation('o3', { startedAt: later, ref: 'App/other' }))
      const ids = async (query: Parameters<typeof store.operations>[0]) =>
        (await store.operations(query)).map(({ id }) => id)
      expect(await ids({ limit: 9 })).toEqual(['o3', 'o2', 'o1'])
      expect(await ids({ limit: 2 })).toEqual(['o3', 'o2'])
      expect(await ids({ ref: shop, limit: 9 })).toEqual(['o2', 'o1'])
    })
  })
}
