import { keptUntil } from '../engine/trash.ts'
import { flyAppOf } from '../resource/resource.ts'
import type { Stored } from '../store/store.ts'
import type { AppSummary, AppView } from './operations.ts'

/** A stored App as one line of a list. */
export function summarize(stored: Stored): AppSummary {
  const { ref, resource, status, generation, provenance, acceptedAt, fallback } = stored
  const machines = status?.machines ?? []
  const until = stored.held ? undefined : keptUntil(stored)
  return {
    ref,
    name: resource.metadata.name,
    labels: resource.metadata.labels ?? {},
    flyApp: flyAppOf(resource),
    generation,
    ready: readiness(stored),
    machines: {
      healthy: machines.filter(({ healthy }) => healthy).length,
      current: machines.filter(({ current }) => current).length,
      total: machines.length,
    },
    provenance,
    acceptedAt,
    paused: stored.paused || resource.spec.paused,
    protected: stored.protected,
    deletionRequestedAt: stored.deletionRequestedAt,
    keptUntil: until ? new Date(until).toISOString() : undefined,
    isHeld: stored.held !== undefined,
    missingSince: stored.missingSince,
    fallback: fallback && { generation: fallback.generation, reason: fallback.reason, at: fallback.at },
  }
}

/** A stored App with everything that is known of it. */
export function view(stored: Stored): AppView {
  return { ...summarize(stored), resource: stored.resource, status: stored.status }
}

/** The Ready condition, as far as it is about the generation that is stored. */
export function readiness({ status, generation }: Pick<Stored, 'status' | 'generation'>): AppSummary['ready'] {
  const condition = status?.conditions.find(({ type }) => type === 'Ready')
  if (condition?.observedGeneration !== generation) {
    return { status: 'Unknown', reason: 'Pending', message: `generation ${generation} has not been looked at yet` }
  }
  return { status: condition.status, reason: condition.reason, message: condition.message }
}

/** Why the generation that is stored cannot become Ready by itself; `undefined` when it may. */
export function stall({
  status,
  generation,
  confirmed,
}: Pick<Stored, 'status' | 'generation' | 'confirmed'>): string | undefined {
  const condition = status?.conditions.find(({ type }) => type === 'Stalled')
  if (condition?.status !== 'True' || condition.observedGeneration !== generation) return undefined
  // Somebody has agreed since, and no pass has come to it yet.
  const isAnswered = confirmed && Date.parse(condition.lastTransitionTime) <= Date.parse(confirmed.at)
  if (condition.reason === 'NeedsConfirmation' && isAnswered) return undefined
  return `${condition.reason}: ${condition.message}`
}
