import type { SQLInputValue } from 'node:sqlite'
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import type { Spelling } from './migrate.ts'
import type { Session } from './sqlite-session.ts'

/**
 * Kysely over one synchronous connection. Who needs it waits for his turn, in the order of asking, and keeps it for a
 * whole transaction: two transactions on one connection would otherwise flow into one.
 */
export function sqliteDialect(session: Session): Dialect {
  let last: Promise<void> = Promise.resolve()
  let pass = () => {}

  const connection: DatabaseConnection = {
    async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
      const { rows, changes } = session.run(sql, parameters as readonly SQLInputValue[])
      return { rows: rows as Row[], numAffectedRows: BigInt(changes) }
    },
    // biome-ignore lint/correctness/useYield: Kysely asks for a stream, and this store never streams.
    async *streamQuery() {
      throw new Error('this store reads in batches, not in streams')
    },
  }

  return {
    createDriver: () => ({
      async init() {},
      async acquireConnection() {
        const turn = last
        const { promise, resolve } = Promise.withResolvers<void>()
        last = promise
        await turn
        pass = resolve
        return connection
      },
      async releaseConnection() {
        pass()
      },
      async beginTransaction() {
        session.begin()
      },
      async commitTransaction() {
        session.commit()
      },
      async rollbackTransaction() {
        session.rollback()
      },
      async destroy() {},
    }),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    // Kysely's own queue wakes everybody who waits at each turn, which 10,000 specs at boot would feel.
    createAdapter: () => Object.create(new SqliteAdapter(), { supportsMultipleConnections: { value: true } }),
    createIntrospector: (database) => new SqliteIntrospector(database),
  }
}

export const sqliteSpelling: Spelling = {
  createTable: (statement) => `${statement} strict`,
  appendOnly: (table) =>
    ['update', 'delete'].map(
      (change) => `create trigger ${table}_no_${change} before ${change} on ${table}
        begin select raise(abort, '${table} are never changed'); end`,
    ),
}
