import type { Row } from './tables.ts'

/** What a tag stands for, where somebody has moved it: its registry is not Fly's, so this happens outside of all calls. */
export type TagRow = Row & {
  /** The whole reference, with the tag. */
  readonly key: string
  readonly digest: string
}
