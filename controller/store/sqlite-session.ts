import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import { storeErrorOf } from './sqlite-error.ts'
import { StoreError } from './store.ts'

/**
 * One opening of a database. There is at most one living session of a connection: a later one ends the earlier, and
 * whatever code still holds that is refused before it reaches the database.
 */
export interface Session {
  /** Runs one statement. Rejects nothing: it is synchronous, and throws StoreError. */
  run(sql: string, parameters: readonly SQLInputValue[]): { readonly rows: object[]; readonly changes: number }
  begin(): void
  commit(): void
  /** Does nothing when SQLite has rolled back by itself, or when the session is over. */
  rollback(): void
  end(): void
}

/**
 * Ends the session before, rolls back what it left open, and begins a new one. `path` is what messages call it. `onFull`
 * is called when the disk is found full.
 */
export function beginSession(database: DatabaseSync, path: string, onFull: () => void = () => {}): Session {
  const statements = new Map<string, Statement>()
  let isOver = false
  /** A failure after which what is in memory and what is on the disk may differ: only opening anew helps. */
  let fatal: unknown

  const session: Session = {
    run: (sql, parameters) =>
      guarded(() => {
        const { statement, isQuery } = prepared(sql)
        if (isQuery) return { rows: statement.all(...parameters) as object[], changes: 0 }
        return { rows: [], changes: Number(statement.run(...parameters).changes) }
      }),
    // Takes the write lock at once: a transaction that reads first could not get it later.
    begin: () => guarded(() => database.exec('begin immediate')),
    commit: () => guarded(() => database.exec('commit')),
    rollback() {
      if (isLiving() && database.isTransaction) database.exec('rollback')
    },
    end() {
      isOver = true
      statements.clear()
    },
  }

  function isLiving(): boolean {
    return !isOver && sessions.get(database) === session
  }

  function guarded<T>(work: () => T): T {
    if (isOver) throw new StoreError('Unavailable', `${path} has been closed`)
    if (!isLiving()) throw new StoreError('Deposed', `${path} has been opened anew: this store may not use it any more`)
    if (fatal) throw fatal
    try {
      return work()
    } catch (error) {
      const failure = storeErrorOf(error, path)
      // After a failed fsync the kernel forgets which pages were not written, so trying again would seem to succeed.
      if (failure instanceof StoreError && (failure.code === 'Unavailable' || failure.code === 'Corrupt'))
        fatal = failure
      if (failure instanceof StoreError && failure.code === 'Full') onFull()
      throw failure
    }
  }

  function prepared(sql: string): Statement {
    const known = statements.get(sql)
    if (known) return known
    const statement = database.prepare(sql)
    const fresh = { statement, isQuery: statement.columns().length > 0 }
    if (statements.size >= preparedAtMost) statements.clear()
    statements.set(sql, fresh)
    return fresh
  }

  if (database.isTransaction) database.exec('rollback')
  sessions.set(database, session)
  return session
}

type Statement = { readonly statement: StatementSync; readonly isQuery: boolean }

const preparedAtMost = 500

/** Not a connection held by a module, but the mark on each connection of who may use it. */
const sessions = new WeakMap<DatabaseSync, Session>()
