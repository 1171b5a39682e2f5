import { groupOf } from '../resource/ownership.ts'
import { type Resource, refOf } from '../resource/resource.ts'
import { factsOf, type VolumeAsset } from '../resource/volume-asset.ts'
import { StoreError } from './store.ts'

/**
 * Refuses what Fly cannot do to volumes that are there: make one smaller, or encrypt it otherwise. What was asked for and
 * never came about can be taken back, and a volume that has outgrown its spec by itself is nobody's mistake.
 */
export function assertVolumesFit(before: Resource, after: Resource, volumes: readonly VolumeAsset[]): void {
  for (const [name, { volume: want }] of Object.entries(after.spec.machines)) {
    const had = before.spec.machines[name]?.volume
    const living = volumes.filter(({ alive, slot }) => alive && groupOf(slot) === name)
    const [first] = living
    if (had === undefined || want === undefined || first === undefined) continue
    const larger = living.find((row) => factsOf(row).sizeGb > want.sizeGb)
    if (want.sizeGb < had.sizeGb && larger) {
      throw new StoreError(
        'Conflict',
        `the volume ${larger.id} of ${larger.slot} in ${refOf(after)} has ${factsOf(larger).sizeGb} GB, and Fly makes no volume smaller, so \`sizeGb\` cannot become ${want.sizeGb}; keep ${had.sizeGb}, or move the data to a group of another name`,
      )
    }
    if (want.encrypted === had.encrypted) continue
    throw new StoreError(
      'Conflict',
      `the volume ${first.id} of ${first.slot} in ${refOf(after)} stays as it was made, so \`encrypted\` cannot become ${want.encrypted}; keep ${had.encrypted}, or move the data to a group of another name`,
    )
  }
}
