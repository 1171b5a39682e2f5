import type * as spec from '../../schemas/types.ts'
import type { Dns, File, MachineConfig, Process } from '../fly/wire.ts'
import { parseDuration } from '../resource/durations.ts'
import { guestOf } from '../resource/guest.ts'
import { goDuration } from './go-duration.ts'
import { machineCheckConfig, serviceConfig } from './service-config.ts'
import { compareText } from './slots.ts'
import { withoutUndefined } from './without-undefined.ts'

/**
 * What a group's Machines are made of, in Fly's words and in the form in which Fly returns it. Exactly what will be sent,
 * but for our marks in the metadata. The same group gives the same config, whatever the order of its fields.
 */
export function machineConfig(group: spec.Group): MachineConfig {
  return withoutUndefined<MachineConfig>({
    image: group.image,
    env: group.env,
    init: initConfig(group),
    guest: guestOf(group),
    metadata: metadataConfig(group),
    services: group.services?.map(serviceConfig),
    checks: group.checks && mapValues(group.checks, machineCheckConfig),
    files: group.files?.map(fileConfig),
    processes: group.processes?.map(processConfig),
    restart: restartConfig(group),
    schedule: group.schedule,
    stop_config:
      group.stop &&
      withoutUndefined<NonNullable<MachineConfig['stop_config']>>({
        signal: group.stop.signal,
        timeout: group.stop.timeout === undefined ? undefined : goDuration(parseDuration(group.stop.timeout)),
      }),
    dns: group.dns && dnsConfig(group.dns),
  })
}

/** How many checks Fly makes of a Machine with this config. */
export function countChecks({ checks, services }: Pick<MachineConfig, 'checks' | 'services'>): number {
  const ofServices = services?.reduce((sum, service) => sum + (service.checks?.length ?? 0), 0) ?? 0
  return Object.keys(checks ?? {}).length + ofServices
}

function initConfig({ entrypoint, command }: spec.Group): MachineConfig['init'] {
  if (entrypoint === undefined && command === undefined) return undefined
  return withoutUndefined<NonNullable<MachineConfig['init']>>({ entrypoint, cmd: command })
}

function metadataConfig({ metadata, labels }: spec.Group): MachineConfig['metadata'] {
  if (metadata === undefined && labels === undefined) return undefined
  const labelled = Object.entries(labels ?? {}).map(([key, value]) => [`label_${key}`, value] as const)
  return { ...metadata, ...Object.fromEntries(labelled) }
}

/**
 * The policy is always sent: Fly takes its absence for `on-failure`, and a program that ended with 0 stays down unnoticed.
 * A scheduled Machine is different: between two runs it is meant to be down.
 * Source: superfly/fly-go machine_types.go; an outage by it in markmhendrickson/neotoma#2288
 */
function restartConfig({ restart, schedule }: spec.Group): NonNullable<MachineConfig['restart']> {
  if (restart === undefined) return { policy: schedule === undefined ? 'always' : 'no' }
  return withoutUndefined<NonNullable<MachineConfig['restart']>>({
    policy: restart.policy,
    max_retries: restart.maxRetries,
  })
}

function fileConfig({ path, content, contentBase64, mode }: spec.File): File {
  const bytes = contentBase64 === undefined ? Buffer.from(content ?? '', 'utf8') : Buffer.from(contentBase64, 'base64')
  return withoutUndefined<File>({
    guest_path: path,
    raw_value: bytes.toString('base64'),
    mode: mode === undefined ? undefined : Number.parseInt(mode, 8),
  })
}

function processConfig({ exec, entrypoint, command, user, env }: spec.Process): Process {
  return withoutUndefined<Process>({ exec, entrypoint, cmd: command, user, env })
}

function dnsConfig(dns: NonNullable<spec.Group['dns']>): Dns {
  return withoutUndefined<Dns>({
    skip_registration: dns.skipRegistration,
    nameservers: dns.nameservers,
    searches: dns.searches,
    options: dns.options && sortedEntries(dns.options).map(([name, value]) => ({ name, value })),
    dns_forward_rules:
      dns.forwardRules && sortedEntries(dns.forwardRules).map(([basename, addr]) => ({ basename, addr })),
    hostname: dns.hostname,
    hostname_fqdn: dns.hostnameFqdn,
  })
}

// What a spec writes as a map and Fly as a list has no order of its own.
function sortedEntries(map: Readonly<Record<string, string>>): [string, string][] {
  return Object.entries(map).sort(([one], [other]) => compareText(one, other))
}

function mapValues<From, To>(map: Readonly<Record<string, From>>, change: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value)]))
}
