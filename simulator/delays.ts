import type { Chance } from './chance.ts'

/** How long things take, in milliseconds: always the same, or drawn by the seed from a range. */
export type Delays = {
  readonly [Name in DelayName]: number | readonly [least: number, most: number]
}

export type DelayName =
  /** The way of a request to Fly, and of its answer back. */
  | 'request'
  | 'answer'
  /** Lists show the world as it was so long ago. */
  | 'listLag'
  /** Until then a new app answers 404 or 401, a new Machine 404 to those who read it. */
  | 'appVisible'
  | 'machineVisible'
  /** Until then no Machine can be made in an app that GraphQL made. */
  | 'appLaunchable'
  /** Until then a new token is refused. */
  | 'tokenUsable'
  /** From accepted to gone. */
  | 'appDelete'
  | 'destroy'
  /** Until then secrets that were written are neither read nor given to Machines. */
  | 'secretsVisible'
  /** How long a destroyed Machine can still be read. */
  | 'destroyedReadable'
  /** From a DNS that looks right to a certificate. */
  | 'certificateIssue'
  | 'imagePull'
  | 'boot'
  | 'stop'
  /** After a stop, while a start is refused with `machine still active`. */
  | 'stillActive'
  /** From the beginning of an update until the old run has ended. */
  | 'replace'
  | 'suspend'
  | 'signal'
  | 'exec'
  | 'resume'
  /** Before a program that ended is run again. */
  | 'restartBackoff'
  /** From the start until checks are listed, and until they pass. */
  | 'checksListed'
  | 'checksPass'
  /** From the order until a volume is there; then until its data is, from a snapshot or from another volume. */
  | 'volumeCreate'
  | 'volumeRestore'
  | 'volumeExport'
  | 'volumeHydrate'
  /** Until the new size is seen. */
  | 'volumeExtend'
  /** From `scheduling_destroy` to `pending_destroy`. */
  | 'volumeDelete'
  /** From the end of its Machine until a volume is free. */
  | 'volumeRelease'
  /** How long a snapshot waits for its turn, and takes then. */
  | 'snapshotWait'
  | 'snapshotRun'
  /** From an answer `fly-replay` to the next Machine. */
  | 'replay'

/**
 * Fly's own. Where a source names a range, the range; where it says only «short» or «some seconds», a guess, marked so.
 * The way to Fly always takes the same time, so that who keeps the rate limits exactly is never refused.
 */
export const flyDelays: Delays = {
  request: 2, // a guess, from inside Fly's network
  answer: [1, 4], // a guess
  listLag: 800, // superfly/flyctl, test/preflight: sleeps 800 ms before it lists
  appVisible: [0, 400], // superfly/fly-go, WaitForApp: repeats 401 and 404, 100 to 500 ms apart
  machineVisible: [0, 300], // superfly/flyctl, leasable_machine.go WithJustCreated
  appLaunchable: [2_000, 10_000], // fly-apps/terraform-provider-fly#161: passes after a wait; how long is a guess
  tokenUsable: [0, 2_000], // superfly/flyctl, test/preflight: tries three times, 5 s apart
  appDelete: [4_000, 8_000], // a provider that polls until 404: about 8 s
  destroy: [500, 2_500], // a guess
  destroyedReadable: 60_000, // «for a while»: a guess
  secretsVisible: [0, 300], // a guess: there is a reason why the API takes a least version
  certificateIssue: [5_000, 30_000], // a guess: «a minute or so» at most
  imagePull: [800, 3_000], // small and warm below 1 s to some seconds; 70 s has been seen
  boot: [300, 900], // superfly/docs: Machines start in well under a second
  stop: [300, 1_500], // the grace period is 5 s, most programs need less
  stillActive: [400, 1_000], // seen live
  replace: [2_000, 6_000], // superfly/docs, warm-pool blueprint: an update takes some 20 s at most
  suspend: [500, 1_500], // a guess
  signal: [5, 50], // a guess: the way from Fly's init to the program
  exec: [50, 300], // a guess: a process is begun, and its output collected
  resume: [200, 500], // superfly/docs, suspend-resume: hundreds of milliseconds
  restartBackoff: [1_000, 2_000], // a guess
  checksListed: [200, 800], // a guess
  checksPass: [1_000, 2_000], // a guess: the first interval of most checks is longer
  volumeCreate: [500, 3_000], // a guess
  volumeRestore: [2_000, 10_000], // a guess
  volumeExport: [1_000, 3_000], // a guess
  volumeHydrate: [10_000, 60_000], // a guess
  volumeExtend: [1_000, 10_000], // superfly/docs, volume-manage: about 10 s
  volumeDelete: [500, 2_000], // a guess
  volumeRelease: [0, 4_000], // seen live: of six deletions right after the Machine's, three were refused
  snapshotWait: [500, 3_000], // a guess
  snapshotRun: [2_000, 10_000], // a guess
  replay: 10, // superfly/docs, dynamic-request-routing: about that
}

/** The delays in force. */
export function delaysOf(delays: Partial<Delays> | 'none' | undefined): Delays {
  if (delays !== 'none') return { ...flyDelays, ...delays }
  return Object.fromEntries(Object.keys(flyDelays).map((name) => [name, 0])) as Delays
}

/** One of the possible lengths of the delay, in whole milliseconds. */
export function drawDelay(delay: Delays[DelayName], chance: Chance): number {
  if (typeof delay === 'number') return delay
  const [least, most] = delay
  return least + Math.floor(chance.next() * (most - least + 1))
}
