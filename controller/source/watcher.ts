import { type FSWatcher, watch } from 'chokidar'

/** Hears that something below a directory has changed, as far as the system tells. */
export interface Watcher {
  close(): Promise<void>
}

/**
 * Calls `changed` after each change, perhaps too often. `failed` says that it hears nothing any more; the reason may be
 * that the system has no more watches to give.
 */
export function createWatcher(
  directory: string,
  on: { readonly changed: () => void; readonly failed: (error: unknown) => void },
): Watcher {
  // Links are watched as links: how mounted configuration is exchanged at once (Kubernetes turns a link around).
  const watcher: FSWatcher = watch(directory, { ignoreInitial: true, followSymlinks: false, ignored: isLeftAlone })
  watcher.on('all', on.changed)
  watcher.on('error', on.failed)
  // What changed before it began to listen is seen by the look that this brings about.
  watcher.on('ready', on.changed)
  return { close: () => watcher.close() }
}

function isLeftAlone(path: string): boolean {
  return /(^|[\\/])(\.git|node_modules)([\\/]|$)/.test(path)
}
