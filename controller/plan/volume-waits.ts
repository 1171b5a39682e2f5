import type { Slot } from '../resource/ownership.ts'
import type { ObservedVolume } from './observe-volumes.ts'
import type { Difference, Wait } from './step.ts'

/* The sentences about volumes that are waited for. As with Machines, they hold nothing that changes by itself. */

export function volumeUnsettled(slot: Slot, doubtful: Slot): Wait {
  return {
    reason: 'VolumeAwaited',
    subject: slot,
    message:
      `whether Fly has made the volume that was asked for for ${doubtful} is not known yet; ` +
      'no other is made until it has turned up, or can no longer do so',
    recheckAfterMs: 10_000,
  }
}

export function volumeMoving({ slot, id, state }: ObservedVolume): Wait {
  return {
    reason: 'VolumeAwaited',
    subject: slot,
    message: `the volume of ${slot} (${id}) is ${state} at Fly; it is left alone until it settles`,
    recheckAfterMs: 2_000,
  }
}

export function volumeUnseen({ slot, id }: ObservedVolume): Wait {
  return {
    reason: 'VolumeAwaited',
    subject: slot,
    message: `Fly does not list the volume of ${slot} (${id}), and has not confirmed that it is gone; nothing takes its place until it has`,
    recheckAfterMs: 5_000,
  }
}

/** What comes next for a lost volume that the spec wants restored. */
export type Prospect = keyof typeof prospects

export function volumeUnreachable({ slot, id }: ObservedVolume, prospect?: Prospect): Wait {
  const end = prospect ? prospects[prospect] : 'its data stays there, and nothing takes its place'
  return {
    reason: 'VolumeUnreachable',
    subject: slot,
    message: `the host of the volume of ${slot} (${id}) does not answer Fly; ${end}`,
    recheckAfterMs: 30_000,
  }
}

const prospects = {
  later: 'if that lasts for long, one made from its newest snapshot takes its place, as the spec says',
  noFork: 'Fly copies only what its host can read, so its data stays there, and nothing takes its place',
  noSnapshot: 'there is no snapshot of it from which another could be made, so nothing takes its place',
  storm:
    "nor do those of many others: that is Fly's own trouble, so nothing is restored until it passes; see status.flyio.net",
  hasToQueue: 'so much has been replaced within the hour that it has to wait for its turn to be restored',
  nextTurn: 'it is restored when the one before it is done',
} as const

export function volumeGone({ slot, id }: ObservedVolume, prospect?: Prospect): Wait {
  const byHand = `an empty one would hide that, so none is made. \`fly volumes snapshots list ${id}\` shows what can be restored`
  const end = prospect
    ? prospects[prospect]
    : `${byHand}; to begin anew without the data, take ${slot} out of the spec and put it in again`
  return {
    reason: 'VolumeLost',
    subject: slot,
    message: `the volume of ${slot} (${id}) was deleted, and not by Artifact; ${end}`,
    recheckAfterMs: prospect && 30_000,
  }
}

export function volumeDrifted({ slot, id }: ObservedVolume, differences: readonly Difference[]): Wait {
  return {
    reason: 'DriftReported',
    subject: slot,
    message: `somebody changed the volume of ${slot} (${id}): ${differences.map(({ path }) => path).join(', ')}; the spec's drift rules say report, so it stays changed`,
    recheckAfterMs: undefined,
  }
}

/** Volumes that stand in the way of deleting the app: what is in them is kept for a while. */
export function volumesKept(flyApp: string, kept: readonly ObservedVolume[], leftMs: number): Wait {
  const names = kept.slice(0, 3).map(({ slot, id, sizeGb }) => `${slot} (${id}, ${sizeGb} GB)`)
  const more = kept.length > names.length ? ` and ${kept.length - names.length} more` : ''
  return {
    reason: 'VolumesKept',
    subject: flyApp,
    message: `the app ${flyApp} stays until the volumes in it have been kept for as long as the spec said: ${names.join(', ')}${more}`,
    // An hour at most: clocks may be set meanwhile.
    recheckAfterMs: Math.min(Math.max(leftMs, 1_000), 3_600_000),
  }
}

/** Volumes in the app that go with it and that nobody has given up. */
export function volumesInApp(flyApp: string, names: readonly string[]): Wait {
  return {
    reason: 'StrangersInApp',
    subject: flyApp,
    message: `the app ${flyApp} holds volumes that Artifact may not delete: ${names.slice(0, 3).join(', ')}${names.length > 3 ? ` and ${names.length - 3} more` : ''}; delete them, and the app goes too`,
    recheckAfterMs: 60_000,
  }
}
