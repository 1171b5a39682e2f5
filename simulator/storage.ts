import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** Where a simulated world is kept, one JSON text a thing. */
export interface SimulatorStorage {
  load(): Iterable<readonly [key: string, json: string]>
  /** `undefined` removes it. */
  save(key: string, json: string | undefined): void
}

/**
 * Keeps a world in a SQLite file, which is made with its directory when it is not there. Each change is written at once,
 * so that the world survives kill -9; not a power cut, for which nobody simulates.
 */
export function openSimulatorStorage(file: string): SimulatorStorage & { close(): void } {
  mkdirSync(dirname(file), { recursive: true })
  const database = new DatabaseSync(file)
  database.exec('pragma journal_mode = wal; pragma synchronous = off')
  database.exec('create table if not exists world (key text primary key, json text not null) without rowid, strict')
  const read = database.prepare('select key, json from world order by key')
  const write = database.prepare(
    'insert into world (key, json) values (?, ?) on conflict do update set json = excluded.json',
  )
  const remove = database.prepare('delete from world where key = ?')
  /** What the disk had no room for, until it has: a simulated Fly does not end because of that. */
  const owed = new Map<string, string | undefined>()

  function put(key: string, json: string | undefined): void {
    if (json === undefined) remove.run(key)
    else write.run(key, json)
    owed.delete(key)
  }

  return {
    load: () => read.all().map(({ key, json }) => [String(key), String(json)] as const),
    save(key, json) {
      owed.set(key, json)
      try {
        for (const [owedKey, owedJson] of owed) put(owedKey, owedJson)
      } catch (error) {
        if (!isFull(error)) throw error
      }
    },
    close: () => database.close(),
  }
}

function isFull(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === 13 // SQLITE_FULL
}
