import { organizationId, organizationNumber } from '../identity/organizations.ts'
import { appsOf } from './apps.ts'
import { connectionOf, connectionType, type Page, pageArguments } from './connections.ts'
import { couldNotFind, notAuthorized } from './refusals.ts'
import type { Fields, Scene } from './scene.ts'

export const organizationTypes = `
  extend type Queries {
    organization(id: ID, name: String, slug: String): Organization
    organizations(admin: Boolean, type: OrganizationType, ${pageArguments}): OrganizationConnection!
    personalOrganization: Organization!
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
    apps(${pageArguments}): AppConnection!
  }
  ${connectionType('Organization')}
`

/** A token sees the organisation that it belongs to, and no other. */
export function organizationQueries(scene: Scene): Fields {
  const { caller } = scene
  return {
    organization({ id, slug }: { id?: string; slug?: string }) {
      const isOwn = slug === caller.organization || (slug === undefined && id === organizationId(caller.organization))
      // Seen live by people who give an organisation's name for its slug. Source: see README.md
      if (!isOwn) throw couldNotFind('Organization')
      return organizationNode(scene, caller.organization)
    },
    organizations: (page: Page) =>
      connectionOf([{ nth: 1, slug: caller.organization }], page, ({ slug }) => organizationNode(scene, slug)),
    personalOrganization() {
      throw notAuthorized('access this organization')
    },
  }
}

export function organizationNode(scene: Scene, slug: string): object {
  return {
    __typename: 'Organization',
    id: organizationId(slug),
    internalNumericId: organizationNumber(slug),
    slug,
    rawSlug: slug,
    name: slug,
    type: 'SHARED',
    viewerRole: 'member',
    paidPlan: true,
    billable: true,
    billingStatus: 'CURRENT',
    provisionsBetaExtensions: false,
    addOnSsoLink: null,
    remoteBuilderImage: 'flyio/rchab',
    remoteBuilderApp: null,
    apps: (page: Page) => appsOf(scene, page),
  }
}

/** The slug of the organisation of that id. A token knows only its own. */
export function organizationOf({ caller }: Scene, id: string): string {
  if (id !== organizationId(caller.organization)) throw couldNotFind('Organization')
  return caller.organization
}
