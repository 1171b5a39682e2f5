import type { LiveDifference } from '../live-differences.ts'
import { problemsIn, type Schema } from './schema.ts'

/** Fly's OpenAPI document, as far as it is looked at. */
export type OpenApi = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> }
}

type Described = {
  readonly parameters?: readonly {
    readonly name: string
    readonly in: string
    readonly required?: boolean
    readonly schema: { readonly type?: string }
  }[]
  readonly requestBody?: { readonly content: Content }
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>
}
type Content = Readonly<Record<string, { readonly schema: Schema }>>

/** One thing that Fly can be asked. */
export type Operation = {
  /** `GET /apps/{app_name}`, with the names of the document. */
  readonly name: string
  /** `undefined` for what only the live API has. */
  readonly described: Described | undefined
}

/** The document with the live differences worked in. */
export interface ApiDocument {
  /** By method and path below `/v1`; a path with names in it (`/apps/:app`) will do as well. */
  operation(method: string, path: string): Operation | undefined
  isQueryKnown(operation: Operation, name: string): boolean
  /** What a body has to be. `undefined` when there may be none. */
  request(operation: Operation): Schema | undefined
  /** `unknown` when there is no such answer, `anything` when nothing is said about it, or when it is no JSON. */
  answer(operation: Operation, status: number): Schema | 'anything' | 'unknown'
  /** As `answer`, for what every request may be answered with. */
  refusal(status: number): Schema | 'unknown'
  problems(value: unknown, schema: Schema): readonly string[]
}

export function readDocument(document: OpenApi, differences: readonly LiveDifference[]): ApiDocument {
  const schemas = new Map(Object.entries(document.components.schemas))
  for (const each of differences) {
    if (each.kind !== 'property') continue
    const schema = schemas.get(each.of) ?? {}
    schemas.set(each.of, { ...schema, properties: { ...schema.properties, [each.name]: each.is } })
  }

  const anError: Schema = { $ref: 'ErrorResponse' }
  const refusal = (status: number) =>
    differences.some((each) => each.kind === 'status' && each.status === status) ? anError : 'unknown'

  return {
    operation: createFinder(document, differences),
    isQueryKnown({ name, described }, query) {
      const isDocumented = described?.parameters?.some((each) => each.in === 'query' && each.name === query)
      return (
        isDocumented || differences.some((each) => each.kind === 'query' && each.on === name && each.name === query)
      )
    },
    request: ({ described }) => described?.requestBody?.content['application/json']?.schema,
    answer({ name, described }, status) {
      const live = differences.find((each) => each.kind === 'answer' && each.on === name && each.status === status)
      if (live?.kind === 'answer') return live.is
      const told = described?.responses[status]
      if (told === undefined) return refusal(status)
      return status >= 400 ? anError : (told.content?.['application/json']?.schema ?? 'anything')
    },
    refusal,
    problems: (value, schema) => [...problemsIn(value, schema, schemas)],
  }
}

function createFinder(document: OpenApi, differences: readonly LiveDifference[]): ApiDocument['operation'] {
  const known: { readonly method: string; readonly parts: readonly string[]; readonly operation: Operation }[] = []
  const add = (name: string, described: Described | undefined) => {
    const [method = '', path = ''] = name.split(' ')
    known.push({ method, parts: path.split('/').map(nameless), operation: { name, described } })
  }
  for (const [path, operations] of Object.entries(document.paths)) {
    for (const [method, described] of Object.entries(operations)) add(`${method.toUpperCase()} ${path}`, described)
  }
  for (const each of differences) if (each.kind === 'operation') add(each.on, undefined)
  // Literal parts of a path go before named ones.
  known.sort((one, other) => countNames(one.parts) - countNames(other.parts))

  return (method, path) => {
    const given = path.split('/').map(nameless)
    const fits = (parts: readonly string[]) =>
      parts.length === given.length && parts.every((part, index) => part === '{}' || part === given[index])
    return known.find((each) => each.method === method && fits(each.parts))?.operation
  }
}

function nameless(part: string): string {
  return /^(?:\{.*\}|:.*)$/.test(part) ? '{}' : part
}

function countNames(parts: readonly string[]): number {
  return parts.filter((part) => part === '{}').length
}
