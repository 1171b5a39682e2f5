/**
 * Without the fields that hold nothing: what Fly returns as zero, false, empty or null says the same as its absence.
 * Source: superfly/fly-go, the omitempty of machine_types.go
 */
export function unlessEmpty<T extends object>(fields: { readonly [Key in keyof T]: T[Key] | undefined | null }): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => !isEmpty(value))) as T
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === false || value === 0 || value === '') return true
  return typeof value === 'object' && Object.keys(value).length === 0
}
