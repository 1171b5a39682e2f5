import { execFileSync } from 'node:child_process'
import { aDirectory } from './support.ts'

/** A disk that fills up soon. Gone when the test ends. */
export function mountSmallDisk(path: string, megabytes: number) {
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', path])
  return {
    path,
    resize: (size: number) => execFileSync('mount', ['-o', `remount,size=${size}m`, path]),
    makeReadOnly: () => execFileSync('mount', ['-o', 'remount,ro', path]),
    [Symbol.dispose]() {
      execFileSync('umount', [path])
    },
  }
}

/** Only root may mount one, and not in every container. */
export function canMountSmallDisk(): boolean {
  using place = aDirectory()
  try {
    mountSmallDisk(place.path, 1)[Symbol.dispose]()
    return true
  } catch {
    return false
  }
}
