import type { MachineConfig } from '../controller/fly/wire.ts'
import type { Premises } from './premises.ts'
import * as refusal from './refusal.ts'
import { type AppRow, isDestroyed, type MachineRow } from './rows.ts'

/** The first of the regions that has room for one more Machine, within the organisation's limits; or a Refusal. */
export function reserve(
  { truth, faults }: Premises,
  { name: app, organization }: Pick<AppRow, 'name' | 'organization'>,
  regions: readonly string[],
  config: MachineConfig,
): string {
  const quota = faults.quota()
  if (quota?.machines !== undefined && truth.living() >= quota.machines) throw counted(refusal.machineLimit())
  const hasOther = [...truth.machines(app)].some((machine) => !isDestroyed(machine))
  if (quota?.hasPaymentMethod === false && hasOther) throw counted(refusal.paymentNeeded())
  const region = regions.find((code) => !faults.isFull(code))
  if (region === undefined) {
    faults.count('no capacity')
    throw refusal.noCandidateHost()
  }
  const usedMb = quota?.regionMemoryMb === undefined ? 0 : memoryIn(region) + (config.guest?.memory_mb ?? 0)
  if (usedMb > (quota?.regionMemoryMb ?? 0)) throw counted(refusal.memoryQuota(organization, usedMb, region))
  return region

  function memoryIn(code: string): number {
    let sum = 0
    for (const machine of truth.machines()) {
      if (machine.region === code && !isDestroyed(machine)) sum += machine.config.guest?.memory_mb ?? 0
    }
    return sum
  }

  function counted(error: refusal.Refusal): refusal.Refusal {
    faults.count('quota')
    return error
  }
}

/** A Machine at rest does not hold its place on the host: a start may find it taken. */
export function reserveStart({ faults }: Premises, { state, region }: MachineRow): void {
  if (state === 'started' || !faults.isFull(region)) return
  faults.count('no capacity')
  throw refusal.hostIsFull()
}

/** An update needs room only for what it takes more than before. The old version goes on when there is none. */
export function reserveUpdate({ faults }: Premises, machine: MachineRow, config: MachineConfig): void {
  const { cpus = 0, memory_mb = 0 } = machine.config.guest ?? {}
  const takesMore = (config.guest?.cpus ?? 0) > cpus || (config.guest?.memory_mb ?? 0) > memory_mb
  if (!takesMore || !faults.isFull(machine.region)) return
  faults.count('no capacity')
  throw refusal.hostIsFullForUpdate()
}
