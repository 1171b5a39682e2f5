import type { Check, Guest, MachineCheck, MachineConfig, Service } from '../controller/fly/wire.ts'
import { checkRareFields } from './config-rules.ts'
import { configShape, guestShape } from './config-shape.ts'
import { checkContainers, containersOf } from './containers.ts'
import { parseDuration } from './durations.ts'
import { longestGraceMs, stopSignals } from './farewell.ts'
import { isObject, readShape } from './read-shape.ts'
import { refuse } from './refusal.ts'

/**
 * A config that was sent, in the form in which Fly gives it back; or a Refusal. Of many texts only the form is known:
 * they begin with `invalid`, and their status is 400 or 422.
 */
export function readConfig(sent: unknown): MachineConfig {
  if (!isObject(sent)) throw refuse(400, 'invalid_argument: config is required')
  const read = readShape(configShape, sent, 'config') as Partial<MachineConfig> & Unmodelled
  const { size, ...config } = read
  const containers = containersOf(config)
  checkContainers(containers)
  // With containers the Machine's own image is that of the first one, where none is named. Whether Fly does so is not known.
  const image = config.image ?? containers[0]?.image
  if (image === undefined) throw refuse(400, 'invalid config: image is required')
  const guest = guestFrom(config.guest, size)
  checkRunning(config)
  checkRareFields(config)
  checkMounts(config.mounts)
  const services = config.services?.map(readService)
  for (const check of Object.values(config.checks ?? {})) validateMachineCheck(check)
  return { ...config, image, guest, ...(services && { services }) }
}

type Unmodelled = { readonly size?: string }

/** A guest by itself; or a Refusal. */
export function readGuest(sent: unknown, path: string): Guest {
  return guestFrom(readShape(guestShape, sent, path) as Partial<Guest> | undefined, undefined)
}

/** Source: superfly/fly-go, machine_types.go; superfly/docs, machine sizes */
function guestFrom(guest: Partial<Guest> | undefined, size: string | undefined): Guest {
  if (guest !== undefined && size !== undefined) throw refuse(400, 'invalid config: guest and size are exclusive')
  if (size !== undefined) return guestOfSize(size)
  const { cpu_kind = 'shared', cpus = 1, memory_mb, ...rest } = guest ?? {}
  const rule = Object.hasOwn(guestRules, cpu_kind) ? guestRules[cpu_kind as keyof typeof guestRules] : undefined
  if (rule === undefined) throw refuse(400, `invalid guest cpu_kind '${cpu_kind}'`)
  if (!rule.cpus.includes(cpus)) throw refuse(422, `invalid number of CPUs ${cpus} for cpu_kind ${cpu_kind}`)
  const memory = memory_mb ?? cpus * rule.leastMb
  if (memory < cpus * rule.leastMb || memory > cpus * rule.mostMb || memory % rule.stepMb !== 0) {
    throw refuse(422, `invalid memory size ${memory} for ${cpu_kind} with ${cpus} CPUs`)
  }
  return { cpu_kind, cpus, memory_mb: memory, ...rest }
}

function guestOfSize(size: string): Guest {
  const [, kind, cpus] = /^(shared-cpu|performance)-(\d+)x$/.exec(size) ?? []
  if (kind === undefined) throw refuse(400, `invalid machine size '${size}'`)
  return guestFrom({ cpu_kind: kind === 'performance' ? kind : 'shared', cpus: Number(cpus) }, undefined)
}

function checkRunning({ restart, schedule, stop_config, files = [] }: Partial<MachineConfig>): void {
  if (restart?.policy !== undefined && !policies.has(restart.policy)) {
    throw refuse(400, `invalid restart policy '${restart.policy}'`)
  }
  if (schedule !== undefined && !schedules.has(schedule)) throw refuse(400, `invalid schedule '${schedule}'`)
  const { signal, timeout } = stop_config ?? {}
  if (signal !== undefined && !stopSignals.has(signal)) throw refuse(400, `invalid stop signal '${signal}'`)
  if (timeout !== undefined && (parseDuration(timeout) ?? 0) > longestGraceMs) {
    throw refuse(400, 'invalid stop timeout: must not be longer than 5m0s')
  }
  for (const { guest_path = '', raw_value = '' } of files) {
    if (!guest_path.startsWith('/')) throw refuse(400, `invalid file: guest_path '${guest_path}' is not absolute`)
    if (!/^[A-Za-z0-9+/]*={0,2}$/.test(raw_value) || raw_value.length % 4 !== 0) {
      throw refuse(400, `invalid file: raw_value of '${guest_path}' is not base64`)
    }
  }
}

/** Source: superfly/docs, volumes/overview */
function checkMounts(mounts: MachineConfig['mounts'] = []): void {
  if (mounts.length > 1) throw refuse(400, 'invalid config: only one volume can be mounted')
  for (const { path, volume, name, extend_threshold_percent: threshold, add_size_gb: added } of mounts) {
    if (!path?.startsWith('/')) throw refuse(400, `invalid mount: path '${path ?? ''}' is not absolute`)
    if (volume === undefined && name === undefined) throw refuse(400, 'invalid mount: volume or name is required')
    if (threshold !== undefined && added === undefined) {
      throw refuse(400, 'invalid mount: add_size_gb is required with extend_threshold_percent')
    }
  }
}

function readService(service: Service): Service {
  if (service.protocol !== 'tcp' && service.protocol !== 'udp') throw refuse(400, 'invalid service protocol')
  if (!isPort(service.internal_port)) throw refuse(400, 'invalid service internal_port')
  for (const { port, start_port, end_port, handlers = [], force_https } of service.ports ?? []) {
    const isRange = port === undefined
    if (isRange ? !isPort(start_port) || !isPort(end_port) : !isPort(port)) throw refuse(400, 'invalid service port')
    const unknown = handlers.find((handler) => !knownHandlers.has(handler))
    if (unknown !== undefined) throw refuse(400, `invalid service handler '${unknown}'`)
    // Source: superfly/docs, networking/services
    if (force_https && !handlers.includes('http')) throw refuse(400, 'force_https is only valid with the http handler')
  }
  const { type = 'connections' } = service.concurrency ?? {}
  if (type !== 'connections' && type !== 'requests') throw refuse(400, `invalid concurrency type '${type}'`)
  if (service.checks === undefined) return service
  return { ...service, checks: service.checks.map(clampInterval) }
}

/** Seen live: a longer interval of a service's check is read back as a minute. */
function clampInterval(check: Check): Check {
  validateCheck(check)
  return (parseDuration(check.interval ?? '0') ?? 0) > 60_000 ? { ...check, interval: '1m0s' } : check
}

function validateMachineCheck(check: MachineCheck): void {
  validateCheck(check)
  const { kind = 'informational' } = check
  if (kind !== 'informational' && kind !== 'readiness') throw refuse(400, `invalid check kind '${kind}'`)
}

function validateCheck({ type }: Check): void {
  if (type !== 'tcp' && type !== 'http') throw refuse(400, `invalid check type '${type}'`)
}

function isPort(port: number | undefined): boolean {
  return port !== undefined && port >= 1 && port <= 65_535
}

const guestRules = {
  shared: { cpus: [1, 2, 4, 6, 8], leastMb: 256, mostMb: 2_048, stepMb: 256 },
  performance: {
    cpus: [1, 2, 4, 6, 8, 10, 12, 14, 16, 32, 64, 128],
    leastMb: 2_048,
    mostMb: 8_192,
    stepMb: 1_024,
  },
}
const policies: ReadonlySet<string> = new Set(['no', 'always', 'on-failure', 'spot-price'])
const schedules: ReadonlySet<string> = new Set(['hourly', 'daily', 'weekly', 'monthly'])
const knownHandlers: ReadonlySet<string> = new Set(['http', 'tls', 'pg_tls', 'proxy_proto', 'edge_http'])
