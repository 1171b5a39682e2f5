import type { Group } from '../../../schemas/types.ts'
import { type Finding, type Path, wrongKey, wrongValue } from '../finding.ts'

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

/** Regions to go to when the own one is full: others than that. Two regions of a group may help each other out. */
export function checkFallback(group: Group, at: Path, primaryRegion: string | undefined): readonly Finding[] {
  const { regions, fallbackRegions = [], volume } = group
  if (volume !== undefined && fallbackRegions.length > 0) {
    const message = 'a volume stays in the region where it was made, and its Machine with it: keep `volume` or this'
    return [wrongKey('Conflict', [...at, 'fallbackRegions'], message)]
  }
  const own = regions ? Object.keys(regions).filter((region) => regions[region] !== 0) : [primaryRegion]
  const index = own.length === 1 ? fallbackRegions.indexOf(own[0] as (typeof fallbackRegions)[number]) : -1
  if (index === -1) return []
  const message = `its Machines run in ${own[0]} anyway: name regions to try when there is no room in ${own[0]}`
  return [wrongValue('Conflict', [...at, 'fallbackRegions', String(index)], message)]
}
