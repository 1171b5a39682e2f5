import { joinNetwork } from './networks.ts'
import { appOf, type Premises } from './premises.ts'
import * as refusal from './refusal.ts'
import { type Ask, optional, type Reply, type Route } from './routes.ts'
import { type AppRow, isDestroyed } from './rows.ts'
import { appView } from './views.ts'
import { isDeleted } from './volumes/volume.ts'

/** Apps: one namespace for all organisations, of which only one's own can be seen. */
export function appRoutes(premises: Premises): readonly Route[] {
  const { truth, laws, faults } = premises

  function view(app: AppRow): object {
    const machines = [...truth.machines(app.name)].filter((machine) => !isDestroyed(machine)).length
    const volumes = [...truth.tables.volume.of(app.name)].filter((volume) => !isDeleted(volume)).length
    return appView(app, { machines, volumes })
  }

  function list({ query, caller: { organization, app: only } }: Ask): Reply {
    const slug = query.get('org_slug')
    if (!slug) throw refusal.refuse(400, 'invalid_argument: org_slug is required')
    if (slug !== organization || only !== undefined) throw refusal.unauthorized()
    if (faults.areListsEmpty()) {
      faults.count('empty lists')
      return { status: 200, body: { total_apps: 0, apps: [] } }
    }
    const apps = [...truth.apps()].filter((app) => app.organization === organization && app.visibleAt <= laws.now())
    return { status: 200, body: { total_apps: apps.length, apps: apps.map(view) } }
  }

  function create({ body, caller: { organization, app: only } }: Ask): Reply {
    const asked = body()
    // Both are in use. Source: superfly/docs, and Fly's OpenAPI document
    const name = optional(asked, 'name', 'string') ?? optional(asked, 'app_name', 'string') ?? ''
    const slug = optional(asked, 'org_slug', 'string') ?? ''
    const network = optional(asked, 'network', 'string') || 'default'
    if (slug === '') throw refusal.refuse(400, 'invalid_argument: org_slug is required')
    if (slug !== organization || only !== undefined) throw refusal.unauthorized()
    const app = createApp(premises, { name, organization, network })
    return { status: 201, body: { id: app.id, created_at: app.createdAt } }
  }

  return [
    { method: 'GET', path: '/v1/apps', action: 'list-apps', countedBy: 'organization', isDeed: false, answer: list },
    { method: 'POST', path: '/v1/apps', action: 'create-app', countedBy: 'organization', isDeed: true, answer: create },
    {
      method: 'GET',
      path: '/v1/apps/:app',
      action: 'get-app',
      countedBy: 'app',
      isDeed: false,
      answer: (ask) => ({ status: 200, body: view(appOf(premises, ask)) }),
    },
    {
      method: 'DELETE',
      path: '/v1/apps/:app',
      action: 'delete-app',
      countedBy: 'app',
      isDeed: true,
      answer(ask) {
        deleteApp(premises, appOf(premises, ask))
        return { status: 202 }
      },
    },
  ]
}

/** A Refusal when there may be none of that name. */
export function createApp(
  premises: Premises,
  given: Pick<AppRow, 'name' | 'organization' | 'network' | 'launchableAt'>,
): AppRow {
  const { truth, laws } = premises
  if (!/^[a-z0-9-]{1,63}$/.test(given.name)) throw refusal.badAppName()
  if (!/^[A-Za-z][A-Za-z0-9-]*$/.test(given.network)) {
    throw refusal.refuse(422, 'Validation failed: Network is invalid')
  }
  const other = truth.app(given.name)
  // One that is not seen everywhere yet is noticed only by the database. Source: superfly/fly-go, flaps_error.go
  if (other !== undefined) throw other.visibleAt > laws.now() ? refusal.appNameRaced() : refusal.appNameTaken()
  const app = newApp(premises, { ...given, visibleAt: laws.now() + laws.delay('appVisible') })
  truth.putApp(app)
  return app
}

/** Taken note of; it happens some seconds later, and takes along what is in the app by then. */
export function deleteApp({ truth, laws }: Premises, app: AppRow): void {
  if (app.goneAt === undefined) truth.putApp({ ...app, goneAt: laws.now() + laws.delay('appDelete') })
}

export function newApp(
  { truth, laws }: Pick<Premises, 'truth' | 'laws'>,
  app: Pick<AppRow, 'name' | 'organization' | 'network' | 'visibleAt' | 'launchableAt'>,
): AppRow {
  joinNetwork(truth, app.organization, app.network)
  const nth = truth.nextNth()
  return {
    nth,
    id: `app_${laws.nonce()}`,
    ...app,
    status: 'pending',
    createdAt: laws.now(),
    goneAt: undefined,
  }
}
