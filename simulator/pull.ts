import type { MachineConfig } from '../controller/fly/wire.ts'
import { containersOf } from './containers.ts'
import { resolveImage } from './images.ts'
import type { Premises } from './premises.ts'
import { manifestUnknown } from './refusal.ts'
import type { ImageRef } from './rows.ts'

/** What the tags of a config stand for now. A Refusal when the registry lacks one, or does not know it yet. */
export function pullImages({ truth, laws, faults }: Premises, config: MachineConfig): ImageRef {
  const isMissing = (image: string) => laws.program(image).isMissing === true || faults.isImageMissing(image)
  for (const { name = '', image = '' } of containersOf(config)) {
    if (isMissing(image)) throw manifestUnknown(image, name)
  }
  if (isMissing(config.image)) throw manifestUnknown(config.image)
  return resolveImage(config.image, truth.tables.tag.get(config.image)?.digest)
}
