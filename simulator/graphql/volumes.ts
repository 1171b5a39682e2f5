import { isoSeconds } from '../refusal.ts'
import { snapshotsOf } from '../volumes/snapshot.ts'
import { snapshotView } from '../volumes/snapshot-routes.ts'
import type { VolumeRow } from '../volumes/volume.ts'
import { appNode } from './apps.ts'
import { connectionOf, connectionType, type Page, pageArguments } from './connections.ts'
import { machineNode } from './machines.ts'
import { couldNotFind } from './refusals.ts'
import { type Fields, type Scene, seenApp } from './scene.ts'

export const volumeTypes = `
  extend type Queries { volume(id: ID!): Volume }
  extend type App { volumes(${pageArguments}): VolumeConnection! }
  type Volume implements Node {
    id: ID!
    internalId: String!
    name: String!
    state: String!
    region: String!
    sizeGb: Int!
    encrypted: Boolean!
    snapshotRetentionDays: Int
    app: App!
    host: Host!
    attachedMachine: Machine
    snapshots(${pageArguments}): VolumeSnapshotConnection!
    createdAt: ISO8601DateTime!
  }
  type VolumeSnapshot implements Node {
    id: ID!
    size: BigInt!
    digest: String!
    retentionDays: Int
    createdAt: ISO8601DateTime!
  }
  ${connectionType('Volume')}
  ${connectionType('VolumeSnapshot')}
`

/** Volumes are made and changed by the Machines API alone; here they are looked up by an id without its app. */
export function volumeQueries(scene: Scene): Fields {
  return {
    volume({ id }: { id: string }) {
      const row = scene.premises.truth.tables.volume.get(id)
      if (row === undefined || seenApp(scene, row.app) === undefined) throw couldNotFind('Volume')
      return volumeNode(scene, row)
    },
  }
}

/** The volumes of an app, as they were a while ago. */
export function volumesOf(scene: Scene, app: string, page: Page): object {
  return connectionOf(scene.premises.volumeReplica.of(app), page, (row) => volumeNode(scene, row))
}

function volumeNode(scene: Scene, row: VolumeRow): object {
  const { truth } = scene.premises
  const { key, name, state, region, sizeGb, isEncrypted, snapshotRetention, app, hostId, createdAt } = row
  return {
    id: key,
    internalId: key.replace('vol_', ''),
    name,
    state,
    region,
    sizeGb,
    encrypted: isEncrypted,
    snapshotRetentionDays: snapshotRetention,
    app: () => appNode(scene, app),
    host: { id: hostId },
    attachedMachine() {
      const machine = truth.machine(row.machineId ?? '')
      return machine && machineNode(scene, machine)
    },
    snapshots: (page: Page) =>
      connectionOf(snapshotsOf(truth.tables, app, key), page, (snapshot) => {
        const { id, size, digest, retention_days, created_at } = snapshotView(snapshot)
        return { id, size, digest, retentionDays: retention_days, createdAt: created_at }
      }),
    createdAt: isoSeconds(createdAt),
  }
}
