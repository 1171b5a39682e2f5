import type { Asset } from './ownership.ts'

/**
 * A kind of address that an App may have, in Fly's words; of a private one with the network from which it is reached.
 * `shared_v4` is one that many apps share, and `v4` one of the app's own.
 */
export type AddressKind = 'shared_v4' | 'v6' | 'v4' | `private_v6 ${string}`

/** `private_v6` and `acme` of `private_v6 acme`. */
export function partsOf(kind: AddressKind): {
  readonly type: 'shared_v4' | 'v6' | 'v4' | 'private_v6'
  readonly network: string | undefined
} {
  switch (kind) {
    case 'shared_v4':
    case 'v6':
    case 'v4':
      return { type: kind, network: undefined }
    default:
      return { type: 'private_v6', network: kind.slice('private_v6 '.length) }
  }
}

/** A kind of address as the subject of a sentence. */
export function addressInWords(kind: AddressKind): string {
  const { type, network } = partsOf(kind)
  return type === 'private_v6' ? `private address for ${network}` : names[type]
}

const names = { shared_v4: 'shared IPv4 address', v6: 'IPv6 address', v4: 'dedicated IPv4 address' } as const

/** The row that makes an address ours. */
export function addressAsset(ip: string, kind: AddressKind, operation: string): Omit<Asset, 'ref'> {
  const { type, network } = partsOf(kind)
  return {
    kind: 'address',
    id: ip,
    name: type,
    slot: undefined,
    operation,
    alive: true,
    idleSince: undefined,
    facts: network === undefined ? {} : { network },
  }
}

/** What kind of address a row is about. */
export function kindOfAsset({ name, facts }: Asset): AddressKind {
  return name === 'private_v6' ? `private_v6 ${facts.network}` : (name as AddressKind)
}

/**
 * What an intent to assign an address is about. The address has no name before Fly gives it one, so it is known again by
 * its kind, and by having been made not before `askedAt`: ms since 1970 by Fly's clock, since ours may jump.
 */
export function askedFor(kind: AddressKind, askedAt: number): string {
  return `${kind} @${askedAt}`
}

/** The reverse of `askedFor`. */
export function readAsked(target: string): { readonly kind: AddressKind; readonly askedAt: number } {
  const at = target.lastIndexOf(' @')
  return { kind: target.slice(0, at) as AddressKind, askedAt: Number(target.slice(at + 2)) }
}
