import { shortestV6 } from './ipv6.ts'
import type { Row } from './tables.ts'
import type { Truth } from './truth.ts'

/**
 * A private network (6PN) of an organisation. It comes to be with the first app that names it, and stays when the last
 * one goes; its number is never given to another. Source: superfly/docs, networking/custom-private-networks
 */
export type NetworkRow = Row & {
  readonly organization: string
  readonly name: string
  /** 32 bits, part of each address in it. */
  readonly number: number
}

/** The network of that name, which is made when there is none. */
export function joinNetwork(truth: Truth, organization: string, name: string): NetworkRow {
  const key = `${organization}/${name}`
  const known = truth.tables.network.get(key)
  if (known !== undefined) return known
  const nth = truth.nextNth()
  const row: NetworkRow = { key, app: '', nth, organization, name, number: nth }
  truth.tables.network.put(row)
  return row
}

/**
 * The address of a Machine: `fdaa:`, the network, `a7b`, the host, and what no two have in common. The last word is the
 * Machine's own to use. Source: superfly/docs, networking/private-networking, and the addresses shown there
 */
export function privateIpOf(network: number, host: number, nth: number): string {
  const words = [network >>> 16, network & 0xffff, 0xa7b, host & 0xffff, nth >>> 16, nth & 0xffff, 2]
  return shortestV6(['fdaa', ...words.map((word) => word.toString(16))].join(':'))
}
