/**
 * What the outside world is to Artifact besides Fly and the store: time, chance and a place to say what happens.
 * Everything that needs one of them is given it, so that a whole run is a function of (commit, scenario, seed).
 */
export interface World {
  readonly clock: Clock
  readonly random: Random
  readonly secrecy: Secrecy
  readonly log: Log
}

export interface Clock {
  /** Milliseconds since 1970 by the wall clock. May jump in either direction: good for telling people, never for deadlines. */
  now(): number
  /** Milliseconds since some moment in the past. Never goes back. */
  monotonic(): number
  /** Resolves after `ms`; rejects with `signal.reason` as soon as the signal is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

export interface Random {
  /** A number in [0, 1). */
  next(): number
}

/** Chance for what nobody may guess. */
export interface Secrecy {
  /** A whole number from 0 up to, and not including, `below`; each as likely as the others, and none to be foreseen. */
  pick(below: number): number
}

/** The part of pino's interface that is used: named values first, then a constant message. */
export interface Log {
  debug(values: object, message: string): void
  info(values: object, message: string): void
  warn(values: object, message: string): void
  error(values: object, message: string): void
}
