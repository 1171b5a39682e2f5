import type { App } from '../../../schemas/types.ts'
import { type Finding, type Path, pathOf, wrongValue } from '../finding.ts'

/** Rules on drift that would hide what Artifact lives by, or name a place that has no clocks. */
export function checkDrift({ ignore = [], windows = [] }: App['spec']['drift'], at: Path): readonly Finding[] {
  const hidden = ignore.flatMap((pointer, index) => {
    const [field, key] = pathOf(pointer)
    if (field !== 'metadata' || (key !== undefined && !key.startsWith('artifact_'))) return []
    const message = `\`${pointer}\` holds Artifact's own marks: name single keys of your own, such as /metadata/role`
    return [wrongValue('Conflict', [...at, 'ignore', String(index)], message)]
  })
  const nowhere = windows.flatMap(({ timezone }, index) => {
    if (isTimezone(timezone)) return []
    const message = `there is no time zone \`${timezone}\`: write one like UTC or Europe/Amsterdam`
    return [wrongValue('SchemaViolation', [...at, 'windows', String(index), 'timezone'], message)]
  })
  return [...hidden, ...nowhere]
}

function isTimezone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
