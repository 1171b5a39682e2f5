import type { DesiredMachine } from './desired.ts'
import { countChecks } from './machine-config.ts'
import type { ObservedMachine } from './observed.ts'
import type { RolloutRules } from './rollout-rules.ts'

/**
 * Whether a Machine does what is wanted of it, whatever version it runs: it runs and its checks pass, or it may rest. An
 * older version is measured by its own checks: it is not unwell for lacking those that the spec has just added.
 */
export function isWell(
  want: Pick<DesiredMachine, 'runs' | 'checks'>,
  have: Pick<ObservedMachine, 'phase' | 'checks' | 'config'>,
): boolean {
  switch (have.phase) {
    case 'running': {
      const needed = have.config === undefined ? want.checks : countChecks(have.config)
      return have.checks.passing >= needed && have.checks.failing.length === 0
    }
    case 'resting':
      return want.runs !== 'always'
    case 'moving':
    case 'broken':
    case 'unreachable':
    case 'unseen':
      return false
    default:
      return have.phase satisfies never
  }
}

/**
 * Whether its program ended although nobody asked for it: with an error, or at all where it should always run. Between
 * two such ends a Machine looks well for a moment, so being up tells little for the first minute after one.
 */
export function hasCrashed({ runs }: Pick<DesiredMachine, 'runs'>, { exit }: Pick<ObservedMachine, 'exit'>): boolean {
  if (exit === undefined || exit.requested) return false
  return exit.code !== 0 || exit.oom || runs === 'always'
}

/** How long ago its program has to have ended before it is trusted, and started, again. */
export const crashPauseMs = 60_000

/**
 * Whether a Machine serves: well, within the proxy's reach, and not between two crashes. What counts against `maxUnavailable` does not.
 */
export function serves(want: Pick<DesiredMachine, 'runs' | 'checks'>, have: ObservedMachine, now: number): boolean {
  return isWell(want, have) && !have.cordoned && !(have.phase === 'running' && hasCrashedLately(want, have, now))
}

/** Whether its program crashed within the last minute. */
export function hasCrashedLately(
  want: Pick<DesiredMachine, 'runs'>,
  have: Pick<ObservedMachine, 'exit'>,
  now: number,
): boolean {
  return hasCrashed(want, have) && now - (have.exit?.at ?? 0) < crashPauseMs
}

/**
 * How long a version without checks has to run before the next Machine gets it: one that ends right after its start
 * must not reach them all. Source: superfly/flyctl, the smoke checks of internal/command/deploy
 */
export const uncheckedMs = 10_000

/**
 * For how much longer a Machine that serves has to prove itself before a rollout goes on; 0 when it has. Counted from the
 * start of its program.
 */
export function provingMs(
  { checks }: Pick<DesiredMachine, 'checks'>,
  { phase, since }: Pick<ObservedMachine, 'phase' | 'since'>,
  { healthyForMs = checks > 0 ? 0 : uncheckedMs }: Pick<RolloutRules, 'healthyForMs'>,
  now: number,
): number {
  return phase === 'running' ? Math.max(0, since + healthyForMs - now) : 0
}
