/**
 * The same object without the fields that are undefined. A config is sent as JSON and hashed: a field is there with a
 * value, or it is not there.
 */
export function withoutUndefined<T extends object>(fields: MayBeUndefined<T>): T {
  const kept: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(fields)) {
    if (value !== undefined) kept[key] = value
  }
  return kept as T
}

/** Optional fields may say `undefined`; required ones may not. */
type MayBeUndefined<T> = { readonly [K in keyof T]: Partial<Pick<T, K>> extends Pick<T, K> ? T[K] | undefined : T[K] }
