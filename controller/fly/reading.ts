/** What every reader of an answer needs. */

/** An answer without what Fly promises. The message says what is wrong with it. */
export class Unexpected extends Error {}

export type Fields = Readonly<Record<string, unknown>>

export function recordFrom(value: unknown, what: string): Fields {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields
  throw new Unexpected(`it is not ${what}`)
}

export function arrayFrom(value: unknown, what: string): readonly unknown[] {
  if (Array.isArray(value)) return value
  throw new Unexpected(`its ${what} are not a list`)
}

export function textOf(fields: Fields, key: string): string {
  const text = anyTextOf(fields, key)
  if (text === '') throw new Unexpected(`it has no ${key}`)
  return text
}

export function anyTextOf(fields: Fields, key: string): string {
  const value = fields[key]
  if (typeof value === 'string') return value
  throw new Unexpected(`it has no ${key}`)
}

export function numberOf(fields: Fields, key: string): number {
  const value = fields[key]
  if (typeof value === 'number' && Number.isFinite(value)) return value
  throw new Unexpected(`it has no ${key}`)
}

export function flagOf(fields: Fields, key: string): boolean {
  const value = fields[key]
  if (typeof value === 'boolean') return value
  throw new Unexpected(`it has no ${key}`)
}

/** Fields that may be missing, but if they are there are texts. */
export function mayBeTexts(fields: Fields, keys: readonly string[]): void {
  for (const key of keys) if (fields[key] !== undefined) anyTextOf(fields, key)
}

/** Fly's server is written in Go, where an empty list may be sent as null or left out. */
export function listOf<T>(fields: Fields, key: string, take: (value: unknown) => T): readonly T[] {
  return arrayFrom(fields[key] ?? [], key).map(take)
}

/** Fields that Go writes as null when they are empty, and TypeScript's `?` does not allow to be null. */
export function withoutNulls(fields: Fields): Fields {
  const entries = Object.entries(fields)
  return entries.some(([, value]) => value === null)
    ? Object.fromEntries(entries.filter(([, value]) => value !== null))
    : fields
}
