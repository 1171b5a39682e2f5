import type { FlyErrorCode } from '../fly/errors.ts'

/** Something that Fly has refused lately and would refuse again, which holds nothing else of the App up. */
export type Refusal = {
  /** A kind of address, or a hostname. */
  readonly what: string
  readonly code: FlyErrorCode
  /** What Fly said and what can be done, as the end of a sentence. */
  readonly message: string
}

export function isRefused(what: string): (refusal: Refusal) => boolean {
  return (refusal) => refusal.what === what
}
