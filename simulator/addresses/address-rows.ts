import type { AddressType } from '../../controller/fly/wire-addresses.ts'
import type { Row } from '../tables.ts'
import type { Truth } from '../truth.ts'

/** An address, or a pair of them, that an app has. */
export type AddressRow = Row & {
  readonly type: AddressType
  /** One, or the two of a pair: version 4 first. */
  readonly ips: readonly string[]
  /** A code, or `global`. */
  readonly region: string
  readonly serviceName: string
  /** From where a private address can be reached. */
  readonly network: { readonly organization: string; readonly name: string } | undefined
  readonly createdAt: number
}

/** Where the whole world reaches the app. */
export function publicAddressesOf(
  truth: Truth,
  app: string,
): { readonly v4: readonly string[]; readonly v6: readonly string[] } {
  const rows = [...truth.tables.address.of(app)]
  const of = (...types: readonly AddressType[]) =>
    rows.filter(({ type }) => types.includes(type)).flatMap(({ ips }) => ips)
  return { v4: of('v4', 'shared_v4'), v6: of('v6') }
}
