import { accessSync, constants, existsSync, readFileSync, statfsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { pathToFileURL } from 'node:url'
import type { Finding } from './serve/cli/deps.ts'

/** Whether a store can live in a directory: there, or to be made, writable, with room, and used by nobody else. */
export function examineStore(directory: string, isControllerThere: boolean): Finding {
  const what = 'store'
  if (!existsSync(directory)) {
    const { state, found, repair } = examineDirectory(what, nearest(directory), 'write')
    if (state !== 'ok')
      return { what, state, found: `${directory} cannot be made: ${found}`, ...(repair && { repair }) }
    return { what, state: 'ok', found: `${directory} is not there yet: \`artifact up\` makes it` }
  }
  const finding = examineDirectory(what, directory, 'write')
  if (finding.state !== 'ok') return finding
  const { bavail, bsize } = statfsSync(directory)
  const freeMb = Math.floor((bavail * bsize) / 2 ** 20)
  if (freeMb < leastFreeMb) {
    return { what, state: 'broken', found: `${directory} has ${freeMb} MB left`, repair: 'free space on its disk' }
  }
  if (!isLocked(directory)) return examineDatabase(join(directory, 'store.db')) ?? finding
  const holder = holderOf(directory)
  if (isControllerThere) return { what, state: 'ok', found: `${directory}, in use${holder}` }
  const repair = 'name its controller with --url, or stop it before `artifact up`'
  return { what, state: 'note', found: `${directory} is in use${holder}`, repair }
}

/** Whether this user may read, or also write, in a directory. */
export function examineDirectory(what: string, directory: string, wish: 'read' | 'write'): Finding {
  try {
    accessSync(directory, constants.R_OK | constants.X_OK | (wish === 'write' ? constants.W_OK : 0))
    return { what, state: 'ok', found: directory }
  } catch {
    const participle = wish === 'write' ? 'written' : 'read'
    return {
      what,
      state: 'broken',
      found: `${directory} may not be ${participle}`,
      repair: 'give this user the right to',
    }
  }
}

/** What is wrong with a database that nobody uses. Reads all of it, and leaves nothing behind. */
function examineDatabase(path: string): Finding | undefined {
  if (!existsSync(path)) return undefined
  const repair = 'restore it from a backup'
  const url = pathToFileURL(path)
  // To look at a database in WAL mode SQLite makes files beside it, which the controller's user might then not own.
  // Source: https://sqlite.org/wal.html#read_only_databases
  if (!existsSync(`${path}-wal`)) url.searchParams.set('immutable', '1')
  try {
    using database = new DatabaseSync(url, { readOnly: true, timeout: 1_000 })
    const result = database.prepare('pragma quick_check(1)').get()?.quick_check
    return result === 'ok' ? undefined : { what: 'store', state: 'broken', found: `${path} is damaged`, repair }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return { what: 'store', state: 'broken', found: `${path} cannot be read: ${why}`, repair }
  }
}

// What a store of ten thousand Apps and its write-ahead log take, and some air.
const leastFreeMb = 64

/** The next directory above that is there. */
function nearest(directory: string): string {
  const parent = dirname(resolve(directory))
  return existsSync(parent) ? parent : nearest(parent)
}

/** Only reads: taking the lock would stop a controller that starts at this moment. */
function isLocked(directory: string): boolean {
  const path = join(directory, 'lock.db')
  if (!existsSync(path)) return false
  try {
    using database = new DatabaseSync(path, { readOnly: true, timeout: 0 })
    database.prepare('select count(*) from sqlite_schema').get()
    return false
  } catch (error) {
    return error instanceof Error && /locked|busy/i.test(error.message)
  }
}

function holderOf(directory: string): string {
  try {
    const pid = readFileSync(join(directory, 'lock.pid'), 'utf8').trim()
    return /^\d+$/.test(pid) ? ` by process ${pid}` : ''
  } catch {
    return ''
  }
}
