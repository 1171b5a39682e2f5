import { isDeepStrictEqual } from 'node:util'
import { resolve, type Schema } from '../../schemas/kinds.ts'

/** A value to try at a property, and whether its schema allows it. `absent` is the property's absence. */
export type Candidate = {
  readonly kind: 'other' | 'boundary' | 'absent' | 'invalid'
  readonly value: unknown
}

/**
 * Every kind of value that a schema tells apart: those that it allows, its boundaries, and what lies behind each of
 * them. Rules beyond the schema may refuse what is allowed here; nothing may take what is `invalid`.
 */
export function candidatesOf(schema: Schema, root: Schema, isRequired: boolean): readonly Candidate[] {
  const allowed = [...valuesOf(schema, root)].filter(isFirst)
  return [
    ...allowed,
    { kind: isRequired ? 'invalid' : 'absent', value: undefined },
    ...[...wrongsOf(schema, root)].filter(isFirst).map((value) => ({ kind: 'invalid', value }) as const),
  ]
}

function* valuesOf(schema: Schema, root: Schema): Generator<Candidate> {
  for (const alternative of schema.anyOf ?? []) yield* valuesOf(resolve(alternative, root), root)
  const others = [...(schema.enum ?? []), ...(schema.examples ?? [])]
  if (schema.const !== undefined) others.push(schema.const)
  if (schema.type === 'boolean') others.push(true, false)
  for (const value of others) yield { kind: 'other', value }
  if (schema.enum !== undefined || schema.const !== undefined) return
  switch (schema.type) {
    case 'integer':
      yield* boundaries([schema.minimum, (schema.minimum ?? 0) + 1, schema.maximum])
      return
    case 'string':
      for (const text of textsOf(schema)) yield { kind: 'other', value: text }
      yield* boundaries(boundaryTexts.concat(longest(schema)).filter((text) => isText(text, schema)))
      return
    case 'array': {
      const items = schema.items && resolve(schema.items, root)
      yield* boundaries([[], ...[...(items ? valuesOf(items, root) : [])].map(({ value }) => [value])])
      return
    }
    case 'object':
      yield* boundaries(schema.required === undefined && !schema.minProperties ? [{}] : [])
  }
}

/** Values that the schema refuses. */
function* wrongsOf(schema: Schema, root: Schema): Generator<unknown> {
  yield null
  if (schema.anyOf !== undefined) {
    yield* [0, -1, 1.5, '', '0%', '101%', [], {}]
    return
  }
  yield* {
    object: ['text', 1, []],
    array: ['text', 1, {}],
    string: [1, true, [], {}],
    integer: ['1', 1.5, []],
    boolean: ['yes', 1],
  }[schema.type ?? 'string']
  if (schema.minimum !== undefined) yield schema.minimum - 1
  if (schema.maximum !== undefined) yield schema.maximum + 1
  if (schema.type === 'string') yield* strangeTexts.filter((text) => !isText(text, schema))
  if (schema.maxLength !== undefined) yield 'x'.repeat(schema.maxLength + 1)
  if (schema.type === 'object' && !schema.additionalProperties) yield { unheardOf: true }
  if (schema.minProperties) yield {}
  if (schema.items !== undefined) {
    const [first] = [...valuesOf(resolve(schema.items, root), root)]
    if (schema.maxItems !== undefined) yield Array.from({ length: schema.maxItems + 1 }, () => first?.value)
    if (schema.uniqueItems) yield [first?.value, first?.value]
    for (const wrong of wrongsOf(resolve(schema.items, root), root)) yield [wrong]
  }
}

/** Texts beside the examples of the schema that it allows, each one letter away from an example. */
function textsOf(schema: Schema): readonly string[] {
  return (schema.examples ?? [])
    .map(String)
    .flatMap((example) => [...'3xz'].map((letter) => example.replace(/[0-9a-z](?=[^0-9a-z]*$)/i, letter)))
    .concat('other', '/other', '45s')
    .filter((text) => isText(text, schema))
}

/** As the judges of the schema read it: lengths in characters, patterns with Unicode. */
function isText(
  text: string,
  { enum: names, const: only, pattern, minLength = 0, maxLength = 1_000 }: Schema,
): boolean {
  const length = [...text].length
  const isNamed = names?.includes(text) ?? (only === undefined || text === only)
  return isNamed && length >= minLength && length <= maxLength && new RegExp(pattern ?? '', 'u').test(text)
}

function* boundaries(values: readonly unknown[]): Generator<Candidate> {
  for (const value of values) if (value !== undefined) yield { kind: 'boundary', value }
}

function longest({ maxLength = 0 }: Schema): readonly string[] {
  return ['a', '/'].map((first) => first.padEnd(maxLength, 'a'))
}

function isFirst<T>(each: T, index: number, all: readonly T[]): boolean {
  return all.findIndex((other) => isDeepStrictEqual(ofCandidate(other), ofCandidate(each))) === index
}

function ofCandidate(each: unknown): unknown {
  return typeof each === 'object' && each !== null && 'kind' in each && 'value' in each ? each.value : each
}

const boundaryTexts: readonly string[] = ['', 'a', '0s', 'žluťoučký 🐎', 'a b', '"quoted" \\ $VAR', ' ']
const strangeTexts: readonly string[] = [
  '',
  ' ',
  '\u0000',
  '-',
  '💥',
  '../..',
  'a\nb',
  'x'.repeat(70),
  '1e3',
  '-5s',
  'OTHER',
]
