import type { Mount } from '../../controller/fly/wire.ts'
import type { Premises } from '../premises.ts'
import { changed, type VolumeRow, withCourse } from './volume.ts'

/**
 * Lets a volume that is filled beyond its mount's threshold grow by one step, while its Machine runs. It does not when it
 * would be larger than the limit, or than its host has disk. Source: superfly/docs, reference/configuration,
 * auto_extend_size_threshold
 */
export function growWhenFull({ truth, laws, hosts, faults }: Premises, id: string): void {
  const volume = truth.tables.volume.get(id)
  const machine = truth.machine(volume?.machineId ?? '')
  if (volume?.state !== 'created' || machine?.state !== 'started' || machine.hostStatus !== 'ok') return
  const sizeGb = nextSizeGb(volume, machine.config.mounts?.[0])
  if (sizeGb === undefined) return
  if (sizeGb - volume.sizeGb > hosts.free(hosts.get(volume.hostId)).diskGb) {
    faults.count('no capacity')
    return
  }
  const extending = changed(volume, laws, { state: 'extending' })
  const grow = { do: 'grow', sizeGb, afterMs: laws.delay('volumeExtend') } as const
  truth.tables.volume.put(withCourse(extending, laws, 'life', [grow]))
}

/** Without an increment and a limit it never grows by itself. Source: superfly/docs, as above */
function nextSizeGb({ sizeGb, usedGb = 0 }: VolumeRow, mount: Mount | undefined): number | undefined {
  const { extend_threshold_percent: threshold, add_size_gb: added, size_gb_limit: limit } = mount ?? {}
  if (threshold === undefined || added === undefined || limit === undefined) return undefined
  if (threshold <= 0 || added <= 0 || usedGb * 100 < threshold * sizeGb) return undefined
  return sizeGb + added > limit ? undefined : sizeGb + added
}
