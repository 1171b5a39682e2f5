import { isObject } from './read-shape.ts'

/** The fields that something may have, with the kinds of their values. */
export type Kinds = Readonly<Record<string, 'string' | 'number' | 'boolean' | 'object' | 'any'>>

/** The object, when it has only fields of these names and kinds: what is misspelt would just never do anything. */
export function fieldsOf(value: unknown, what: string, kinds: Kinds): Record<string, unknown> {
  if (!isObject(value)) throw new Error(`${what} must be an object`)
  for (const [key, each] of Object.entries(value)) {
    const kind = Object.hasOwn(kinds, key) ? kinds[key] : undefined
    if (kind === undefined) {
      throw new Error(`${what} has no field ${key}; there is ${Object.keys(kinds).join(', ') || 'none'}`)
    }
    if (kind !== 'any' && typeof each !== kind) throw new Error(`${what}: ${key} must be of the kind ${kind}`)
    if (typeof each === 'number' && (!Number.isFinite(each) || each < 0)) throw new Error(`${what}: ${key} is below 0`)
  }
  return value
}

/** A number that must be there. */
export function numberIn(fields: Readonly<Record<string, unknown>>, name: string): number {
  const value = fields[name]
  if (typeof value !== 'number') throw new Error(`${name} is missing`)
  return value
}

/** A word of a few. */
export function oneOf<Word extends string>(value: unknown, words: readonly Word[]): Word {
  const word = words.find((each) => each === value)
  if (word === undefined) throw new Error(`status must be one of ${words.join(', ')}`)
  return word
}
