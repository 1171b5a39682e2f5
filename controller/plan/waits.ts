import type { Desired, DesiredMachine } from './desired.ts'
import type { FullRegion, Observed, ObservedMachine } from './observed.ts'
import type { Difference, Wait } from './step.ts'
import { type Window, windowInWords } from './windows.ts'

/*
 * The sentences for what is waited for. They hold nothing that changes by itself, such as an age: a status that says the
 * same as before is not written again.
 */

/** Fly is at work on it: no step makes that faster. */
export function machineMoving({ slot, id, state }: ObservedMachine): Wait {
  return {
    reason: 'MachineMoving',
    subject: slot,
    message: `${slot} (${id}) is ${state} at Fly; it is left alone until it settles`,
    recheckAfterMs: 2_000,
  }
}

export function machineUnseen({ slot, id }: ObservedMachine): Wait {
  return {
    reason: 'MachineUnseen',
    subject: slot,
    message: `Fly does not list ${slot} (${id}), and has not confirmed that it is gone; nothing takes its place until it has`,
    recheckAfterMs: 5_000,
  }
}

export function hostUnreachable({ slot, id }: ObservedMachine, end: keyof typeof endsOfLoss = 'stays'): Wait {
  return {
    reason: 'HostUnreachable',
    subject: slot,
    message: `the host of ${slot} (${id}) does not answer Fly; ${endsOfLoss[end]}`,
    recheckAfterMs: 30_000,
  }
}

const endsOfLoss = {
  stays: 'it stays as it is until the host is back',
  isReplaced: 'if that lasts for long, another takes its place',
  hasToQueue: 'so many others have been replaced within the hour that it has to wait for its turn',
} as const

/** Too many are lost at once for so many hosts to have died. */
export function hostsUnreachable({ slot, id }: ObservedMachine): Wait {
  return {
    reason: 'HostUnreachable',
    subject: slot,
    message: `the host of ${slot} (${id}) does not answer Fly, nor do those of many others: that is Fly's own trouble, so nothing is replaced until it passes; see status.flyio.net`,
    recheckAfterMs: 30_000,
  }
}

/** All regions in which it may stand have been asked. */
export function noRoom({ slot, fallbackRegions }: DesiredMachine, refusals: readonly FullRegion[]): Wait {
  const isQuota = refusals.every(({ code }) => code === 'QuotaExceeded')
  const tried = refusals.map(
    ({ region, code, since }) =>
      `${region} (${code === 'NoCapacity' ? 'full' : "over the organisation's quota"} since ${timeOfDay(since)})`,
  )
  const another = fallbackRegions === undefined ? 'allow another region by fallbackRegions' : 'allow one more region'
  const help = isQuota ? `${another}, or ask billing@fly.io to raise the quota` : `${another}, or another size`
  return {
    reason: isQuota ? 'QuotaExceeded' : 'NoCapacity',
    subject: slot,
    message: `Fly has no room for ${slot}: ${tried.join(', ')}; asked again every few minutes, in this order; ${help}`,
    recheckAfterMs: Math.min(...refusals.map(({ againAfterMs }) => againAfterMs)),
  }
}

function timeOfDay(at: number): string {
  return `${new Date(at).toISOString().slice(11, 16)} UTC`
}

export function crashLooping({ slot, exit }: ObservedMachine, recheckAfterMs: number): Wait {
  const how = exit?.oom ? 'ran out of memory' : `ended with code ${exit?.code ?? 0}`
  return {
    reason: 'CrashLooping',
    subject: slot,
    message: `the program of ${slot} ${how} although nobody stopped it; it counts as down until it has been up for a minute`,
    recheckAfterMs,
  }
}

export function notYetHealthy(machine: ObservedMachine, want: DesiredMachine): Wait {
  return {
    reason: 'NotYetHealthy',
    subject: machine.slot,
    message: `${machine.slot} runs, and ${checksOf(machine, want)}`,
    recheckAfterMs: 2_000,
  }
}

export function notYetProven({ slot }: ObservedMachine, recheckAfterMs: number): Wait {
  return {
    reason: 'NotYetHealthy',
    subject: slot,
    message: `${slot} has no checks and began to run a moment ago; the next Machine follows when it has stayed up for a while`,
    recheckAfterMs,
  }
}

/** Its own version did not get well in time. It may still do so by itself, so it is looked at now and then. */
export function neverHealthy(machine: ObservedMachine, want: DesiredMachine): Wait {
  return {
    reason: 'RolloutStopped',
    subject: machine.slot,
    message: `${machine.slot} did not become healthy within its time: ${checksOf(machine, want)}; look at its logs, then correct the spec`,
    recheckAfterMs: 60_000,
  }
}

/** Machines that keep their version because a sister did not get well with the new one. */
export function rolloutStopped(group: string, held: readonly DesiredMachine[], failed: DesiredMachine): Wait {
  const count = held.length === 1 ? 'the other Machine' : `the other ${held.length} Machines`
  return {
    reason: 'RolloutStopped',
    subject: held[0]?.slot ?? group,
    message: `the new version did not become healthy in ${failed.slot}, so ${count} of ${group} stay${held.length === 1 ? 's' : ''} as before; correct the spec to go on`,
    recheckAfterMs: 60_000,
  }
}

/** Machines that keep their version because the rollout has used up its time. */
export function rolloutLate(held: readonly DesiredMachine[]): Wait {
  const count = held.length === 1 ? 'one Machine stays' : `${held.length} Machines stay`
  return {
    reason: 'RolloutStopped',
    subject: held[0]?.slot ?? '',
    message: `the rollout took longer than rollout.timeout allows, so ${count} as before; correct the spec, or give it more time`,
    recheckAfterMs: 60_000,
  }
}

/** Machines that wait for one of their group to prove the new version. */
export function canaryFirst(group: string, waiting: number): Wait {
  const others = waiting === 1 ? 'the other Machine follows' : `the other ${waiting} Machines follow`
  return {
    reason: 'NotYetHealthy',
    subject: group,
    message: `one Machine of ${group} has the new version first; ${others} when it has proven itself`,
    recheckAfterMs: 2_000,
  }
}

/** A deletion can still be taken back. */
export function inTrash(flyApp: string, keptUntil: number, now: number): Wait {
  const until = `${new Date(keptUntil).toISOString().slice(0, 16).replace('T', ' ')} UTC`
  return {
    reason: 'InTrash',
    subject: flyApp,
    message: `its deletion was asked for: stopped, and kept until ${until}; \`artifact undelete\` brings it back, \`artifact delete --now\` ends the wait`,
    recheckAfterMs: Math.min(keptUntil - now, 3_600_000),
  }
}

/** A change-over is done, and the old Machines stand by. */
export function oldOnesKept(old: readonly ObservedMachine[], leftMs: number): Wait {
  const [first] = old
  const count = old.length === 1 ? 'the old Machine stands' : `the ${old.length} old Machines stand`
  return {
    reason: 'OldKept',
    subject: first?.slot ?? '',
    message: `the new Machines have taken over; ${count} by for rollout.keepOld, and then go`,
    recheckAfterMs: leftMs,
  }
}

/** All Machines have the new version, and a smoke window is open. */
export function smokeWindow(leftMs: number): Wait {
  return {
    reason: 'OnTrial',
    subject: 'rollout',
    message: 'every Machine has the new version; it counts as Ready when they have done well for rollout.smoke',
    recheckAfterMs: leftMs,
  }
}

export function driftReported({ slot, id }: ObservedMachine, differences: readonly Difference[]): Wait {
  return {
    reason: 'DriftReported',
    subject: slot,
    message: `somebody changed ${slot} (${id}): ${pathsOf(differences)}; the spec's drift rules say report, so it stays changed`,
    recheckAfterMs: undefined,
  }
}

/** What is to be put back, but costs a restart, and is not done before its time. */
export function driftHeld(
  { slot, id }: ObservedMachine,
  differences: readonly Difference[],
  windows: readonly Window[],
  opensAfterMs: number,
): Wait {
  return {
    reason: 'DriftHeld',
    subject: slot,
    message: `somebody changed ${slot} (${id}): ${pathsOf(differences)}; it is put back, with a restart, ${windows.map(windowInWords).join(' or ')}`,
    // An hour at most: clocks may be set meanwhile.
    recheckAfterMs: Math.min(opensAfterMs, 3_600_000),
  }
}

function pathsOf(differences: readonly Difference[]): string {
  const paths = differences.slice(0, 3).map(({ path }) => path)
  return `${paths.join(', ')}${differences.length > paths.length ? ` and ${differences.length - paths.length} more` : ''}`
}

/** Why nothing at all can be done for an App; `undefined` when something can. */
export function obstacleTo({ network }: Desired, observed: Observed): Wait | undefined {
  const subject = observed.flyApp
  switch (observed.app) {
    case 'foreign':
      return {
        reason: 'AppForeign',
        subject,
        message: `the name ${subject} belongs to another organisation on Fly; choose another flyApp`,
        recheckAfterMs: undefined,
      }
    case 'unowned':
      return {
        reason: 'AppUnowned',
        subject,
        message: `an app ${subject} stands in the organisation, but Artifact did not make it: \`artifact import ${subject}\` writes a spec from it, and takes it with --adopt; or choose another flyApp, or remove that one`,
        recheckAfterMs: undefined,
      }
    case 'ours':
      if (observed.network === undefined || observed.network === network) return undefined
      return {
        reason: 'NetworkDiffers',
        subject,
        message: `the app ${subject} stands in the network ${observed.network}, not in ${network}; Fly cannot move it`,
        recheckAfterMs: undefined,
      }
    case 'absent':
      return undefined
    default:
      return observed.app satisfies never
  }
}

export function strangersInApp({ flyApp, strangers }: Observed): Wait {
  const names = strangers.slice(0, 3).map(({ name, id }) => `${name} (${id})`)
  const more = strangers.length > names.length ? ` and ${strangers.length - names.length} more` : ''
  return {
    reason: 'StrangersInApp',
    subject: flyApp,
    message: `the app ${flyApp} holds Machines that Artifact did not make: ${names.join(', ')}${more}; destroy them, and the app goes too`,
    recheckAfterMs: 60_000,
  }
}

function checksOf({ checks }: ObservedMachine, want: DesiredMachine): string {
  if (checks.failing.length > 0) return `these checks do not pass: ${checks.failing.join(', ')}`
  return `${checks.passing} of its ${want.checks} checks pass`
}
