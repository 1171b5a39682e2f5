/**
 * The part of JSON Schema that Fly's OpenAPI document uses. A validator from the shelf would do as well, but takes longer
 * to set up for each test file than everything here does in it.
 */
export type Schema = {
  readonly type?: string | readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  /** Where there are properties and this is not said, no others are allowed: Fly ignores a misspelt field without a word. */
  readonly additionalProperties?: boolean | Schema
  readonly items?: Schema
  readonly enum?: readonly unknown[]
  readonly $ref?: string
  /** The document uses it only to add a description to a single reference. */
  readonly allOf?: readonly [Schema]
}

export type Schemas = ReadonlyMap<string, Schema>

/** What is wrong with a value, each with its place. References lead into `schemas`. */
export function* problemsIn(value: unknown, schema: Schema, schemas: Schemas, at = ''): Generator<string, void> {
  const { type, properties, required = [], additionalProperties, items, enum: words, $ref, allOf } = schema
  if ($ref !== undefined) return yield* problemsIn(value, schemaOf($ref, schemas), schemas, at)
  if (allOf !== undefined) return yield* problemsIn(value, allOf[0], schemas, at)
  if (type !== undefined && ![type].flat().some((each) => isOfType(value, each))) {
    return yield `${at || '/'} is not ${[type].flat().join(' or ')}`
  }
  if (words !== undefined && !words.includes(value)) yield `${at || '/'} is none of ${words.join(', ')}`
  if (Array.isArray(value)) {
    if (items !== undefined)
      for (const [index, each] of value.entries()) yield* problemsIn(each, items, schemas, `${at}/${index}`)
    return
  }
  if (typeof value !== 'object' || value === null) return
  for (const key of required) if (!Object.hasOwn(value, key)) yield `${at || '/'} has no ${key}`
  for (const [key, part] of Object.entries(value)) {
    const known = properties && Object.hasOwn(properties, key) ? properties[key] : additionalProperties
    if (typeof known === 'object') yield* problemsIn(part, known, schemas, `${at}/${key}`)
    else if (known === false || (known === undefined && properties !== undefined)) yield `${at}/${key} is not known`
  }
}

function schemaOf(reference: string, schemas: Schemas): Schema {
  const name = reference.replace('#/components/schemas/', '')
  const schema = schemas.get(name)
  if (schema === undefined) throw new Error(`there is no schema ${name}`)
  return schema
}

function isOfType(value: unknown, type: string): boolean {
  switch (type) {
    case 'array':
      return Array.isArray(value)
    case 'integer':
      return Number.isInteger(value)
    case 'null':
      return value === null
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value)
    default:
      return typeof value === type
  }
}
