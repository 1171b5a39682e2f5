import { join, resolve } from 'node:path'
import type { Clock, Log } from '../world.ts'
import { createLook } from './look.ts'
import type { Source } from './source.ts'
import { createWatcher, type Watcher } from './watcher.ts'

/**
 * Specs in a directory and those beneath it: `*.yaml`, `*.yml`, `*.json`.
 *
 * Editors write in two steps, and a file may be seen when half of it is there: nothing is told until what has changed has
 * stayed as it is for `settleMs`. The directory may be missing, come and go: that is a problem in the snapshot and ends
 * nothing.
 */
export function createDirectorySource(options: {
  readonly directory: string
  readonly clock: Clock
  readonly log: Log
  readonly settleMs?: number
  /** Between two looks although nothing was heard: changes on network disks, and some others, are told by nobody. */
  readonly rescanMs?: number
}): Source {
  const { clock, log, settleMs = 150, rescanMs = 30_000 } = options
  const directory = placeOf(options.directory)
  const look = createLook({ directory, clock, settleMs })

  return {
    name: 'directory',
    read: async () => (await look()).snapshot,

    async watch(listener, signal) {
      const bell = createBell(clock)
      let watcher: Watcher | undefined
      let isDeaf = false
      let told: string | undefined

      /** Listens as long as there is a directory to listen to, and the system can tell of its changes. */
      async function listen(isThere: boolean): Promise<void> {
        if (!isThere) isDeaf = false
        if (!isThere || isDeaf) return deafen()
        watcher ??= createWatcher(directory, {
          changed: bell.ring,
          failed(error) {
            log.warn({ directory, error: String(error) }, 'changes of specs are not heard: looking again and again')
            isDeaf = true
            bell.ring()
          },
        })
      }

      async function deafen(): Promise<void> {
        const deaf = watcher
        watcher = undefined
        await deaf?.close()
      }

      try {
        while (!signal.aborted) {
          const { snapshot, fingerprint } = await look()
          const isThere = !snapshot.troubled.includes(directory)
          let isDone = true
          if (fingerprint !== told) isDone = await listener(snapshot)
          told = isDone ? fingerprint : undefined
          await listen(isThere)
          await bell.heard(isDone && watcher !== undefined ? rescanMs : againMs, signal)
        }
      } finally {
        await deafen()
      }
    },
  }
}

// Of a directory that is not there, or that nobody tells us about, and of what could not be taken in.
const againMs = 2_000

/** As it begins the paths of its files. */
function placeOf(directory: string): string {
  const place = join(directory, '.')
  return place === '.' ? resolve(place) : place.replace(/(?<=.)[\\/]+$/, '')
}

/** Rung when something changed; whoever waits for it wakes. */
function createBell(clock: Clock) {
  let isRung = false
  let wake = () => {}

  return {
    ring() {
      isRung = true
      wake()
    },
    /** Until it is rung, or was rung since the last time, or the time is over, or the signal is aborted. */
    async heard(withinMs: number, signal: AbortSignal): Promise<void> {
      if (!isRung) {
        const rung = new AbortController()
        wake = () => rung.abort()
        await clock.sleep(withinMs, AbortSignal.any([signal, rung.signal])).catch(() => {})
      }
      isRung = false
    },
  }
}
