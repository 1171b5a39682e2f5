import { FlyError } from '../fly/errors.ts'
import { isVolumeLeaving } from '../fly/volume-states.ts'
import type { Volume } from '../fly/wire-volumes.ts'
import { keepForMs } from '../plan/desired-volume.ts'
import type { Outcome } from '../plan/outcome.ts'
import type { Step } from '../plan/step.ts'
import { type Action, groupOf, type Intent } from '../resource/ownership.ts'
import {
  factsOf,
  type Restored,
  type VolumeAsset,
  type VolumeFacts,
  volumesIn,
  withFacts,
} from '../resource/volume-asset.ts'
import { type Effects, inForce } from '../store/store.ts'
import { act, callOf, type Deed, done, failed, waitOf } from './deed.ts'
import { leaveBehind } from './left-volumes.ts'
import { takeSnapshot } from './take-snapshot.ts'
import { whyNotDeleteVolume } from './volume-guard.ts'
import { volumeRow } from './volume-rows.ts'

/**
 * Makes a volume under a name that was never used before, or under that of an earlier try of which nothing came. While
 * nobody knows what became of another of the App, none is made: Fly would make two.
 */
export async function createVolume(step: Step & { kind: 'create-volume' }, deed: Deed): Promise<Outcome> {
  const { store } = deed.deps
  const open = (await store.holdings(deed.stored.ref)).intents.filter(({ action }) => action === 'create-volume')
  const earlier = open.find(({ id }) => id === step.retries)
  if (open.length > (earlier ? 1 : 0) || (step.retries !== undefined && !earlier)) return { step, result: 'skipped' }
  if (step.from && !(await mayStillLeave(step, step.from, deed))) return { step, result: 'skipped' }
  const outcome = await makeVolume(step, deed, earlier, true)
  const isCrowded = outcome.result === 'failed' && outcome.error.code === 'NoCapacity' && !earlier
  // Apart from its sisters if that can be; there may be fewer zones than volumes.
  return isCrowded ? await makeVolume(step, deed, undefined, false) : outcome
}

type Source = NonNullable<(Step & { kind: 'create-volume' })['from']>

/** The last look before another takes its place; and others may have used up the hour meanwhile. */
async function mayStillLeave({ flyApp }: Step, { volume, snapshot }: Source, deed: Deed): Promise<boolean> {
  const { fly, losses } = deed.deps
  const live = await fly.getVolume(flyApp, volume, callOf(deed))
  const isThere = live !== undefined && !isVolumeLeaving(live.state) && (live.host_status ?? 'ok') === 'ok'
  // A copy of what a Machine may write to would lack what it writes next.
  const isSo = snapshot === undefined ? isThere && !live.attached_machine_id : !isThere
  return isSo && losses.takeReplacement()
}

function sourceOf({ from }: Step & { kind: 'create-volume' }) {
  if (from === undefined) return {}
  return from.snapshot === undefined ? { source_volume_id: from.volume } : { snapshot_id: from.snapshot }
}

async function makeVolume(
  step: Step & { kind: 'create-volume' },
  deed: Deed,
  earlier: Intent | undefined,
  isApart: boolean,
): Promise<Outcome> {
  const { fly, memory } = deed.deps
  const { flyApp, slot, region, volume, guest } = step
  const facts = factsToBe(step, deed)
  const leave = step.from ? leaveBehind((await deed.deps.store.holdings(deed.stored.ref)).assets, step, fly.now()) : []
  const made = await act<Volume>(step, deed, {
    action: 'create-volume',
    target: undefined,
    slot,
    earlier,
    send(intent) {
      memory.asked(intent.id)
      const wanted = {
        name: intent.target,
        region,
        size_gb: volume.sizeGb,
        encrypted: volume.encrypted,
        snapshot_retention: volume.snapshotDays,
        auto_backup_enabled: volume.autoBackup,
        // Every volume has a name of its own, so only this keeps them apart. Source: superfly/docs, volumes/overview
        unique_zone_app_wide: isApart,
        ...(guest && { compute: guest }),
        ...sourceOf(step),
      }
      return fly.createVolume(flyApp, wanted, callOf(deed))
    },
    effects: (value, intent) => ({ assets: [volumeRow(intent, value, facts), ...leave] }),
  })
  if (!made.ok) return made.outcome
  memory.wrote(made.value.id, '')
  await becomesReady(flyApp, made.value.id, deed)
  return done(step, made.operation)
}

/** What there is to remember of a volume that is made for a slot. */
export function factsToBe({ slot, volume, from }: Step & { kind: 'create-volume' }, { stored }: Deed): VolumeFacts {
  const { sizeGb, snapshotDays, autoBackup } = volume
  const keptMs = keepForMs(inForce(stored).spec.machines[groupOf(slot)])
  if (keptMs === undefined) throw new Error(`the group of ${slot} has no volume`)
  return { sizeGb, snapshotDays, autoBackup, keepForMs: keptMs, ...(from && { restored: restoredFrom(from) }) }
}

function restoredFrom({ volume, snapshot, takenAt }: Source): Restored {
  if (snapshot === undefined || takenAt === undefined) return { of: volume, isFork: true }
  return { of: volume, snapshot: { id: snapshot, at: Date.parse(takenAt) } }
}

/** Makes a volume larger, and remembers when its Machine has to be restarted to see that. */
export async function extendVolume(step: Step & { kind: 'extend-volume' }, deed: Deed): Promise<Outcome> {
  const { fly, memory } = deed.deps
  const { flyApp, id, slot, sizeGb } = step
  const live = await fly.getVolume(flyApp, id, callOf(deed))
  if (live === undefined || live.size_gb >= sizeGb || live.state === 'extending') {
    return failed(step, undefined, new FlyError('NotNow', `the volume ${id} is being changed, or has been already`))
  }
  const extended = await act(step, deed, {
    action: 'extend-volume',
    target: id,
    slot,
    earlier: await earlierIntent('extend-volume', id, deed),
    send: () => fly.extendVolume(flyApp, id, sizeGb, callOf(deed)),
  })
  if (!extended.ok) return extended.outcome
  memory.wrote(id, '')
  const grownAt = extended.value.needs_restart ? { grownAt: fly.now() } : {}
  await remember(id, deed, { sizeGb, ...grownAt })
  await hasGrown(flyApp, id, sizeGb, deed)
  return done(step, extended.operation)
}

/** Changes how long snapshots are kept, and whether there are any. Nobody notices. */
export async function updateVolume(step: Step & { kind: 'update-volume' }, deed: Deed): Promise<Outcome> {
  const { fly, memory, settings } = deed.deps
  const { flyApp, id, slot, snapshotDays, autoBackup } = step
  const change = { snapshot_retention: snapshotDays, auto_backup_enabled: autoBackup }
  const row = await rowOf(id, deed)
  const updated = await act(step, deed, {
    action: 'update-volume',
    target: id,
    slot,
    earlier: await earlierIntent('update-volume', id, deed),
    send: () => fly.updateVolume(flyApp, id, change, callOf(deed)),
    effects: (): Effects => (row ? { assets: [withFacts(row, { snapshotDays, autoBackup })] } : {}),
  })
  if (!updated.ok) return updated.outcome
  if (step.because === 'Drifted') memory.repaired(id, settings.contestWindowMs)
  return done(step, updated.operation)
}

/** Takes a snapshot of a volume that nothing has a use for, and waits until it is finished. */
export async function snapshotUnused(step: Step & { kind: 'create-snapshot' }, deed: Deed) {
  const { id } = step
  const taken = await takeSnapshot(step, deed, await earlierIntent('create-snapshot', id, deed))
  if ('outcome' in taken) return taken.outcome
  await remember(id, deed, { snapshot: { id: taken.snapshot.id, at: Date.parse(taken.snapshot.created_at) } })
  return done(step, taken.operation)
}

/** Deletes a volume that its spec has given up: licensed by the store's rows, and checked against fresh reads. */
export async function deleteVolume(step: Step & { kind: 'delete-volume' }, deed: Deed): Promise<Outcome> {
  const { fly, store, settings } = deed.deps
  const { flyApp, id, slot } = step
  const refuse = (why: string) => failed(step, undefined, new FlyError('VersionConflict', `not deleted: ${why}`))
  const live = await fly.getVolume(flyApp, id, callOf(deed))
  const snapshots = await fly.listSnapshots(flyApp, id, callOf(deed))
  // After these answers Fly's clock is known anew, whatever ours has done meanwhile.
  const stored = await store.get(deed.stored.ref)
  const { assets } = await store.holdings(deed.stored.ref)
  const objection = stored
    ? whyNotDeleteVolume(id, stored, assets, fly.now(), settings)
    : `${deed.stored.ref} is forgotten`
  if (objection) return refuse(objection)
  const row = volumesIn(assets).find((each) => each.id === id)
  if (row === undefined || live === undefined) return refuse(`the volume ${id} is not to be seen`)
  if (live.name !== row.name || live.attached_machine_id) return refuse(`a Machine has the volume ${id}`)
  const saved = factsOf(row).snapshot?.id
  if (!snapshots.some((snapshot) => snapshot.id === saved && snapshot.status === 'created')) {
    await remember(id, deed, { snapshot: undefined })
    return refuse(`the snapshot ${saved} of the volume ${id} is not there`)
  }
  const deleted = await act<void>(step, deed, {
    action: 'delete-volume',
    target: id,
    slot,
    earlier: await earlierIntent('delete-volume', id, deed),
    send: () => fly.deleteVolume(flyApp, id, callOf(deed)),
    effects: (): Effects => ({ assets: [{ ...withFacts(row, {}), alive: false }] }),
  })
  return deleted.ok ? done(step, deleted.operation) : deleted.outcome
}

/** A try of which nobody knows what became is taken up: none of these does harm when it is done twice. */
export async function earlierIntent(action: Action, id: string, { deps, stored }: Deed): Promise<Intent | undefined> {
  const { intents } = await deps.store.holdings(stored.ref)
  return intents.find((intent) => intent.action === action && intent.target === id)
}

async function rowOf(id: string, { deps, stored }: Deed): Promise<VolumeAsset | undefined> {
  const { assets } = await deps.store.holdings(stored.ref)
  return volumesIn(assets).find((row) => row.id === id)
}

async function remember(
  id: string,
  deed: Deed,
  change: { [Fact in keyof VolumeFacts]?: VolumeFacts[Fact] | undefined },
) {
  const { store, fence } = deed.deps
  const row = await rowOf(id, deed)
  if (row) await store.note(fence, deed.stored.ref, { assets: [withFacts(row, change as Partial<VolumeFacts>)] })
}

/** Waits a while for it to settle; the next look tells whether it has. */
async function becomesReady(flyApp: string, id: string, deed: Deed): Promise<void> {
  await waitFor(flyApp, id, ({ state }) => state !== 'creating', deed)
}

async function hasGrown(flyApp: string, id: string, sizeGb: number, deed: Deed): Promise<void> {
  await waitFor(flyApp, id, ({ size_gb, state }) => size_gb >= sizeGb && state !== 'extending', deed)
}

async function waitFor(flyApp: string, id: string, isSo: (volume: Volume) => boolean, deed: Deed): Promise<void> {
  const { fly, world } = deed.deps
  for (let attempt = 0; attempt < tries; attempt++) {
    await world.clock.sleep(betweenTriesMs, deed.stop)
    const live = await fly.getVolume(flyApp, id, waitOf(deed)).catch(ignoreFlyError)
    if (live && (isSo(live) || isVolumeLeaving(live.state))) return
  }
}

function ignoreFlyError(error: unknown): undefined {
  if (!(error instanceof FlyError)) throw error
}

// A volume is there, or larger, within about ten seconds. Source: superfly/docs, volumes/volume-manage
const tries = 30
const betweenTriesMs = 1_000
