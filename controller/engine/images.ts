import { type ImagePins, isByDigest, pinned } from '../plan/pinned-image.ts'

/**
 * The images that the steps of one wave put on Fly. What a tag stands for is learnt from the first answer to a call that
 * names it; the calls after it name the digest, so that a tag that moves meanwhile makes no second image of one revision.
 */
export interface Images {
  /** Sends, with the reference to send. While nobody knows what a tag stands for, its calls go one after the other. */
  put<T>(
    image: string,
    send: (reference: string) => Promise<T>,
    digestIn: (answer: T) => string | undefined,
  ): Promise<T>
}

export function createImages(known: ImagePins): Images {
  const pins: Record<string, string> = { ...known }
  /** By tag, the call that may tell soon. */
  const underWay = new Map<string, Promise<void>>()

  return {
    async put(image, send, digestIn) {
      const isKnown = () => isByDigest(image) || Object.hasOwn(pins, image)
      for (let other = underWay.get(image); other !== undefined && !isKnown(); other = underWay.get(image)) await other
      if (isKnown()) return await send(pinned(image, pins))

      const sent = send(image).then((answer) => {
        const digest = digestIn(answer)
        if (digest !== undefined) pins[image] = digest
        return answer
      })
      const ended = sent.then(
        () => undefined,
        () => undefined,
      )
      underWay.set(image, ended)
      void ended.then(() => underWay.delete(image))
      return await sent
    },
  }
}
