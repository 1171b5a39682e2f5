import { printable } from '../plan/printable.ts'
import type { Paint } from '../plan/render.ts'
import type { StoredEvent } from '../store/store.ts'

/** An event as `artifact up` tells it while it goes by; `undefined` for those that say nothing new to a person. */
export function eventLine(event: StoredEvent, paint: Paint): string | undefined {
  const sign = signOf(event, paint)
  if (sign === undefined) return undefined
  const time = paint.dim(event.at.slice(11, 19))
  const name = event.ref.slice(event.ref.indexOf('/') + 1)
  return `${time} ${sign} ${paint.bold(name)}  ${printable(event.message)}`
}

function signOf({ kind, detail }: StoredEvent, paint: Paint): string | undefined {
  switch (kind) {
    case 'ConditionChanged':
      if (detail.type === 'Ready' && detail.status === 'True') return paint.green('✓')
      if (detail.type === 'Stalled' && detail.status === 'True') return paint.red('✗')
      return undefined
    case 'Accepted':
    case 'Adopted':
    case 'StepSucceeded':
      return paint.dim('·')
    case 'Rejected':
    case 'StepFailed':
    case 'IdentityRefused':
      return paint.red('✗')
    case 'StepUnknown':
      return paint.yellow('?')
    case 'DriftDetected':
    case 'ApprovalAsked':
    case 'ApprovalRefused':
    case 'SourceMissing':
    case 'RolledBack':
    case 'Paused':
    case 'DeletionRequested':
      return paint.yellow('!')
    case 'SourceBack':
    case 'TriedAgain':
    case 'Resumed':
    case 'Confirmed':
    case 'SecretSet':
    case 'SecretRotated':
    case 'SecretUnset':
    case 'DeletionWithdrawn':
    case 'Forgotten':
    case 'RuleAccepted':
    case 'RuleForgotten':
    case 'ApprovalGiven':
    case 'IntentSettled':
    case 'IdentityBound':
      return paint.cyan('·')
    case 'Planned':
      return undefined
    default:
      return kind satisfies never
  }
}
