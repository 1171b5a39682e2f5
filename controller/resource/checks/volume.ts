import type { Group } from '../../../schemas/types.ts'
import { parseDuration } from '../durations.ts'
import { type Finding, type Path, wrongKey, wrongValue } from '../finding.ts'

/** A volume must be mounted at a place of its own, and be kept for long enough that somebody can say stop. */
export function checkVolume({ volume, fallbackRegions }: Group, at: Path): readonly Finding[] {
  if (volume === undefined) return []
  const findings: Finding[] = []
  if (volume.path.split('/').some((part) => part === '.' || part === '..')) {
    const message = `\`${volume.path}\` goes through \`.\` or \`..\`: write the path as it is in the Machine, like /data`
    findings.push(wrongValue('SchemaViolation', [...at, 'volume', 'path'], message))
  }
  if (volume.keepFor !== undefined && parseDuration(volume.keepFor) < leastKeptMs) {
    const message = `\`keepFor: ${volume.keepFor}\` leaves nobody the time to take back a mistake: write 1h or more`
    findings.push(wrongValue('SchemaViolation', [...at, 'volume', 'keepFor'], message))
  }
  if (fallbackRegions !== undefined) {
    const message =
      'a volume stays in the region in which it was made, so its Machine cannot go elsewhere: keep either `volume` or `fallbackRegions`'
    findings.push(wrongKey('Conflict', [...at, 'fallbackRegions'], message))
  }
  return findings
}

/** With bluegreen two Machines stand side by side in a slot, and a volume can have only one. */
export function checkVolumesInRollout(
  { strategy }: Record<string, unknown>,
  groups: readonly (readonly [string, Group])[],
): readonly Finding[] {
  if (strategy !== 'bluegreen') return []
  return groups.flatMap(([name, { volume }]) => {
    if (volume === undefined) return []
    const message = `with \`strategy: bluegreen\` a new Machine stands beside the old one, and no volume can have two: take another strategy, or ${name} without \`volume\``
    return [wrongKey('Conflict', ['spec', 'machines', name, 'volume'], message)]
  })
}

const leastKeptMs = 3_600_000
