import { FlyError, type FlyErrorCode } from '../fly/errors.ts'
import type { Reason } from '../status/status.ts'
import { StoreError } from '../store/store.ts'

/** What an error means for the next try. Decided here and nowhere else. */
export type Verdict = {
  readonly reason: Reason
  /**
   * `soon`: it may pass by itself; after a pause that grows. `later`: only time or a person helps, and trying often does
   * harm; after the longest pause. `when-changed`: the same would be refused again.
   */
  readonly again: 'soon' | 'later' | 'when-changed'
  /** What a person can do, as the end of a sentence. */
  readonly advice: string
}

export function verdictOf(error: unknown): Verdict {
  if (error instanceof FlyError) return verdicts[error.code]
  if (error instanceof StoreError && error.code === 'Full') {
    return { reason: 'StoreFull', again: 'soon', advice: 'free space on it' }
  }
  return { reason: 'InternalError', again: 'later', advice: 'this is a mistake in Artifact; the log has the details' }
}

const verdicts: Readonly<Record<FlyErrorCode, Verdict>> = {
  Unauthorized: {
    reason: 'Unauthorized',
    again: 'later',
    advice: 'Fly refuses the organisation token: set a valid FLY_ORG_TOKEN',
  },
  Forbidden: {
    reason: 'Unauthorized',
    again: 'later',
    advice: 'the token may not do this: it must be one of the whole organisation',
  },
  NotFound: { reason: 'Waiting', again: 'soon', advice: 'the world has changed meanwhile' },
  NameTaken: { reason: 'Waiting', again: 'soon', advice: 'the name is taken' },
  VersionConflict: { reason: 'Waiting', again: 'soon', advice: 'somebody else changed it meanwhile' },
  Leased: { reason: 'Waiting', again: 'soon', advice: 'somebody else holds the lease of the Machine' },
  NotNow: { reason: 'Waiting', again: 'soon', advice: 'Fly is still at work on it' },
  NoCapacity: {
    reason: 'NoCapacity',
    again: 'soon',
    advice: 'Fly has no room there: allow another region or another size',
  },
  HostFull: {
    reason: 'NoCapacity',
    again: 'soon',
    advice: 'its host at Fly has no room left: it has to be put elsewhere, or to become smaller',
  },
  QuotaExceeded: {
    reason: 'QuotaExceeded',
    again: 'later',
    advice: 'the organisation has reached its limit in this region: use another one, or ask billing@fly.io to raise it',
  },
  MachineLimit: {
    reason: 'QuotaExceeded',
    again: 'later',
    advice: 'the organisation has reached its limit of Machines at Fly: ask billing@fly.io to raise it',
  },
  PaymentNeeded: {
    reason: 'QuotaExceeded',
    again: 'later',
    advice: 'Fly wants a payment method for the organisation: add one in its dashboard',
  },
  VolumeNotFound: {
    reason: 'Waiting',
    again: 'soon',
    advice: 'the volume is gone, or has another id since Fly moved it',
  },
  VolumeInUse: { reason: 'Waiting', again: 'soon', advice: 'a Machine still has the volume' },
  SnapshotPending: { reason: 'Waiting', again: 'soon', advice: 'the snapshot before is still being taken' },
  HostnameTaken: {
    reason: 'HostnameTaken',
    again: 'later',
    advice: 'another app at Fly answers to the hostname: remove it there, or use another one',
  },
  NetworkNotFound: {
    reason: 'SpecRejected',
    again: 'soon',
    advice: 'no app is in that network: correct its name, or create an app in it first',
  },
  ImageNotFound: { reason: 'SpecRejected', again: 'soon', advice: 'push the image or correct its name' },
  Invalid: { reason: 'SpecRejected', again: 'when-changed', advice: 'correct the spec' },
  Unattainable: {
    reason: 'RolloutStopped',
    again: 'soon',
    advice: 'look at the logs of the Machine and correct the image or its config',
  },
  WaitTimedOut: {
    reason: 'RolloutStopped',
    again: 'soon',
    advice: 'look at the logs of the Machine and correct the image or its config',
  },
  RateLimited: { reason: 'RateLimited', again: 'soon', advice: 'Fly asks for patience' },
  Unavailable: { reason: 'FlyUnavailable', again: 'soon', advice: 'Fly has trouble; nothing to do' },
  Unreachable: { reason: 'FlyUnavailable', again: 'soon', advice: 'Fly cannot be reached' },
  Malformed: {
    reason: 'FlyUnavailable',
    again: 'soon',
    advice: 'Fly answered with something that Artifact does not understand',
  },
}

/** The pause before try number `failures` (from 1): doubles from one second, with up to half of it by chance. */
export function backoffMs(failures: number, longestMs: number, chance: number): number {
  const fullMs = Math.min(longestMs, 1_000 * 2 ** Math.min(failures - 1, 20))
  return Math.round(fullMs * (0.5 + chance / 2))
}
