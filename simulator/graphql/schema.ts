import type { GraphQLSchema } from 'graphql'
import { addressTypes } from './addresses.ts'
import { appTypes } from './apps.ts'
import { buildTypes } from './builds.ts'
import { certificateTypes } from './certificates.ts'
import { connectionTypes } from './connections.ts'
import { hostIssueTypes } from './host-issues.ts'
import { imageTypes } from './images.ts'
import { library } from './library.ts'
import { machineTypes } from './machines.ts'
import { organizationTypes } from './organizations.ts'
import { platformTypes } from './platform.ts'
import { releaseTypes } from './releases.ts'
import { secretTypes } from './secrets.ts'
import { serviceTypes } from './services.ts'
import { tokenTypes } from './tokens.ts'
import { viewerTypes } from './viewer.ts'
import { volumeTypes } from './volumes.ts'

/**
 * The part of Fly's schema that is served here, written down anew from what its official clients ask. The two roots have
 * Fly's names, which stand in its error messages. Source: superfly/fly-go, resource_*.go; superfly/flyctl, gql
 */
export function schema(): GraphQLSchema {
  built ??= library().buildSchema(types.join('\n'))
  return built
}

let built: GraphQLSchema | undefined

const types = [
  `
  schema { query: Queries mutation: Mutations }
  scalar JSON
  scalar BigInt
  scalar ISO8601DateTime
  interface Node { id: ID! }
  type Queries
  type Mutations
  `,
  connectionTypes,
  platformTypes,
  viewerTypes,
  organizationTypes,
  appTypes,
  machineTypes,
  hostIssueTypes,
  serviceTypes,
  addressTypes,
  secretTypes,
  certificateTypes,
  tokenTypes,
  volumeTypes,
  imageTypes,
  releaseTypes,
  buildTypes,
]
