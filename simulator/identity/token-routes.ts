import type { Caller } from '../callers.ts'
import { parseDuration } from '../durations.ts'
import { appOf, type Premises } from '../premises.ts'
import { refuse, unauthorized } from '../refusal.ts'
import { type Ask, optional, type Reply, type Route } from '../routes.ts'
import { actions } from './access.ts'
import { readAccess } from './asked-access.ts'
import { caveatsView } from './caveat-view.ts'
import { judge, kinds, only } from './caveats.ts'
import { attenuate, mint, nonceOf, secretsLocation, tokenOf } from './macaroon.ts'
import type { Verified } from './macaroon-reader.ts'
import { appNumber } from './mint.ts'
import { organizationNumber } from './organizations.ts'
import { mayCall } from './rights.ts'

/** What tokens say, and the tokens that an app or a Machine can ask for. */
export function tokenRoutes(premises: Premises): readonly Route[] {
  const { truth, laws, callers } = premises

  /** Source: Fly's OpenAPI document, `main.tokenInfo` */
  function info({ owner, organization, caveats, token, user, machineId, source }: Caller): object {
    return {
      token_id: owner.split('@')[0],
      org_slug: organization,
      organization: truth.tables.organization.get(organization)?.name ?? organization,
      ...(caveats.some(({ type }) => type === kinds.Apps) && { apps: appsOf(caveats) }),
      ...(token?.profile === 'user' && { user }),
      ...(machineId !== undefined && { restricted_to_machine: machineId }),
      ...(source !== undefined && { source_machine_id: source.machineId }),
    }
  }

  function appsOf(caveats: Caller['caveats']): readonly string[] {
    const sets = caveats.filter(({ type }) => type === kinds.Apps)
    const isIn = (app: number) =>
      sets.every((set) => judge(set, { action: actions.none, organization: 0, app }) === 'allowed')
    return [...truth.apps()].filter((app) => isIn(appNumber(app))).map(({ name }) => name)
  }

  function authenticate({ body }: Ask): Reply {
    const header = optional(body(), 'header', 'string') ?? ''
    return { status: 200, body: verified(header).map(verifiedView) }
  }

  /** Lets a service look whether somebody else's token is good for something, without using it. */
  function authorize({ body }: Ask): Reply {
    const { header, access: asked } = body()
    const tokens = verified(typeof header === 'string' ? header : '')
    const { access, view } = readAccess(asked, truth)
    if (tokens.length === 0) throw refuse(400, 'invalid token')
    const good = tokens.find(({ caller }) => mayCall({ ...caller, source: undefined }, access))
    if (good === undefined) throw unauthorized()
    return { status: 200, body: { access: view, verified_token: verifiedView(good) } }
  }

  function verified(header: string): readonly Verified[] {
    const tokens = callers.verify(header)
    if (tokens === undefined) throw refuse(400, 'invalid_argument: the header has no token of the form FlyV1 fm2_…')
    return tokens
  }

  /** Good for what the app is, and no longer than is asked for. */
  function deployToken(ask: Ask): Reply {
    const app = appOf(premises, ask)
    const expiry = optional(ask.body(), 'expiry', 'string')
    const expiresInMs = expiry === undefined ? usualDeployTokenMs : parseDuration(expiry)
    if (!expiresInMs) throw refuse(400, `invalid_argument: invalid expiry '${expiry}'`)
    const wish = { name: 'deploy token', organization: app.organization, profile: 'deploy', app, expiresInMs } as const
    return { status: 200, body: { token: premises.mint.issue({ ...wish, user: ask.caller.user }).token } }
  }

  /** A token for the service that keeps keys; only for a Machine that asks by itself. */
  function kmsToken({ caller }: Ask): Reply {
    const machine = truth.machine(caller.source?.machineId ?? '')
    const app = machine && truth.app(machine.app)
    if (machine === undefined || app === undefined) throw unauthorized()
    const organization = organizationNumber(app.organization)
    const access = { action: actions.read, organization, app: appNumber(app), machine: machine.id }
    if (!mayCall(caller, { ...access, machineFeature: 'kmstoken' })) throw unauthorized()
    const seconds = Math.floor(laws.now() / 1_000)
    const random = Buffer.from(premises.mint.uuid().replaceAll('-', ''), 'hex')
    const whole = mint(
      random,
      { keyId: Buffer.from('simulated-kms'), random: Uint8Array.from(random) },
      secretsLocation,
    )
    const caveats = [
      only.within(seconds, seconds + kmsTokenSeconds),
      only.organization(organization),
      only.apps([appNumber(app)]),
      only.fromMachine(machine.id),
    ]
    return { status: 200, body: `FlyV1 ${tokenOf(attenuate(whole, ...caveats))}` }
  }

  const shared = { countedBy: 'organization', isDeed: false } as const
  return [
    {
      ...shared,
      method: 'GET',
      path: '/v1/tokens/current',
      action: 'current-token',
      answer: (ask) => ({ status: 200, body: { tokens: ask.callers.map(info) } }),
    },
    // The official client sends no token of its own with these two. Source: superfly/macaroon, machinesapi.go
    {
      ...shared,
      method: 'POST',
      path: '/v1/tokens/authenticate',
      action: 'authenticate-token',
      isPublic: true,
      answer: authenticate,
    },
    {
      ...shared,
      method: 'POST',
      path: '/v1/tokens/authorize',
      action: 'authorize-token',
      isPublic: true,
      answer: authorize,
    },
    { ...shared, method: 'POST', path: '/v1/tokens/kms', action: 'kms-token', answer: kmsToken },
    {
      method: 'POST',
      path: '/v1/apps/:app/deploy_token',
      action: 'create-deploy-token',
      countedBy: 'app',
      isDeed: false,
      answer: deployToken,
    },
  ]
}

/** As Go writes bytes into JSON: base64. Source: superfly/macaroon, machinesapi.go and nonce.go */
function verifiedView({ text, macaroon }: Verified): object {
  return {
    header: `FlyV1 ${text}`,
    nonce: nonceOf(macaroon).toString('base64'),
    caveats: caveatsView(macaroon.caveats),
    permission_token: text.replace(/^fm2_/, ''),
  }
}

// Not documented: a token for which nobody has said how long it is to last is meant for a deploy.
const usualDeployTokenMs = 24 * 3_600_000
const kmsTokenSeconds = 300
