import type { MachineConfig } from '../controller/fly/wire.ts'
import { type HostRow, lackOf, minus, noRoom, roomOf, takesRoom } from './hosts/host.ts'
import { moved } from './hosts/moving.ts'
import type { Premises } from './premises.ts'
import * as refusal from './refusal.ts'
import { type AppRow, isDestroyed, type MachineRow } from './rows.ts'
import { noRoomAtVolume } from './volumes/refusals.ts'
import type { VolumeRow } from './volumes/volume.ts'

export type Place = { readonly region: string; readonly host: HostRow }

/** The first of the regions that has room for one more Machine, within the organisation's limits; or a Refusal. */
export function reserve(
  premises: Premises,
  app: Pick<AppRow, 'name' | 'organization'>,
  regions: readonly string[],
  config: MachineConfig,
): Place {
  checkCount(premises, app)
  const need = roomOf(config.guest)
  let forced: ReturnType<typeof premises.faults.shortage>
  for (const region of regions) {
    const shortage = premises.faults.shortage(region)
    forced ??= shortage
    const host = shortage === undefined ? premises.hosts.choose(region, need, takesDeploys(premises)) : undefined
    if (host === undefined) continue
    checkMemory(premises, app, region, config)
    return { region, host }
  }
  premises.faults.count('no capacity')
  throw forced === undefined || forced === 'all' ? refusal.noCandidateHost() : refusal.hostIsFull(forced)
}

/** A Machine with a volume has to go where the volume is. */
export function reserveAt(
  premises: Premises,
  app: Pick<AppRow, 'name' | 'organization'>,
  { key, region, hostId }: Pick<VolumeRow, 'key' | 'region' | 'hostId'>,
  config: MachineConfig,
): Place {
  const { hosts, faults } = premises
  checkCount(premises, app)
  checkMemory(premises, app, region, config)
  const host = hosts.get(hostId)
  if (!host.isDeployable) throw refusal.deploysDisabled()
  const isFull = (faults.shortage(region) ?? faults.shortage(hostId)) !== undefined
  if (isFull || host.status !== 'ok' || lackOf(hosts.free(host), roomOf(config.guest)) !== undefined) {
    faults.count('no capacity')
    throw noRoomAtVolume(key)
  }
  return { region, host }
}

/**
 * A Machine at rest does not hold its place on the host: a start may find it taken. Then it moves to another, unless a
 * volume holds it. Answers `started`, the Machine as it is after its start.
 */
export function reserveStart(
  premises: Pick<Premises, 'truth' | 'laws' | 'hosts' | 'faults'>,
  machine: MachineRow,
  started: MachineRow,
): MachineRow {
  const { hosts, faults } = premises
  const { state, region, hostId, config } = machine
  if (state === 'started') return started
  const forced = faults.shortage(region)
  const shortage = forced ?? faults.shortage(hostId)
  const lack = shortage ?? hosts.lackFor(machine)
  if (lack === undefined) return started
  const isHeld = forced !== undefined || config.mounts !== undefined
  const host = isHeld ? undefined : hosts.choose(region, roomOf(config.guest), takesDeploys(premises))
  if (host !== undefined) return moved(premises, started, host)
  faults.count('no capacity')
  throw refusal.hostIsFull(lack === 'all' || lack === 'disk' ? 'memory' : lack)
}

/** An update needs room only for what it takes more than before. The old version goes on when there is none. */
export function reserveUpdate({ hosts, faults }: Premises, machine: MachineRow, config: MachineConfig): void {
  const host = hosts.get(machine.hostId)
  if (!host.isDeployable) throw refusal.deploysDisabled()
  const more = minus(roomOf(config.guest), roomOf(machine.config.guest))
  const shortage = faults.shortage(machine.region) ?? faults.shortage(host.key)
  const isLarger = more.cpus > 0 || more.memoryMb > 0
  const lack = shortage === undefined ? lackOf(hosts.free(host), takesRoom(machine) ? more : noRoom) : shortage
  if (!isLarger || lack === undefined) return
  faults.count('no capacity')
  throw refusal.hostIsFullForUpdate(lack === 'CPUs' ? lack : 'memory')
}

function takesDeploys({ faults }: Pick<Premises, 'faults'>): (host: HostRow) => boolean {
  return ({ key, isDeployable }) => isDeployable && faults.shortage(key) === undefined
}

function checkCount({ truth, faults }: Premises, { name: app }: Pick<AppRow, 'name'>): void {
  const quota = faults.quota()
  if (quota?.machines !== undefined && truth.living() >= quota.machines) {
    faults.count('quota')
    throw refusal.machineLimit()
  }
  const hasOther = [...truth.machines(app)].some((machine) => !isDestroyed(machine))
  if (quota?.hasPaymentMethod === false && hasOther) {
    faults.count('quota')
    throw refusal.paymentNeeded()
  }
}

function checkMemory(
  { truth, faults }: Premises,
  { organization }: Pick<AppRow, 'organization'>,
  region: string,
  config: MachineConfig,
): void {
  const allowedMb = faults.quota()?.regionMemoryMb
  if (allowedMb === undefined) return
  let usedMb = config.guest?.memory_mb ?? 0
  for (const machine of truth.machines()) {
    if (machine.region === region && !isDestroyed(machine)) usedMb += machine.config.guest?.memory_mb ?? 0
  }
  if (usedMb <= allowedMb) return
  faults.count('quota')
  throw refusal.memoryQuota(organization, usedMb, region)
}
