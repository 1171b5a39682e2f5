import type { Asset, Slot } from '../resource/ownership.ts'
import {
  factsOf,
  mayKeep,
  type ReasonToLeave,
  type VolumeAsset,
  type VolumeFacts,
  volumesIn,
  withFacts,
} from '../resource/volume-asset.ts'

/**
 * The rows of the volumes whose place another takes. They stay, and the rules for what nothing has a use for reach them only
 * when the spec gives up their slot. `now` is Fly's time.
 */
export function leaveBehind(
  assets: readonly Asset[],
  { slot, because }: { readonly slot: Slot; readonly because: string },
  now: number,
): readonly Omit<Asset, 'ref'>[] {
  if (!isReasonToLeave(because)) return []
  return volumesIn(assets)
    .filter((row) => row.slot === slot && mayKeep(factsOf(row)) && (row.alive || row.idleSince === undefined))
    .map((row) => withFacts(row, { left: { because, at: now } }))
}

/** Whether a volume was asked for to take the place of another. */
export function isReasonToLeave(because: string): because is ReasonToLeave {
  return because === 'HostLost' || because === 'VolumeLost' || because === 'HostFull'
}

/** Whether all that is in a volume is in another as well, which has its place. */
export function isForked({ left }: VolumeFacts): boolean {
  return left?.because === 'HostFull'
}

/**
 * The rows as they are when a lost volume has come back with its Machine before any other had the restored one: then it
 * has its place again, and the restored one is what is left. Once a Machine has had that, it holds what the other does not.
 */
export function takenBack(
  rows: readonly VolumeAsset[],
  isHad: (row: VolumeAsset) => boolean,
  isBack: (row: VolumeAsset) => boolean,
): readonly VolumeAsset[] {
  const used = rows.map((row): VolumeAsset => {
    const { restored } = factsOf(row)
    if (restored === undefined || restored.isUsed || !isHad(row)) return row
    return { ...row, facts: { ...row.facts, restored: { ...restored, isUsed: true } } }
  })
  const exchanged = new Map<string, VolumeFacts>()
  for (const row of used) {
    const { restored, left } = factsOf(row)
    const lost = used.find(({ id }) => id === restored?.of)
    if (restored === undefined || restored.isUsed || left !== undefined || lost === undefined) continue
    const { left: why, ...facts } = factsOf(lost)
    if (why === undefined || !lost.alive || !isBack(lost)) continue
    exchanged.set(lost.id, facts)
    exchanged.set(row.id, { ...factsOf(row), left: why })
  }
  return used.map((row) => ({ ...row, facts: { ...(exchanged.get(row.id) ?? row.facts) } }))
}
