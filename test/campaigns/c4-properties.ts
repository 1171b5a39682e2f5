import { resolve, type Schema } from '../../schemas/kinds.ts'

/** A property that a document may have, wherever it stands. */
export type Property = {
  /** `spec.machines.*.services.0.internalPort`: `*` is any name of a map, `0` any item of a list. */
  readonly path: string
  /** With what it refers to. */
  readonly schema: Schema
  readonly isRequired: boolean
}

/** Every property of a schema, each before those inside it. A field that is added to the schema is among them by itself. */
export function everyProperty(root: Schema): readonly Property[] {
  return [...inside(root, root, '')]
}

function* inside(schema: Schema, root: Schema, at: string): Generator<Property> {
  for (const alternative of schema.anyOf ?? []) yield* inside(resolve(alternative, root), root, at)
  for (const [name, inner] of Object.entries(schema.properties ?? {})) {
    yield* property(inner, root, joined(at, name), schema.required?.includes(name) ?? false)
  }
  if (schema.additionalProperties) yield* property(schema.additionalProperties, root, joined(at, '*'), false)
  if (schema.items) yield* property(schema.items, root, joined(at, '0'), false)
}

function* property(given: Schema, root: Schema, path: string, isRequired: boolean): Generator<Property> {
  const schema = resolve(given, root)
  yield { path, schema, isRequired }
  yield* inside(schema, root, path)
}

function joined(at: string, name: string): string {
  return at === '' ? name : `${at}.${name}`
}
