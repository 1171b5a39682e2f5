import type { Group } from '../../schemas/types.ts'
import type { MachineConfig } from '../fly/wire.ts'
import type { Slot } from '../resource/ownership.ts'
import { flyAppOf, networkOf, type Resource, refOf } from '../resource/resource.ts'
import { fingerprint } from './canonical.ts'
import type { Desired, DesiredMachine } from './desired.ts'
import { desiredAddresses } from './desired-addresses.ts'
import { desireSecrets } from './desired-secrets.ts'
import { desiredVolume } from './desired-volume.ts'
import { driftRules } from './drift.ts'
import { countChecks, machineConfig } from './machine-config.ts'
import { rolloutRules } from './rollout-rules.ts'
import { compareText } from './slots.ts'

/**
 * What a spec means on Fly: its Machines, each in its slot, with the very config that will be sent. `since`, ms since 1970
 * by Fly's clock, is when the spec came to be what it is.
 */
export function desire(resource: Resource, generation: number, since = Number.POSITIVE_INFINITY): Desired {
  const { machines: groups, primaryRegion, secrets, rollout, drift } = resource.spec
  const machines = Object.entries(groups)
    .sort(([one], [other]) => compareText(one, other))
    .flatMap(([name, group]) => machinesOf(name, group, primaryRegion))
  return {
    ref: refOf(resource),
    generation,
    flyApp: flyAppOf(resource),
    network: networkOf(resource),
    machines,
    addresses: desiredAddresses(resource),
    secrets: desireSecrets(secrets),
    domains: resource.spec.domains ?? [],
    rollout: rolloutRules(rollout, machines.length, since),
    drift: driftRules(drift),
  }
}

/**
 * The hash by which a spec change is recognised. Without the metadata, which changes without a restart. A later version
 * of Artifact must give the same hash for the same config, or its first pass would restart everything.
 */
export function hashOf({ metadata: _, ...config }: MachineConfig): string {
  return fingerprint(config, 16)
}

function machinesOf(name: string, group: Group, primaryRegion: string | undefined): DesiredMachine[] {
  // One config for the whole group: made once and hashed once, however many Machines share it.
  const config = machineConfig(group)
  const volume = desiredVolume(group)
  const hash = hashOf(volume ? { ...config, mounts: [{ volume: '', path: volume.path }] } : config)
  const common = { config, ...(volume && { volume }), hash, runs: runsOf(group), checks: countChecks(config) }
  const fallback = group.fallbackRegions && { fallbackRegions: group.fallbackRegions }
  return countsByRegion(name, group, primaryRegion).flatMap(([region, count]) =>
    Array.from({ length: count }, (_, number): DesiredMachine => {
      const slot: Slot = `${name}/${region}/${number}`
      return { slot, region, ...fallback, ...common }
    }),
  )
}

function countsByRegion(name: string, group: Group, primaryRegion: string | undefined): [string, number][] {
  if (group.regions) return Object.entries(group.regions).sort(([one], [other]) => compareText(one, other))
  if (primaryRegion === undefined)
    throw new Error(`the group ${name} has neither regions nor a primary region: not validated`)
  return [[primaryRegion, group.count ?? 1]]
}

function runsOf({ schedule, restart, services }: Group): DesiredMachine['runs'] {
  if (schedule !== undefined) return 'schedule'
  if (restart?.policy === 'no') return 'once'
  const stopsByItself = services?.some(({ autostop }) => autostop === 'stop' || autostop === 'suspend') ?? false
  return stopsByItself ? 'proxy' : 'always'
}
