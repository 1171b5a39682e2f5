import type { Operation, Stored } from '../store/store.ts'
import { readiness, stall } from './app-view.ts'

/**
 * What has become of a durable apply, by what is stored of its App now (`undefined`: it is gone). An operation that has
 * ended stays as it ended.
 */
export function progress(operation: Operation, stored: Stored | undefined, now: string): Operation {
  if (operation.state !== 'running') return operation
  const ended = ending(operation, stored)
  return ended === undefined ? operation : { ...operation, ...ended, endedAt: now }
}

function ending(
  { ref, generation }: Operation,
  stored: Stored | undefined,
): Pick<Operation, 'state' | 'message'> | undefined {
  if (stored === undefined) return { state: 'superseded', message: `${ref} was deleted` }
  const wasReady = stored.status?.lastReadyGeneration === generation
  if (wasReady) return { state: 'succeeded', message: `generation ${generation} of ${ref} became Ready` }
  if (stored.generation > generation) {
    return { state: 'superseded', message: `generation ${stored.generation} of ${ref} came before it was Ready` }
  }
  if (readiness(stored).status === 'True') {
    return { state: 'succeeded', message: `generation ${generation} of ${ref} is Ready` }
  }
  const reason = stall(stored)
  return reason === undefined ? undefined : { state: 'failed', message: reason }
}
