import type { App, Group } from '../../../schemas/types.ts'
import { type Finding, isWithin, type Path } from '../finding.ts'
import { checkAddresses } from './addresses.ts'
import { checkDomains } from './domains.ts'
import { checkDrift } from './drift.ts'
import { checkFiles } from './files.ts'
import { checkGuest } from './guest.ts'
import { checkHealth } from './health.ts'
import { checkFallback, checkPlacement } from './placement.ts'
import { checkEnd, checkProcesses, checkSchedule } from './programs.ts'
import { checkRollout } from './rollout.ts'
import { checkSecrets } from './secrets.ts'
import { checkServices } from './services.ts'
import { checkVolume, checkVolumesInRollout } from './volume.ts'

/**
 * What the schema cannot say about an App: fields that exclude or need each other, and the limits of Fly. A check whose
 * fields are not what their types say (something `misshapen` lies in them) is left out; the others are made
 * nevertheless, so that all mistakes are told at once.
 */
export function checkApp(value: unknown, misshapen: readonly Path[]): readonly Finding[] {
  const spec = fieldsOf(fieldsOf(value).spec)
  const isSound = (path: Path): boolean => !misshapen.some((faulty) => isWithin(faulty, path))
  const primaryRegion = typeof spec.primaryRegion === 'string' ? spec.primaryRegion : undefined
  const groups = Object.entries(fieldsOf(spec.machines)).filter(([, group]) => isRecord(group))
  const ofGroups = groups.flatMap(([name, group]) => {
    const at = ['spec', 'machines', name]
    return groupChecks
      .filter(({ reads }) => reads.every((field) => isSound([...at, field])))
      .flatMap(({ check }) => check(group as Group, at, primaryRegion))
  })
  const ofDrift =
    isSound(['spec', 'drift']) && isRecord(spec.drift) ? checkDrift(spec.drift as Drift, ['spec', 'drift']) : []
  const ofRollout = isSound(['spec', 'rollout'])
    ? [checkRollout, checkVolumesInRollout].flatMap((check) =>
        check(fieldsOf(spec.rollout), isSound(['spec', 'machines']) ? (groups as [string, Group][]) : []),
      )
    : []
  const ofAddresses =
    isSound(['spec', 'addresses']) && isRecord(spec.addresses)
      ? checkAddresses(spec.addresses as Addresses, ['spec', 'addresses'])
      : []
  const ofSecrets =
    isSound(['spec', 'secrets']) && isRecord(spec.secrets)
      ? checkSecrets(spec.secrets as Secrets, groups as [string, Group][], ['spec', 'secrets'])
      : []
  const ofDomains =
    isSound(['spec', 'domains']) && Array.isArray(spec.domains) && isSound(['spec', 'addresses'])
      ? checkDomains(
          spec.domains as readonly string[],
          spec.addresses as Addresses | undefined,
          groups.filter(([name]) => isSound(['spec', 'machines', name, 'services'])) as [string, Group][],
        )
      : []
  return [...ofAddresses, ...ofDomains, ...ofGroups, ...ofRollout, ...ofDrift, ...ofSecrets]
}

const groupChecks: readonly {
  readonly reads: readonly (keyof Group)[]
  readonly check: (group: Group, at: Path, primaryRegion: string | undefined) => readonly Finding[]
}[] = [
  { reads: ['regions', 'count'], check: checkPlacement },
  { reads: ['regions', 'count', 'fallbackRegions', 'volume'], check: checkFallback },
  { reads: ['size', 'cpuKind', 'cpus', 'memoryMb'], check: checkGuest },
  { reads: ['services'], check: checkServices },
  { reads: ['services', 'checks'], check: checkHealth },
  { reads: ['files'], check: checkFiles },
  { reads: ['processes', 'entrypoint', 'command'], check: checkProcesses },
  { reads: ['schedule', 'services'], check: checkSchedule },
  { reads: ['restart', 'stop'], check: checkEnd },
  { reads: ['volume', 'fallbackRegions'], check: checkVolume },
]

type Drift = App['spec']['drift']
type Addresses = NonNullable<App['spec']['addresses']>
type Secrets = NonNullable<App['spec']['secrets']>

function fieldsOf(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {}
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
