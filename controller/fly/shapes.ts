import type { Goal } from './fly.ts'
import { anyTextOf, arrayFrom, type Fields, recordFrom, textOf, Unexpected, withoutNulls } from './reading.ts'
import type { App, Lease, Machine, MachineState, OrgMachine, OrgMachinesPage } from './wire.ts'

/**
 * Fly's answers at the door: checked as far as we rely on them. What may be missing may be missing, fields and states
 * that we do not know are kept. One bad element spoils a list, since a Machine that is left out would look destroyed.
 */

/** The App; of this name, when one was asked for. */
export function appFrom(value: unknown, name?: string): App {
  const app = recordFrom(value, 'an app')
  textOf(app, 'id')
  textOf(app, 'status')
  if (textOf(app, 'name') !== name && name !== undefined) throw new Unexpected(`it is about another app, ${app.name}`)
  textOf(recordFrom(app.organization, 'an organization'), 'slug')
  // Left out when it is the organisation's own. Source: superfly/docs, networking/custom-private-networks
  const network =
    app.network === undefined || app.network === null || app.network === '' ? 'default' : textOf(app, 'network')
  return { ...app, network } as unknown as App
}

export function appsFrom(value: unknown): readonly App[] {
  return arrayFrom(recordFrom(value, 'a list of apps').apps, 'apps').map((app) => appFrom(app))
}

/** The Machine; with this id or name, when one was asked for. */
export function machineFrom(value: unknown, asked: { readonly id?: string; readonly name?: string } = {}): Machine {
  const machine = machineFields(value)
  if (asked.id !== undefined && machine.id !== asked.id) {
    throw new Unexpected(`it is about another Machine, ${machine.id}`)
  }
  if (asked.name !== undefined && machine.name !== asked.name) {
    throw new Unexpected(`it is about another Machine, ${machine.name}`)
  }
  for (const part of ['incomplete_config', 'image_ref']) {
    if (machine[part] !== undefined) recordFrom(machine[part], part)
  }
  for (const part of ['events', 'checks']) {
    for (const each of arrayFrom(machine[part] ?? [], part)) recordFrom(each, `a list of ${part}`)
  }
  return machine as unknown as Machine
}

export function machinesFrom(value: unknown): readonly Machine[] {
  return arrayFrom(value, 'Machines').map((machine) => machineFrom(machine))
}

export function orgMachinesPageFrom(value: unknown): OrgMachinesPage {
  const page = withoutNulls(recordFrom(value, 'a page of Machines'))
  // Fly's server is written in Go, where an empty list may be sent as null; a page without the field is no page.
  if (!('machines' in (value as object))) throw new Unexpected('it has no machines')
  const machines = arrayFrom(page.machines ?? [], 'machines').map(orgMachineFrom)
  const regions = arrayFrom(page.error_regions ?? [], 'error_regions')
  if (regions.some((region) => typeof region !== 'string')) throw new Unexpected('its error_regions are no regions')
  for (const key of ['last_machine_id', 'last_updated_at', 'next_cursor'])
    if (page[key] !== undefined) anyTextOf(page, key)
  return { ...page, machines, error_regions: regions } as unknown as OrgMachinesPage
}

function orgMachineFrom(value: unknown): OrgMachine {
  const machine = machineFields(value)
  textOf(machine, 'app_name')
  return machine as unknown as OrgMachine
}

/** Wrapped as `{status, data}` on the wire, flat in Fly's OpenAPI document. */
export function leaseFrom(value: unknown): Lease {
  const answer = recordFrom(value, 'a lease')
  const lease = answer.data === undefined ? answer : recordFrom(answer.data, 'a lease')
  // It goes into a header.
  if (!/^[\x21-\x7e]+$/.test(textOf(lease, 'nonce'))) throw new Unexpected('its nonce is not one')
  if (typeof lease.expires_at !== 'number') throw new Unexpected('it has no expires_at')
  return { owner: '', ...withoutNulls(lease) } as unknown as Lease
}

/** The state that a wait has seen. `undefined` from older servers, which say only `ok`. */
export function waitedFrom(value: unknown, goal: Goal): MachineState | undefined {
  const { ok, state, version } = withoutNulls(recordFrom(value, 'the end of a wait'))
  if (ok === false) throw new Unexpected('it says that it is not ok')
  if (version !== undefined && goal.version !== undefined && version !== goal.version) {
    throw new Unexpected(`it is about another version, ${version}`)
  }
  if (state === undefined) return undefined
  if (typeof state !== 'string') throw new Unexpected('its state is none')
  const isMeant = goal.states.some((wanted) => wanted === state || wanted === 'settled')
  if (!isMeant) throw new Unexpected(`nobody waited for ${state}`)
  return state
}

/** The answer to a deed that returns nothing of interest: empty, or JSON that does not deny it. */
export function nothingFrom(value: unknown): void {
  if (typeof value === 'object' && value !== null && 'ok' in value && value.ok === false) {
    throw new Unexpected('it says that it is not ok')
  }
}

/** What a Machine has in every list. */
function machineFields(value: unknown): Fields {
  const given = withoutNulls(recordFrom(value, 'a Machine'))
  for (const key of ['id', 'name', 'state', 'region', 'created_at', 'updated_at']) textOf(given, key)
  if (given.config !== undefined) recordFrom(given.config, 'a config')
  return { ...given, instance_id: versionOf(given) }
}

/** Called `version` in some answers, `instance_id` in others, both in most. */
function versionOf(machine: Fields): string {
  return machine.instance_id ? textOf(machine, 'instance_id') : textOf(machine, 'version')
}
