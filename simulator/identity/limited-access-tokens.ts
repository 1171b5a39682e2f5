import type { Caller } from '../callers.ts'
import { parseDuration } from '../durations.ts'
import type { Premises } from '../premises.ts'
import { isoSeconds, refuse } from '../refusal.ts'
import type { AppRow } from '../rows.ts'
import { type Access, actions } from './access.ts'
import { parseToken } from './macaroon.ts'
import { appNumber } from './mint.ts'
import { type OrganizationRow, organizationId, organizationNumber } from './organizations.ts'
import { mayCall } from './rights.ts'
import { keyIn, type TokenRow } from './token-rows.ts'

/** A token as GraphQL shows it; its text only in the answer that made it. Source: superfly/fly-go, schema.graphql */
export type LimitedAccessToken = {
  readonly id: string
  readonly name: string
  readonly profile: string
  readonly profileParams: Readonly<Record<string, unknown>>
  readonly createdAt: string
  readonly expiresAt: string
  readonly revokedAt: string | null
  readonly revokedBy: string | null
  readonly user: { readonly email: string } | null
}

export type NewLimitedAccessToken = LimitedAccessToken & {
  /** `fm2_…` */
  readonly token: string
  /** `FlyV1 fm2_…` */
  readonly tokenHeader: string
}

export type LimitedAccessTokenInput = {
  readonly name: string
  /** The organisation's node id. */
  readonly organizationId: string
  readonly profile: string
  readonly profileParams?: Readonly<Record<string, unknown>> | undefined
  /** A Go duration; 20 years when there is none. */
  readonly expiry?: string | undefined
}

/** Makes a token, or throws the Refusal whose words GraphQL passes on. */
export function createLimitedAccessToken(
  { truth, mint }: Pick<Premises, 'truth' | 'mint'>,
  caller: Caller,
  input: LimitedAccessTokenInput,
): NewLimitedAccessToken {
  const organization = [...truth.tables.organization.all()].find(
    ({ slug }) => organizationId(slug) === input.organizationId,
  )
  if (organization === undefined) throw refuse(404, 'Could not find Organization')
  const { name, profile, profileParams = {}, expiry } = input
  if (profile !== 'deploy_organization' && profile !== 'deploy') throw refuse(422, `Unknown profile ${profile}`)
  const app = profile === 'deploy' ? appOfParams(profileParams, [...truth.apps()], organization) : undefined
  mustMayMint(caller, organization, 'createLimitedAccessToken', app)
  const expiresInMs = expiry === undefined ? undefined : parseDuration(expiry)
  if (expiry !== undefined && !expiresInMs) throw refuse(422, `Expiry is invalid`)
  const { row, token } = mint.issue({
    name,
    organization: organization.slug,
    profile,
    profileParams,
    app,
    user: caller.user,
    ...(expiresInMs !== undefined && { expiresInMs }),
  })
  return { ...limitedAccessToken(row), token: token.replace('FlyV1 ', ''), tokenHeader: token }
}

/** Revokes a token by its id or its text. Once revoked, it stays so. */
export function deleteLimitedAccessToken(
  { truth, laws }: Pick<Premises, 'truth' | 'laws'>,
  caller: Caller,
  input: { readonly id?: string | undefined; readonly token?: string | undefined },
): LimitedAccessToken {
  const macaroon = parseToken(input.token?.replace(/^FlyV1\s+/i, '') ?? '')
  const key = input.id ?? (macaroon && keyIn(macaroon.keyId))
  const row = truth.tables.token.get(key ?? '')
  const organization = truth.tables.organization.get(row?.organization ?? '')
  if (row === undefined || organization === undefined || row.organization !== caller.organization) {
    throw refuse(404, 'Could not find LimitedAccessToken')
  }
  mustMayMint(caller, organization, 'deleteLimitedAccessToken', truth.app(row.app))
  if (row.revokedAt !== undefined) return limitedAccessToken(row)
  const revoked = { ...row, revokedAt: laws.now(), revokedBy: caller.user ?? caller.owner }
  truth.tables.token.put(revoked)
  return limitedAccessToken(revoked)
}

/** Tokens that were made for the organisation, or for one app of it; revoked and expired ones too. */
export function listLimitedAccessTokens(
  { truth }: Pick<Premises, 'truth'>,
  caller: Caller,
  { organization, app }: { readonly organization: string; readonly app?: AppRow | undefined },
): readonly LimitedAccessToken[] {
  const access: Access = {
    action: actions.read,
    organization: organizationNumber(organization),
    ...(app === undefined ? { feature: 'authentication' } : { app: appNumber(app) }),
  }
  if (caller.organization !== organization || !mayCall(caller, access)) throw notAuthorized('limitedAccessTokens')
  const rows = app === undefined ? truth.tables.token.all() : truth.tables.token.of(app.name)
  return [...rows]
    .filter((row) => row.organization === organization && row.profile !== 'user' && row.profile !== 'machine')
    .map(limitedAccessToken)
}

function limitedAccessToken(row: TokenRow): LimitedAccessToken {
  const { key, name, profile, profileParams, createdAt, expiresAt, revokedAt, revokedBy, user } = row
  return {
    id: key,
    name,
    profile,
    profileParams,
    createdAt: isoSeconds(createdAt),
    expiresAt: isoSeconds(expiresAt),
    revokedAt: revokedAt === undefined ? null : isoSeconds(revokedAt),
    revokedBy: revokedBy ?? null,
    user: user === undefined ? null : { email: user },
  }
}

/** Node ids of apps are their names; the other id is taken as well. */
function appOfParams(
  params: Readonly<Record<string, unknown>>,
  apps: readonly AppRow[],
  { slug }: OrganizationRow,
): AppRow {
  const app = apps.find(({ id, name }) => params.app_id === name || params.app_id === id)
  if (app === undefined || app.organization !== slug) throw refuse(404, 'Could not find App')
  return app
}

/**
 * People may make and revoke tokens; scoped tokens may not, as it seems, unless the organisation's row says otherwise.
 * Source: a comment in chrismccord/fly_deploy#13. The words are ours.
 */
function mustMayMint(caller: Caller, organization: OrganizationRow, mutation: string, app: AppRow | undefined): void {
  const access: Access = {
    action: actions.write,
    organization: organizationNumber(organization.slug),
    mutation,
    app: app && appNumber(app),
  }
  const isSession = caller.token?.profile === 'user'
  const may = isSession || organization.mayScopedTokensMint
  if (!may || caller.organization !== organization.slug || !mayCall(caller, access)) throw notAuthorized(mutation)
}

function notAuthorized(what: string) {
  return refuse(403, `Not authorized to access this ${what}`)
}
