import type { ObservedMachine } from './observed.ts'

/** What the tags of a spec's images stood for when it first put them on Fly: reference → digest. */
export type ImagePins = Readonly<Record<string, string>>

/**
 * The reference that is sent: with the digest behind it, which then counts, and the tag left for people to read. One that
 * names its digest itself, or whose digest nobody knows yet, is sent as it is. Source: the grammar of
 * distribution/reference, name[:tag][@digest]
 */
export function pinned(image: string, pins: ImagePins): string {
  const digest = isByDigest(image) || !Object.hasOwn(pins, image) ? undefined : pins[image]
  return digest === undefined ? image : `${image}@${digest}`
}

export function isByDigest(image: string): boolean {
  return image.includes('@')
}

/**
 * Whether a Machine runs the image that is wanted, in whichever of the two ways it was sent. A tag may have come to stand
 * for another digest since: then it does not.
 */
export function runsImage(image: string, pins: ImagePins, have: Pick<ObservedMachine, 'config' | 'digest'>): boolean {
  const live = have.config?.image
  if (live === pinned(image, pins)) return true
  if (image === `${live}@${have.digest}`) return true
  if (live !== image) return false
  const pin = Object.hasOwn(pins, image) ? pins[image] : undefined
  return have.digest === undefined || pin === undefined || have.digest === pin
}
