import { flyAppOf, networkOf, type Resource } from '../../controller/resource/resource.ts'
import type { Group } from '../../schemas/types.ts'

/**
 * What a spec asks for, worked out a second time for the judges: they must not ask the planner what it thinks of its
 * own work. Covers the fields that the scenarios use.
 */
export type Expected = {
  readonly flyApp: string
  readonly network: string
  /** One for each Machine, in no order. */
  readonly machines: readonly ExpectedMachine[]
  /** `v6`, or `private_v6 acme`; one word for each. */
  readonly addresses: readonly string[]
  /** Names. */
  readonly secrets: readonly string[]
  readonly domains: readonly string[]
}

export type ExpectedMachine = {
  /** `web-ams-0`: what the Machine's name begins with. */
  readonly place: string
  /** Where it may stand: the own region, and those to go to when that is full. */
  readonly regions: readonly string[]
  readonly image: string
  readonly env: Readonly<Record<string, string>>
  readonly guest: string
  readonly metadata: Readonly<Record<string, string>>
  /** Whether it is ours to keep it running. */
  readonly mustRun: boolean
  readonly volume: Group['volume']
}

export function expectedOf(resource: Resource): Expected {
  return {
    flyApp: flyAppOf(resource),
    network: networkOf(resource),
    addresses: addressesOf(resource),
    secrets: Object.keys(resource.spec.secrets ?? {}),
    domains: resource.spec.domains ?? [],
    machines: Object.entries(resource.spec.machines).flatMap(([name, group]) =>
      regionsOf(group, resource.spec.primaryRegion).flatMap(([region, count]) =>
        Array.from({ length: count }, (_, number) => machineOf(name, group, region, number)),
      ),
    ),
  }
}

function addressesOf(resource: Resource): readonly string[] {
  const { sharedIpv4, ipv6, ipv4 = 0, private: reachedFrom = [] } = resource.spec.addresses ?? {}
  return [
    ...(sharedIpv4 ? ['shared_v4'] : []),
    ...(ipv6 ? ['v6'] : []),
    ...Array.from({ length: ipv4 }, () => 'v4'),
    ...reachedFrom.map(({ network }) => `private_v6 ${network ?? networkOf(resource)}`),
  ]
}

function machineOf(name: string, group: Group, region: string, number: number): ExpectedMachine {
  return {
    place: `${name}-${region}-${number}`,
    regions: [region, ...(group.fallbackRegions ?? [])],
    image: group.image,
    env: group.env ?? {},
    guest: guestOf(group),
    metadata: { ...group.metadata, ...labelled(group.labels) },
    mustRun: group.schedule === undefined && group.restart?.policy !== 'no' && !isStoppedByProxy(group),
    volume: group.volume,
  }
}

function labelled(labels: Group['labels'] = {}): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(labels).map(([key, value]) => [`label_${key}`, value]))
}

function regionsOf(group: Group, primaryRegion: string | undefined): readonly (readonly [string, number])[] {
  if (group.regions !== undefined) return Object.entries(group.regions)
  if (primaryRegion === undefined) throw new Error('a scenario must say where its Machines stand')
  return [[primaryRegion, group.count ?? 1]]
}

/** `shared 2x512`. Source of the figures: Fly's presets, 256 MB a shared CPU and 2048 MB a performance CPU. */
function guestOf({ size = 'shared-cpu-1x', cpuKind, cpus, memoryMb }: Group): string {
  const kind = cpuKind ?? (cpus !== undefined || size.startsWith('shared') ? 'shared' : 'performance')
  const count = cpus ?? Number.parseInt(size.slice(size.lastIndexOf('-') + 1), 10)
  return `${kind} ${count}x${memoryMb ?? count * (kind === 'shared' ? 256 : 2048)}`
}

function isStoppedByProxy({ services = [] }: Group): boolean {
  return services.some(({ autostop }) => autostop === 'stop' || autostop === 'suspend')
}
