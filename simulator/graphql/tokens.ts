import {
  createLimitedAccessToken,
  deleteLimitedAccessToken,
  type LimitedAccessToken,
  type LimitedAccessTokenInput,
  listLimitedAccessTokens,
} from '../identity/limited-access-tokens.ts'
import type { AppRow } from '../rows.ts'
import { connectionOf, connectionType, type Page, pageArguments } from './connections.ts'
import { organizationNode } from './organizations.ts'
import { refuseField } from './refusals.ts'
import type { Fields, Scene } from './scene.ts'
import { userNode } from './viewer.ts'

export const tokenTypes = `
  extend type App { limitedAccessTokens(${pageArguments}): LimitedAccessTokenConnection! }
  extend type Organization { limitedAccessTokens(${pageArguments}): LimitedAccessTokenConnection! }
  extend type Mutations {
    createLimitedAccessToken(input: CreateLimitedAccessTokenInput!): CreateLimitedAccessTokenPayload
    deleteLimitedAccessToken(input: DeleteLimitedAccessTokenInput!): DeleteLimitedAccessTokenPayload
  }
  type LimitedAccessToken implements Node {
    id: ID!
    name: String!
    profile: String!
    profileParams: JSON
    organization: Organization!
    token: String!
    tokenHeader: String
    user: User
    createdAt: ISO8601DateTime!
    expiresAt: ISO8601DateTime!
    revokedAt: ISO8601DateTime
    revokedBy: String
  }
  ${connectionType('LimitedAccessToken')}
  input CreateLimitedAccessTokenInput {
    clientMutationId: String
    name: String!
    organizationId: ID!
    profile: String!
    profileParams: JSON
    expiry: String
    optInThirdParties: [String!]
    optOutThirdParties: [String!]
  }
  input DeleteLimitedAccessTokenInput { clientMutationId: String id: ID token: String revokedBy: String }
  type CreateLimitedAccessTokenPayload { clientMutationId: String limitedAccessToken: LimitedAccessToken! }
  type DeleteLimitedAccessTokenPayload { clientMutationId: String token: String revokedBy: String }
`

export function tokenMutations(scene: Scene): Fields {
  const { premises, caller } = scene
  return {
    createLimitedAccessToken({ input }: { input: LimitedAccessTokenInput & { clientMutationId?: string } }) {
      const { clientMutationId, expiry, profileParams, ...rest } = input
      // As genqlient sends what is not given.
      const wish = { ...rest, expiry: expiry || undefined, profileParams: profileParams ?? undefined }
      const made = createLimitedAccessToken(premises, caller, wish)
      return { clientMutationId, limitedAccessToken: tokenNode(scene, caller.organization, made) }
    },
    deleteLimitedAccessToken({ input }: { input: DeleteInput }) {
      const { clientMutationId, id, token } = input
      if (!id && !token) throw refuseField('UNPROCESSABLE', 'Either id or token is required')
      const { revokedBy } = deleteLimitedAccessToken(premises, caller, {
        id: id || undefined,
        token: token || undefined,
      })
      return { clientMutationId, token: token ?? '', revokedBy: input.revokedBy ?? revokedBy }
    },
  }
}

/** Those that were made for the organisation, or for one app of it. */
export function tokensOf(scene: Scene, organization: string, page: Page, app?: AppRow): object {
  const tokens = listLimitedAccessTokens(scene.premises, scene.caller, { organization, app })
  const rows = tokens.map((token, index) => ({ nth: index + 1, token }))
  return connectionOf(rows, page, ({ token }) => tokenNode(scene, organization, token))
}

/** The text of a token is told once, by the answer that made it. */
function tokenNode(
  scene: Scene,
  organization: string,
  token: LimitedAccessToken & { readonly token?: string; readonly tokenHeader?: string },
): object {
  const { user } = token
  return {
    token: '',
    tokenHeader: null,
    ...token,
    organization: () => organizationNode(scene, organization),
    user: () => user && userNode(user.email),
  }
}

type DeleteInput = {
  readonly clientMutationId?: string
  readonly id?: string
  readonly token?: string
  readonly revokedBy?: string
}
