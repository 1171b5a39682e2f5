import type { AddressKind } from '../resource/address.ts'
import { networkOf, type Resource } from '../resource/resource.ts'

/** So many addresses of a kind. */
export type DesiredAddress = { readonly kind: AddressKind; readonly count: number }

/** The addresses that a spec asks for. Fly gives an app none by itself. */
export function desiredAddresses(resource: Resource): readonly DesiredAddress[] {
  const { sharedIpv4 = false, ipv6 = false, ipv4 = 0, private: reachedFrom = [] } = resource.spec.addresses ?? {}
  const wants: readonly DesiredAddress[] = [
    { kind: 'shared_v4', count: sharedIpv4 ? 1 : 0 },
    { kind: 'v6', count: ipv6 ? 1 : 0 },
    { kind: 'v4', count: ipv4 },
    // Always with a network: Fly would take the organisation's own, from which an app in another is not reached.
    // Source: superfly/docs, networking/flycast
    ...reachedFrom.map(({ network = networkOf(resource) }) => ({ kind: `private_v6 ${network}` as const, count: 1 })),
  ]
  return wants.filter(({ count }) => count > 0)
}
