import type { App } from '../../schemas/types.ts'
import { parseDuration } from '../resource/durations.ts'

/** How a change reaches Machines that run. */
export type RolloutRules = {
  readonly strategy: 'rolling' | 'canary' | 'bluegreen' | 'immediate'
  /** How many of the App's Machines an update may take down at once; never less than 1. */
  readonly maxUnavailable: number
  /** How long a new version may take until its checks pass. After that the rollout stops. */
  readonly healthyWithinMs: number
  /** How long a version has to run before the next Machine gets it; `undefined`: as its checks allow, see health.ts */
  readonly healthyForMs: number | undefined
  /** How long all of it may take from the first Machine on. */
  readonly timeoutMs: number | undefined
  /** How long the last Machine has to have run before the App is Ready. */
  readonly smokeMs: number
  /** How long old Machines stand by after new ones have taken over. */
  readonly keepOldMs: number
  /**
   * Since when the spec asks for what it asks for; ms since 1970, by Fly's clock. What was made before is of no rollout of
   * this spec. Later than all times where there is no telling.
   */
  readonly since: number
}

export function rolloutRules(rollout: App['spec']['rollout'], machines: number, since: number): RolloutRules {
  const { strategy, maxUnavailable, healthyWithin, healthyFor, timeout, smoke, keepOld } = rollout
  return {
    strategy,
    maxUnavailable: atLeastOne(maxUnavailable, machines),
    healthyWithinMs: parseDuration(healthyWithin),
    healthyForMs: healthyFor === undefined ? undefined : parseDuration(healthyFor),
    timeoutMs: timeout === undefined ? undefined : parseDuration(timeout),
    smokeMs: parseDuration(smoke),
    keepOldMs: parseDuration(keepOld),
    since,
  }
}

function atLeastOne(limit: number | string, total: number): number {
  if (typeof limit === 'number') return limit
  return Math.max(1, Math.floor((total * Number.parseInt(limit, 10)) / 100))
}
