import type * as spec from '../../../schemas/types.ts'
import type { File, MachineConfig, Process } from '../../fly/wire.ts'
import { guestOf } from '../../resource/guest.ts'
import { machineCheckFrom, serviceFrom } from './service-from.ts'
import { specDuration } from './spec-duration.ts'
import { unlessEmpty } from './unless-empty.ts'

/** What a group says of each of its Machines: all but where they are. */
export type Likeness = Omit<spec.Group, 'regions' | 'count'>

/**
 * A live config in the words of a spec, as far as they go, in the order of the schema and without what is a default. Whether
 * they went far enough is for `everyDifference` to tell, between what they mean and what is there.
 */
export function groupFrom(config: MachineConfig, image: string): Likeness {
  return unlessEmpty<Likeness>({
    image,
    ...sizeFrom(config.guest),
    env: config.env,
    entrypoint: list(config.init?.entrypoint),
    command: list(config.init?.cmd),
    services: config.services?.map(serviceFrom),
    checks: config.checks && mapValues(config.checks, machineCheckFrom),
    files: config.files?.map(fileFrom),
    processes: config.processes?.map(processFrom),
    restart: restartFrom(config),
    stop:
      config.stop_config &&
      unlessEmpty<NonNullable<spec.Group['stop']>>({
        signal: config.stop_config.signal as NonNullable<spec.Group['stop']>['signal'],
        timeout: specDuration(config.stop_config.timeout),
      }),
    schedule: config.schedule,
    ...metadataFrom(config.metadata ?? {}),
    dns: config.dns && dnsFrom(config.dns),
  })
}

function sizeFrom(guest: MachineConfig['guest']): Pick<spec.Group, 'size' | 'cpuKind' | 'cpus' | 'memoryMb'> {
  if (guest === undefined) return {}
  const { cpu_kind, cpus, memory_mb } = guest
  const size = `${cpu_kind === 'shared' ? 'shared-cpu' : cpu_kind}-${cpus}x` as NonNullable<spec.Group['size']>
  const isSmallest = size === 'shared-cpu-1x'
  const isUsual = memory_mb === guestOf({ size }).memory_mb
  return unlessEmpty<Pick<spec.Group, 'size' | 'memoryMb'>>({
    size: isSmallest && isUsual ? undefined : size,
    memoryMb: isUsual ? undefined : memory_mb,
  })
}

/** Without a word of its own a group restarts always, or never if it runs by the clock; Fly's default is another. */
function restartFrom({ restart = {}, schedule }: MachineConfig): spec.Group['restart'] {
  const policy = restart.policy || 'on-failure'
  if (policy === (schedule === undefined ? 'always' : 'no') && !restart.max_retries) return undefined
  return unlessEmpty<NonNullable<spec.Group['restart']>>({ policy, maxRetries: restart.max_retries })
}

function fileFrom({ guest_path, raw_value = '', mode }: File): spec.File {
  const bytes = Buffer.from(raw_value, 'base64')
  const text = bytes.toString('utf8')
  const isText = Buffer.from(text, 'utf8').equals(bytes) && !/[^\P{Cc}\n\t]/u.test(text)
  return {
    path: guest_path,
    ...(isText ? { content: text } : { contentBase64: raw_value }),
    ...(mode ? { mode: mode.toString(8).padStart(4, '0') } : {}),
  }
}

function processFrom({ exec, entrypoint, cmd, user, env }: Process): spec.Process {
  return unlessEmpty<spec.Process>({ exec: list(exec), entrypoint: list(entrypoint), command: list(cmd), user, env })
}

function dnsFrom(dns: NonNullable<MachineConfig['dns']>): spec.Group['dns'] {
  return unlessEmpty<NonNullable<spec.Group['dns']>>({
    skipRegistration: dns.skip_registration,
    nameservers: list(dns.nameservers),
    searches: list(dns.searches),
    options: dns.options && Object.fromEntries(dns.options.map(({ name, value }) => [name, value])),
    forwardRules:
      dns.dns_forward_rules && Object.fromEntries(dns.dns_forward_rules.map(({ basename, addr }) => [basename, addr])),
    hostname: dns.hostname,
    hostnameFqdn: dns.hostname_fqdn,
  })
}

/** What Fly and Artifact keep for themselves is left out, and what a spec cannot name: it stays on the Machine all the same. */
function metadataFrom(metadata: Readonly<Record<string, string>>): Pick<spec.Group, 'metadata' | 'labels'> {
  const entries = Object.entries(metadata)
  const labels = entries.flatMap(([key, value]) => {
    const isLabel = /^label_[A-Za-z_][A-Za-z0-9_.-]{0,56}$/.test(key) && value.length <= 256
    return isLabel ? [[key.slice('label_'.length), value] as const] : []
  })
  const others = entries.filter(
    ([key, value]) =>
      /^(?!artifact_|label_|fly[_-]|process_group$)[A-Za-z_][A-Za-z0-9_.-]{0,62}$/.test(key) && value.length <= 4096,
  )
  return unlessEmpty({ metadata: Object.fromEntries(others), labels: Object.fromEntries(labels) })
}

function list(items: readonly string[] | undefined): string[] | undefined {
  return items && [...items]
}

function mapValues<From, To>(map: Readonly<Record<string, From>>, change: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value)]))
}
