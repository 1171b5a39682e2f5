import { isObject } from '../read-shape.ts'
import { refuse } from '../refusal.ts'
import type { Truth } from '../truth.ts'
import { type Access, actionOf, actionText } from './access.ts'
import { appNumber } from './mint.ts'
import { organizationNumber } from './organizations.ts'

/**
 * The access that `/v1/tokens/authorize` is asked about, by names; Fly finds the numbers, and what belongs to what. It
 * must be one action on one thing. Source: superfly/macaroon, flyio/machinesapi/machinesapi.go and flyio/access.go
 */
export function readAccess(asked: unknown, truth: Truth): { readonly access: Access; readonly view: object } {
  if (!isObject(asked)) throw refuse(400, 'invalid_argument: access is required')
  const text = (field: string): string | undefined => {
    const value = asked[field]
    if (value === undefined || value === null) return undefined
    if (typeof value !== 'string') throw refuse(400, `invalid_argument: json: cannot unmarshal ${field} into a string`)
    return value
  }
  const action = actionOf(text('action') ?? '')
  if (action === undefined) throw refuse(400, `invalid_argument: invalid action '${text('action')}'`)

  const machine = text('machine_id')
  const appOfMachine = machine === undefined ? undefined : truth.machine(machine)?.app
  if (machine !== undefined && appOfMachine === undefined) throw refuse(400, 'machine not found')
  const appName = text('app_name') ?? appOfMachine
  const app = appName === undefined ? undefined : truth.app(appName)
  if (appName !== undefined && app === undefined) throw refuse(400, 'app not found')
  if (appOfMachine !== undefined && app?.name !== appOfMachine) throw refuse(400, 'machine not found')
  const slug = text('org_slug') ?? app?.organization
  if (slug === undefined) throw refuse(400, 'invalid_argument: resource unspecified: org')
  if (app !== undefined && app.organization !== slug) throw refuse(400, 'app not found')

  const feature = text('org_feature')
  const storageObject = text('storage_object')
  const volume = text('volume_id')
  const appFeature = text('app_feature')
  const machineFeature = text('machine_feature')
  const command = wordsIn(asked.command)
  atMostOne([app?.name, feature, storageObject])
  atMostOne([machine, volume, appFeature])
  atMostOne([machineFeature, command])
  if (app === undefined && (volume ?? appFeature) !== undefined) throw unspecified('app')
  if (machine === undefined && (machineFeature ?? command) !== undefined) throw unspecified('machine')

  const access: Access = {
    action,
    organization: organizationNumber(slug),
    app: app && appNumber(app),
    machine,
    volume,
    feature,
    appFeature,
    machineFeature,
    mutation: text('mutation'),
    command,
    storageObject,
    sourceMachine: text('source_machine'),
  }
  return { access, view: accessView(access) }
}

/** As `flyio.Access` goes over the wire; what is not named is left out. */
function accessView(access: Access): object {
  const { action, organization, app, machine, volume, feature, mutation, command, sourceMachine } = access
  return {
    action: actionText(action),
    orgid: organization,
    appid: app,
    machine,
    volume,
    feature,
    app_feature: access.appFeature,
    machine_feature: access.machineFeature,
    mutation,
    command,
    storage_object: access.storageObject,
    sourceMachine,
  }
}

function wordsIn(value: unknown): readonly string[] | undefined {
  if (value === undefined || value === null) return undefined
  if (!Array.isArray(value) || !value.every((word) => typeof word === 'string')) {
    throw refuse(400, 'invalid_argument: json: cannot unmarshal command into a list of strings')
  }
  return value
}

function atMostOne(things: readonly unknown[]): void {
  if (things.filter((thing) => thing !== undefined).length > 1) {
    throw refuse(400, 'invalid_argument: resources are mutually exclusive')
  }
}

function unspecified(what: string) {
  return refuse(400, `invalid_argument: resource unspecified: ${what}`)
}
