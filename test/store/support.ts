import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { openStore } from '../../controller/store/sqlite.ts'
import type { Store } from '../../controller/store/store.ts'
import type { Log, Random } from '../../controller/world.ts'
import type { StoreHouse } from '../contracts/store.ts'
import { createRandom } from '../support/random.ts'

export const quiet: Log = { debug() {}, info() {}, warn() {}, error() {} }

export function random(): Random {
  return createRandom(1)
}

/** A directory that is gone when the test ends. */
export function aDirectory(): { readonly path: string; [Symbol.dispose](): void } {
  const path = mkdtempSync(join(tmpdir(), 'artifact-store-'))
  return {
    path,
    [Symbol.dispose]() {
      rmSync(path, { recursive: true, force: true })
    },
  }
}

/** One connection in memory for all openings, as in the simulation: opening it again is a crash and a new start. */
export function inMemory(): StoreHouse {
  const database = new DatabaseSync(':memory:')
  return {
    open: () => openStore({ database, log: quiet, random: random() }),
    sql: (statement) => database.exec(statement),
    tamper: (statement) => tamper(database, statement),
    async end() {
      database.close()
    },
  }
}

/** A file, closed before it is opened again. SQL past the store goes through a connection of its own. */
export function inFile(): StoreHouse {
  const directory = aDirectory()
  const path = join(directory.path, 'data', 'artifact.db')
  let store: Store | undefined
  const beside = (work: (database: DatabaseSync) => void) => {
    using database = new DatabaseSync(path, { timeout: 1_000 })
    work(database)
  }
  return {
    async open() {
      await store?.close()
      store = await openStore({ path, log: quiet, random: random() })
      return store
    },
    sql: (statement) => beside((database) => database.exec(statement)),
    tamper: (statement) => beside((database) => tamper(database, statement)),
    async end() {
      await store?.close()
      directory[Symbol.dispose]()
    },
  }
}

/** Lifts the triggers for one statement. */
function tamper(database: DatabaseSync, statement: string): void {
  const triggers = database.prepare("select name, sql from sqlite_schema where type = 'trigger'").all()
  for (const { name } of triggers) database.exec(`drop trigger ${name}`)
  database.exec(statement)
  for (const { sql } of triggers) database.exec(String(sql))
}
