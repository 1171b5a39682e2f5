import type { Group } from '../../../schemas/types.ts'
import { type Finding, type Path, wrongKey } from '../finding.ts'

/** Where Machines go: by `regions`, or all to the primary region. */
export function checkPlacement(group: Group, at: Path, primaryRegion: string | undefined): readonly Finding[] {
  if (group.regions !== undefined) {
    if (group.count === undefined) return []
    const message = '`regions` already says how many Machines run where: keep either `regions` or `count`'
    return [wrongKey('Conflict', [...at, 'count'], message)]
  }
  if (primaryRegion !== undefined) return []
  const message = `${at.at(-1)} does not say where its Machines run: write \`regions: {ams: ${group.count ?? 1}}\`, or a \`primaryRegion\` in /spec`
  return [wrongKey('SchemaViolation', group.count === undefined ? at : [...at, 'count'], message)]
}
