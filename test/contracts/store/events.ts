import { describe, expect, test } from 'vitest'
import type { Given, StoreHouse } from '../store.ts'
import { ada, anEvent, expectRefusal } from './things.ts'

export function eventsContract(given: Given): void {
  async function withEvents(count: number) {
    const { store, house } = given()
    const fence = await store.take('one')
    await store.record(
      fence,
      Array.from({ length: count }, (_, index) => anEvent(`event ${index + 1}`)),
    )
    return { store, house, fence }
  }

  describe('the audit trail', () => {
    test('events come back as they were, in order, after any of them, or the newest', async () => {
      const { store, fence } = await withEvents(3)
      const other = anEvent('event 4', { ref: 'App/other', by: ada, kind: 'Accepted', detail: { files: ['a', 'b'] } })
      await store.record(fence, [other])
      const seqs = async (query: Parameters<typeof store.events>[0]) =>
        (await store.events(query)).map(({ seq }) => seq)

      expect(await seqs({ limit: 9 })).toEqual([1, 2, 3, 4])
      expect(await seqs({ limit: 2 })).toEqual([1, 2])
      expect(await seqs({ limit: 2, after: 1 })).toEqual([2, 3])
      expect(await seqs({ limit: 2, last: true })).toEqual([3, 4])
      expect(await seqs({ limit: 2, last: true, ref: 'App/shop' })).toEqual([2, 3])
      expect(await store.events({ ref: 'App/other', limit: 9 })).toEqual([
        { ...other, seq: 4, hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
      ])
    })

    test('the chain is whole, also over several batches, and when there is nothing yet', async () => {
      const { store, fence } = await withEvents(0)
      expect(await store.verifyEvents()).toEqual({ count: 0, brokenAt: undefined, head: '' })
      await store.record(
        fence,
        Array.from({ length: 2_500 }, (_, index) => anEvent(`event ${index}`)),
      )
      await store.record(fence, [anEvent('the last')])
      expect(await store.verifyEvents()).toMatchObject({ count: 2_501, brokenAt: undefined })
    })

    test('an event cannot be changed or taken away', async () => {
      const { house } = await withEvents(3)
      expect(() => house.sql("update events set message = 'nothing' where seq = 2")).toThrow(/never changed/)
      expect(() => house.sql('delete from events where seq = 2')).toThrow(/never changed/)
    })

    const forgeries: readonly (readonly [string, string, number])[] = [
      ['one letter of a message', "update events set message = 'Event 3' where seq = 3", 3],
      ['an author', `update events set author = '"ada"' where seq = 3`, 3],
      ['a detail', `update events set detail = '{"a":1}' where seq = 3`, 3],
      ['a time', "update events set happened_at = '2025' where seq = 3", 3],
      ['a resource', "update events set ref = 'App/other' where seq = 3", 3],
      ['a kind', "update events set kind = 'Accepted' where seq = 3", 3],
      ['a generation', 'update events set generation = 2 where seq = 3', 3],
      ['a hash', 'update events set hash = previous_hash where seq = 3', 3],
      ['a row that is gone', 'delete from events where seq = 3', 3],
      ['the last row that is gone', 'delete from events where seq = 5', 5],
      ['all rows that are gone', 'delete from events', 1],
      [
        'a row that was added',
        'insert into events select 6, ref, happened_at, generation, kind, author, message, detail, hash, hash from events where seq = 5',
        6,
      ],
      ['the last row and its hash', "update events set hash = 'f' where seq = 5", 5],
    ]

    test.each(forgeries)('who forges %s is found out', async (_, forgery, brokenAt) => {
      const { store, house } = await withEvents(5)
      house.tamper(forgery)
      expect((await store.verifyEvents()).brokenAt).toBe(brokenAt)
    })

    test('who tells the last event anew, hash and all, is found out by the head', async () => {
      const { store, house, fence } = await withEvents(5)
      house.tamper('create table kept as select * from event_head')
      forgetFrom(house, 5)
      await store.record(fence, [anEvent('another fifth')])
      expect((await store.verifyEvents()).brokenAt).toBeUndefined()
      house.tamper('delete from event_head; insert into event_head select * from kept')
      expect((await store.verifyEvents()).brokenAt).toBe(5)
    })

    test('who puts in an event of another history is found out by the hash before it', async () => {
      const { store, house, fence } = await withEvents(5)
      house.tamper('create table kept as select * from events where seq = 3')
      forgetFrom(house, 2)
      await store.record(
        fence,
        [2, 3, 4, 5].map((number) => anEvent(`another ${number}`)),
      )
      house.tamper('delete from events where seq = 3; insert into events select * from kept')
      expect((await store.verifyEvents()).brokenAt).toBe(3)
    })

    test('a forged event is still told apart from a store that cannot be read', async () => {
      const { store, house } = await withEvents(2)
      house.tamper("update events set detail = '{' where seq = 2")
      await expectRefusal(store.events({ limit: 9 }), 'Unreadable', /event 2/)
      expect(await store.events({ limit: 1 })).toHaveLength(1)
    })
  })
}

/** As if the events from `seq` on had never been recorded. */
function forgetFrom(house: StoreHouse, seq: number): void {
  house.tamper(`delete from events where seq >= ${seq};
    update event_head set seq = ${seq - 1}, hash = (select hash from events where seq = ${seq - 1})`)
}
