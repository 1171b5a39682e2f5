import { closeSync, openSync, rmSync, statfsSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Room on the disk that is kept for bad times. SQLite cannot even delete on a full disk, so a file lies beside the database
 * that can be given back: what was done to Fly can then still be written down. As long as the reserve is not there again,
 * nothing new should be done.
 */
export interface DiskRoom {
  /** Whether the reserve is there. Makes it if it is not, and there is room for it and as much again. */
  isThere(): boolean
  /** A write has found the disk full: gives the reserve back. */
  giveBack(): void
}

/** A database in memory has what room there is. */
export const endlessRoom: DiskRoom = { isThere: () => true, giveBack() {} }

export const reserveBytes = 16 * 1024 * 1024

export function createDiskRoom(directory: string, bytes = reserveBytes): DiskRoom {
  const path = join(directory, 'reserve')
  let isThere = sizeOf(path) === bytes

  function make(): boolean {
    const { bavail, bsize } = statfsSync(directory)
    if (bavail * bsize < 2 * bytes) return false
    try {
      fill(path, bytes)
      return true
    } catch {
      // Whatever stands against it: it is as good as a full disk, and is tried again.
      rmSync(path, { force: true })
      return false
    }
  }

  return {
    isThere: () => (isThere ||= make()),
    giveBack() {
      isThere = false
      rmSync(path, { force: true })
    },
  }
}

function sizeOf(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.size
}

/** Writes it out: a file that was only made longer takes no room on the disk. */
function fill(path: string, bytes: number): void {
  const chunk = Buffer.alloc(1024 * 1024, 'room for bad times ')
  const file = openSync(path, 'w', 0o600)
  try {
    for (let left = bytes; left > 0; ) left -= writeSync(file, chunk, 0, Math.min(left, chunk.length))
  } finally {
    closeSync(file)
  }
}
