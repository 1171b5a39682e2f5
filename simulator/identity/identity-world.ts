import type { Laws } from '../laws.ts'
import type { Truth } from '../truth.ts'
import type { Issuer } from './issuer.ts'
import type { Mint } from './mint.ts'
import { newOrganization, type OrganizationRow } from './organizations.ts'
import type { Profile, TokenRow } from './token-rows.ts'

/** Organisations and tokens in the truth, and the hands of those who may do with them what they like. */
export interface IdentityWorld {
  /** In order of creation; those of strangers only if they were made here. */
  organizations(): readonly OrganizationRow[]
  createOrganization(
    slug: string,
    wish?: Partial<Pick<OrganizationRow, 'rawSlug' | 'name' | 'members'>>,
  ): OrganizationRow
  changeOrganization(slug: string, change: OrganizationChange): void
  /** In order of creation, revoked and expired ones too. */
  tokens(): readonly SimulatedToken[]
  /** Good at once. Answers its text, as `fly tokens create` prints it, with `FlyV1`. */
  createToken(wish: HandmadeToken): SimulatedToken & { readonly token: string }
  revokeToken(id: string): void
  expireToken(id: string): void
  /** The next key signs OIDC tokens; the one before can be looked up for a day, or as long as is said. */
  rotateOidcKeys(keepForMs?: number): void
}

export type OrganizationChange = Partial<Omit<OrganizationRow, 'key' | 'app' | 'nth' | 'slug'>>

export type SimulatedToken = Omit<TokenRow, 'key' | 'nth' | 'secret' | 'random' | 'profileParams'> & {
  readonly id: string
}

export type HandmadeToken = {
  readonly profile: Profile
  /** Default: as flyctl names it. */
  readonly name?: string
  readonly organization?: string
  /** For `deploy` and `machine`. */
  readonly app?: string
  /** For `machine`. */
  readonly machine?: string
  /** Whose session it is. */
  readonly user?: string
  readonly expiresInMs?: number
}

export function createIdentityWorld(options: {
  readonly truth: Truth
  readonly laws: Laws
  readonly mint: Mint
  readonly issuer: Issuer
  readonly organization: string
}): IdentityWorld {
  const { truth, laws, mint, issuer, organization: home } = options
  const { organization: organizations, token: tokens } = truth.tables

  function change(id: string, what: Partial<TokenRow>): void {
    const row = tokens.get(id)
    if (row === undefined) throw new Error(`there is no simulated token ${id}`)
    tokens.put({ ...row, ...what })
  }

  return {
    organizations: () => [...organizations.all()],
    createOrganization(slug, wish) {
      if (organizations.get(slug) !== undefined) throw new Error(`the simulated organisation ${slug} exists already`)
      const row = newOrganization(slug, truth.nextNth(), wish)
      organizations.put(row)
      return row
    },
    changeOrganization(slug, what) {
      const row = organizations.get(slug)
      if (row === undefined) throw new Error(`there is no simulated organisation ${slug}`)
      organizations.put({ ...row, ...what })
    },
    tokens: () => [...tokens.all()].map(tokenSeen),
    createToken({ app: appName, machine, ...wish }) {
      const app = appName === undefined ? undefined : truth.app(appName)
      const isOfApp = wish.profile === 'deploy' || wish.profile === 'machine'
      if (isOfApp !== (app !== undefined)) throw new Error(`a ${wish.profile} token needs ${isOfApp ? 'an' : 'no'} app`)
      if ((wish.profile === 'machine') !== (machine !== undefined)) throw new Error('a machine token names its machine')
      if (wish.profile === 'user' && wish.user === undefined) throw new Error('a session names its user')
      const { row, token } = mint.issue({
        name: usualNames[wish.profile],
        organization: app?.organization ?? home,
        ...wish,
        app,
        machineId: machine,
      })
      const usable = { ...row, usableAt: laws.now() }
      tokens.put(usable)
      return { ...tokenSeen(usable), token }
    },
    revokeToken: (id) => change(id, { revokedAt: laws.now() }),
    expireToken: (id) => change(id, { expiresAt: laws.now() }),
    rotateOidcKeys: (keepForMs = 86_400_000) => issuer.keys.rotate(keepForMs),
  }
}

function tokenSeen({ key, nth: _, secret: _secret, random: _random, profileParams: _params, ...rest }: TokenRow) {
  return { id: key, ...rest }
}

/** Source: superfly/flyctl, internal/command/tokens/create.go */
const usualNames: Readonly<Record<Profile, string>> = {
  deploy_organization: 'Org deploy token',
  deploy: 'flyctl deploy token',
  readonly: 'Read-only org token',
  user: 'session',
  machine: 'machine token',
}
