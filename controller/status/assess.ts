import type { Wait, WaitReason } from '../plan/step.ts'
import { toDo } from '../plan/step-words.ts'
import type { Told } from './report.ts'
import type { Condition, Reason } from './status.ts'

/** What a pass comes to, before it is cast into conditions. */
export type Assessment = {
  readonly ready: 'True' | 'False' | 'Unknown'
  readonly reconciling: boolean
  readonly stalled: boolean
  readonly reason: Reason
  readonly message: string
  /** What is stalled while all else is well; otherwise what it is has been said. */
  readonly stall?: Pick<Condition, 'reason' | 'message'>
  readonly next: { readonly what: string; readonly at: string | undefined }
}

/**
 * From the worst to the best: what stands in the way, what is being done, what is waited for, and that all is well. Domains
 * are in other people's hands, so nothing hangs on them: what is wrong there is told besides.
 */
export function assess(told: Told): Assessment {
  const assessment = assessMachines(told)
  const refused = told.plan?.waits.find(({ reason }) => reason === 'HostnameTaken' || reason === 'DomainRefused')
  if (refused === undefined || assessment.stalled || told.trouble !== undefined) return assessment
  const stall = { reason: meanings[refused.reason].reason, message: refused.message }
  return { ...assessment, stalled: true, stall }
}

function assessMachines(told: Told): Assessment {
  const { plan, trouble, observed, desired, fallback } = told
  if (trouble) {
    return {
      ready: observed ? 'False' : 'Unknown',
      reconciling: !trouble.stalled,
      stalled: trouble.stalled,
      reason: trouble.reason,
      message: trouble.message,
      next: nextTry(told, trouble.stalled),
    }
  }
  const steps = plan?.waves.flat() ?? []
  const [first] = steps
  const wait = worst((plan?.waits ?? []).filter(({ reason }) => !aboutDomains.has(reason)))
  if (first) {
    return {
      ready: 'False',
      reconciling: true,
      stalled: false,
      reason: desired ? 'Progressing' : 'Deleting',
      message: `${fallback ? `back to generation ${fallback.generation}: ` : ''}${
        steps.length === 1 ? `1 step to do: ${toDo(first)}` : `${steps.length} steps to do, first: ${toDo(first)}`
      }`,
      next: { what: 'the steps of the plan are being done', at: undefined },
    }
  }
  // While an earlier generation runs nothing makes this one Ready.
  if (wait && !(fallback && meanings[wait.reason].ready === 'True')) {
    const { reason, ready, stalled } = meanings[wait.reason]
    return {
      ready,
      reconciling: !stalled && ready !== 'True',
      stalled,
      reason,
      message: wait.message,
      next: nextTry(told, stalled),
    }
  }
  if (fallback && desired) {
    return {
      ready: 'False',
      reconciling: false,
      stalled: true,
      reason: 'RolledBack',
      message:
        `generation ${told.generation} failed: ${fallback.reason}; generation ${fallback.generation} runs in its place. ` +
        'Correct the spec; a refresh tries it once more',
      next: nextTry(told, true),
    }
  }
  const machines = desired?.machines.length ?? 0
  return {
    ready: desired ? 'True' : 'False',
    reconciling: !desired,
    stalled: false,
    reason: desired ? 'Converged' : 'Deleting',
    message: desired
      ? `${machines === 1 ? 'the one Machine is' : `all ${machines} Machines are`} as generation ${told.generation} wants`
      : 'everything of it is gone from Fly',
    next: { what: 'nothing to do; looked at again when the spec or something on Fly changes', at: undefined },
  }
}

const meanings: Readonly<
  Record<
    WaitReason,
    { readonly reason: Reason; readonly ready: 'True' | 'False' | 'Unknown'; readonly stalled: boolean }
  >
> = {
  AppForeign: { reason: 'AppForeign', ready: 'False', stalled: true },
  AppUnowned: { reason: 'AppUnowned', ready: 'False', stalled: true },
  NetworkDiffers: { reason: 'NetworkDiffers', ready: 'False', stalled: true },
  StrangersInApp: { reason: 'StrangersInApp', ready: 'False', stalled: true },
  SecretMissing: { reason: 'SecretMissing', ready: 'False', stalled: true },
  Protected: { reason: 'Protected', ready: 'False', stalled: true },
  AddressRefused: { reason: 'AddressRefused', ready: 'False', stalled: true },
  Paused: { reason: 'Paused', ready: 'False', stalled: false },
  VolumeLost: { reason: 'VolumeLost', ready: 'False', stalled: true },
  VolumesKept: { reason: 'Deleting', ready: 'False', stalled: false },
  RolloutStopped: { reason: 'RolloutStopped', ready: 'False', stalled: true },
  NeedsConfirmation: { reason: 'NeedsConfirmation', ready: 'False', stalled: true },
  NoCapacity: { reason: 'NoCapacity', ready: 'False', stalled: false },
  QuotaExceeded: { reason: 'QuotaExceeded', ready: 'False', stalled: true },
  CrashLooping: { reason: 'CrashLooping', ready: 'False', stalled: false },
  HostUnreachable: { reason: 'HostUnreachable', ready: 'False', stalled: true },
  VolumeUnreachable: { reason: 'HostUnreachable', ready: 'False', stalled: true },
  VolumeAwaited: { reason: 'Waiting', ready: 'False', stalled: false },
  MachineUnseen: { reason: 'Waiting', ready: 'Unknown', stalled: false },
  AddressUnseen: { reason: 'Waiting', ready: 'Unknown', stalled: false },
  AddressUnsettled: { reason: 'Waiting', ready: 'False', stalled: false },
  HostnameTaken: { reason: 'HostnameTaken', ready: 'True', stalled: true },
  DomainRefused: { reason: 'DomainRefused', ready: 'True', stalled: true },
  DomainPending: { reason: 'DomainPending', ready: 'True', stalled: false },
  DomainUnsettled: { reason: 'Waiting', ready: 'False', stalled: false },
  MachineMoving: { reason: 'Waiting', ready: 'False', stalled: false },
  OnTrial: { reason: 'Waiting', ready: 'False', stalled: false },
  NotYetHealthy: { reason: 'Waiting', ready: 'False', stalled: false },
  InTrash: { reason: 'Deleting', ready: 'False', stalled: false },
  OldKept: { reason: 'Waiting', ready: 'True', stalled: false },
  DriftHeld: { reason: 'Drifted', ready: 'True', stalled: false },
  DriftReported: { reason: 'Drifted', ready: 'True', stalled: false },
}

const aboutDomains = new Set<WaitReason>(['HostnameTaken', 'DomainRefused', 'DomainPending'])

const severity = Object.keys(meanings)

function worst(waits: readonly Wait[]): Wait | undefined {
  return waits.toSorted((one, other) => severity.indexOf(one.reason) - severity.indexOf(other.reason))[0]
}

/** With a time only where something is about to happen: a time that moves on with each look would be written each time. */
function nextTry({ againAfterMs, now }: Told, stalled: boolean): Assessment['next'] {
  if (stalled) return { what: 'waits for a change of the spec or on Fly; looked at now and then', at: undefined }
  if (againAfterMs === undefined)
    return { what: 'looked at again when the spec or something on Fly changes', at: undefined }
  if (againAfterMs < worthATimeMs) return { what: 'looked at again within seconds', at: undefined }
  return { what: 'looked at again', at: new Date(now + againAfterMs).toISOString() }
}

const worthATimeMs = 10_000
