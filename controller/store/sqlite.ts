import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Kysely } from 'kysely'
import type { Log, Random } from '../world.ts'
import { openSqlStore } from './sql-store.ts'
import { sqliteDialect, sqliteSpelling } from './sqlite-dialect.ts'
import { storeErrorOf } from './sqlite-error.ts'
import { takeLock } from './sqlite-lock.ts'
import { beginSession } from './sqlite-session.ts'
import { assertSound, settle } from './sqlite-settings.ts'
import { type Store, StoreError } from './store.ts'
import type { Tables } from './tables.ts'

/**
 * Opens the store in a SQLite file, whose directory is made if there is none and is locked for this process alone; in
 * memory (`:memory:`); or over a connection that the caller has opened and will close.
 *
 * Over a connection it may be called again at any moment, as a process is started again after a crash: what the store
 * before it left open is rolled back, and that store is refused from then on (`Deposed`).
 *
 * Rejects with StoreError `Locked`, `Unavailable`, `Corrupt`, `Full` or `TooNew`; the file is then as it was.
 */
export async function openStore(
  options: ({ readonly path: string } | { readonly database: DatabaseSync }) & {
    readonly log: Log
    readonly random: Random
  },
): Promise<Store> {
  const { log, random } = options
  const { database, path, release } = 'path' in options ? openFile(options.path) : borrowed(options.database)
  try {
    const session = beginSession(database, path)
    settle(database, path)
    assertSound(database, path)
    const kysely = new Kysely<Tables>({ dialect: sqliteDialect(session) })
    // On the connection, so after everything that was asked before.
    let closing: Promise<void> | undefined
    const close = () =>
      kysely.connection().execute(async () => {
        session.end()
        release()
      })
    return await openSqlStore({
      database: kysely,
      spelling: sqliteSpelling,
      random,
      log,
      close: () => (closing ??= close()),
    })
  } catch (error) {
    release()
    throw storeErrorOf(error, path)
  }
}

type Opened = { readonly database: DatabaseSync; readonly path: string; release(): void }

function borrowed(database: DatabaseSync): Opened {
  return { database, path: 'the database', release() {} }
}

function openFile(path: string): Opened {
  if (path === ':memory:') {
    const database = new DatabaseSync(path)
    return { database, path: 'the database in memory', release: () => database.close() }
  }
  const file = resolve(path)
  const directory = dirname(file)
  return atPath(directory, () => {
    mkdirSync(directory, { recursive: true, mode: 0o700 })
    const lock = takeLock(directory)
    try {
      // SQLite gives its other files the permissions of this one.
      if (!existsSync(file)) writeFileSync(file, '', { mode: 0o600 })
      const database = new DatabaseSync(file)
      return {
        database,
        path: file,
        release() {
          database.close()
          lock.release()
        },
      }
    } catch (error) {
      lock.release()
      throw error
    }
  })
}

/** What the file system refuses, and what SQLite does, both as a StoreError that names the directory. */
function atPath<T>(directory: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) {
      throw new StoreError('Unavailable', `the store cannot be kept in ${directory}: ${error.message}`, {
        cause: error,
      })
    }
    throw storeErrorOf(error, directory)
  }
}
