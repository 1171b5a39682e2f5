import type { AppSecret } from '../../controller/fly/wire-secrets.ts'
import { appOf, type Premises } from '../premises.ts'
import { isObject } from '../read-shape.ts'
import { isoSeconds, refuse, unauthorized } from '../refusal.ts'
import { type Ask, flag, optional, type Reply, type Route } from '../routes.ts'
import { type Secret, type SecretSet, seenSecrets, writeSecrets } from './secret-rows.ts'

/** The secrets of an app. Writing them touches no Machine: each gets them when it starts. */
export function secretRoutes(premises: Premises): readonly Route[] {
  const { truth } = premises

  function list(ask: Ask): Reply {
    const set = readableSet(premises, ask)
    const isShown = mayShow(ask)
    const secrets = Object.entries(set.secrets).map(([name, secret]) => secretView(name, secret, isShown))
    return { status: 200, body: secrets.length === 0 ? {} : { secrets } }
  }

  /** All or nothing. `null` removes, also what is not there. */
  function write(ask: Ask): Reply {
    const app = appOf(premises, ask)
    const { values } = ask.body()
    if (!isObject(values)) throw refuse(400, 'invalid_argument: values is required')
    for (const [name, value] of Object.entries(values)) {
      mustBeName(name)
      if (value !== null && typeof value !== 'string') {
        throw refuse(400, `invalid_argument: the value of ${name} is not a string`)
      }
    }
    const changes = Object.entries(values).map(([name, value]) => [name, value ?? undefined] as const)
    const set = writeSecrets(premises, app.name, Object.fromEntries(changes) as Record<string, string | undefined>)
    const secrets = Object.entries(set.secrets).map(([name, secret]) => secretView(name, secret, false))
    return { status: 200, body: { secrets, ...versionView(set) } }
  }

  function read(ask: Ask): Reply {
    const set = readableSet(premises, ask)
    const secret = secretCalled(set, nameOf(ask))
    return { status: 200, body: secretView(nameOf(ask), secret, mayShow(ask)) }
  }

  function set(ask: Ask): Reply {
    const app = appOf(premises, ask)
    const name = nameOf(ask)
    mustBeName(name)
    const value = optional(ask.body(), 'value', 'string')
    if (value === undefined) throw refuse(400, 'invalid_argument: value is required')
    const written = writeSecrets(premises, app.name, { [name]: value })
    const view = secretView(name, secretCalled(written, name), false)
    return { status: 201, body: { ...view, ...versionView(written) } }
  }

  function remove(ask: Ask): Reply {
    const app = appOf(premises, ask)
    secretCalled(truth.tables.secrets.get(app.name)?.sets[0], nameOf(ask))
    const written = writeSecrets(premises, app.name, { [nameOf(ask)]: undefined })
    return { status: 200, body: versionView(written) }
  }

  /** Values are for the app's own Machines. Source: Fly's OpenAPI document names the parameter, nobody who may use it */
  function mayShow({ query, caller, params }: Ask): boolean {
    if (!flag(query, 'show_secrets')) return false
    const machine = caller.machineId === undefined ? undefined : truth.machine(caller.machineId)
    if (machine === undefined || machine.app !== params.app) throw unauthorized()
    return true
  }

  const many = { path: '/v1/apps/:app/secrets', countedBy: 'app' } as const
  const one = { path: '/v1/apps/:app/secrets/:name', countedBy: 'app' } as const
  return [
    { ...many, method: 'GET', action: 'list-secrets', isDeed: false, answer: list },
    { ...many, method: 'POST', action: 'set-secrets', isDeed: true, answer: write },
    { ...one, method: 'GET', action: 'get-secret', isDeed: false, answer: read },
    { ...one, method: 'POST', action: 'set-secret', isDeed: true, answer: set },
    { ...one, method: 'DELETE', action: 'delete-secret', isDeed: true, answer: remove },
  ]
}

/** What is seen by now; a Refusal when that is older than what is asked for. */
function readableSet(premises: Premises, ask: Ask): SecretSet {
  const set = seenSecrets(premises.truth, appOf(premises, ask).name)
  mustBeAsNewAs(set, leastVersionIn(ask))
  return set
}

/** The document says `min_version`, the official client sends `version`. Source: superfly/fly-go, flaps_secrets.go */
export function leastVersionIn({ query }: Ask): number {
  const text = query.get('min_version') || query.get('version') || '0'
  if (!/^\d{1,15}$/.test(text)) throw refuse(400, 'invalid_argument: invalid min_version')
  return Number(text)
}

/** These words have been seen for Machines. */
export function mustBeAsNewAs({ version }: SecretSet, least: number): void {
  if (version < least) throw refuse(412, `min_secrets_version ${least} is not yet available on this app`)
}

export function versionView({ version }: Pick<SecretSet, 'version'>): {
  readonly version: number
  readonly Version: number
} {
  return { version, Version: version }
}

/** Names of environment variables; seen live: no hyphens. */
export function mustBeName(name: string): void {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) throw refuse(400, `invalid_argument: invalid secret name '${name}'`)
}

function secretCalled(set: SecretSet | undefined, name: string): Secret {
  const secret = set !== undefined && Object.hasOwn(set.secrets, name) ? set.secrets[name] : undefined
  if (secret === undefined) throw refuse(404, 'secret not found')
  return secret
}

export function secretView(name: string, secret: Secret, isShown: boolean): AppSecret & { readonly value?: string } {
  const { value, digest, createdAt, updatedAt } = secret
  return {
    name,
    digest,
    ...(isShown && { value }),
    created_at: isoSeconds(createdAt),
    updated_at: isoSeconds(updatedAt),
  }
}

function nameOf({ params }: Ask): string {
  return params.name ?? ''
}
