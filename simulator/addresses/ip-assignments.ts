import type { AddressType, IpAssignment } from '../../controller/fly/wire-addresses.ts'
import { joinNetwork, type NetworkRow } from '../networks.ts'
import { appOf, type Premises } from '../premises.ts'
import { isoSeconds, refuse } from '../refusal.ts'
import { regions } from '../regions.ts'
import { type Ask, optional, type Reply, type Route } from '../routes.ts'
import type { AppRow } from '../rows.ts'
import type { Truth } from '../truth.ts'
import type { AddressRow } from './address-rows.ts'
import { addressTypeOf, newIps } from './new-addresses.ts'

/** The addresses of an app: none until somebody asks for one. */
export function ipAssignmentRoutes(premises: Premises): readonly Route[] {
  const { truth } = premises

  function list(ask: Ask): Reply {
    const ips = [...truth.tables.address.of(appOf(premises, ask).name)].map(assignmentView)
    // Seen live: no list at all when there is none.
    return { status: 200, body: ips.length === 0 ? {} : { ips } }
  }

  function assign(ask: Ask): Reply {
    const app = appOf(premises, ask)
    const asked = ask.body()
    const type = addressTypeOf(optional(asked, 'type', 'string') ?? '')
    if (type === undefined) throw refuse(400, 'invalid ip address type')
    const row = assignAddress(premises, app, {
      type,
      region: optional(asked, 'region', 'string') ?? '',
      organization: optional(asked, 'org_slug', 'string') ?? '',
      network: optional(asked, 'network', 'string') ?? '',
      serviceName: optional(asked, 'service_name', 'string') ?? '',
    })
    return { status: 200, body: assignmentView(row) }
  }

  function release(ask: Ask): Reply {
    const row = addressCalled(truth, appOf(premises, ask).name, ask.params.ip ?? '')
    if (row === undefined) throw refuse(404, 'ip address not found')
    truth.tables.address.remove(row.key)
    return { status: 204 }
  }

  const path = '/v1/apps/:app/ip_assignments'
  const counted = { countedBy: 'app' } as const
  return [
    { ...counted, method: 'GET', path, action: 'list-ips', isDeed: false, answer: list },
    { ...counted, method: 'POST', path, action: 'assign-ip', isDeed: true, answer: assign },
    { ...counted, method: 'DELETE', path: `${path}/:ip`, action: 'release-ip', isDeed: true, answer: release },
  ]
}

/** What is asked for; empty what is left open. */
export type WantedAddress = {
  readonly type: AddressType
  readonly region: string
  /** Slug of the organisation that the network is in. */
  readonly organization: string
  /** From where a private address is to be reached. */
  readonly network: string
  readonly serviceName: string
}

/** Not idempotent: who asks twice has two. Only of the shared address there is one for an app. */
export function assignAddress({ truth, laws }: Premises, app: AppRow, wanted: WantedAddress): AddressRow {
  const { type, serviceName } = wanted
  const region = regionFor(type, wanted.region)
  const own = [...truth.tables.address.of(app.name)]
  const shared = own.find((row) => row.type === 'shared_v4')
  if (type === 'shared_v4' && shared !== undefined) return shared
  if (isEgress(type)) mustHaveRoom(own, type, region)
  const network = type === 'private_v6' ? networkFor(truth, app, wanted) : undefined
  const row = newAddress(truth, app.name, { type, region, network, serviceName, createdAt: laws.now() })
  truth.tables.address.put(row)
  return row
}

/** A new address; the caller puts it in. */
export function newAddress(
  truth: Truth,
  app: string,
  given: Pick<AddressRow, 'type' | 'region' | 'serviceName' | 'createdAt'> & {
    readonly network: NetworkRow | undefined
  },
): AddressRow {
  const { network, ...rest } = given
  const nth = truth.nextNth()
  const ips = newIps(given.type, nth, network?.number ?? 0)
  const place = network && { organization: network.organization, name: network.name }
  return { key: `${app}/${ips[0]}`, app, nth, ips, ...rest, network: place }
}

/** A pair goes by either of its addresses. */
export function addressCalled(truth: Truth, app: string, ip: string): AddressRow | undefined {
  return [...truth.tables.address.of(app)].find(({ ips }) => ips.includes(ip.toLowerCase()))
}

/**
 * The network that requests come from: the organisation's own when none is named, not the app's.
 * Source: superfly/docs, networking/flycast
 */
function networkFor(truth: Truth, app: AppRow, wanted: WantedAddress): NetworkRow {
  const organization = wanted.organization || app.organization
  const name = wanted.network || defaultNetwork
  const known = truth.tables.network.get(`${organization}/${name}`)
  if (known !== undefined) return known
  // Each organisation has its default network, also when no app has ever been in it.
  const isThere = [...truth.tables.network.all()].some((network) => network.organization === organization)
  if (name !== defaultNetwork || !isThere) throw refuse(400, 'network not found')
  return joinNetwork(truth, organization, name)
}

/** Egress addresses belong to a region. Source: superfly/docs, networking/egress-ips */
function regionFor(type: AddressType, region: string): string {
  if (region === '' && isEgress(type)) throw refuse(400, 'invalid_argument: region is required')
  if (region === '' || region === 'global') return 'global'
  if (!regions.some(({ code }) => code === region)) throw refuse(400, `invalid_argument: invalid region '${region}'`)
  return region
}

function mustHaveRoom(own: readonly AddressRow[], type: AddressType, region: string): void {
  const clashing = (other: AddressType) => other === type || (isEgress(other) && [other, type].includes('egress_pair'))
  if (own.some((row) => row.region === region && clashing(row.type))) {
    throw refuse(422, `Validation failed: app already has an egress ip address in ${region}`)
  }
}

function isEgress(type: AddressType): boolean {
  return type.startsWith('egress_')
}

export function assignmentView({ type, ips, region, serviceName, network, createdAt }: AddressRow): IpAssignment {
  const [v4 = '', v6 = ''] = ips
  return {
    ip: type === 'egress_pair' ? null : v4,
    ...(type === 'egress_pair' && { ip_pair: { v4, v6 } }),
    type,
    region,
    shared: type === 'shared_v4',
    egress: isEgress(type),
    service_name: serviceName,
    network: network
      ? { name: network.name === defaultNetwork ? '' : network.name, org_slug: network.organization }
      : null,
    created_at: isoSeconds(createdAt),
  }
}

const defaultNetwork = 'default'
