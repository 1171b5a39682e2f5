import type { Premises } from '../premises.ts'
import { refuse, unauthorized } from '../refusal.ts'
import { type Ask, optional, type Reply, type Route } from '../routes.ts'
import { actions } from './access.ts'
import { appNumber } from './mint.ts'
import { organizationNumber } from './organizations.ts'
import { mayCall } from './rights.ts'

/** What a Machine asks to prove who it is, and what others ask to believe it. */
export function oidcRoutes(premises: Premises): readonly Route[] {
  const { truth, issuer } = premises

  function token({ body, caller }: Ask): Reply {
    const asked = body()
    const machine = truth.machine(caller.source?.machineId ?? '')
    const app = machine && truth.app(machine.app)
    // Who is no Machine has nothing to prove.
    if (machine === undefined || app === undefined) throw unauthorized()
    const access = {
      action: actions.read,
      organization: organizationNumber(app.organization),
      app: appNumber(app),
      machine: machine.id,
      machineFeature: 'oidc',
    }
    if (!mayCall(caller, access)) throw unauthorized()
    const audience = optional(asked, 'aud', 'string') || undefined
    const hasPrincipalTags = optional(asked, 'aws_principal_tags', 'boolean') ?? false
    return { status: 200, body: issuer.tokenFor(machine, app, { audience, hasPrincipalTags }) }
  }

  /** Organisations of which nothing is known have no issuer. */
  function slugOf({ params }: Ask): string {
    const row = [...truth.tables.organization.all()].find(({ rawSlug }) => rawSlug === params.rawSlug)
    if (row === undefined) throw refuse(404, 'not found')
    return row.slug
  }

  function discovery(ask: Ask): Reply {
    const url = issuer.urlOf(slugOf(ask))
    return {
      status: 200,
      body: {
        issuer: url,
        jwks_uri: `${url}/.well-known/jwks`,
        response_types_supported: ['id_token'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
        scopes_supported: ['openid'],
        claims_supported: claims,
      },
    }
  }

  function keys(ask: Ask): Reply {
    slugOf(ask)
    return { status: 200, body: { keys: issuer.keys.published() } }
  }

  const shared = { countedBy: 'organization', isDeed: false } as const
  // As at Fly's own address, where only the path counts, and beside the API on a socket of the simulator.
  const places = ['/:rawSlug', '/oidc/:rawSlug']
  return [
    { ...shared, method: 'POST', path: '/v1/tokens/oidc', action: 'oidc-token', answer: token },
    ...places.flatMap((place): readonly Route[] => [
      {
        ...shared,
        method: 'GET',
        path: `${place}/.well-known/openid-configuration`,
        action: 'oidc-discovery',
        isPublic: true,
        answer: discovery,
      },
      {
        ...shared,
        method: 'GET',
        path: `${place}/.well-known/jwks`,
        action: 'oidc-keys',
        isPublic: true,
        answer: keys,
      },
    ]),
  ]
}

const claims = [
  ...['iss', 'sub', 'aud', 'exp', 'iat', 'nbf', 'jti', 'app_id', 'app_name', 'image', 'image_digest', 'machine_id'],
  ...['machine_name', 'machine_version', 'org_id', 'org_name', 'region'],
]
