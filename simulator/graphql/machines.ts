import { shownMachines } from '../machine-list.ts'
import { isoSeconds } from '../refusal.ts'
import { isDestroyed, type MachineRow } from '../rows.ts'
import { appNode } from './apps.ts'
import { connectionOf, connectionType, type Page, pageArguments } from './connections.ts'
import { couldNotFind } from './refusals.ts'
import { type Fields, type Scene, seenApp } from './scene.ts'

export const machineTypes = `
  extend type Queries { machine(machineId: String!): Machine! }
  type Machine implements Node {
    id: ID!
    name: String!
    state: String!
    region: String!
    instanceId: String!
    config: JSON!
    app: App!
    host: Host!
    ips(${pageArguments}): MachineIPConnection!
    createdAt: ISO8601DateTime!
    updatedAt: ISO8601DateTime!
  }
  type Host implements Node { id: ID! }
  type MachineIP implements Node { id: ID! family: String! kind: String! ip: String! maskSize: Int! }
  ${connectionType('Machine')}
  ${connectionType('MachineIP')}
`

export function machineQueries(scene: Scene): Fields {
  return {
    machine({ machineId }: { machineId: string }) {
      const row = scene.premises.truth.machine(machineId)
      if (row === undefined || isDestroyed(row) || seenApp(scene, row.app) === undefined) throw couldNotFind('Machine')
      return machineNode(scene, row)
    },
  }
}

/** The Machines of an app, as its list shows them. */
export function machinesOf({ premises }: Scene, app: string): readonly MachineRow[] {
  return shownMachines(premises, app).filter((row) => !isDestroyed(row))
}

export function machineNode(scene: Scene, row: MachineRow): object {
  const { id, nth, name, state, region, instanceId, config, hostId, privateIp, createdAt, updatedAt } = row
  return {
    __typename: 'Machine',
    id,
    name,
    state,
    region,
    instanceId,
    config,
    app: () => appNode(scene, row.app),
    host: { id: hostId },
    ips: (page: Page) =>
      connectionOf([{ nth }], page, () => ({
        id: `${id}/privatenet`,
        family: 'v6',
        kind: 'privatenet',
        ip: privateIp,
        maskSize: 112,
      })),
    createdAt: isoSeconds(createdAt),
    updatedAt: isoSeconds(updatedAt),
  }
}
