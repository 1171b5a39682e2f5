import type { Assessment } from './assess.ts'
import type { Condition, ConditionType, Status } from './status.ts'

/** Casts an assessment into the three conditions. `lastTransitionTime` moves only when a condition's status does. */
export function conditionsOf(
  assessment: Assessment,
  previous: Status | undefined,
  generation: number,
  now: number,
): readonly Condition[] {
  const { reason, message } = assessment
  return types.map((type): Condition => {
    const status = statusOf(type, assessment)
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

const types: readonly ConditionType[] = ['Ready', 'Reconciling', 'Stalled']

function statusOf(type: ConditionType, { ready, reconciling, stalled }: Assessment): Condition['status'] {
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
