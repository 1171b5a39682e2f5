import type { JWTPayload } from 'jose'
import type { AppIdentity } from '../resource/ownership.ts'
import type { Ref } from '../resource/resource.ts'
import type { Log } from '../world.ts'
import { AccessError } from './access-error.ts'
import type { Workload } from './principal.ts'
import { type Expected, refused, signedClaims, textOf } from './signed-claims.ts'

/** Which apps are ours, and who they are. */
export interface Tenants {
  /** The App that has this Fly app, if it is one that we made or took over. */
  ofFlyApp(flyApp: string): Promise<{ readonly ref: Ref; readonly identity: AppIdentity | undefined } | undefined>
  /** What Fly itself says now of the app's id; `undefined` when it does not tell. Rejects when it cannot be asked. */
  idAtFly(flyApp: string): Promise<string | undefined>
  /** Binds the App to the identity, unless it was bound before: then to that one. Answers to which it is. */
  bind(ref: Ref, identity: AppIdentity): Promise<AppIdentity>
  /** Somebody came in the name of an App, with another identity than that App's. */
  tellMismatch(ref: Ref, shown: AppIdentity): Promise<void>
}

/**
 * Machines by the tokens that Fly gives them. The issuer is that of our organisation, and the last part of its URL is the
 * organisation's name. Source: superfly/docs, security/openid-connect
 */
export function createFlyIdentity(
  options: Omit<Expected, 'oldestSeconds'> & { readonly tenants: Tenants; readonly log: Log },
): (token: string) => Promise<Workload> {
  const { tenants, log, ...expected } = options
  const organization = new URL(expected.issuer).pathname.split('/').at(-1) ?? ''

  return async (token) => {
    const said = saidBy(await signedClaims(token, { ...expected, oldestSeconds }), organization)
    const { flyApp, organizationId, appId, machineId } = said
    const tenant = await tenants.ofFlyApp(flyApp)
    if (tenant === undefined) throw notOurs(flyApp)
    const { ref } = tenant
    const known = tenant.identity ?? (await boundNow(ref, said))
    if (known.organizationId !== organizationId || known.appId !== appId) {
      log.warn({ ref, organizationId, appId, machineId }, 'an app came with the name of another one')
      await tenants.tellMismatch(ref, { organizationId, appId })
      throw refused('is that of another app of this name')
    }
    const name = `app:${ref.slice('App/'.length)}`
    return { kind: 'workload', name, ref, organizationId, appId, flyApp, machineId }
  }

  /** At first sight: from then on only the ids count. */
  async function boundNow(ref: Ref, { flyApp, organizationId, appId }: Said): Promise<AppIdentity> {
    const id = await tenants.idAtFly(flyApp).catch((cause: unknown) => {
      const message = `Fly cannot be asked whether ${flyApp} is still the app that it was`
      throw new AccessError('Unavailable', message, 'try again in a minute', { cause })
    })
    // The token outlives the app for some minutes, and its name may be somebody else's by then.
    if (id !== undefined && id !== appId) throw refused('is that of another app of this name')
    return await tenants.bind(ref, { organizationId, appId })
  }
}

type Said = AppIdentity & { readonly flyApp: string; readonly machineId: string }

function saidBy(claims: JWTPayload, organization: string): Said {
  const flyApp = textOf(claims, 'app_name')
  const machine = textOf(claims, 'machine_name')
  if (textOf(claims, 'org_name') !== organization) throw refused('is that of another organisation')
  if (textOf(claims, 'sub') !== `${organization}:${flyApp}:${machine}`) throw refused('contradicts itself')
  return {
    flyApp,
    organizationId: textOf(claims, 'org_id'),
    appId: textOf(claims, 'app_id'),
    machineId: textOf(claims, 'machine_id'),
  }
}

function notOurs(flyApp: string): AccessError {
  const message = `${flyApp} is not an app that Artifact looks after`
  return new AccessError('Forbidden', message, 'ask an operator of Artifact to make or to adopt it')
}

// Fly's are good for ten minutes. Source: superfly/docs, security/openid-connect
const oldestSeconds = 15 * 60
