import type { LiveDifference } from '../live-differences.ts'
import { type OpenApi, type Operation, readDocument } from './document.ts'
import type { Schema } from './schema.ts'

/** Compares what goes over the wire with what Fly's OpenAPI document says of it. Each kind of message is looked at once. */
export interface Likeness {
  /** `body` as it is sent: JSON, or nothing. */
  request(method: string, url: string, body: string | undefined): void
  /** What a route answers; its path is below `/v1`. A body that is text is no JSON. */
  answer(method: string, path: string, status: number, body: object | string | undefined): void
  /** An answer to whatever it was that is no success. */
  refusal(status: number, body: object | string): void
}

/** `complain` is told in a sentence what is not as the document says. */
export function createLikeness(options: {
  readonly document: OpenApi
  readonly differences: readonly LiveDifference[]
  readonly complain: (sentence: string) => void
}): Likeness {
  const { complain } = options
  const document = readDocument(options.document, options.differences)
  const seen = new Set<string>()
  const counts = new Map<string, number>()

  function isNew(key: string): boolean {
    if (seen.has(key)) return false
    seen.add(key)
    return true
  }

  /** To look at the shape of every message would cost too much; a rare form of a frequent one is met all the same. */
  function isLookedAt(kind: string): boolean {
    const count = (counts.get(kind) ?? 0) + 1
    counts.set(kind, count)
    return count <= alwaysAtFirst || count % laterOneIn === 0
  }

  function examine(value: unknown, schema: Schema, where: string): void {
    for (const problem of document.problems(value, schema)) complain(`${where}: ${problem}, in ${shown(value)}`)
  }

  function examineQuery(operation: Operation, query: URLSearchParams): void {
    const described = operation.described?.parameters?.filter((each) => each.in === 'query') ?? []
    for (const [name, value] of query) {
      if (!document.isQueryKnown(operation, name)) complain(`${operation.name} is asked with an unknown query, ${name}`)
      const type = described.find((each) => each.name === name)?.schema.type
      if (!(queryForms[type ?? ''] ?? /^/).test(value)) complain(`${operation.name} is asked with ${name}=${value}`)
    }
    for (const { name, required } of described) {
      if (required && !query.has(name)) complain(`${operation.name} is asked without ${name}`)
    }
  }

  return {
    request(method, url, body) {
      const { pathname, searchParams } = new URL(url)
      const path = pathname.replace(/^.*?\/v1\//, '/')
      const operation = document.operation(method, path)
      if (operation === undefined) return complain(`${method} ${path} is asked, which the document does not have`)
      if (!isLookedAt(operation.name)) return
      const value: unknown = body === undefined ? undefined : JSON.parse(body)
      if (!isNew(`${operation.name} ${[...searchParams.keys()]} ${shapeOf(value)}`)) return
      examineQuery(operation, searchParams)
      if (value === undefined) return
      const schema = document.request(operation)
      if (schema === undefined) complain(`${operation.name} is asked with a body, ${shown(value)}`)
      else examine(value, schema, `${operation.name} is asked`)
    },
    answer(method, path, status, body) {
      const kind = `${method} ${path} ${status}`
      if (!isLookedAt(kind) || !isNew(`${kind} ${shapeOf(body)}`)) return
      const operation = document.operation(method, path)
      if (operation === undefined) return complain(`${method} ${path} is answered, which the document does not have`)
      const where = `${operation.name} answers ${status}`
      const schema = document.answer(operation, status)
      if (schema === 'unknown') complain(`${where}, which the document does not have`)
      // Refusals come as text and as web pages too. Source: superfly/fly-go, client.go; seen live
      else if (schema !== 'anything' && !(status >= 400 && typeof body !== 'object')) {
        examine(body === undefined ? undefined : JSON.parse(JSON.stringify(body)), schema, where)
      }
    },
    refusal(status, body) {
      const schema = document.refusal(status)
      if (schema === 'unknown') complain(`something is answered with ${status}, which nobody has seen of Fly`)
      else if (typeof body === 'object') examine(body, schema, `something is answered with ${status}`)
    },
  }
}

/**
 * Equal for values with the same keys and kinds, and the same words where words are few. Of a list, the first, the last
 * and the one in the middle speak for all.
 */
export function shapeOf(value: unknown, key = ''): string {
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]'
    const speakers = [value[0], value[value.length >> 1], value.at(-1)].map((each) => shapeOf(each))
    return `[${[...new Set(speakers)]}]`
  }
  if (value === null) return 'null'
  if (typeof value !== 'object') return telling.has(key) ? String(value) : typeof value
  const parts = Object.entries(value).filter(([, part]) => part !== undefined)
  return `{${parts.map(([key, part]) => `${key}:${shapeOf(part, key)}`)}}`
}

const telling = new Set(['state', 'status', 'type', 'kind', 'policy', 'source', 'cpu_kind', 'host_status', 'autostop'])

function shown(value: unknown): string {
  const text = String(JSON.stringify(value))
  return text.length > 400 ? `${text.slice(0, 400)}…` : text
}

const queryForms: Readonly<Record<string, RegExp>> = { integer: /^\d+$/, boolean: /^(?:true|false)$/ }
const alwaysAtFirst = 50
const laterOneIn = 16
