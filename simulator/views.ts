import type { App, Machine, OrgMachine } from '../controller/fly/wire.ts'
import { checksShown } from './checks.ts'
import { containerStatuses } from './containers.ts'
import { appNumber } from './identity/mint.ts'
import { isoSeconds } from './refusal.ts'
import type { AppRow, MachineRow } from './rows.ts'

/** What goes over the wire of an app. */
export function appView(
  app: AppRow,
  counts: { readonly machines: number; readonly volumes: number },
): App & Required<Pick<App, 'internal_numeric_id'>> & { readonly volume_count: number } {
  const { id, name, network, status, organization } = app
  return {
    id,
    internal_numeric_id: appNumber(app),
    name,
    network,
    status,
    organization: { name: organization, slug: organization },
    machine_count: counts.machines,
    volume_count: counts.volumes,
  }
}

/** A Machine as read by itself, and in its app's list. Without its config where the host is not reached. */
export function machineView(row: MachineRow): Machine {
  const isReached = row.hostStatus === 'ok'
  const containers = containerStatuses(row.config, row.state)
  const checks = checksShown(row)
  return {
    id: row.id,
    name: row.name,
    state: row.state,
    region: row.region,
    instance_id: row.instanceId,
    private_ip: row.privateIp,
    ...(isReached ? { config: row.config } : { incomplete_config: { image: row.config.image } }),
    image_ref: row.image,
    created_at: isoSeconds(row.createdAt),
    updated_at: isoSeconds(row.updatedAt),
    events: row.events.slice(0, mostEvents),
    ...(checks.length > 0 && { checks }),
    host_status: row.hostStatus,
    ...(row.cordoned && { cordoned: true }),
    ...(containers.length > 0 && { containers }),
  }
}

/** `summary=true`: without config, events and checks. */
export function machineSummary(row: MachineRow): Machine {
  const {
    config: _config,
    incomplete_config: _incomplete,
    events: _events,
    checks: _checks,
    ...rest
  } = machineView(row)
  return rest
}

/** A Machine in the organisation's list. `instance_id` is the older word for `version`. */
export function orgMachineView(row: MachineRow, isSummary: boolean): OrgMachine & { readonly version: string } {
  const { guest, image, metadata } = row.config
  const config = { ...(guest && { guest }), image, ...(metadata && { metadata }) }
  return {
    app_name: row.app,
    id: row.id,
    name: row.name,
    region: row.region,
    state: row.state,
    version: row.instanceId,
    instance_id: row.instanceId,
    private_ip: row.privateIp,
    created_at: isoSeconds(row.createdAt),
    updated_at: isoSeconds(row.updatedAt),
    ...(!isSummary && { config }),
  }
}

const mostEvents = 20
