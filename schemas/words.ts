import { resolve, type Schema } from './kinds.ts'

/** What a value has to be, in words that go on from «expected». */
export function expectation(schema: Schema): string {
  if (schema.anyOf) return schema.anyOf.map(expectation).join(', or ')
  if (schema.const !== undefined) return String(schema.const)
  if (schema.enum) return schema.enum.length === 1 ? String(schema.enum[0]) : `one of ${schema.enum.join(', ')}`
  switch (schema.type) {
    case 'string':
      return schema.patternErrorMessage ?? 'text'
    case 'integer':
      return ['a whole number', rangeInWords(schema.minimum, schema.maximum)].filter(Boolean).join(' ')
    case 'boolean':
      return 'true or false'
    case 'array':
      return 'a list'
    case 'object':
    case undefined:
      return 'keys with values'
    default:
      return schema.type satisfies never
  }
}

/** `from 1 to 65535`; `undefined` when there is no limit. */
export function rangeInWords(least: number | undefined, most: number | undefined): string | undefined {
  if (least !== undefined && most !== undefined) return `from ${least} to ${most}`
  if (least !== undefined) return `at least ${least}`
  return most === undefined ? undefined : `at most ${most}`
}

/** The type of a field for people: `a list of text`, `objects by name`. */
export function typeInWords(schema: Schema, root: Schema): string {
  if (schema.items) {
    const item = resolve(schema.items, root)
    return item.properties ? 'a list of objects' : `a list, each ${expectation(item)}`
  }
  if (schema.additionalProperties) {
    const value = resolve(schema.additionalProperties, root)
    return value.properties ? 'objects by name' : `names with values, each ${expectation(value)}`
  }
  return schema.properties ? 'an object' : expectation(schema)
}
