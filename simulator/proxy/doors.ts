import { publicAddressesOf } from '../addresses/address-rows.ts'
import { flyDomain } from '../addresses/dns.ts'
import { appOfHostname } from '../addresses/hostnames.ts'
import type { AppRow } from '../rows.ts'
import type { Truth } from '../truth.ts'
import { type Arrival, canonicalAddress } from './arrival.ts'

/** The app that a request is for, and how it came there. */
export type Door = {
  readonly app: AppRow
  /** `shared`: only what speaks HTTP or TLS, at 80 and 443. */
  readonly way: 'public' | 'shared' | 'private'
  /** One of the addresses that lead there. */
  readonly address: string
}

/**
 * Which app answers at a host: nothing public does before it has an address, nothing private outside of the networks that
 * an address was made for. Source: superfly/docs, networking/services and networking/flycast
 */
export function doorOf(truth: Truth, { host, visitor }: Arrival): Door | undefined {
  if (host.endsWith(flycastDomain) || host.startsWith(privatePrefix)) {
    return visitor && privateDoor(truth, host, visitor.app)
  }
  const named = host.endsWith(flyDomain) ? truth.app(host.slice(0, -flyDomain.length)) : appOfHostname(truth, host)
  const app = named ?? appAtAddress(truth, host)
  if (app === undefined) return undefined
  const { v4, v6 } = publicAddressesOf(truth, app.name)
  const [address] = [...v4, ...v6]
  if (address === undefined) return undefined
  const isShared = [...truth.tables.address.of(app.name)].every(({ type }) => !dedicated.has(type))
  return { app, way: isShared ? 'shared' : 'public', address }
}

function privateDoor(truth: Truth, host: string, visitingApp: string): Door | undefined {
  const home = truth.app(visitingApp)
  const rows = host.endsWith(flycastDomain)
    ? truth.tables.address.of(host.slice(0, -flycastDomain.length))
    : truth.tables.address.all()
  for (const { app: name, type, ips, network } of rows) {
    if (type !== 'private_v6' || network?.organization !== home?.organization || network?.name !== home?.network)
      continue
    if (!host.endsWith(flycastDomain) && !ips.map(canonicalAddress).includes(host)) continue
    const app = truth.app(name)
    if (app !== undefined) return { app, way: 'private', address: ips[0] ?? host }
  }
  return undefined
}

/** A shared address alone does not say which app is meant. */
function appAtAddress(truth: Truth, host: string): AppRow | undefined {
  if (!/^[\d.]+$|:/.test(host)) return undefined
  for (const { app, type, ips } of truth.tables.address.all()) {
    if (dedicated.has(type) && ips.map(canonicalAddress).includes(host)) return truth.app(app)
  }
  return undefined
}

const flycastDomain = '.flycast'
const privatePrefix = 'fdaa:'
const dedicated: ReadonlySet<string> = new Set(['v4', 'v6'])
