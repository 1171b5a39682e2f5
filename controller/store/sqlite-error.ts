import { StoreError, type StoreErrorCode } from './store.ts'

/** What SQLite says, in the store's words. What it has no word for is a mistake of ours, and is passed on as it is. */
export function storeErrorOf(error: unknown, path: string): unknown {
  const code = codeOf(error)
  return code === undefined ? error : new StoreError(code, `${path}: ${advice[code]}`, { cause: error })
}

function codeOf(error: unknown): keyof typeof advice | undefined {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return undefined
  // The lowest byte is the primary result code, the others tell more. Source: sqlite.org/rescode.html
  return byResultCode.get(error.errcode & 0xff)
}

const advice = {
  Locked: 'another process is using the database',
  Unavailable: 'the database cannot be read or written; look at the disk and at the permissions of the directory',
  Corrupt: 'the database is damaged and was left as it is; restore it from a backup',
  Full: 'the disk is full; nothing of this was written',
} satisfies Partial<Record<StoreErrorCode, string>>

const byResultCode = new Map<number, keyof typeof advice>([
  [3, 'Unavailable'], // SQLITE_PERM
  [5, 'Locked'], // SQLITE_BUSY
  [6, 'Locked'], // SQLITE_LOCKED
  [8, 'Unavailable'], // SQLITE_READONLY
  [10, 'Unavailable'], // SQLITE_IOERR
  [11, 'Corrupt'], // SQLITE_CORRUPT
  [13, 'Full'], // SQLITE_FULL
  [14, 'Unavailable'], // SQLITE_CANTOPEN
  [23, 'Unavailable'], // SQLITE_AUTH
  [26, 'Corrupt'], // SQLITE_NOTADB
])
