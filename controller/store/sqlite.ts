import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Kysely } from 'kysely'
import type { Log, Random } from '../world.ts'
import { createDiskRoom, type DiskRoom, endlessRoom } from './disk-room.ts'
import { assertLocal } from './local-disk.ts'
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
  const { database, path, room, release } = 'path' in options ? openFile(options.path) : borrowed(options.database)
  try {
    const session = beginSession(database, path, room.giveBack)
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
      hasRoom: async () => room.isThere(),
      close: () => (closing ??= close()),
    })
  } catch (error) {
    release()
    throw storeErrorOf(error, path)
  }
}

type Opened = { readonly database: DatabaseSync; readonly path: string; readonly room: DiskRoom; release(): void }

function borrowed(database: DatabaseSync): Opened {
  return { database, path: 'the database', room: endlessRoom, release() {} }
}

function openFile(path: string): Opened {
  if (path === ':memory:') {
    const database = new DatabaseSync(path)
    return { database, path: 'the database in memory', room: endlessRoom, release: () => database.close() }
  }
  const file = resolve(path)
  const directory = dirname(file)
  return atPath(directory, () => {
    makeDirectory(directory)
    assertLocal(directory)
    const lock = takeLock(directory)
    try {
      // SQLite gives its other files the permissions of this one.
      if (!existsSync(file)) writeFileSync(file, '', { mode: 0o600 })
      const database = new DatabaseSync(file)
      return {
        database,
        path: file,
        room: createDiskRoom(directory),
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

/** Its parents too. Where one of them may not be written, Node says of a recursive making that the directory is not there. */
function makeDirectory(directory: string): void {
  if (statSync(directory, { throwIfNoEntry: false })?.isDirectory()) return
  const parent = dirname(directory)
  if (parent !== directory) makeDirectory(parent)
  mkdirSync(directory, { mode: 0o700 })
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
