import type { AddressType } from '../../controller/fly/wire-addresses.ts'
import type { AddressRow } from '../addresses/address-rows.ts'
import { addressCalled, assignAddress } from '../addresses/ip-assignments.ts'
import { isoSeconds } from '../refusal.ts'
import type { AppRow } from '../rows.ts'
import { appNode } from './apps.ts'
import { connectionOf, connectionType, type Page, pageArguments } from './connections.ts'
import { organizationNode, organizationOf } from './organizations.ts'
import { couldNotFind } from './refusals.ts'
import { appFor, type Fields, type Scene } from './scene.ts'

export const addressTypes = `
  extend type App {
    ipAddress(address: String!): IPAddress
    ipAddresses(${pageArguments}): IPAddressConnection!
    sharedIpAddress: String
    egressIpAddresses(${pageArguments}): EgressIPAddressConnection!
  }
  extend type Mutations {
    allocateIpAddress(input: AllocateIPAddressInput!): AllocateIPAddressPayload
    releaseIpAddress(input: ReleaseIPAddressInput!): ReleaseIPAddressPayload
    allocateEgressIpAddress(input: AllocateEgressIPAddressInput!): AllocateEgressIPAddressPayload
    releaseEgressIpAddress(input: ReleaseEgressIPAddressInput!): ReleaseEgressIPAddressPayload
  }
  enum IPAddressType { private_v6 shared_v4 v4 v6 }
  type IPAddress implements Node {
    id: ID!
    address: String!
    type: IPAddressType!
    region: String
    network: Network
    serviceName: String
    createdAt: ISO8601DateTime!
  }
  type Network { name: String! organization: Organization! }
  type EgressIPAddress implements Node {
    id: ID!
    ip: String!
    version: Int!
    region: String!
    updatedAt: ISO8601DateTime!
  }
  ${connectionType('IPAddress')}
  ${connectionType('EgressIPAddress')}
  input AllocateIPAddressInput {
    clientMutationId: String
    appId: ID!
    type: IPAddressType!
    region: String
    organizationId: ID
    network: String
    serviceName: String
  }
  input ReleaseIPAddressInput {
    clientMutationId: String
    appId: ID
    ip: String
    ipAddressId: ID
    serviceName: String
  }
  input AllocateEgressIPAddressInput { clientMutationId: String appId: ID! machineId: ID region: String }
  input ReleaseEgressIPAddressInput { clientMutationId: String appId: ID! machineId: ID ip: String }
  type AllocateIPAddressPayload { clientMutationId: String app: App! ipAddress: IPAddress }
  type ReleaseIPAddressPayload { clientMutationId: String app: App! }
  type AllocateEgressIPAddressPayload { clientMutationId: String v4: String v6: String }
  type ReleaseEgressIPAddressPayload { clientMutationId: String v4: String v6: String }
`

export function addressMutations(scene: Scene): Fields {
  const { premises } = scene
  const { truth } = premises

  /** `null` when nothing was allocated. */
  function allocate(app: AppRow, input: AllocateInput): AddressRow | null {
    if (isForgotten(scene, app)) return null
    return assignAddress(premises, app, {
      type: input.type,
      region: input.region ?? '',
      organization: input.organizationId == null ? '' : organizationOf(scene, input.organizationId),
      network: input.network ?? '',
      serviceName: input.serviceName ?? '',
    })
  }

  return {
    allocateIpAddress({ input }: { input: AllocateInput }) {
      const app = appFor(scene, input.appId)
      const row = allocate(app, input)
      // Seen live: a shared address is never answered here; it stands in the app.
      const ipAddress = row === null || row.type === 'shared_v4' ? null : addressNode(scene, row)
      return { clientMutationId: input.clientMutationId, app: () => appNode(scene, app.name), ipAddress }
    },
    releaseIpAddress({ input }: { input: ReleaseInput }) {
      const { clientMutationId, appId, ip, ipAddressId } = input
      const rows =
        appId == null ? [...truth.tables.address.all()] : [...truth.tables.address.of(appFor(scene, appId).name)]
      const row = rows.find((each) => (ipAddressId ? idOf(each) === ipAddressId : each.ips.includes(ip ?? '')))
      if (row === undefined) throw couldNotFind('IPAddress')
      const { name } = appFor(scene, row.app)
      truth.tables.address.remove(row.key)
      return { clientMutationId, app: () => appNode(scene, name) }
    },
    allocateEgressIpAddress({ input }: { input: EgressInput }) {
      const app = appFor(scene, input.appId)
      const region = input.region || truth.machine(input.machineId ?? '')?.region || ''
      const wanted = { type: 'egress_pair', region, organization: '', network: '', serviceName: '' } as const
      const [v4, v6] = assignAddress(premises, app, wanted).ips
      return { clientMutationId: input.clientMutationId, v4, v6 }
    },
    releaseEgressIpAddress({ input }: { input: EgressInput }) {
      const row = addressCalled(truth, appFor(scene, input.appId).name, input.ip ?? '')
      if (row === undefined || !isEgress(row)) throw couldNotFind('EgressIPAddress')
      truth.tables.address.remove(row.key)
      const [v4, v6] = row.ips
      return { clientMutationId: input.clientMutationId, v4, v6 }
    },
  }
}

/**
 * Whether an allocation comes to nothing without a word, as it may in an app that is just made.
 * Source: InsForge/InsForge, fly.provider.ts; seen live
 */
function isForgotten({ premises: { faults, laws } }: Scene, { visibleAt }: AppRow): boolean {
  if (faults.areAddressesNull()) faults.count('null address')
  return faults.areAddressesNull() || visibleAt > laws.now()
}

/** What an app tells of its addresses. The shared one is not among the others. */
export function addressesOf(scene: Scene, app: string): Fields {
  const rows = () => [...scene.premises.truth.tables.address.of(app)]
  const own = () => rows().filter((row) => row.type !== 'shared_v4' && !isEgress(row))
  return {
    ipAddress({ address }: { address: string }) {
      const row = own().find(({ ips }) => ips.includes(address))
      return row && addressNode(scene, row)
    },
    ipAddresses: (page: Page) => connectionOf(own(), page, (row) => addressNode(scene, row)),
    sharedIpAddress: () => rows().find(({ type }) => type === 'shared_v4')?.ips[0],
    egressIpAddresses(page: Page) {
      const each = rows()
        .filter(isEgress)
        .flatMap((row) => row.ips.map((ip) => ({ ...row, ip })))
      return connectionOf(each, page, ({ ip, region, createdAt, ...row }) => ({
        id: `${idOf(row)}/${ip}`,
        ip,
        version: ip.includes(':') ? 6 : 4,
        region,
        updatedAt: isoSeconds(createdAt),
      }))
    },
  }
}

function addressNode(scene: Scene, row: AddressRow): object {
  const { ips, type, region, network, serviceName, createdAt } = row
  return {
    id: idOf(row),
    address: ips[0],
    type,
    region,
    network: network && { name: network.name, organization: () => organizationNode(scene, network.organization) },
    serviceName,
    createdAt: isoSeconds(createdAt),
  }
}

function idOf({ nth }: { readonly nth: number }): string {
  return `ip_${nth.toString(36)}`
}

function isEgress({ type }: AddressRow): boolean {
  return type.startsWith('egress_')
}

type AllocateInput = {
  readonly clientMutationId?: string
  readonly appId: string
  readonly type: Extract<AddressType, 'private_v6' | 'shared_v4' | 'v4' | 'v6'>
  readonly region?: string
  readonly organizationId?: string
  readonly network?: string
  readonly serviceName?: string
}
type ReleaseInput = {
  readonly clientMutationId?: string
  readonly appId?: string
  readonly ip?: string
  readonly ipAddressId?: string
}
type EgressInput = {
  readonly clientMutationId?: string
  readonly appId: string
  readonly machineId?: string
  readonly region?: string
  readonly ip?: string
}
