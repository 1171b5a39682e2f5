import { desiredVolume, keepForMs } from '../plan/desired-volume.ts'
import type { Holdings, Sighting } from '../plan/observed.ts'
import { groupOf, type Intent, type Slot } from '../resource/ownership.ts'
import { volumesIn, withFacts } from '../resource/volume-asset.ts'
import { inForce, type Stored } from '../store/store.ts'
import type { Deps } from './deps.ts'
import { leaveBehind } from './left-volumes.ts'
import type { Verdict } from './settle.ts'
import { madeVolumes, type VolumeWishes, volumeRows } from './volume-rows.ts'

/** Brings the rows about volumes into line with what was seen. Answers whether any has changed. */
export async function noteVolumes(
  stored: Stored,
  sighting: Sighting,
  holdings: Holdings,
  wanted: ReadonlySet<Slot>,
  { store, fence, fly }: Deps,
): Promise<boolean> {
  if (sighting.volumes === undefined) return false
  const rows = volumeRows(sighting, holdings, wishesOf(stored, wanted), fly.now())
  if (rows.length === 0) return false
  await store.note(fence, stored.ref, { assets: rows })
  return true
}

/** A volume is known by its name, which no other was ever given. That there is none says something only when it is certain. */
export function judgeVolume(
  { id, ...intent }: Intent,
  sighting: Sighting,
  { assets: rows }: Pick<Holdings, 'assets'>,
  stored: Stored,
  wanted: ReadonlySet<Slot>,
  now: number,
): Verdict | undefined {
  if (sighting.app === 'absent') return { state: 'refused' }
  if (intent.slot === undefined) throw new Error(`the intent ${id} creates a volume without a slot`)
  const group = inForce(stored).spec.machines[groupOf(intent.slot)]
  const wish = group && desiredVolume(group)
  // Nobody says any more how it was to be: as Fly says it is, kept for as long as specs do that say nothing of it.
  const { sizeGb = 1, snapshotDays = 5, autoBackup = true } = wish ?? {}
  const about = { sizeGb, snapshotDays, autoBackup, keepForMs: keepForMs(group) ?? usuallyKeptMs }
  const { slot, because } = intent
  const left = leaveBehind(rows, { slot, because }, now)
  const isFork = because === 'HostFull'
  const facts = left[0] ? { ...about, restored: { of: left[0].id, ...(isFork && { isFork }) } } : about
  const assets = madeVolumes({ id, ...intent }, sighting, facts)
  if (assets.length > 0) return { state: 'done', effects: { assets: [...assets, ...left] } }
  const isWanted = wish !== undefined && wanted.has(intent.slot)
  return sighting.volumes?.unmade.includes(id) && !isWanted ? { state: 'refused' } : undefined
}

/** What a change of a volume was to bring about is read off the volume: if it is still to be done, it is planned again. */
export function judgeVolumeChange(
  { action, target }: Intent,
  { app, volumes }: Sighting,
  { assets }: Holdings,
  stored: Stored,
  isOld: boolean,
  now: number,
): Verdict | undefined {
  const row = volumesIn(assets).find(({ id }) => id === target)
  const live = volumes?.listed.find(({ id }) => id === target)
  const isGone = app === 'absent' || row?.alive === false || volumes?.gone.includes(target) === true
  if (action === 'delete-volume' && isGone) return { state: 'done' }
  if (isGone) return { state: 'refused' }
  if (live === undefined) return undefined
  const wish = row && inForce(stored).spec.machines[groupOf(row.slot)]?.volume
  const { size_gb: sizeGb, snapshot_retention: snapshotDays, auto_backup_enabled: autoBackup } = live
  if (wish && action === 'extend-volume' && sizeGb >= wish.sizeGb) {
    // Whether its Machine sees the space without a restart, the answer would have said.
    return { state: 'done', effects: { assets: [withFacts(row, { sizeGb, grownAt: now })] } }
  }
  if (wish && action === 'update-volume' && snapshotDays === wish.snapshotDays && autoBackup === wish.autoBackup) {
    return { state: 'done', effects: { assets: [withFacts(row, { snapshotDays, autoBackup })] } }
  }
  // Not done yet is not «not done», as long as the request may be on its way.
  return isOld ? { state: 'refused' } : undefined
}

// The default of `volume.keepFor`.
const usuallyKeptMs = 7 * 24 * 3_600_000

function wishesOf(stored: Stored, wanted: ReadonlySet<Slot>): VolumeWishes {
  const groups = inForce(stored).spec.machines
  return {
    slots: new Set([...wanted].filter((slot) => groups[groupOf(slot)]?.volume !== undefined)),
    keepForMs: (slot) => keepForMs(groups[groupOf(slot)]),
  }
}
