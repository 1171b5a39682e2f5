import type * as spec from '../../../schemas/types.ts'
import type { IpAssignment } from '../../fly/wire-addresses.ts'
import { type AddressKind, partsOf } from '../../resource/address.ts'
import type { DesiredAddress } from '../desired-addresses.ts'
import { kindOfListed } from '../observe-addresses.ts'
import { compareText } from '../slots.ts'
import type { LiveApp } from './live-app.ts'
import { unlessEmpty } from './unless-empty.ts'

type Addresses = NonNullable<spec.App['spec']['addresses']>

/** As many addresses of each kind as a live app has and a spec may ask for. */
export function addressesOf(live: Pick<LiveApp, 'addresses' | 'organization'>): readonly DesiredAddress[] {
  const kinds = Map.groupBy(inOrder(live), ({ kind }) => kind)
  return [...kinds]
    .map(([kind, some]) => ({ kind, count: kind === 'v4' ? Math.min(some.length, mostDedicated) : 1 }))
    .sort((one, other) => compareText(one.kind, other.kind))
}

/** The same in the words of a spec. */
export function addressWords(kinds: readonly DesiredAddress[]): Addresses {
  const has = (kind: AddressKind) => kinds.some((each) => each.kind === kind)
  return unlessEmpty<Addresses>({
    sharedIpv4: has('shared_v4'),
    ipv6: has('v6'),
    ipv4: kinds.find(({ kind }) => kind === 'v4')?.count,
    private: kinds.flatMap(({ kind }) => {
      const { network } = partsOf(kind)
      return network === undefined ? [] : [{ network }]
    }),
  })
}

/** Which of the addresses would be those that a spec asks for: of several of a kind the oldest, as names lead to them. */
export function addressesFor(
  wants: readonly DesiredAddress[],
  live: Pick<LiveApp, 'addresses' | 'organization'>,
): readonly { readonly ip: string; readonly kind: AddressKind }[] {
  const there = inOrder(live)
  return wants.flatMap(({ kind, count }) => there.filter((each) => each.kind === kind).slice(0, count))
}

/** Those of which a spec can speak: an address for one service of an app it cannot ask for. */
function inOrder({ addresses, organization }: Pick<LiveApp, 'addresses' | 'organization'>) {
  return addresses
    .toSorted((one, other) => madeAt(one) - madeAt(other) || compareText(one.ip ?? '', other.ip ?? ''))
    .flatMap((address) => {
      const { ip } = address
      const kind = address.service_name ? undefined : kindOfListed(address, organization)
      return ip === null || kind === undefined ? [] : [{ ip, kind }]
    })
}

function madeAt({ created_at: at }: IpAssignment): number {
  return Date.parse(at ?? '') || 0
}

const mostDedicated = 10
