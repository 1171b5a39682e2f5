import type { Row } from '../tables.ts'
import { couldNotFind } from './refusals.ts'
import { appFor, type Fields, type Scene } from './scene.ts'

/** That an image is made or looked for, as clients announce it; nothing is built here. */
export type BuildRow = Row & { readonly status: string; readonly createdAt: number }

export const buildTypes = `
  extend type Mutations {
    createBuild(input: CreateBuildInput!): CreateBuildPayload
    finishBuild(input: FinishBuildInput!): FinishBuildPayload
  }
  input CreateBuildInput {
    clientMutationId: String
    appName: ID!
    machineId: ID
    builderType: String!
    strategiesAvailable: [String!]!
    imageOpts: BuildImageOptsInput
  }
  input BuildImageOptsInput {
    imageRef: String
    imageLabel: String
    tag: String
    target: String
    publish: Boolean
    noCache: Boolean
    dockerfilePath: String
    builder: String
    buildPacks: [String!]
    builtIn: String
    builtInSettings: JSON
    buildArgs: JSON
    extraBuildArgs: JSON
  }
  input FinishBuildInput {
    clientMutationId: String
    buildId: ID!
    appName: ID!
    machineId: ID
    status: String!
    logs: String
    finalImage: BuildFinalImageInput
    builderMeta: BuilderMetaInput
    strategiesAttempted: [BuildStrategyAttemptInput!]
    timings: BuildTimingsInput
  }
  input BuildFinalImageInput { id: String! tag: String! sizeBytes: BigInt! }
  input BuilderMetaInput {
    builderType: String!
    buildkitEnabled: Boolean
    dockerVersion: String
    platform: String
    remoteAppName: ID
    remoteMachineId: ID
  }
  input BuildStrategyAttemptInput { strategy: String! result: String! error: String note: String }
  input BuildTimingsInput {
    builderInitMs: BigInt
    contextBuildMs: BigInt
    imageBuildMs: BigInt
    buildMs: BigInt
    pushMs: BigInt
    buildAndPushMs: BigInt
  }
  type CreateBuildPayload { clientMutationId: String id: ID! status: String! }
  type FinishBuildPayload { clientMutationId: String id: ID! status: String! wallclockTimeMs: Int! }
`

export function buildMutations(scene: Scene): Fields {
  const { truth, laws } = scene.premises
  return {
    createBuild({ input }: { input: { clientMutationId?: string; appName: string } }) {
      const app = appFor(scene, input.appName)
      const row: BuildRow = {
        key: laws.nonce(),
        app: app.name,
        nth: truth.nextNth(),
        status: 'started',
        createdAt: laws.now(),
      }
      truth.tables.build.put(row)
      return { clientMutationId: input.clientMutationId, id: row.key, status: row.status }
    },
    finishBuild({ input }: { input: { clientMutationId?: string; appName: string; buildId: string; status: string } }) {
      const row = truth.tables.build.get(input.buildId)
      if (row === undefined || row.app !== appFor(scene, input.appName).name) throw couldNotFind('Build')
      truth.tables.build.put({ ...row, status: input.status })
      const { clientMutationId, status } = input
      return { clientMutationId, id: row.key, status, wallclockTimeMs: laws.now() - row.createdAt }
    },
  }
}
