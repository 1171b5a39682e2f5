import type { Group, MachineCheck, ServiceCheck } from '../../../schemas/types.ts'
import { parseDuration } from '../durations.ts'
import { type Finding, type Path, wrongKey, wrongValue } from '../finding.ts'

/** Checks that Fly would change or drop, or whose fields have no meaning together. */
export function checkHealth(group: Group, at: Path): readonly Finding[] {
  const ofServices = (group.services ?? []).flatMap(({ checks }, service) =>
    (checks ?? []).flatMap((check, index) => {
      const here = [...at, 'services', String(service), 'checks', String(index)]
      return [...checkOne(check, here), ...tooRare(check, here)]
    }),
  )
  const ofMachines = Object.entries(group.checks ?? {}).flatMap(([name, check]) => {
    const here = [...at, 'checks', name]
    return [...reservedName(name, here), ...checkOne(check, here)]
  })
  return [...ofServices, ...ofMachines]
}

function checkOne(check: ServiceCheck | MachineCheck, at: Path): readonly Finding[] {
  const findings: Finding[] = []
  if (check.type === 'tcp') {
    for (const field of httpFields.filter((name) => check[name] !== undefined)) {
      const message = `\`${field}\` belongs to http checks, and this one is \`type: tcp\`: take it out, or write \`type: http\``
      findings.push(wrongKey('Conflict', [...at, field], message))
    }
  } else if (check.protocol !== 'https') {
    for (const field of httpsFields.filter((name) => check[name] !== undefined)) {
      const message = `\`${field}\` counts for https only: add \`protocol: https\`, or take it out`
      findings.push(wrongKey('Conflict', [...at, field], message))
    }
  }
  for (const field of ['interval', 'timeout'] as const) {
    if (check[field] === undefined || parseDuration(check[field]) > 0) continue
    const message = `\`${field}: ${check[field]}\` leaves no time: write 1s or more`
    findings.push(wrongValue('SchemaViolation', [...at, field], message))
  }
  const { interval, timeout } = check
  if (interval !== undefined && timeout !== undefined && parseDuration(timeout) > parseDuration(interval)) {
    const message = `one check may take ${timeout}, but the next one comes after ${interval}: make \`timeout\` shorter or \`interval\` longer`
    findings.push(wrongValue('Conflict', [...at, 'timeout'], message))
  }
  return findings
}

const httpsFields = ['tlsServerName', 'tlsSkipVerify'] as const
const httpFields = ['method', 'path', 'protocol', 'headers', ...httpsFields] as const

// Fly makes a longer interval 60s without a word. Source: alchemy-run/alchemy, its tests against the live API.
function tooRare({ interval }: ServiceCheck, at: Path): readonly Finding[] {
  if (interval === undefined || parseDuration(interval) <= 60_000) return []
  const message = `Fly checks a service every 60s at least, and would not keep to ${interval}: write 60s or less`
  return [wrongValue('SchemaViolation', [...at, 'interval'], message)]
}

// Fly puts checks of such names in by itself, and its clients take them out of what they read.
// Source: superfly/fly-go, machine_types.go, RemoveCompatChecks
function reservedName(name: string, at: Path): readonly Finding[] {
  if (!name.startsWith('bg_deployments_compat')) return []
  return [
    wrongKey('InvalidName', at, 'Fly keeps names that begin with `bg_deployments_compat` for itself: choose another'),
  ]
}
