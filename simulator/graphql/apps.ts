import { createApp, deleteApp } from '../apps.ts'
import { isoSeconds } from '../refusal.ts'
import type { AppRow } from '../rows.ts'
import { addressesOf } from './addresses.ts'
import { certificatesOf } from './certificates.ts'
import { connectionOf, connectionType, type Page, pageArguments } from './connections.ts'
import { issuesOf } from './host-issues.ts'
import { imageNode, imageVersionNode } from './images.ts'
import { machineNode, machinesOf } from './machines.ts'
import { organizationNode, organizationOf } from './organizations.ts'
import { regionCalled, regionNode } from './platform.ts'
import { couldNotFind, notAuthorized } from './refusals.ts'
import { releaseNode, releasesOf } from './releases.ts'
import { appFor, type Fields, type Scene, seenApp } from './scene.ts'
import { secretsOf } from './secrets.ts'
import { servicesOf } from './services.ts'
import { tokensOf } from './tokens.ts'
import { volumesOf } from './volumes.ts'

export const appTypes = `
  extend type Queries {
    app(name: String): App
    apps(
      type: String, role: String, platform: String, active: Boolean, organizationId: ID, ${pageArguments}
    ): AppConnection!
    appNameAvailable(name: String!): Boolean!
    canPerformBluegreenDeployment(name: String!): Boolean!
  }
  extend type Mutations {
    createApp(input: CreateAppInput!): CreateAppPayload
    deleteApp(appId: ID!): DeleteAppPayload
  }
  enum AppState { DEPLOYED PENDING SUSPENDED }
  enum PlatformVersionEnum { detached machines nomad }
  enum RuntimeType { FIRECRACKER NODEPROXY }
  type App implements Node {
    id: ID!
    internalNumericId: Int!
    name: String!
    hostname: String
    appUrl: String
    cnameTarget: String
    deployed: Boolean!
    status: String!
    state: AppState!
    version: Int!
    platformVersion: PlatformVersionEnum
    network: String
    role: AppRole
    organization: Organization!
    createdAt: ISO8601DateTime!
    config: AppConfig!
    services: [Service!]!
    regions: [Region!]!
    image(ref: String!): Image
    imageDetails: ImageVersion
    currentRelease: Release
    currentReleaseUnprocessed: ReleaseUnprocessed
    releases(${pageArguments}): ReleaseConnection!
    releasesUnprocessed(status: String, ${pageArguments}): ReleaseUnprocessedConnection!
    machine(id: String!): Machine
    machines(active: Boolean, version: Int, ${pageArguments}): MachineConnection!
    hostIssues(${pageArguments}): IssueConnection
  }
  type AppRole { name: String! }
  type AppConfig { definition: JSON! services: [Service!]! valid: Boolean! errors: [String!]! }
  ${connectionType('App')}
  input CreateAppInput {
    clientMutationId: String
    name: String
    organizationId: ID!
    network: String
    preferredRegion: String
    machines: Boolean = true
    runtime: RuntimeType = FIRECRACKER
    heroku: Boolean
    enableSubdomains: Boolean = false
    appRoleId: String
  }
  type CreateAppPayload { clientMutationId: String app: App! }
  type DeleteAppPayload { organization: Organization! }
`

export function appQueries(scene: Scene): Fields {
  const { truth } = scene.premises
  return {
    app({ name = '' }: { name?: string }) {
      if (seenApp(scene, name) === undefined) throw couldNotFind('App', name)
      return appNode(scene, name)
    },
    apps({ organizationId: id, role, ...page }: Page & { organizationId?: string; role?: string }) {
      if (id != null) organizationOf(scene, id)
      return appsOf(scene, page, role ?? undefined)
    },
    appNameAvailable: ({ name }: { name: string }) => truth.app(name) === undefined,
    canPerformBluegreenDeployment({ name }: { name: string }) {
      if (seenApp(scene, name) === undefined) throw couldNotFind('App', name)
      return true
    },
  }
}

export function appMutations(scene: Scene): Fields {
  const { premises, caller } = scene
  const { laws } = premises
  return {
    createApp({ input }: { input: CreateAppInput }) {
      const organization = organizationOf(scene, input.organizationId)
      if (caller.app !== undefined) throw notAuthorized('create an app in this organization')
      const { name } = createApp(premises, {
        name: input.name || laws.machineName(),
        organization,
        network: input.network || 'default',
        launchableAt: laws.now() + laws.delay('appLaunchable'),
      })
      return { clientMutationId: input.clientMutationId, app: () => appNode(scene, name) }
    },
    deleteApp({ appId }: { appId: string }) {
      const app = appFor(scene, appId)
      deleteApp(premises, app)
      return { organization: () => organizationNode(scene, app.organization) }
    },
  }
}

/** The apps of the organisation. A token for one app may not list them. Source: simonw/datasette.io#188 */
export function appsOf({ premises, caller }: Scene, page: Page, role?: string): object {
  if (caller.app !== undefined) throw notAuthorized('list the apps of this organization')
  const { truth, faults } = premises
  const isEmpty = faults.areListsEmpty()
  if (isEmpty) faults.count('empty lists')
  // No app has a role here.
  const none = isEmpty || role !== undefined
  const apps = [...truth.apps()].filter(({ organization }) => !none && organization === caller.organization)
  return connectionOf(apps, page, ({ name }) => appNode({ premises, caller }, name))
}

/** An app of that name, which must be there. */
export function appNode(scene: Scene, name: string): object {
  const app = scene.premises.truth.app(name) as AppRow
  const { id, nth, network, status, organization, createdAt } = app
  const releases = () => releasesOf(scene, name)
  const machines = () => machinesOf(scene, name)
  return {
    __typename: 'App',
    id,
    internalNumericId: 1_000_000 + nth,
    name,
    hostname: `${name}.fly.dev`,
    appUrl: `https://${name}.fly.dev`,
    cnameTarget: `${name}.fly.dev`,
    deployed: status === 'deployed',
    status,
    state: status.toUpperCase(),
    version: () => releases()[0]?.version ?? 0,
    platformVersion: 'machines',
    network,
    role: null,
    organization: () => organizationNode(scene, organization),
    createdAt: isoSeconds(createdAt),
    config: () => configNode(scene, name),
    services: () => servicesOf(machines()),
    regions: () =>
      [...new Set(machines().map(({ region }) => region))].map(regionCalled).map((each) => each && regionNode(each)),
    image: ({ ref }: { ref: string }) => imageNode(scene, ref),
    imageDetails() {
      const image = machines().at(-1)?.image
      return image && imageVersionNode(image)
    },
    currentRelease() {
      const complete = releases().find((release) => release.status === 'complete')
      return complete && releaseNode(scene, complete)
    },
    currentReleaseUnprocessed() {
      const newest = releases()[0]
      return newest && releaseNode(scene, newest)
    },
    releases: (page: Page) => connectionOf(releases(), page, (row) => releaseNode(scene, row)),
    releasesUnprocessed({ status: wanted, ...page }: Page & { status?: string }) {
      const fitting = releases().filter((release) => wanted == null || release.status === wanted)
      return connectionOf(fitting, page, (row) => releaseNode(scene, row))
    },
    machine({ id: machineId }: { id: string }) {
      const row = machines().find((machine) => machine.id === machineId)
      return row && machineNode(scene, row)
    },
    machines({ active, ...page }: Page & { active?: boolean }) {
      const rows = machines().filter(({ state }) => active !== true || state !== 'destroying')
      return connectionOf(rows, page, (row) => machineNode(scene, row))
    },
    ...addressesOf(scene, name),
    ...certificatesOf(scene, name),
    volumes: (page: Page) => volumesOf(scene, name, page),
    limitedAccessTokens: (page: Page) => tokensOf(scene, organization, page, app),
    secrets: () => secretsOf(scene, name),
    hostIssues: (page: Page) => issuesOf(machines(), page),
  }
}

function configNode(scene: Scene, app: string): object {
  const definition = releasesOf(scene, app)[0]?.definition ?? {}
  return { definition, services: () => servicesOf(machinesOf(scene, app)), valid: true, errors: [] }
}

type CreateAppInput = {
  readonly clientMutationId?: string
  readonly name?: string
  readonly organizationId: string
  readonly network?: string
}
