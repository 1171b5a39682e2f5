import type { MachineState } from './wire.ts'

/** What a Machine's state means to somebody who wants it running, resting or gone. */
export type Settled =
  | 'running'
  /** Not running, and can be started. */
  | 'resting'
  /** Not running, and does not come back by itself. */
  | 'failed'
  /** Fly is still working on it, or says something that we do not know: left alone until it settles or is stuck. */
  | 'moving'
  | 'gone'

/**
 * The one place that knows the names of states. A state that Fly adds later is read as `moving`: doing nothing for a
 * while is the only answer that is right whatever the word means.
 */
export function settledAs(state: MachineState): Settled {
  return meanings.get(state) ?? 'moving'
}

/** Whether Fly is still working on a Machine. A moving Machine is left alone until it settles or is stuck. */
export function isMoving(state: MachineState): boolean {
  return settledAs(state) === 'moving'
}

/** Whether the Machine runs. Says nothing of its health. */
export function isSettledRunning(state: MachineState): boolean {
  return settledAs(state) === 'running'
}

/** Whether the Machine exists no more; `destroying` is not yet gone and still holds its name. */
export function isGone(state: MachineState): boolean {
  return settledAs(state) === 'gone'
}

/** Whether Fly has given up on the Machine. */
export function isBroken(state: MachineState): boolean {
  return settledAs(state) === 'failed'
}

/** Whether the Machine is on its way out or gone: no deed can keep it. */
export function isLeaving(state: MachineState): boolean {
  return state === 'destroying' || isGone(state)
}

/** Whether this code was written with the state in mind. */
export function isKnown(state: MachineState): boolean {
  return meanings.has(state)
}

/** How long a moving Machine may stay in one state before it counts as stuck. `undefined` for states that last. */
export function stuckAfterMs(state: MachineState): number | undefined {
  if (!isMoving(state)) return undefined
  return slowStates.has(state) ? 10 * minuteMs : 5 * minuteMs
}

// Source: superfly/docs, machines/machine-states. Three readings are ours:
// `created` is called persistent there, yet a Machine passes through it on its way to `started` (or, with skip_launch,
// to `stopped`, once its image is prepared) and a start from it is refused with 412: it is moving, and stuck when it stays.
// `replaced` and `migrated` are said of old versions, even while the Machine runs: a stale read, to be repeated.
// `launch_failed` ends as `destroyed`, but until then it holds its name.
const meanings: ReadonlyMap<MachineState, Settled> = new Map([
  ['created', 'moving'],
  ['creating', 'moving'],
  ['starting', 'moving'],
  ['started', 'running'],
  ['stopping', 'moving'],
  ['stopped', 'resting'],
  ['suspending', 'moving'],
  ['suspended', 'resting'],
  ['restarting', 'moving'],
  ['updating', 'moving'],
  ['replacing', 'moving'],
  ['replaced', 'moving'],
  ['migrated', 'moving'],
  ['launch_failed', 'failed'],
  ['failed', 'failed'],
  ['destroying', 'moving'],
  ['destroyed', 'gone'],
])

/** Every state that is documented. */
export const knownStates: readonly MachineState[] = [...meanings.keys()]

const minuteMs = 60_000

// Fly's own thresholds: ten minutes for an update, five for the rest. Source: superfly/docs, machines/machine-states
const slowStates: ReadonlySet<MachineState> = new Set(['updating', 'replacing'])
