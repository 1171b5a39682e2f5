import type { MachineConfig } from '../controller/fly/wire.ts'
import { refuse } from './refusal.ts'

/**
 * What of a config has to be right beyond its shape, for what Artifact does not use itself. Throws a Refusal, of which
 * only the form is known. Source of the rules: superfly/docs, machines-resource; Fly's OpenAPI document
 */
export function checkRareFields(config: Partial<MachineConfig>): void {
  const { metrics, statics = [], standbys = [], rootfs, cache_drive, guest, spot, volumes = [] } = config as RareFields
  if (metrics !== undefined && !isPort(metrics.port)) throw refuse(400, 'invalid metrics: port is required')
  for (const { guest_path, url_prefix } of statics) {
    if (!guest_path || !url_prefix) throw refuse(400, 'invalid statics: guest_path and url_prefix are required')
  }
  // A standby is started when a host is lost; behind a service the proxy does that.
  if (standbys.length > 0 && (config.services ?? []).length > 0) {
    throw refuse(400, 'invalid standbys: a machine with services cannot be a standby')
  }
  if (rootfs?.persist !== undefined && !persistences.has(rootfs.persist)) {
    throw refuse(400, `invalid rootfs persist '${rootfs.persist}'`)
  }
  if ((rootfs?.size_gb ?? 1) < 1) throw refuse(400, 'invalid rootfs size_gb')
  if ((cache_drive?.size_mb ?? 1) < 1) throw refuse(400, 'invalid cache_drive size_mb')
  if ((guest?.max_memory_mb ?? guest?.memory_mb ?? 0) < (guest?.memory_mb ?? 0)) {
    throw refuse(400, 'invalid guest max_memory_mb: less than memory_mb')
  }
  if (guest?.persist_rootfs !== undefined && !persistences.has(guest.persist_rootfs)) {
    throw refuse(400, `invalid guest persist_rootfs '${guest.persist_rootfs}'`)
  }
  const { max_price_fraction: fraction = 1 } = spot ?? {}
  if (fraction <= 0 || fraction > 1) throw refuse(400, 'invalid spot max_price_fraction: must be in (0, 1]')
  for (const { name, temp_dir } of volumes) {
    if (!name) throw refuse(400, 'invalid volumes: name is required')
    const { storage_type: kind = 'disk' } = temp_dir ?? {}
    if (kind !== 'disk' && kind !== 'memory') throw refuse(400, `invalid volumes: storage_type '${kind}'`)
  }
}

/** The Machines for which this one stands by. */
export function standbysOf(config: Partial<MachineConfig>): readonly string[] {
  return (config as RareFields).standbys ?? []
}

type RareFields = {
  readonly metrics?: { readonly port?: number }
  readonly statics?: readonly { readonly guest_path?: string; readonly url_prefix?: string }[]
  readonly standbys?: readonly string[]
  readonly rootfs?: { readonly persist?: string; readonly size_gb?: number }
  readonly cache_drive?: { readonly size_mb?: number }
  readonly guest?: { readonly memory_mb?: number; readonly max_memory_mb?: number; readonly persist_rootfs?: string }
  readonly spot?: { readonly max_price_fraction?: number }
  readonly volumes?: readonly { readonly name?: string; readonly temp_dir?: { readonly storage_type?: string } }[]
}

function isPort(port: number | undefined): boolean {
  return port !== undefined && port >= 1 && port <= 65_535
}

const persistences: ReadonlySet<string> = new Set(['never', 'restart', 'always'])
