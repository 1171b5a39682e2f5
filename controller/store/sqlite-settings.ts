import type { DatabaseSync } from 'node:sqlite'
import { StoreError } from './store.ts'

/**
 * Sets what the store's promises rest on, and reads it back: a library or a build may have other defaults, and a
 * setting that SQLite does not take is not an error to it.
 */
export function settle(database: DatabaseSync, path: string): void {
  assertVersion(database)
  database.enableDefensive(true)
  for (const [setting, value, expected] of settings) {
    database.exec(`pragma ${setting} = ${value}`)
    const found = answerTo(database, setting)
    if (!expected.includes(found)) {
      throw new StoreError('Unavailable', `${path}: SQLite answers ${setting} = ${found} when told ${value}`)
    }
  }
}

/** Throws `Corrupt` when the file is damaged. Reads all of it once, at about a gigabyte a second. */
export function assertSound(database: DatabaseSync, path: string): void {
  const found = answerTo(database, 'quick_check(1)')
  if (found === 'ok') return
  throw new StoreError('Corrupt', `${path} is damaged and was left as it is; restore it from a backup (${found})`)
}

/** The setting, what it is told, and what it may answer. */
const settings: readonly (readonly [string, string, readonly unknown[]])[] = [
  ['busy_timeout', '5000', [5000]],
  ['journal_mode', 'wal', ['wal', 'memory']], // a database in memory has no other
  // Without FULL a power cut loses transactions that were acknowledged: WAL alone syncs only at checkpoints.
  ['synchronous', 'full', [2]],
  ['foreign_keys', 'on', [1]],
  ['trusted_schema', 'off', [0]],
  ['mmap_size', '0', [0, undefined]], // a read error of a mapped file would end the process
  ['journal_size_limit', `${64 * 1024 * 1024}`, [64 * 1024 * 1024]],
]

function answerTo(database: DatabaseSync, setting: string): unknown {
  const row = database.prepare(`pragma ${setting}`).get()
  return row && Object.values(row)[0]
}

/** Before it, a checkpoint that raced with a write could damage the file. Source: sqlite.org/wal.html#walresetbug */
const oldestVersion = [3, 51, 3] as const

function assertVersion(database: DatabaseSync): void {
  const version = String(database.prepare('select sqlite_version() as version').get()?.version)
  const parts = version.split('.').map(Number)
  const difference = oldestVersion.map((part, index) => (parts[index] ?? 0) - part).find((part) => part !== 0) ?? 0
  if (difference >= 0) return
  throw new StoreError(
    'Unavailable',
    `SQLite ${version} can damage the store; ${oldestVersion.join('.')} or later is needed: start it with the Node of this package`,
  )
}
