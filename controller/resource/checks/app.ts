import type { Group } from '../../../schemas/types.ts'
import { parseDuration } from '../durations.ts'
import { type Finding, isWithin, type Path, wrongValue } from '../finding.ts'
import { checkFiles } from './files.ts'
import { checkGuest } from './guest.ts'
import { checkHealth } from './health.ts'
import { checkPlacement } from './placement.ts'
import { checkPrograms } from './programs.ts'
import { checkServices } from './services.ts'

/**
 * What the schema cannot say about an App: fields that exclude or need each other, and the limits of Fly. Parts at or
 * above the `misshapen` paths are not what their types say and are passed over; the others are looked at nevertheless,
 * so that all mistakes are told at once.
 */
export function checkApp(value: unknown, misshapen: readonly Path[]): readonly Finding[] {
  const spec = fieldsOf(fieldsOf(value).spec)
  const isSound = (path: Path): boolean => !misshapen.some((faulty) => isWithin(faulty, path))
  const primaryRegion = typeof spec.primaryRegion === 'string' ? spec.primaryRegion : undefined
  const groups = Object.entries(fieldsOf(spec.machines)).flatMap(([name, group]) => {
    const at = ['spec', 'machines', name]
    return isSound(at) ? checkGroup(group as Group, at, primaryRegion) : []
  })
  return [...groups, ...(isSound(['spec', 'rollout']) ? checkRollout(fieldsOf(spec.rollout)) : [])]
}

function checkGroup(group: Group, at: Path, primaryRegion: string | undefined): readonly Finding[] {
  return [
    ...checkPlacement(group, at, primaryRegion),
    ...[checkGuest, checkServices, checkHealth, checkFiles, checkPrograms].flatMap((check) => check(group, at)),
  ]
}

function checkRollout({ healthyWithin }: Record<string, unknown>): readonly Finding[] {
  if (typeof healthyWithin !== 'string' || parseDuration(healthyWithin) > 0) return []
  const message = `\`healthyWithin: ${healthyWithin}\` gives a new version no time to become healthy: write 1s or more`
  return [wrongValue('SchemaViolation', ['spec', 'rollout', 'healthyWithin'], message)]
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}
}
