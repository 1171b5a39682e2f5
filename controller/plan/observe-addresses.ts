import type { IpAssignment } from '../fly/wire-addresses.ts'
import { type AddressKind, kindOfAsset, readAsked } from '../resource/address.ts'
import type { Holdings, Sighting } from './observed.ts'
import { compareText } from './slots.ts'

/** The addresses of an App. */
export type ObservedAddresses = {
  /** Ours: the longest held first. */
  readonly ours: readonly ObservedAddress[]
  /** Of the app, and not made by us: told, never touched. */
  readonly strangers: readonly { readonly ip: string; readonly type: string }[]
  /** Kinds that were asked for, where it is not known what came of it. */
  readonly asked: ReadonlySet<AddressKind>
}

export type ObservedAddress = {
  readonly ip: string
  readonly kind: AddressKind
  /** A list lacks it, and it is not certain yet that it is gone. */
  readonly isUnseen: boolean
  /** Its release was asked for, and it is not known what came of that. */
  readonly isLeaving: boolean
}

/** `undefined` where neither the spec nor the store has any. */
export function observeAddresses(
  { addresses }: Sighting,
  { assets, intents }: Holdings,
): ObservedAddresses | undefined {
  if (addresses === undefined) return undefined
  const listed = new Map(addresses.map((address) => [ipsOf(address)[0] ?? '', address]))
  const leaving = new Set(intents.filter(({ action }) => action === 'release-address').map(({ target }) => target))
  const rows = assets.filter(({ kind, alive }) => kind === 'address' && alive)
  const known = new Set(rows.map(({ id }) => id))
  const madeAt = (ip: string) => Date.parse(listed.get(ip)?.created_at ?? '') || 0
  return {
    ours: rows
      .map((row) => ({
        ip: row.id,
        kind: kindOfAsset(row),
        isUnseen: !listed.has(row.id),
        isLeaving: leaving.has(row.id),
      }))
      .sort((one, other) => madeAt(one.ip) - madeAt(other.ip) || compareText(one.ip, other.ip)),
    strangers: addresses
      .filter((address) => !ipsOf(address).some((ip) => known.has(ip)))
      .map((address) => ({ ip: ipsOf(address).join(', '), type: address.type ?? 'unknown' }))
      .sort((one, other) => compareText(one.ip, other.ip)),
    asked: new Set(
      intents.filter(({ action }) => action === 'assign-address').map(({ target }) => readAsked(target).kind),
    ),
  }
}

/** The kind of an address as Fly lists it; `undefined` for one that no spec can ask for. */
export function kindOfListed({ type = '', network }: IpAssignment, organization: string): AddressKind | undefined {
  const common = commonKinds.find((kind) => kind === type)
  if (common) return common
  if (type !== 'private_v6' || network?.org_slug !== organization) return undefined
  // Without a name it is the organisation's own network, which is called so.
  return `private_v6 ${network.name || 'default'}`
}

const commonKinds = ['shared_v4', 'v6', 'v4'] as const

function ipsOf({ ip, ip_pair: pair }: IpAssignment): readonly string[] {
  return ip === null ? (pair ? [pair.v4, pair.v6] : []) : [ip]
}
