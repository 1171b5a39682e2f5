import { observedVolumePrice } from '../plan/app-price.ts'
import type { ObservedVolume, ObservedVolumes } from '../plan/observe-volumes.ts'
import { volumePrice } from '../plan/price.ts'
import { mayKeep, type Restored, type VolumeFacts } from '../resource/volume-asset.ts'
import type { VolumeStatus } from './status.ts'

/** What is told of an App's volumes. Those that went as they should are not; one that is missed is. */
export function volumeStatuses({ ours, strangers }: ObservedVolumes): readonly VolumeStatus[] {
  return [
    ...ours
      .filter(({ phase, idleSince }) => phase !== 'gone' || idleSince === undefined)
      .filter(({ phase, facts }) => phase !== 'gone' || mayKeep(facts))
      .map(statusOf)
      .sort(
        (one, other) =>
          (one.slot ?? '').localeCompare(other.slot ?? '', 'en', { numeric: true }) || one.id.localeCompare(other.id),
      ),
    ...strangers.map(({ id, sizeGb }): VolumeStatus => {
      const unknown = { slot: undefined, attachedTo: undefined, snapshotDays: undefined }
      return { ...unknown, id, sizeGb, state: 'created', use: 'stranger', price: volumePrice(sizeGb) }
    }),
  ]
}

function statusOf(volume: ObservedVolume): VolumeStatus {
  const { slot, id, sizeGb, state, attachedTo, snapshotDays, idleSince, facts } = volume
  const { restored } = facts
  return {
    ...{ slot, id, sizeGb, state, attachedTo, snapshotDays },
    use: useOf(facts, idleSince),
    ...(restored && { restored: restoredFrom(restored) }),
    price: observedVolumePrice(volume),
  }
}

function useOf({ quarantined, left }: VolumeFacts, idleSince: number | undefined): VolumeStatus['use'] {
  if (quarantined !== undefined) return 'quarantined'
  if (idleSince !== undefined) return 'kept'
  return left === undefined ? 'used' : 'left'
}

function restoredFrom({ of, isFork, snapshot }: Restored): NonNullable<VolumeStatus['restored']> {
  return { of, ...(isFork && { isFork }), ...(snapshot && { takenAt: new Date(snapshot.at).toISOString() }) }
}
