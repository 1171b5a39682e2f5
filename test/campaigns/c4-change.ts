import { readValue } from '../../controller/resource/read.ts'
import type { Resource } from '../../controller/resource/resource.ts'
import { resolve, type Schema } from '../../schemas/kinds.ts'
import type { Property } from './c4-properties.ts'

/** A document as people write it, before anybody has judged it or filled in what it does not say. */
export type Written = Readonly<Record<string, unknown>>

/** The document with another value at the property. What has to be there around it is made of the schema's examples. */
export function changedAt(document: Written, { path }: Pick<Property, 'path'>, value: unknown, root: Schema): Written {
  return put(document, path.split('.'), value, root, root) as Written
}

/** What stands at the property. */
export function valueAt(document: unknown, { path }: Pick<Property, 'path'>): unknown {
  let value = document
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined
    const fields = value as Readonly<Record<string, unknown>>
    value = fields[name === '*' ? (Object.keys(fields)[0] ?? '') : name]
  }
  return value
}

/**
 * The document with the value, and without what excludes it: fields beside it, or beside what it lies in, are taken out
 * one by one until the document is taken. `undefined` when it is not.
 */
export function fittedAt(
  document: Written,
  property: Property,
  value: unknown,
  root: Schema,
): { readonly document: Written; readonly resource: Resource } | undefined {
  const whole = changedAt(document, property, value, root)
  const names = property.path.split('.')
  const attempts = [whole]
  for (let depth = names.length - 1; depth >= 3; depth--) {
    const at = { path: names.slice(0, depth).join('.') }
    const siblings = valueAt(whole, at)
    if (typeof siblings !== 'object' || siblings === null || Array.isArray(siblings)) continue
    const others = Object.keys(siblings).filter((name) => name !== names[depth] && names[depth] !== '*')
    for (const name of others) attempts.push(changedAt(whole, { path: `${at.path}.${name}` }, undefined, root))
    const few = others.filter((name) => name !== 'image')
    attempts.push(few.reduce((left, name) => changedAt(left, { path: `${at.path}.${name}` }, undefined, root), whole))
  }
  for (const attempt of attempts) {
    const reading = readValue(attempt)
    if ('resource' in reading) return { document: attempt, resource: reading.resource }
  }
  return undefined
}

function put(holder: unknown, names: readonly string[], value: unknown, given: Schema, root: Schema): unknown {
  const [name, ...rest] = names
  if (name === undefined) return value
  const schema = resolve(given, root)
  const [example] = schema.examples ?? []
  const here = typeof holder === 'object' && holder !== null ? holder : structuredClone(example)
  if (name === '0') {
    const [first, ...others] = Array.isArray(here) && here.length > 0 ? here : [firstOf(schema, root)]
    const item = put(first, rest, value, schema.items ?? {}, root)
    return item === undefined ? others : [item, ...others]
  }
  const fields = { ...(here as Record<string, unknown>) }
  const key = name === '*' ? (Object.keys(fields)[0] ?? Object.keys(example ?? { other: 0 })[0] ?? '') : name
  const inner = schema.properties?.[key] ?? (schema.additionalProperties || {})
  const next = put(fields[key], rest, value, inner, root)
  const { [key]: _, ...without } = fields
  // In its place, since the order of keys decides which is the first.
  return next === undefined ? without : { ...fields, [key]: next }
}

function firstOf(schema: Schema, root: Schema): unknown {
  return schema.items && structuredClone(resolve(schema.items, root).examples?.[0])
}
