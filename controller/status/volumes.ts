import { observedVolumePrice } from '../plan/app-price.ts'
import type { ObservedVolume, ObservedVolumes } from '../plan/observe-volumes.ts'
import { volumePrice } from '../plan/price.ts'
import type { VolumeStatus } from './status.ts'

/** What is told of an App's volumes. Those that went as they should are not; one that is missed is. */
export function volumeStatuses({ ours, strangers }: ObservedVolumes): readonly VolumeStatus[] {
  return [
    ...ours
      .filter(({ phase, idleSince }) => phase !== 'gone' || idleSince === undefined)
      .filter(({ phase, facts }) => phase !== 'gone' || facts.quarantined === undefined)
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
  const use = facts.quarantined !== undefined ? 'quarantined' : idleSince === undefined ? 'used' : 'kept'
  return { slot, id, sizeGb, state, attachedTo, snapshotDays, use, price: observedVolumePrice(volume) }
}
