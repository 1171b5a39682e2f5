import { isoSeconds } from '../refusal.ts'
import { appNode } from './apps.ts'
import { connectionType } from './connections.ts'
import { imageNode } from './images.ts'
import { couldNotFind, refuseField } from './refusals.ts'
import { type ReleaseRow, releaseStatuses } from './release-rows.ts'
import { appFor, type Fields, type Scene } from './scene.ts'
import { userNode } from './viewer.ts'

const releaseFields = `
    id: ID!
    version: Int!
    description: String!
    reason: String!
    status: String!
    stable: Boolean!
    inProgress: Boolean!
    imageRef: String
    image: Image
    deploymentStrategy: DeploymentStrategy!
    evaluationId: String
    user: User
    createdAt: ISO8601DateTime!
    updatedAt: ISO8601DateTime!
`

export const releaseTypes = `
  extend type Mutations {
    createRelease(input: CreateReleaseInput!): CreateReleasePayload
    updateRelease(input: UpdateReleaseInput!): UpdateReleasePayload
  }
  enum DeploymentStrategy { BLUEGREEN CANARY IMMEDIATE ROLLING ROLLING_ONE SIMPLE }
  type Release implements Node { ${releaseFields} config: AppConfig metadata: JSON }
  type ReleaseUnprocessed implements Node { ${releaseFields} configDefinition: JSON }
  ${connectionType('Release')}
  ${connectionType('ReleaseUnprocessed')}
  input CreateReleaseInput {
    clientMutationId: String
    appId: ID!
    image: String!
    platformVersion: String!
    strategy: DeploymentStrategy!
    definition: JSON!
    buildId: ID
  }
  input UpdateReleaseInput { clientMutationId: String releaseId: ID! status: String metadata: JSON }
  type CreateReleasePayload { clientMutationId: String app: App! release: Release }
  type UpdateReleasePayload { clientMutationId: String release: Release! }
`

export function releaseMutations(scene: Scene): Fields {
  const { truth, laws } = scene.premises
  return {
    createRelease({ input }: { input: CreateReleaseInput }) {
      const app = appFor(scene, input.appId)
      const row: ReleaseRow = {
        key: laws.nonce(),
        app: app.name,
        nth: truth.nextNth(),
        version: (newestRelease(scene, app.name)?.version ?? 0) + 1,
        status: 'pending',
        imageRef: input.image,
        strategy: input.strategy,
        definition: input.definition,
        metadata: null,
        owner: scene.caller.owner,
        createdAt: laws.now(),
        updatedAt: laws.now(),
      }
      truth.tables.release.put(row)
      const { clientMutationId } = input
      return { clientMutationId, app: () => appNode(scene, app.name), release: () => releaseNode(scene, row) }
    },
    updateRelease({ input }: { input: UpdateReleaseInput }) {
      const row = truth.tables.release.get(input.releaseId)
      if (row === undefined) throw couldNotFind('Release')
      appFor(scene, row.app)
      const status = input.status || row.status
      if (!isStatus(status)) throw refuseField('UNPROCESSABLE', 'Validation failed: Status is not included in the list')
      const updated = { ...row, status, metadata: input.metadata ?? row.metadata, updatedAt: laws.now() }
      truth.tables.release.put(updated)
      return { clientMutationId: input.clientMutationId, release: () => releaseNode(scene, updated) }
    },
  }
}

/** Newest first, as Fly lists them. */
export function releasesOf({ premises: { truth } }: Scene, app: string): readonly ReleaseRow[] {
  return [...truth.tables.release.of(app)].toReversed()
}

function newestRelease(scene: Scene, app: string): ReleaseRow | undefined {
  return releasesOf(scene, app)[0]
}

/** Good for a release and for an «unprocessed» one: that is the same thing, before Fly has made its own sense of it. */
export function releaseNode(scene: Scene, row: ReleaseRow): object {
  const { key, version, status, imageRef, strategy, definition, metadata, owner, createdAt, updatedAt } = row
  return {
    id: key,
    version,
    description: 'Release',
    reason: 'deploy',
    status,
    stable: status === 'complete',
    inProgress: status === 'pending' || status === 'running',
    imageRef,
    image: () => imageNode(scene, imageRef),
    deploymentStrategy: strategy,
    evaluationId: null,
    user: () => userNode(owner),
    createdAt: isoSeconds(createdAt),
    updatedAt: isoSeconds(updatedAt),
    config: { definition, services: [], valid: true, errors: [] },
    configDefinition: definition,
    metadata,
  }
}

function isStatus(word: string): word is ReleaseRow['status'] {
  return releaseStatuses.some((status) => status === word)
}

type CreateReleaseInput = {
  readonly clientMutationId?: string
  readonly appId: string
  readonly image: string
  readonly strategy: string
  readonly definition: unknown
}
type UpdateReleaseInput = {
  readonly clientMutationId?: string
  readonly releaseId: string
  readonly status?: string
  readonly metadata?: unknown
}
