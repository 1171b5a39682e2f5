import type { Group, Policy } from '../../schemas/types.ts'
import { pointer } from '../resource/finding.ts'
import { cpusOf } from '../resource/guest.ts'
import type { Resource } from '../resource/resource.ts'
import { machinesOf } from './amounts.ts'
import type { Reason } from './reason.ts'

/** Regions, sizes, images and addresses that a Policy does not allow, unless they are there already and do not spread. */
export function valueReasons(
  policy: Pick<Policy['spec'], 'regions' | 'sizes' | 'images' | 'addresses'>,
  before: Resource | undefined,
  after: Resource,
  rule: string,
): readonly Reason[] {
  const groups = Object.entries(after.spec.machines).flatMap(([name, group]) => {
    const had = before && Object.hasOwn(before.spec.machines, name) ? before.spec.machines[name] : undefined
    const at = ['spec', 'machines', name]
    return [
      ...regionReasons(policy.regions, group, had, { at, before, after, rule }),
      ...sizeReasons(policy.sizes, group, had, at, rule),
      ...imageReasons(policy.images, group, had, at, rule),
    ]
  })
  return [...groups, ...addressReasons(policy.addresses, before, after, rule)]
}

/** How many Machines a group has where, and 0 where it may have them when there is no room elsewhere. */
function placesOf(group: Group | undefined, resource: Resource | undefined): ReadonlyMap<string, number> {
  const places = new Map<string, number>()
  if (group === undefined) return places
  for (const region of group.fallbackRegions ?? []) places.set(region, 0)
  for (const [region, count] of Object.entries(group.regions ?? {})) if (count > 0) places.set(region, count)
  const primary = resource?.spec.primaryRegion
  if (group.regions === undefined && primary !== undefined) places.set(primary, machinesOf(group))
  return places
}

function regionReasons(
  allowed: readonly string[] | undefined,
  group: Group,
  had: Group | undefined,
  about: {
    readonly at: readonly string[]
    readonly before: Resource | undefined
    readonly after: Resource
    readonly rule: string
  },
): readonly Reason[] {
  if (allowed === undefined) return []
  const have = placesOf(had, about.before)
  return [...placesOf(group, about.after)]
    .filter(([region, count]) => !allowed.includes(region) && !((have.get(region) ?? -1) >= count))
    .map(([region]) => ({
      path: regionPath(group, region, about.at),
      found: region,
      allowed: oneOf('the regions', allowed),
      rule: about.rule,
      repair: `use ${allowed.length === 0 ? 'no region' : `one of ${allowed.join(', ')}`}, or ask an admin to allow ${region}`,
    }))
}

function regionPath(group: Group, region: string, at: readonly string[]): string {
  if (group.regions && Object.hasOwn(group.regions, region)) return pointer([...at, 'regions', region])
  const fallbacks: readonly string[] = group.fallbackRegions ?? []
  const index = fallbacks.indexOf(region)
  return index === -1 ? '/spec/primaryRegion' : pointer([...at, 'fallbackRegions', String(index)])
}

function sizeReasons(
  allowed: readonly string[] | undefined,
  group: Group,
  had: Group | undefined,
  at: readonly string[],
  rule: string,
): readonly Reason[] {
  const size = sizeOf(group)
  if (allowed === undefined || allowed.includes(size)) return []
  if (had !== undefined && sizeOf(had) === size && machinesOf(group) <= machinesOf(had)) return []
  return [
    {
      path: pointer([...at, group.cpus === undefined ? 'size' : 'cpus']),
      found: size,
      allowed: oneOf('the sizes', allowed),
      rule,
      repair: `use ${allowed.length === 0 ? 'no Machines' : `one of ${allowed.join(', ')}`}, or ask an admin to allow ${size}`,
    },
  ]
}

/** As Fly calls it, also where the spec says how many CPUs. */
function sizeOf(group: Group): string {
  const { cpuKind, cpus } = cpusOf(group)
  return cpuKind === 'shared' ? `shared-cpu-${cpus}x` : `performance-${cpus}x`
}

function imageReasons(
  images: Policy['spec']['images'],
  group: Group,
  had: Group | undefined,
  at: readonly string[],
  rule: string,
): readonly Reason[] {
  const { image } = group
  if (images === undefined) return []
  if (had?.image === image && machinesOf(group) <= machinesOf(had)) return []
  const path = pointer([...at, 'image'])
  const { allowed, digestRequired } = images
  const isAllowed = allowed === undefined || allowed.some((pattern) => fits(image, pattern))
  const hasDigest = /@sha256:[0-9a-f]{64}$/.test(image)
  return [
    ...(isAllowed
      ? []
      : [
          {
            path,
            found: image,
            allowed: oneOf('images like', allowed),
            rule,
            repair: 'use an image that fits, or ask an admin to allow this one',
          },
        ]),
    ...(digestRequired && !hasDigest
      ? [
          {
            path,
            found: image,
            allowed: 'images named by their digest',
            rule,
            repair: 'write the digest behind the name: name@sha256:…',
          },
        ]
      : []),
  ]
}

/** `registry.fly.io/acme:*` fits whatever begins so. No other character means anything but itself. */
function fits(image: string, pattern: string): boolean {
  return pattern.endsWith('*') ? image.startsWith(pattern.slice(0, -1)) : image === pattern
}

function addressReasons(
  allowed: readonly string[] | undefined,
  before: Resource | undefined,
  after: Resource,
  rule: string,
): readonly Reason[] {
  if (allowed === undefined) return []
  const have = addressesOf(before)
  return Object.entries(addressesOf(after))
    .filter(([kind, count]) => !allowed.includes(kind) && count > (have[kind] ?? 0))
    .map(([kind]) => ({
      path: `/spec/addresses/${kind}`,
      found: kind,
      allowed: oneOf('the addresses', allowed),
      rule,
      repair: `take it out, or ask an admin to allow ${kind}`,
    }))
}

function addressesOf(resource: Resource | undefined): Readonly<Record<string, number>> {
  const { sharedIpv4, ipv6, ipv4, private: own } = resource?.spec.addresses ?? {}
  return { sharedIpv4: sharedIpv4 ? 1 : 0, ipv6: ipv6 ? 1 : 0, ipv4: ipv4 ?? 0, private: own?.length ?? 0 }
}

function oneOf(what: string, allowed: readonly string[]): string {
  return allowed.length === 0 ? 'none' : `${what} ${allowed.join(', ')}`
}
