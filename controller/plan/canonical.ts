import { hash } from 'node:crypto'

/**
 * JSON with the keys of every object in order and without what is undefined: two values that mean the same give the
 * same text, whoever built them.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const fields = value as Readonly<Record<string, unknown>>
  let members = ''
  for (const key of Object.keys(fields).sort()) {
    if (fields[key] === undefined) continue
    members += `${members === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(fields[key])}`
  }
  return `{${members}}`
}

/** The first `length` hex digits of the SHA-256 of a value's canonical JSON. */
export function fingerprint(value: unknown, length: number): string {
  return hash('sha256', canonicalJson(value), 'hex').slice(0, length)
}
