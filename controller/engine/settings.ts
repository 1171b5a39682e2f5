/** The engine's times and bounds. Milliseconds unless the name says otherwise. */
export type Settings = {
  /** Between two looks at the organisation list. */
  readonly pollMs: number
  /** How far each look at the organisation list reaches back behind the last: rows may arrive late. */
  readonly pollOverlapMs: number
  /** Between two full readings of the organisation list. */
  readonly sweepMs: number
  /** After this long each App is looked at anew although nothing seems to have changed: checks are in no list. */
  readonly resyncMs: number
  /** How many passes run side by side. */
  readonly passes: number
  /** How many steps of one App run side by side. */
  readonly stepsPerApp: number
  /** Of a Machine's lease; it is refreshed while a step runs. */
  readonly leaseTtlSeconds: number
  /** How long the reading side of Fly may lag behind what we did. Source: the first minute after a create may answer 404. */
  readonly lagMs: number
  /** After this long a request that was sent can no longer have an effect, whether it was answered or not. */
  readonly requestLifetimeMs: number
  /** Longest time between two tries of something that fails. */
  readonly longestBackoffMs: number
  /** How long a region is taken for full after Fly has refused to make a Machine there. */
  readonly fullRegionMs: number
  /** How long the host of a Machine may be out of Fly's reach until another Machine takes its place. */
  readonly lostHostMs: number
  /** When more than this share of all Machines, or of those of one App, but at least so many, are lost: nothing is replaced. */
  readonly stormShare: number
  readonly stormLeast: number
  /** How many Machines of lost hosts may be replaced within an hour; 2 % of all if that is more. */
  readonly hourlyReplacements: number
  /** Of what one spec takes from its App, more than this share, and at least so many, goes only when somebody agrees to it. */
  readonly removedShare: number
  readonly removedLeast: number
  /**
   * What one source takes away within `sourceWindowMs` goes only when somebody agrees to it, once it takes something from more
   * Apps than so many, or more Machines than so many; or than this share of all, where that is more.
   */
  readonly sourceApps: number
  readonly sourceMachines: number
  readonly sourceShare: number
  readonly sourceWindowMs: number
  /** Between two tries of a token that Fly refuses. */
  readonly unauthorizedMs: number
  /** So many repairs of one Machine's drift within `contestWindowMs` make a fight: then we stop writing. */
  readonly contestRepairs: number
  readonly contestWindowMs: number
  /** How long running steps may take to end when the house closes. Fly kills after kill_timeout. */
  readonly graceMs: number
  /** How long it may take after that to abandon calls and to give leases back. */
  readonly abandonMs: number
  /** A reading of the organisation that misses more than this share of what is ours is taken for Fly's mistake. */
  readonly implausibleShare: number
}

export const defaultSettings: Settings = {
  pollMs: 2_000,
  pollOverlapMs: 10_000,
  sweepMs: 300_000,
  resyncMs: 600_000,
  passes: 4_000,
  stepsPerApp: 16,
  leaseTtlSeconds: 15,
  lagMs: 60_000,
  requestLifetimeMs: 120_000,
  longestBackoffMs: 60_000,
  fullRegionMs: 180_000,
  lostHostMs: 600_000,
  stormShare: 0.2,
  stormLeast: 3,
  hourlyReplacements: 10,
  removedShare: 0.5,
  removedLeast: 3,
  sourceApps: 3,
  sourceMachines: 10,
  sourceShare: 0.1,
  sourceWindowMs: 3_600_000,
  unauthorizedMs: 60_000,
  contestRepairs: 3,
  contestWindowMs: 600_000,
  graceMs: 8_000,
  abandonMs: 1_500,
  implausibleShare: 0.2,
}
