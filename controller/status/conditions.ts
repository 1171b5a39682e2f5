import type { Assessment } from './assess.ts'
import type { Condition, ConditionType, Status } from './status.ts'

/** Casts an assessment into the three conditions, and puts that of secrets behind them. `lastTransitionTime` moves only when a condition's status does. */
export function conditionsOf(
  assessment: Assessment,
  secrets: Pick<Condition, 'status' | 'reason' | 'message'> | undefined,
  previous: Status | undefined,
  generation: number,
  now: number,
): readonly Condition[] {
  const { reason, message } = assessment
  const told = [
    ...types.map((type) => ({ type, status: statusOf(type, assessment), reason, message })),
    ...(secrets ? [{ type: 'SecretsLive', ...pick(secrets) } as const] : []),
  ]
  return told.map(({ type, status, reason, message }): Condition => {
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

function pick<T extends Pick<Condition, 'status' | 'reason' | 'message'>>({ status, reason, message }: T) {
  return { status, reason, message }
}

type Assessed = Exclude<ConditionType, 'SecretsLive'>

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
