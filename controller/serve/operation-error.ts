import type { Reason } from '../access/reason.ts'
import type { Problem } from '../resource/problem.ts'

/** Why an operation was not done, in the closed list of words that every spelling of the operations translates. */
export type OperationErrorCode =
  | 'NotFound'
  | 'Unauthenticated' // nobody knows who asks
  | 'Forbidden' // it is known who asks, and not allowed
  | 'NeedsApproval' // somebody else has to agree first; `approval` names what was asked of them
  | 'Invalid' // the spec or the request; `problems` says what is wrong with the spec
  | 'Conflict' // somebody else changed it first, or it clashes with another App
  | 'PlanChanged' // the plan that was seen is not the plan of now
  | 'Protected' // deletion is refused by the spec
  | 'NotReady' // it cannot become Ready without a change
  | 'Timeout'
  | 'Unavailable' // Fly or the store cannot be asked now: the same request may pass later

/** `message` says what is so, `repair` what to do about it. Nothing was changed unless the message says so. */
export class OperationError extends Error {
  readonly code: OperationErrorCode
  readonly repair: string
  /** With `Invalid`, when a spec is meant. */
  readonly problems: readonly Problem[]
  /** With `Forbidden` by a Policy: each thing that is against it. */
  readonly reasons: readonly Reason[]
  /** With `NeedsApproval`. */
  readonly approval: ApprovalAsked | undefined

  constructor(
    code: OperationErrorCode,
    message: string,
    repair: string,
    about: {
      readonly problems?: readonly Problem[]
      readonly reasons?: readonly Reason[]
      readonly approval?: ApprovalAsked
      readonly cause?: unknown
    } = {},
  ) {
    super(message, { cause: about.cause })
    this.name = 'OperationError'
    this.code = code
    this.repair = repair
    this.problems = about.problems ?? []
    this.reasons = about.reasons ?? []
    this.approval = about.approval
  }
}

export type ApprovalAsked = { readonly id: string; readonly planDigest: string }

export function noApproval(id: string): OperationError {
  return new OperationError('NotFound', `there is no approval ${id}`, '`artifact approvals` lists those that are there')
}

/** The same words whether there is none of that name or the one who asks may not know of it. */
export function noApp(name: string): OperationError {
  return new OperationError('NotFound', `there is no App ${name}`, '`artifact get apps` lists those that are there')
}

export function noOperation(id: string): OperationError {
  const repair = 'operations are named in the answer to `artifact apply --json`'
  return new OperationError('NotFound', `there is no operation ${id}`, repair)
}
