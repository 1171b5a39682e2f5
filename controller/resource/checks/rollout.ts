import type { Group } from '../../../schemas/types.ts'
import { parseDuration } from '../durations.ts'
import { type Finding, wrongKey, wrongValue } from '../finding.ts'

/** Rules on rollouts that leave no time, or ask for a change-over that nobody could time. */
export function checkRollout(
  { healthyWithin, healthyFor, timeout, strategy }: Record<string, unknown>,
  groups: readonly (readonly [string, Group])[],
): readonly Finding[] {
  const at = ['spec', 'rollout']
  const findings: Finding[] = []
  if (typeof healthyWithin === 'string' && parseDuration(healthyWithin) === 0) {
    const message = `\`healthyWithin: ${healthyWithin}\` gives a new version no time to become healthy: write 1s or more`
    findings.push(wrongValue('SchemaViolation', [...at, 'healthyWithin'], message))
  }
  if (typeof timeout === 'string' && parseDuration(timeout) === 0) {
    const message = `\`timeout: ${timeout}\` ends a rollout at its first Machine: write 1s or more, or take \`timeout\` out`
    findings.push(wrongValue('SchemaViolation', [...at, 'timeout'], message))
  }
  if (isLonger(healthyFor, timeout)) {
    const message = `with \`timeout: ${timeout}\` a rollout is over before its first Machine has been healthy for \`healthyFor: ${healthyFor}\`: make \`timeout\` longer`
    findings.push(wrongValue('Conflict', [...at, 'timeout'], message))
  }
  if (strategy !== 'bluegreen') return findings
  return [
    ...findings,
    ...groups.filter(hasToChangeOver).map(([name]) => {
      const message = `with \`strategy: bluegreen\` new Machines take over when their checks pass, and ${name} has none: add \`checks: {alive: {type: http, port: 8080}}\` to /spec/machines/${name}`
      return wrongKey('Conflict', ['spec', 'machines', name], message)
    }),
  ]
}

function isLonger(one: unknown, other: unknown): boolean {
  const [ms, otherMs] = [one, other].map((text) => (typeof text === 'string' ? parseDuration(text) : undefined))
  // One that gives no time at all is told already.
  return ms !== undefined && otherMs !== undefined && otherMs > 0 && ms >= otherMs
}

/** What runs by the clock or once serves nobody, and is changed in place. */
function hasToChangeOver([, { checks = {}, services = [], schedule, restart }]: readonly [string, Group]): boolean {
  const hasChecks = Object.keys(checks).length > 0 || services.some((service) => (service.checks ?? []).length > 0)
  return !hasChecks && schedule === undefined && restart?.policy !== 'no'
}
