import { describe, expect, test } from 'vitest'
import type { AuditQuery } from '../../../controller/store/access-store.ts'
import { type Given, held as heldBy } from '../store.ts'
import { aCall, aDecision, anIntent, drawing, expectRefusal, later, noon, shop } from './things.ts'

export function auditContract(given: Given): void {
  const held = () => heldBy(given)

  async function withRecords(count: number) {
    const all = await held()
    await all.store.writeAudit(
      all.fence,
      Array.from({ length: count }, (_, index) => aDecision(`operation ${index + 1}`)),
    )
    return all
  }

  describe('the audit', () => {
    test('gives records back as they were, and finds them by all that one may look for', async () => {
      const { store, fence } = await held()
      const nobody = aDecision('GET /v1/apps', { by: undefined, ref: undefined, outcome: 'unauthenticated', count: 7 })
      const bob = { from: 'mcp', user: 'app:bob', request: 'req_1' } as const
      const written = [
        aDecision('pause'),
        aCall('op_1'),
        aDecision('delete', { by: bob, ref: 'App/other', outcome: 'refused', at: later }),
        nobody,
        aCall('op_2', { cause: { from: 'directory', path: 'shop.yaml' }, outcome: 'unknown', flyRequest: undefined }),
      ]
      await store.writeAudit(fence, written)
      const found = await store.audit({ limit: 9 })
      expect(found).toEqual(
        written.map((record, index) => ({
          ...JSON.parse(JSON.stringify(record)),
          seq: index + 1,
          previousHash: found[index - 1]?.hash ?? '',
          hash: expect.stringMatching(/^[0-9a-f]{64}$/),
        })),
      )
      const queries: readonly (readonly [Omit<AuditQuery, 'limit'>, readonly number[]])[] = [
        [{ ref: shop }, [1, 2, 5]],
        [{ ref: shop, after: 1 }, [2, 5]],
        [{ user: 'ada' }, [1, 2]],
        [{ user: 'app:bob' }, [3]],
        [{ outcome: 'refused' }, [3]],
        [{ outcome: 'unauthenticated', user: 'ada' }, []],
        [{ since: later }, [3]],
        [{ since: noon }, [1, 2, 3, 4, 5]],
      ]
      for (const [query, seqs] of queries) {
        expect([query, (await store.audit({ ...query, limit: 9 })).map(({ seq }) => seq)]).toEqual([query, seqs])
      }
      expect((await store.audit({ limit: 2, last: true })).map(({ seq }) => seq)).toEqual([4, 5])
    })

    test('is written with the end of an intent, or not at all', async () => {
      const { store, fence } = await held()
      await store.openIntent(fence, anIntent('i1'), drawing('aaaaaa'))
      await store.settleIntent(fence, 'i1', 'refused', { audit: [aCall('i1', { outcome: 'refused' })] })
      await expectRefusal(
        store.settleIntent(fence, 'i1', 'done', { audit: [aCall('i1')] }),
        'Conflict',
        /is refused and cannot become done/,
      )
      expect(await store.audit({ limit: 9 })).toMatchObject([{ seq: 1, intent: 'i1', outcome: 'refused' }])
    })

    test('is one chain, also over several batches, and when there is nothing yet', async () => {
      const { store, fence } = await withRecords(0)
      expect(await store.verifyAudit()).toEqual({ count: 0, brokenAt: undefined, head: '' })
      await store.writeAudit(
        fence,
        Array.from({ length: 2_100 }, (_, index) => aDecision(`${index}`)),
      )
      await store.writeAudit(fence, [aDecision('the last')])
      const [last] = await store.audit({ limit: 1, last: true })
      expect(await store.verifyAudit()).toEqual({ count: 2_101, brokenAt: undefined, head: last?.hash })
    })

    test('cannot be changed or taken away', async () => {
      const { house } = await withRecords(3)
      expect(() => house.sql("update audit_records set author = 'bob' where seq = 2")).toThrow(/never changed/)
      expect(() => house.sql('delete from audit_records where seq = 2')).toThrow(/never changed/)
    })

    const forgeries: readonly (readonly [string, string, number])[] = [
      ['one letter of a record', "update audit_records set record = replace(record, 'ada', 'bda') where seq = 3", 3],
      ['a record that is none', "update audit_records set record = '{' where seq = 3", 3],
      ['spaces in a record', "update audit_records set record = replace(record, ',', ', ') where seq = 3", 3],
      ['by whom it is found', "update audit_records set author = 'bob' where seq = 3", 3],
      ['where it is found', "update audit_records set ref = 'App/other' where seq = 3", 3],
      ['as what it is found', "update audit_records set outcome = 'refused' where seq = 3", 3],
      ['when it is found', "update audit_records set happened_at = '2025' where seq = 3", 3],
      ['its kind', "update audit_records set kind = 'call' where seq = 3", 3],
      ['a hash', 'update audit_records set hash = previous_hash where seq = 3', 3],
      ['a record that is gone', 'delete from audit_records where seq = 3', 3],
      ['the first one that is gone', 'delete from audit_records where seq = 1', 1],
      ['the last one that is gone', 'delete from audit_records where seq = 5', 5],
      ['all that are gone', 'delete from audit_records', 1],
      [
        'one that was added',
        'insert into audit_records select 6, happened_at, kind, outcome, ref, author, record, hash, hash from audit_records where seq = 5',
        6,
      ],
      [
        'one that was added before all others',
        "insert into audit_records select 0, happened_at, kind, outcome, ref, author, record, '', hash from audit_records where seq = 5",
        0,
      ],
      ['a head that has moved back', 'update audit_head set seq = 4', 4],
    ]

    test.each(forgeries)('finds out who forges %s', async (_, forgery, brokenAt) => {
      const { store, house } = await withRecords(5)
      house.tamper(forgery)
      expect((await store.verifyAudit()).brokenAt).toBe(brokenAt)
    })
  })
}
