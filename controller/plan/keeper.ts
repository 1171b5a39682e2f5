import type { Slot } from '../resource/ownership.ts'
import { mayKeep } from '../resource/volume-asset.ts'
import type { ObservedVolume, ObservedVolumes } from './observe-volumes.ts'

/**
 * The volume that holds the data of a slot. One that is gone counts as well, unless the spec has given up the slot since:
 * its data is missed, and an empty one in its place would hide that.
 */
export function keeperOf(slot: Slot, { ours }: ObservedVolumes): ObservedVolume | undefined {
  const candidates = ours.filter((volume) => volume.slot === slot && mayKeep(volume.facts))
  return (
    candidates.find(({ phase }) => phase !== 'gone') ??
    candidates.find(({ phase, idleSince }) => phase === 'gone' && idleSince === undefined)
  )
}
