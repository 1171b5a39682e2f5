import type { Callers } from './callers.ts'
import type { FaultsInForce } from './faults.ts'
import type { Hosts } from './hosts/hosts.ts'
import type { Issuer } from './identity/issuer.ts'
import type { Mint } from './identity/mint.ts'
import type { Laws } from './laws.ts'
import * as refusal from './refusal.ts'
import type { Replica } from './replica.ts'
import type { Ask } from './routes.ts'
import { type AppRow, isDestroyed, leaseOf, type MachineRow } from './rows.ts'
import type { Timers } from './timers.ts'
import type { Truth } from './truth.ts'
import type { VolumeRow } from './volumes/volume.ts'

/** What every resource of the API works with. */
export type Premises = {
  readonly truth: Truth
  readonly laws: Laws
  readonly hosts: Hosts
  readonly replica: Replica<MachineRow>
  readonly volumeReplica: Replica<VolumeRow>
  readonly faults: FaultsInForce
  readonly timers: Timers
  readonly callers: Callers
  readonly mint: Mint
  readonly issuer: Issuer
}

/** The app that is asked about. Until a new app is seen everywhere, it may be unknown, and the token refused for it. */
export function appOf({ truth, laws }: Premises, { params, caller }: Ask): AppRow {
  const app = truth.app(params.app ?? '')
  if (app === undefined) throw refusal.appNotFound()
  if (app.organization !== caller.organization) throw refusal.unauthorized()
  if (caller.app !== undefined && caller.app !== app.name) throw refusal.unauthorized()
  if (app.visibleAt > laws.now()) throw laws.choose() < 0.5 ? refusal.invalidToken() : refusal.appNotFound()
  return app
}

/** The Machine that is asked about, with its app; also when it is destroyed and not forgotten yet. */
export function machineOf(premises: Premises, ask: Ask): MachineRow {
  const app = appOf(premises, ask)
  const machine = premises.truth.machine(ask.params.id ?? '')
  const now = premises.laws.now()
  if (machine === undefined || machine.app !== app.name) throw refusal.machineNotFound()
  if (machine.goneAt !== undefined && machine.goneAt <= now) throw refusal.machineNotFound()
  return machine
}

/** As `machineOf`, for reading: a Machine that was just created may not be found yet. */
export function visibleMachineOf(premises: Premises, ask: Ask): MachineRow {
  const machine = machineOf(premises, ask)
  if (machine.visibleAt > premises.laws.now()) throw refusal.machineNotFound()
  return machine
}

/** As `machineOf`, for changing: it must not be destroyed. */
export function livingMachineOf(premises: Premises, ask: Ask): MachineRow {
  const machine = machineOf(premises, ask)
  if (isDestroyed(machine)) throw refusal.machineNotFound()
  return machine
}

/** As `livingMachineOf`, and nobody else must hold its lease. Who names no lease may act while there is none. */
export function freeMachineOf(premises: Premises, ask: Ask): MachineRow {
  const machine = livingMachineOf(premises, ask)
  const lease = leaseOf(machine, premises.laws.now())
  if (lease !== undefined && lease.nonce !== ask.nonce) {
    throw refusal.refuse(409, refusal.leaseHeldText(machine.id, lease.owner, lease.expiresAt))
  }
  return machine
}
