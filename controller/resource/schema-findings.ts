import type { ErrorObject } from 'ajv'
import type { Schema } from '../../schemas/kinds.ts'
import { expectation, rangeInWords } from '../../schemas/words.ts'
import { elsewhere } from './elsewhere.ts'
import { type Finding, type Path, pathOf, pointer, wrongKey, wrongValue } from './finding.ts'
import { mostProblems } from './limits.ts'
import { suggest } from './suggest.ts'
import { found, listed, named, quoted } from './words.ts'

/**
 * What ajv found, said to the person who wrote the spec; no more than is worth telling. `sourceOf` gives the spelling
 * of a value, if there is a text.
 */
export function schemaFindings(
  errors: readonly ErrorObject[],
  sourceOf: (path: Path) => string | undefined,
): readonly Finding[] {
  // Where one of several forms is allowed, each form that does not fit is an error besides the one that counts.
  const choices = new Set(errors.filter(({ keyword }) => keyword === 'anyOf').map(({ instancePath }) => instancePath))
  return errors
    .filter(({ keyword, instancePath }) => keyword === 'anyOf' || !choices.has(instancePath))
    .filter(({ keyword }) => keyword !== 'propertyNames')
    .filter((error, index, all) => index === 0 || !isSameText(error, all[index - 1]))
    .slice(0, mostProblems + 1)
    .map((error) => findingOf(error, sourceOf))
}

function findingOf(error: ErrorObject, sourceOf: (path: Path) => string | undefined): Finding {
  const within = pathOf(error.instancePath)
  if (error.propertyName !== undefined) return wrongName(error, [...within, error.propertyName])

  const schema = error.parentSchema as Schema
  switch (error.keyword) {
    case 'additionalProperties':
      return unknownField(schema, within, String(error.params.additionalProperty))
    case 'required':
      return missing(schema, within, String(error.params.missingProperty))
    default: {
      const message = `${place(within)} ${wrong(error, schema, sourceOf(within))}`
      return wrongValue(
        isNameAtFly(within) && error.keyword !== 'type' ? 'InvalidName' : 'SchemaViolation',
        within,
        message,
      )
    }
  }
}

/** A text that is too long for a pattern is too long for its limit besides: one mistake. */
function isSameText(error: ErrorObject, before: ErrorObject | undefined): boolean {
  const isAboutText = ({ keyword }: ErrorObject): boolean => ['pattern', 'minLength', 'maxLength'].includes(keyword)
  if (before === undefined || !isAboutText(error) || !isAboutText(before)) return false
  return error.instancePath === before.instancePath && error.propertyName === before.propertyName
}

/** What is wrong with a value: what it is, what is expected, and what to write. */
function wrong(error: ErrorObject, schema: Schema, source: string | undefined): string {
  const value: unknown = error.data
  switch (error.keyword) {
    case 'minLength':
    case 'maxLength':
      return `has ${String(value).length} characters; expected ${rangeInWords(schema.minLength, schema.maxLength)}`
    case 'maxItems':
      return `has ${(value as unknown[]).length} items; expected at most ${schema.maxItems}`
    case 'minProperties':
    case 'maxProperties':
      return `has ${Object.keys(value as object).length} keys; expected ${rangeInWords(schema.minProperties, schema.maxProperties)}`
    case 'uniqueItems':
      return `holds ${quoted(String((value as unknown[])[Number(error.params.i)]))} twice; keep one of the two`
    default:
      return `${found(value, source)}; expected ${expectation(schema)}${repair(value, schema, source)}`
  }
}

function repair(value: unknown, schema: Schema, source: string | undefined): string {
  const spelled = source ?? JSON.stringify(value) ?? ''
  if (value === null) return ': give it one, or take the key out'
  if (schema.type === 'string' && (typeof value === 'number' || typeof value === 'boolean')) {
    const isWell = schema.pattern === undefined || new RegExp(schema.pattern, 'u').test(spelled)
    return isWell ? `: write ${quoted(spelled)} in quotes` : ''
  }
  if (typeof value === 'string') {
    if (schema.type === 'integer' && /^-?\d+$/.test(value)) return ': write it without quotes'
    if (schema.type === 'boolean' && /^(true|yes|on)$/i.test(value)) return ': write true'
    if (schema.type === 'boolean' && /^(false|no|off)$/i.test(value)) return ': write false'
    const near = schema.enum && suggest(value, schema.enum)
    if (near !== undefined) return `; did you mean ${named(near)}?`
  }
  if (schema.type === 'array' && !Array.isArray(value)) return ': put each item on its own line after a dash'
  const [example] = schema.examples ?? []
  if (schema.type === 'object' && example !== undefined) return `, like ${named(JSON.stringify(example))}`
  return ''
}

function unknownField(schema: Schema, within: Path, name: string): Finding {
  const allowed = Object.keys(schema.properties ?? {})
  const near = suggest(name, allowed)
  const homes = elsewhere(name)
  const hint =
    near !== undefined
      ? `; did you mean ${named(near)}?`
      : homes.length > 0
        ? `; it belongs in ${listed(homes, 'or')}`
        : `; allowed here: ${listed(allowed)}`
  return wrongKey('UnknownField', [...within, name], `unknown field ${named(name)} in ${place(within)}${hint}`)
}

function missing(schema: Schema, within: Path, name: string): Finding {
  const example = schema.properties?.[name]?.examples?.[0]
  const like = example === undefined ? '' : `, for example ${named(`${name}: ${JSON.stringify(example)}`)}`
  return wrongKey('SchemaViolation', within, `${place(within)} has no ${named(name)}, which it needs: add it${like}`)
}

function wrongName(error: ErrorObject, path: Path): Finding {
  const schema = error.parentSchema as Schema
  const name = path.at(-1) ?? ''
  const near = schema.enum && suggest(name, schema.enum)
  const hint = near === undefined ? '' : `; did you mean ${named(near)}?`
  const message = `the key ${named(name)} in ${place(path.slice(0, -1))} is not allowed; expected ${expectation({ type: 'string', ...schema })}${hint}`
  return wrongKey(isNamedAtFly(path) ? 'InvalidName' : 'SchemaViolation', path, message)
}

/** Whether the value is a name at Fly: wrong in another way than a value is. */
function isNameAtFly(path: Path): boolean {
  return ['/metadata/name', '/spec/flyApp', '/spec/network'].includes(pointer(path))
}

/** Whether the key becomes part of a name at Fly: that of a group, or of a check. */
function isNamedAtFly(path: Path): boolean {
  return path[1] === 'machines' && (path.length === 3 || (path.length === 5 && path[3] === 'checks'))
}

function place(path: Path): string {
  return path.length === 0 ? 'the document' : pointer(path)
}
