import { resolve, type Schema } from '../../schemas/kinds.ts'

// Every part of a schema that is of a type, with where it stands: `/spec/machines/*/env`.
export function* partsOf(
  schema: Schema,
  type: NonNullable<Schema['type']>,
  root: Schema = schema,
  at = '',
  seen: ReadonlySet<Schema> = new Set(),
): Generator<[string, Schema]> {
  const whole = resolve(schema, root)
  if (seen.has(whole)) return
  const next = new Set([...seen, whole])
  const within = (inner: Schema, place: string) => partsOf(inner, type, root, place, next)
  if (whole.type === type) yield [at, whole]
  for (const [name, inner] of Object.entries(whole.properties ?? {})) yield* within(inner, `${at}/${name}`)
  if (whole.items) yield* within(whole.items, `${at}[]`)
  if (whole.additionalProperties) yield* within(whole.additionalProperties, `${at}/*`)
  for (const one of whole.anyOf ?? []) yield* within(one, at)
}
