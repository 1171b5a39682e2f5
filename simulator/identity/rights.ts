import type { Caller } from '../callers.ts'
import { type Ask, parseBody, type Route } from '../routes.ts'
import type { Truth } from '../truth.ts'
import { type Access, actions } from './access.ts'
import { judge } from './caveats.ts'
import { appNumber } from './mint.ts'
import { organizationNumber } from './organizations.ts'

/** Whether all that the caller's token says lets him. A plain token says nothing and may do everything at home. */
export function mayCall(caller: Caller, access: Access): boolean {
  return caller.caveats.every((caveat) => judge(caveat, withSource(caller, access)) === 'allowed')
}

/** What a request is about to do. `undefined` when it needs no more than a good token, or its route judges by itself. */
export function accessOf(
  route: Route,
  { params, query, method }: Omit<Ask, 'caller'>,
  text: string,
  truth: Truth,
): Access | undefined {
  if (!route.path.startsWith('/v1/apps') && !route.path.startsWith('/v1/orgs')) return undefined
  const app = truth.app(params.app ?? '')
  const slug = params.organization ?? app?.organization ?? query.get('org_slug') ?? textIn(text, 'org_slug')
  const [, , , , thing, , part] = route.path.split('/')
  const action = actionOf(route.action, method)
  return {
    action,
    organization: organizationNumber(slug ?? ''),
    // An app that is still to be made has no number yet. Source: superfly/macaroon, resset/action.go
    app: app ? appNumber(app) : route.action === 'create-app' ? 0 : undefined,
    machine: thing === 'machines' ? params.id : undefined,
    volume: thing === 'volumes' ? params.volume : undefined,
    // Fly keeps them for the app's Machines; what a Machine's own rights are to them is not written down.
    isForMachines: (thing === 'secrets' || thing === 'secretkeys') && !route.isDeed,
    machineFeature: thing === 'machines' && part === 'metadata' ? 'metadata' : undefined,
    command: part === 'exec' ? commandIn(text) : undefined,
  }
}

function withSource({ source }: Caller, access: Access): Access {
  if (source === undefined) return access
  const { machineId, app, organization } = source
  const machine = access.machine ?? (access.isForMachines ? machineId : undefined)
  return { ...access, machine, sourceMachine: machineId, sourceApp: app, sourceOrganization: organization }
}

function actionOf(word: string, method: string): number {
  if (method === 'GET') return actions.read
  if (controlling.test(word)) return actions.control
  if (word.startsWith('create-')) return actions.create
  return /^(delete|destroy)-(app|machine|volume)$/.test(word) ? actions.delete : actions.write
}

const controlling = /^(start|stop|suspend|restart|signal|cordon|uncordon|exec)-machine$/

function commandIn(text: string): readonly string[] {
  const { command, cmd } = fieldsIn(text)
  if (Array.isArray(command)) return command.map(String)
  return typeof cmd === 'string' ? cmd.split(' ') : []
}

function textIn(text: string, field: string): string | undefined {
  const value = fieldsIn(text)[field]
  return typeof value === 'string' ? value : undefined
}

/** Bodies that are none are refused by their routes. */
function fieldsIn(text: string): Readonly<Record<string, unknown>> {
  try {
    return parseBody(text)
  } catch {
    return {}
  }
}
