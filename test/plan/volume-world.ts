import type { Desired } from '../../controller/plan/desired.ts'
import { noVolumes, type ObservedVolume, type ObservedVolumes } from '../../controller/plan/observe-volumes.ts'
import { noLosses } from '../../controller/plan/observed.ts'
import type { Plan } from '../../controller/plan/plan.ts'
import { reconcile } from '../../controller/plan/reconcile.ts'
import type { Slot } from '../../controller/resource/ownership.ts'
import type { Group } from '../../schemas/types.ts'
import { look, machineIn, now, ref, type World, type WorldMachine } from './world.ts'

export const volume: NonNullable<Group['volume']> = {
  ...{ path: '/data', sizeGb: 3, snapshotDays: 5, autoBackup: true, encrypted: true, keepFor: '1h' },
}

export const facts = { sizeGb: 3, snapshotDays: 5, autoBackup: true, keepForMs: 3_600_000 }
export const writer = { ref, operation: 'op_1', epoch: 1 } as const
export const both = { ours: [aVolume('db/ams/0'), aVolume('db/ams/1')] }

export function aVolume(slot: Slot, change: Partial<ObservedVolume> = {}): ObservedVolume {
  return {
    ...{ id: `vol_${slot}`, name: slot, slot, phase: 'ready', state: 'created', sizeGb: 3, snapshotDays: 5 },
    ...{ autoBackup: true, attachedTo: undefined, idleSince: undefined, facts },
    ...change,
  }
}

/** A Machine that runs on the volume of its slot. */
export function on(desired: Desired, slot: Slot, about: Partial<WorldMachine> = {}): WorldMachine {
  const number = Number(slot.split('/')[2])
  const machine = machineIn(desired, slot, number, about)
  const mounts = [{ volume: `vol_${slot}`, path: '/data' }]
  return { ...machine, config: { ...machine.config, mounts } }
}

export function planOf(
  desired: Desired,
  machines: readonly WorldMachine[],
  volumes: Partial<ObservedVolumes>,
  losses = noLosses,
): Plan {
  const world: World = { app: 'present', network: 'shop', machines, made: machines.length }
  return reconcile(desired, { ...look(world, desired), losses, volumes: { ...noVolumes, ...volumes } }, now)
}

export function kinds({ waves }: Pick<Plan, 'waves'>): readonly (readonly string[])[] {
  return waves.map((wave) =>
    wave.map((step) => {
      if ('slot' in step) return `${step.kind} ${step.slot}`
      return 'machine' in step ? `${step.kind} ${step.machine.slot}` : step.kind
    }),
  )
}
