/**
 * A form of JSON as Go reads it and gives it back. What a shape does not name is dropped without a word.
 * Source: superfly/fly-go, machine_types.go
 */
export type Shape =
  | 'string'
  | 'integer'
  | 'number'
  | 'boolean'
  /** Sent as `60s` or as a number of nanoseconds, given back as `1m0s`. */
  | 'duration'
  /** `off`, `stop`, `suspend` or a boolean, given back as `false`, `true` and `suspend`. */
  | 'autostop'
  /** Known to Fly and kept as it is; nothing here looks at it. */
  | 'anything'
  | { readonly list: Shape }
  /** Empty values are kept. */
  | { readonly map: Shape }
  | {
      readonly fields: Readonly<Record<string, Shape>>
      /** Fields whose zero values are given back when they were sent: pointers in Go. */
      readonly pointers?: readonly string[]
      /** Fields that are given back although they were not sent. */
      readonly always?: Readonly<Record<string, unknown>>
    }

export const strings: Shape = { list: 'string' }
export const texts: Shape = { map: 'string' }
