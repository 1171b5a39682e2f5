/** What Fly said, or did not say, in the closed list of words that the rest of the house looks at. */
export type FlyErrorCode =
  | 'Unauthorized' // 401: the token is missing, wrong, expired or revoked
  | 'Forbidden' // 403: the token may not do this, or the app belongs to another organisation
  | 'NotFound'
  | 'NameTaken' // 409 for a Machine's name in its app (`machineId` says whose), 422 for an app's name anywhere on Fly
  | 'VersionConflict' // another update came first, or is under way
  | 'Leased' // somebody else holds the Machine's lease
  | 'NotNow' // 412: not from this state; the same call may pass in a moment
  | 'NoCapacity' // no host of the region takes it
  | 'HostFull' // the one host on which it has to be, since it or its volume is there, is full: only moving helps
  | 'QuotaExceeded' // the organisation's own limit of memory in this region
  | 'MachineLimit' // the organisation's own limit of Machines, in all
  | 'PaymentNeeded'
  | 'VolumeNotFound' // the volume of a mount: deleted, or it has another id since Fly moved its Machine
  | 'VolumeInUse' // a Machine has the volume (`machineId` says which, unless Fly only thinks so)
  | 'SnapshotPending' // the snapshot before is not finished
  | 'HostnameTaken' // an app, ours or anybody's, answers to the hostname already
  | 'NetworkNotFound' // no app has ever been in it
  | 'ImageNotFound' // or pushed seconds ago
  | 'Invalid' // Fly refuses what was asked, and will refuse it again
  | 'Unattainable' // a wait for a state that this version can no longer reach
  | 'WaitTimedOut' // a wait that has not seen its state yet: ask again
  | 'RateLimited'
  | 'Unavailable' // 5xx, 408, HTML instead of JSON
  | 'Unreachable' // no answer: refused, reset, timed out
  | 'Malformed' // an answer that is not what Fly promises

/** `code` for programs, `message` for people: a sentence that names the thing. Carries Fly's request id where there was one. */
export class FlyError extends Error {
  readonly code: FlyErrorCode
  /** `undefined` when there was no answer. */
  readonly status: number | undefined
  /** The `fly-request-id` header: what Fly's support asks for. */
  readonly requestId: string | undefined
  /** How long Fly asks us to stay away (Retry-After), in milliseconds. */
  readonly retryAfterMs: number | undefined
  /** With `NameTaken` for a Machine and with `VolumeInUse`: the id of the Machine that has the name or the volume. */
  readonly machineId: string | undefined

  constructor(
    code: FlyErrorCode,
    message: string,
    about: {
      readonly status?: number | undefined
      readonly requestId?: string | undefined
      readonly retryAfterMs?: number | undefined
      readonly machineId?: string | undefined
      readonly cause?: unknown
    } = {},
  ) {
    super(message, { cause: about.cause })
    this.name = 'FlyError'
    this.code = code
    this.status = about.status
    this.requestId = about.requestId
    this.retryAfterMs = about.retryAfterMs
    this.machineId = about.machineId
  }
}
