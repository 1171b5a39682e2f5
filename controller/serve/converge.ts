import { count } from '../status/words.ts'
import type { Clock } from '../world.ts'
import type { Io } from './cli/io.ts'
import { table } from './cli/table.ts'
import type { AppSummary, AppView, Operations } from './operations.ts'
import type { SourceState } from './source-teller.ts'

/** What has become of all Apps. */
export type Convergence = {
  readonly isReady: boolean
  readonly apps: number
  /** Those that are not Ready, or are to go and are not gone. */
  readonly behind: readonly AppSummary[]
  /** Why it cannot be Ready although no App is behind. */
  readonly message: string | undefined
}

/**
 * Waits until the specs are taken in and every App is Ready, until those that are not cannot become it by themselves, or
 * until the time is over. `undefined` when it was aborted before.
 */
export async function converge(
  options: {
    readonly operations: Pick<Operations, 'list' | 'get'>
    readonly clock: Clock
    readonly timeoutMs: number
    readonly intake: () => SourceState
  },
  signal: AbortSignal,
): Promise<Convergence | undefined> {
  const { operations, clock, timeoutMs, intake } = options
  const deadline = clock.monotonic() + timeoutMs
  while (!signal.aborted) {
    const source = intake()
    const isOver = clock.monotonic() >= deadline
    if (source.isRead || isOver) {
      const apps = await operations.list()
      const behind = apps.filter(({ ready, deletionRequestedAt }) => ready.status !== 'True' || deletionRequestedAt)
      const views = await Promise.all(behind.map(({ name }) => operations.get(name).catch(() => undefined)))
      if (isOver || views.every((view) => view === undefined || isStuck(view))) {
        const message = messageOf(source, apps.length)
        return { isReady: behind.length === 0 && message === undefined, apps: apps.length, behind, message }
      }
    }
    await clock.sleep(betweenLooksMs, signal).catch(() => {})
  }
  return undefined
}

/** Says it as a person or a script wants it. */
export function sayConvergence(convergence: Convergence, io: Io, json: boolean): void {
  const { isReady, apps, behind, message } = convergence
  if (json) {
    io.out(JSON.stringify({ kind: 'Converged', ...convergence }))
  } else if (isReady) {
    io.out(`${io.paint.green('✓')} ${count(apps, 'App')} Ready`)
  } else {
    if (behind.length > 0) io.out(table(columns, behind, io))
    io.err(io.paint.red(message ?? `${behind.length} of ${count(apps, 'App')} not Ready`))
  }
}

const columns = [
  { title: 'NAME', value: ({ name }: AppSummary) => name },
  { title: 'READY', value: ({ ready }: AppSummary) => ready.status },
  { title: 'REASON', value: ({ ready }: AppSummary) => ready.reason },
  { title: 'MESSAGE', value: ({ ready }: AppSummary) => ready.message },
]

const betweenLooksMs = 100

/** Nothing but a person's word brings it further. */
function isStuck({ status, paused, generation }: AppView): boolean {
  if (status?.observedGeneration !== generation) return false
  return paused || status.conditions.some((condition) => condition.type === 'Stalled' && condition.status === 'True')
}

function messageOf(source: SourceState, apps: number): string | undefined {
  if (!source.isRead) return 'the specs could not be read in time'
  if (source.refusals > 0) return `${count(source.refusals, 'problem')} with the specs`
  return apps === 0 ? 'there is no App' : undefined
}
