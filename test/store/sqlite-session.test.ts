import type { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from 'vitest'
import { beginSession } from '../../controller/store/sqlite-session.ts'

/** A connection whose next statement fails with this result code, and all others succeed. */
function aConnection() {
  let failure: number | undefined
  const database = {
    isTransaction: false,
    exec() {
      if (failure === undefined) return
      const errcode = failure
      failure = undefined
      throw Object.assign(new Error('so it is'), { errcode })
    },
  } as unknown as DatabaseSync
  return { database, failNext: (errcode: number) => (failure = errcode) }
}

describe('a session of a database', () => {
  test.each([
    ['a failed write to the disk', 10, 'Unavailable'],
    ['a failed fsync', 1034, 'Unavailable'],
    ['a damaged page', 11, 'Corrupt'],
  ])('is over after %s, although the next try would seem to succeed', (_, errcode, code) => {
    const { database, failNext } = aConnection()
    const session = beginSession(database, 'store.db')
    session.begin()
    failNext(errcode)
    expect(() => session.commit()).toThrow(expect.objectContaining({ code }))
    expect(() => session.begin()).toThrow(expect.objectContaining({ code }))
  })

  test.each([
    ['a full disk', 13, 'Full', 1],
    ['a busy database', 5, 'Locked', 0],
  ])('goes on after %s', (_, errcode, code, told) => {
    const { database, failNext } = aConnection()
    let full = 0
    const session = beginSession(database, 'store.db', () => full++)
    failNext(errcode)
    expect(() => session.begin()).toThrow(expect.objectContaining({ code }))
    expect(() => session.begin()).not.toThrow()
    expect(full).toBe(told)
  })
})
