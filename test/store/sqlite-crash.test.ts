import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from 'vitest'
import { openStore } from '../../controller/store/sqlite.ts'
import { beginSession } from '../../controller/store/sqlite-session.ts'
import { anEvent, anIntent, aStatus, directory, drawing, expectRefusal, noon, shop } from '../contracts/store/things.ts'
import { anApp } from '../support/builders.ts'
import { forbidRealWorld } from '../support/tripwire.ts'
import { quiet, random } from './support.ts'

const open = (database: DatabaseSync) => openStore({ database, log: quiet, random: random() })

describe('a store that dies in the simulation', () => {
  test('leaves nothing of a transaction that it had not ended, wherever it stopped', async () => {
    using database = new DatabaseSync(':memory:')
    const unfinished = new Set<boolean>()
    // After each number of micro-tasks the process ends; the next one finds all of the write or nothing.
    for (let steps = 0; steps < 60; steps++) {
      const store = await open(database)
      const fence = await store.take('one')
      const before = await store.events({ limit: 1_000 })
      await store.accept(fence, anApp('shop'), directory, noon)
      const answer = store.report(fence, shop, 1, aStatus({ planDigest: `${steps}` }), [anEvent(`event ${steps}`)])
      let isAnswered = false
      answer.then(
        () => (isAnswered = true),
        () => undefined,
      )
      for (let step = 0; step < steps; step++) await undefined
      unfinished.add(database.isTransaction)

      const wasAnswered = isAnswered
      const next = await open(database)
      const isThere = (await next.get(shop))?.status?.planDigest === `${steps}`
      expect(await next.events({ limit: 1_000 })).toHaveLength(before.length + (isThere ? 1 : 0))
      if (wasAnswered) expect(isThere).toBe(true)
      expect((await next.verifyEvents()).brokenAt).toBeUndefined()
      await answer.catch((error) => expect(error).toMatchObject({ code: 'Deposed' }))
      expect((await next.get(shop))?.status?.planDigest === `${steps}`).toBe(isThere)
    }
    expect(unfinished).toEqual(new Set([true, false]))
  })

  test('is refused whatever it does after that, also what it had in its queue', async () => {
    using database = new DatabaseSync(':memory:')
    const dead = await open(database)
    const fence = await dead.take('one')
    const queued = Array.from({ length: 20 }, (_, index) => dead.accept(fence, anApp(`shop-${index}`), directory, noon))
    const outcomes = Promise.allSettled(queued)
    const living = await open(database)

    expect((await outcomes).every(({ status }) => status === 'rejected')).toBe(true)
    await expectRefusal(dead.list(), 'Deposed', /opened anew/)
    await expectRefusal(dead.openIntent(fence, anIntent('i1'), drawing('aaaaaa')), 'Deposed')
    expect((await living.list()).stored).toEqual([])
    // Even its fence still fits: nobody has taken the store since. It is the opening that counts.
    await living.record(fence, [anEvent('by the living')])
  })

  test('does not take back what its successor is about to write', () => {
    using database = new DatabaseSync(':memory:')
    const dead = beginSession(database, 'the database')
    dead.begin()
    const living = beginSession(database, 'the database')
    living.begin()
    dead.rollback()
    expect(database.isTransaction).toBe(true)
    living.commit()
  })

  test('and closed by its late owner does not take the connection from its successor', async () => {
    using database = new DatabaseSync(':memory:')
    const dead = await open(database)
    const living = await open(database)
    await dead.close()
    expect(await living.identity()).toMatchObject({ epoch: 0 })
  })

  test('asks the real world for neither time nor chance', async () => {
    using database = new DatabaseSync(':memory:')
    const allow = forbidRealWorld()
    try {
      const store = await open(database)
      const fence = await store.take('one')
      await store.accept(fence, anApp('shop'), directory, noon)
      await store.report(fence, shop, 1, aStatus(), [anEvent('planned')])
      await store.openIntent(fence, anIntent('i1'), drawing('aaaaaa'))
      await store.list()
      await store.close()
    } finally {
      allow()
    }
  })

  test('writes nothing when there is nothing new to write', async () => {
    using database = new DatabaseSync(':memory:')
    const store = await open(database)
    const fence = await store.take('one')
    await store.accept(fence, anApp('shop'), directory, noon)
    await store.report(fence, shop, 1, aStatus(), [anEvent('planned')])
    const rowsWritten = () => database.prepare('select total_changes() as count').get()?.count
    const before = rowsWritten()

    expect((await store.accept(fence, anApp('shop'), directory, noon)).changed).toBe(false)
    expect(await store.report(fence, shop, 1, aStatus(), [])).toBe(true)
    await store.setPaused(fence, shop, false)
    await store.markMissing(fence, shop, undefined)
    await store.record(fence, [])
    await open(database)
    expect(rowsWritten()).toBe(before)
  })
})

describe('a SQLite connection', () => {
  test('has the settings on which the promises rest', async () => {
    using database = new DatabaseSync(':memory:')
    database.exec('pragma synchronous = off; pragma foreign_keys = off')
    await open(database)
    const answer = (setting: string) => Object.values(database.prepare(`pragma ${setting}`).get() ?? {})[0]
    expect(['synchronous', 'foreign_keys', 'trusted_schema', 'busy_timeout'].map(answer)).toEqual([2, 1, 0, 5000])
  })

  test('keeps strict types in every table', async () => {
    using database = new DatabaseSync(':memory:')
    await open(database)
    const tables = database
      .prepare("select name, strict from pragma_table_list where schema = 'main' and type = 'table'")
      .all()
    expect(tables.filter(({ strict }) => strict === 0).map(({ name }) => name)).toEqual(['sqlite_schema'])
    expect(tables.length).toBeGreaterThan(10)
  })

  test('goes on with its migrations where a crash between two has left them', async () => {
    using database = new DatabaseSync(':memory:')
    database.exec(
      'create table migrations (number integer not null primary key, name text not null, hash text not null) strict',
    )
    const store = await open(database)
    expect(await store.list()).toEqual({ stored: [], poisoned: [] })
  })
})
