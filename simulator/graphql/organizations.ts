import {
  type OrganizationRow,
  organizationCalled,
  organizationId,
  organizationNumber,
  roleOf,
} from '../identity/organizations.ts'
import { appsOf } from './apps.ts'
import { connectionOf, connectionType, type Page, pageArguments } from './connections.ts'
import { couldNotFind, notAuthorized } from './refusals.ts'
import type { Fields, Scene } from './scene.ts'
import { tokensOf } from './tokens.ts'

export const organizationTypes = `
  extend type Queries {
    organization(id: ID, name: String, slug: String): Organization
    organizations(admin: Boolean, type: OrganizationType, ${pageArguments}): OrganizationConnection!
    personalOrganization: Organization!
  }
  extend type Mutations {
    setAllowAllCrossNetworkReplays(input: SetAllowAllCrossNetworkReplaysInput!): OrganizationPayload
    addAllowedReplaySourceOrgs(input: AddAllowedReplaySourceOrgsInput!): OrganizationPayload
    removeAllowedReplaySourceOrgs(input: RemoveAllowedReplaySourceOrgsInput!): OrganizationPayload
  }
  enum OrganizationType { PERSONAL SHARED }
  enum BillingStatus { CURRENT DELINQUENT PAST_DUE SOURCE_REQUIRED SUSPENDED TRIAL_ACTIVE TRIAL_ENDED }
  type Organization implements Node {
    id: ID!
    internalNumericId: BigInt!
    slug: String!
    rawSlug: String!
    name: String!
    type: OrganizationType!
    viewerRole: String!
    paidPlan: Boolean!
    billable: Boolean!
    billingStatus: BillingStatus!
    provisionsBetaExtensions: Boolean!
    addOnSsoLink: String
    remoteBuilderImage: String!
    remoteBuilderApp: App
    allowAllCrossNetworkReplays: Boolean!
    allowedReplaySourceOrgSlugs: [String!]!
    apps(${pageArguments}): AppConnection!
  }
  ${connectionType('Organization')}
  input SetAllowAllCrossNetworkReplaysInput { clientMutationId: String organizationSlug: String! allow: Boolean! }
  input AddAllowedReplaySourceOrgsInput {
    clientMutationId: String
    organizationSlug: String!
    allowedOrgSlugs: [String!]!
  }
  input RemoveAllowedReplaySourceOrgsInput {
    clientMutationId: String
    organizationSlug: String!
    orgSlugsToRemove: [String!]!
  }
  type OrganizationPayload { clientMutationId: String organization: Organization! }
`

/** A token sees the organisation that it belongs to, and no other. */
export function organizationQueries(scene: Scene): Fields {
  const { caller } = scene
  return {
    organization({ id, slug }: { id?: string; slug?: string }) {
      const { organization } = caller
      const isOwn = slug == null ? id === organizationId(organization) : isCalled(scene, slug)
      if (!isOwn) throw couldNotFind('Organization')
      return organizationNode(scene, organization)
    },
    organizations: (page: Page) =>
      connectionOf([{ nth: 1, slug: caller.organization }], page, ({ slug }) => organizationNode(scene, slug)),
    personalOrganization() {
      if (rowOf(scene, caller.organization)?.type !== 'PERSONAL')
        throw notAuthorized('access this personalOrganization')
      return organizationNode(scene, caller.organization)
    },
  }
}

/** What an admin says of replays. Source: superfly/docs, networking/dynamic-request-routing */
export function organizationMutations(scene: Scene): Fields {
  const { tables } = scene.premises.truth

  function change(input: ReplayInput, changed: (row: OrganizationRow) => Partial<OrganizationRow>): object {
    const { clientMutationId, organizationSlug } = input
    const row = isCalled(scene, organizationSlug) ? rowOf(scene, scene.caller.organization) : undefined
    if (row === undefined) throw couldNotFind('Organization')
    if (roleOf(row, scene.caller.user ?? '') !== 'admin') throw notAuthorized('administer this organization')
    tables.organization.put({ ...row, ...changed(row) })
    return { clientMutationId, organization: () => organizationNode(scene, row.slug) }
  }

  return {
    setAllowAllCrossNetworkReplays: ({ input }: { input: ReplayInput & { allow: boolean } }) =>
      change(input, () => ({ allowAllCrossNetworkReplays: input.allow })),
    addAllowedReplaySourceOrgs: ({ input }: { input: ReplayInput & { allowedOrgSlugs: readonly string[] } }) =>
      change(input, ({ allowedReplaySourceOrgSlugs: before }) => ({
        allowedReplaySourceOrgSlugs: [...new Set([...before, ...input.allowedOrgSlugs])],
      })),
    removeAllowedReplaySourceOrgs: ({ input }: { input: ReplayInput & { orgSlugsToRemove: readonly string[] } }) =>
      change(input, ({ allowedReplaySourceOrgSlugs: before }) => ({
        allowedReplaySourceOrgSlugs: before.filter((slug) => !input.orgSlugsToRemove.includes(slug)),
      })),
  }
}

export function organizationNode(scene: Scene, slug: string): object {
  const row = rowOf(scene, slug)
  return {
    __typename: 'Organization',
    id: organizationId(slug),
    internalNumericId: organizationNumber(slug),
    slug,
    rawSlug: row?.rawSlug ?? slug,
    name: row?.name ?? slug,
    type: row?.type ?? 'SHARED',
    viewerRole: (row && roleOf(row, scene.caller.user ?? '')) ?? 'member',
    paidPlan: true,
    billable: true,
    billingStatus: 'CURRENT',
    provisionsBetaExtensions: false,
    addOnSsoLink: null,
    remoteBuilderImage: 'flyio/rchab',
    remoteBuilderApp: null,
    allowAllCrossNetworkReplays: row?.allowAllCrossNetworkReplays ?? false,
    allowedReplaySourceOrgSlugs: row?.allowedReplaySourceOrgSlugs ?? [],
    limitedAccessTokens: (page: Page) => tokensOf(scene, slug, page),
    apps: (page: Page) => appsOf(scene, page),
  }
}

/** The slug of the organisation of that id. A token knows only its own. */
export function organizationOf({ caller }: Scene, id: string): string {
  if (id !== organizationId(caller.organization)) throw couldNotFind('Organization')
  return caller.organization
}

/** A personal organisation goes by `personal`, and by the slug that others know it by. */
function isCalled(scene: Scene, slug: string): boolean {
  const { organization } = scene.caller
  return slug === organization || slug === rowOf(scene, organization)?.rawSlug
}

function rowOf({ premises: { truth } }: Scene, slug: string): OrganizationRow | undefined {
  return organizationCalled(truth, slug)
}

type ReplayInput = { readonly clientMutationId?: string; readonly organizationSlug: string }
