/** One thing that a decision stands on, said so that whoever reads it can repair their spec. */
export type Reason = {
  /** JSON pointer into the document: `/spec/machines/web/regions/syd`. */
  readonly path: string
  readonly found: string
  readonly allowed: string
  /** `Policy/gold`, or `built-in` where no Policy can say otherwise. */
  readonly rule: string
  /** What to do about it. */
  readonly repair: string
}

export const builtIn = 'built-in'

export function sayReason({ path, found, allowed, rule }: Reason): string {
  return `${path}: ${found}; ${rule} allows ${allowed}`
}
