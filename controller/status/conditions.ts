import type { Assessment } from './assess.ts'
import type { Condition, ConditionType, Status } from './status.ts'

/** A condition that only some Apps have. */
export type Besides = Pick<Condition, 'status' | 'reason' | 'message'> & {
  readonly type: Exclude<ConditionType, Assessed>
}

/**
 * Casts an assessment into the three conditions, and puts `besides` behind them. `lastTransitionTime` moves only when a
 * condition's status does.
 */
export function conditionsOf(
  assessment: Assessment,
  besides: readonly Besides[],
  previous: Status | undefined,
  generation: number,
  now: number,
): readonly Condition[] {
  const told = types.map((type) => {
    const { reason, message } = (type === 'Stalled' && assessment.stall) || assessment
    return { type, status: statusOf(type, assessment), reason, message }
  })
  return [...told, ...besides].map(({ type, status, reason, message }): Condition => {
    const before = previous?.conditions.find((condition) => condition.type === type)
    return {
      type,
      status,
      reason,
      message,
      observedGeneration: generation,
      lastTransitionTime: before?.status === status ? before.lastTransitionTime : new Date(now).toISOString(),
    }
  })
}

type Assessed = 'Ready' | 'Reconciling' | 'Stalled'

const types: readonly Assessed[] = ['Ready', 'Reconciling', 'Stalled']

function statusOf(type: Assessed, { ready, reconciling, stalled }: Assessment): Condition['status'] {
  switch (type) {
    case 'Ready':
      return ready
    case 'Reconciling':
      return reconciling ? 'True' : 'False'
    case 'Stalled':
      return stalled ? 'True' : 'False'
    default:
      return type satisfies never
  }
}
