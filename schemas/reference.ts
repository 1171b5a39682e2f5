import { type Kind, kinds, resolve, type Schema, schemas } from './kinds.ts'
import { typeInWords } from './words.ts'

/** A field of a spec as the reference page and `artifact explain` show it. */
export type Field = {
  /** `spec.machines.<name>.services` */
  readonly path: string
  /** `services` */
  readonly name: string
  /** The path of what is inside: `spec.machines.<name>.services[]`. That of the field itself when it is an object. */
  readonly inside: string
  /** `a list of objects`, `text`, `a whole number from 1 to 65535`, `one of tcp, udp` */
  readonly type: string
  readonly required: boolean
  /** `undefined` when the field stays absent unless it is written. */
  readonly default: unknown
  readonly description: string
  readonly examples: readonly unknown[]
  /** What may be written inside it, one level down. */
  readonly fields: readonly Field[]
}

/** `known` are the names at the place `within`, where `unknown` was asked for. */
export type NoSuchField = { readonly unknown: string; readonly within: string; readonly known: readonly string[] }

/**
 * The field that a path means: `explain('App', 'spec.machines.web.regions')`. The names of groups and the numbers of
 * list items may be left out, `spec.` too, and the kind may be written in small letters or as a plural.
 */
export function explain(kind: string, path: string): Field | NoSuchField {
  const meant = kinds.find((name) => [name, `${name}s`].some((word) => word.toLowerCase() === kind.toLowerCase()))
  if (meant === undefined) return { unknown: kind, within: '', known: kinds }
  const root = fieldOf(meant)
  const spec = root.fields.find(({ name }) => name === 'spec') ?? root
  const names = path.split(/[.[\]]+/).filter((name) => name !== '')
  const found = descend(root, names)
  const isInRoot = root.fields.some(({ name }) => name === names[0])
  return 'unknown' in found && !isInRoot ? descend(spec, names) : found
}

/** A whole kind, as the field that everything else is inside of. */
export function fieldOf(kind: Kind): Field {
  return describe({ path: '', name: kind, schema: schemas[kind], required: true, root: schemas[kind] })
}

/** A field and everything inside it, each before what it holds. */
export function* everyField(field: Field): Generator<Field> {
  yield field
  for (const inner of field.fields) yield* everyField(inner)
}

function describe(about: { path: string; name: string; schema: Schema; required: boolean; root: Schema }): Field {
  const { path, name, required, root } = about
  const schema = resolve(about.schema, root)
  const { inside, holder } = holderOf(path, schema, root)
  return {
    path,
    name,
    inside,
    type: typeInWords(schema, root),
    required,
    default: schema.default,
    description: schema.description ?? '',
    examples: schema.examples ?? [],
    fields: Object.entries(holder?.properties ?? {}).map(([key, inner]) =>
      describe({
        path: inside === '' ? key : `${inside}.${key}`,
        name: key,
        schema: inner,
        required: holder?.required?.includes(key) ?? false,
        root,
      }),
    ),
  }
}

/** What names the fields inside a field: itself, each of its named values, or each item of its list. */
function holderOf(path: string, schema: Schema, root: Schema): { inside: string; holder: Schema | undefined } {
  if (schema.items) return { inside: `${path}[]`, holder: resolve(schema.items, root) }
  if (schema.additionalProperties) {
    return { inside: `${path}.<name>`, holder: resolve(schema.additionalProperties, root) }
  }
  return { inside: path, holder: schema }
}

/** `mayBeItem`: whether the next name may be that of a group, a check or a list's item, which no field is called. */
function descend(field: Field, names: readonly string[], mayBeItem = true): Field | NoSuchField {
  const [name, ...rest] = names
  if (name === undefined) return field
  const inner = field.fields.find((one) => one.name === name)
  const asField = inner && descend(inner, rest)
  if (asField && !('unknown' in asField)) return asField
  const asItem = mayBeItem && field.inside !== field.path ? descend(field, rest, false) : undefined
  return asItem ?? asField ?? { unknown: name, within: field.inside, known: field.fields.map((one) => one.name) }
}
