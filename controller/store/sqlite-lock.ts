import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { StoreError } from './store.ts'

/**
 * Makes this process the only one that may use the store in a directory, until it releases the lock or ends in whatever
 * way: the kernel holds it. Throws StoreError `Locked` when another has it.
 *
 * A database of its own is locked, because SQLite lets a second process write to the store's file, and because the
 * store's file must stay readable for backups.
 */
export function takeLock(directory: string): { release(): void } {
  const path = join(directory, 'lock.db')
  const holderPath = join(directory, 'lock.pid')
  const database = new DatabaseSync(path, { timeout: 0 })
  try {
    database.exec('pragma locking_mode = exclusive; begin exclusive')
    writeFileSync(holderPath, `${process.pid}\n`, { mode: 0o600 })
  } catch (error) {
    database.close()
    if (!isBusy(error)) throw error
    throw new StoreError('Locked', `${directory} is used by another process${holderOf(holderPath)}`, { cause: error })
  }
  return {
    release() {
      writeFileSync(holderPath, '')
      database.close()
    },
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && (error.errcode === 5 || error.errcode === 261)
}

/** For people only. It may be out of date: who holds the lock is known by the kernel alone. */
function holderOf(holderPath: string): string {
  try {
    const pid = readFileSync(holderPath, 'utf8').trim()
    return /^\d+$/.test(pid) ? ` (process ${pid})` : ''
  } catch {
    return ''
  }
}
