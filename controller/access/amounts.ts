import type { Group } from '../../schemas/types.ts'
import { addressPrice, machinePrice, sum, volumePrice } from '../plan/price.ts'
import { guestOf } from '../resource/guest.ts'
import type { Resource } from '../resource/resource.ts'

/** What an App asks for in numbers, as Policies limit them. */
export type Amounts = {
  readonly machines: number
  readonly cpus: number
  readonly memoryMb: number
  readonly diskGb: number
  /** If all of it always runs. */
  readonly monthlyUsd: number
}

export const nothing: Amounts = { machines: 0, cpus: 0, memoryMb: 0, diskGb: 0, monthlyUsd: 0 }

/**
 * What a spec asks for once it is as it says. Reckoned without making a plan, so that a spec for a million Machines costs
 * no more than one for two. What a rollout has besides for a while is not counted.
 */
export function amountsOf({ spec }: Resource): Amounts {
  const ofGroups = Object.values(spec.machines).map((group): Amounts => {
    const machines = machinesOf(group)
    const guest = guestOf(group)
    const diskGb = machines * (group.volume?.sizeGb ?? 0)
    return {
      machines,
      cpus: machines * guest.cpus,
      memoryMb: machines * guest.memory_mb,
      diskGb,
      monthlyUsd: machines * machinePrice(guest, 'always').mostUsd + volumePrice(diskGb).mostUsd,
    }
  })
  const addresses = sum(Array.from({ length: spec.addresses?.ipv4 ?? 0 }, () => addressPrice('dedicatedIpv4')))
  return together([...ofGroups, { ...nothing, monthlyUsd: addresses.mostUsd }])
}

/** How many Machines a group asks for, in all its regions. */
export function machinesOf({ count, regions }: Pick<Group, 'count' | 'regions'>): number {
  return regions ? Object.values(regions).reduce((all, some) => all + (some ?? 0), 0) : (count ?? 1)
}

/** All of them. */
export function together(some: readonly Amounts[]): Amounts {
  const total = some.reduce(
    (all, one) => ({
      machines: all.machines + one.machines,
      cpus: all.cpus + one.cpus,
      memoryMb: all.memoryMb + one.memoryMb,
      diskGb: all.diskGb + one.diskGb,
      monthlyUsd: all.monthlyUsd + one.monthlyUsd,
    }),
    nothing,
  )
  return { ...total, monthlyUsd: Math.round(total.monthlyUsd * 100) / 100 }
}
