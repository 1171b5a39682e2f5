import { statfsSync } from 'node:fs'
import { StoreError } from './store.ts'

/**
 * Throws StoreError `Unavailable` when the directory lies on a network file system. The locks that keep a second process
 * away do not reach other machines there, and the shared memory of WAL mode does not either: both would write.
 * Source: https://sqlite.org/wal.html#noshm, https://sqlite.org/howtocorrupt.html#_filesystems_with_broken_or_missing_lock_implementations
 */
export function assertLocal(directory: string, typeOf = fileSystemType): void {
  const name = networkFileSystems.get(typeOf(directory))
  if (name === undefined) return
  throw new StoreError(
    'Unavailable',
    `${directory} lies on a network file system (${name}), where a store would be damaged`,
  )
}

function fileSystemType(directory: string): number | undefined {
  // Other systems number them in other ways.
  return process.platform === 'linux' ? statfsSync(directory).type >>> 0 : undefined
}

/** Source: linux/magic.h, and statfs(2) for those that are not there */
const networkFileSystems: ReadonlyMap<number | undefined, string> = new Map([
  [0x6969, 'NFS'],
  [0x517b, 'SMB'],
  [0xff534d42, 'CIFS'],
  [0xfe534d42, 'SMB'],
  [0x65735546, 'FUSE'], // also LiteFS, s3fs and the shared folders of virtual machines
  [0x01021997, '9p'],
  [0x00c36400, 'Ceph'],
  [0x5346414f, 'AFS'],
  [0x6b414653, 'AFS'],
  [0x0bd00bd0, 'Lustre'],
  [0x01161970, 'GFS2'],
  [0x7461636f, 'OCFS2'],
  [0x73757245, 'Coda'],
  [0x47504653, 'GPFS'],
])
