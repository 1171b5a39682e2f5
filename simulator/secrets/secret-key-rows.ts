import type { Row } from '../tables.ts'

/** A key that never leaves Fly: only what can be done with it is for others. */
export type SecretKeyRow = Row & {
  readonly name: string
  /** One of `keyTypes`. */
  readonly type: string
  /** base64 */
  readonly material: string
  /** base64; where there is one. */
  readonly publicKey: string | undefined
  readonly createdAt: number
  readonly updatedAt: number
}

/** For all who look: everything but the key. */
export function withoutMaterial({ material: _, ...row }: SecretKeyRow): object {
  return row
}
