import type { Plan } from '../plan/plan.ts'
import type { Stored } from '../store/store.ts'
import type { Deps } from './deps.ts'
import { eventOf } from './events.ts'

/**
 * Where a new version has failed and its spec asks for that, lets the last Ready generation run in its place. Answers
 * whether it did: then there is another plan to be made.
 */
export async function fallBackFrom({ failure }: Plan, stored: Stored, deps: Deps): Promise<boolean> {
  const { ref, generation, resource, status, fallback, paused } = stored
  const to = status?.lastReadyGeneration
  if (failure === undefined || fallback !== undefined || resource.spec.rollout.onFailure !== 'rollback') return false
  // A generation that was Ready once has rolled out: what fails later is no failure of the rollout.
  if (to === undefined || to >= generation || paused || resource.spec.paused) return false
  const { store, fence, world } = deps
  const at = new Date(world.clock.now()).toISOString()
  const event = eventOf(
    deps,
    stored,
    'RolledBack',
    `generation ${generation} failed: ${failure}; generation ${to} runs in its place`,
    { failed: generation, to, reason: failure },
  )
  await store.setFallback(fence, ref, generation, { generation: to, reason: failure, at }, event)
  return true
}
