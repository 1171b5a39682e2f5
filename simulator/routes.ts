import type { Caller } from './callers.ts'
import { isObject } from './read-shape.ts'
import { refuse } from './refusal.ts'

/** One thing that Fly can be asked, and who answers it. Each resource has a file with its routes. */
export type Route = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** `/v1/apps/:app/machines/:id` */
  readonly path: string
  /** The word in the request log, in faults and for the rate limits. */
  readonly action: string
  /** The identifier that the rate limits count by; `organization` for what belongs to no app. */
  readonly countedBy: 'id' | 'volume' | 'app' | 'organization'
  /** Whether something that stands or runs is to be changed. Leases are no deeds. */
  readonly isDeed: boolean
  /** Answered without a token. */
  readonly isPublic?: true
  /** What a body asks for, where one path stands for many things. Must not throw. */
  readonly tell?: (text: string) => {
    readonly operation: string | undefined
    readonly app: string | undefined
    readonly isDeed: boolean
  }
  readonly answer: (ask: Ask) => Reply | Promise<Reply>
}

/** The action of what is asked of no route. */
export const unknownAction = 'unknown'

/** A request, understood. */
export type Ask = {
  readonly method: string
  /** The parts of the path that the route names. */
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  /** The body's fields; none when it is empty. A Refusal when it is not a JSON object. */
  readonly body: () => Readonly<Record<string, unknown>>
  /** `fly-machine-lease-nonce` */
  readonly nonce: string | undefined
  readonly caller: Caller
  /** Everybody for whom the request has a good token; `caller` is the one who may do it, if one may. */
  readonly callers: readonly Caller[]
  /** Aborted when the caller has given up. */
  readonly signal: AbortSignal
}

/** A body that is a string is sent as plain text, everything else as JSON. */
export type Reply = {
  readonly status: number
  readonly body?: object | string
  readonly headers?: Readonly<Record<string, string>>
  /** What became of the deed, where the status does not tell. */
  readonly deed?: 'applied' | 'refused'
}

export type Found =
  | { readonly route: Route; readonly params: Readonly<Record<string, string>> }
  /** The path is one, the method is not. */
  | 'other method'
  | undefined

/** Finds the route of a request. Literal parts of a path go before named ones. */
export function createRouter(routes: readonly Route[]): (method: string, path: string) => Found {
  const byLength = new Map<number, { readonly route: Route; readonly parts: readonly string[] }[]>()
  for (const route of routes) {
    const parts = route.path.split('/')
    byLength.set(parts.length, [...(byLength.get(parts.length) ?? []), { route, parts }])
  }
  return (method, path) => {
    const given = path.split('/')
    let found: Found
    for (const { route, parts } of byLength.get(given.length) ?? []) {
      const params = match(parts, given)
      if (params === undefined) continue
      if (route.method === method) return { route, params }
      found = 'other method'
    }
    return found
  }
}

function match(parts: readonly string[], given: readonly string[]): Record<string, string> | undefined {
  const params: Record<string, string> = {}
  for (const [index, part] of parts.entries()) {
    const value = given[index] ?? ''
    if (!part.startsWith(':')) {
      if (part !== value) return undefined
      continue
    }
    const decoded = decode(value)
    if (decoded === undefined || decoded === '') return undefined
    params[part.slice(1)] = decoded
  }
  return params
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

/** Source: Go's encoding/json, whose words Fly passes on. */
export function parseBody(text: string): Readonly<Record<string, unknown>> {
  if (text === '') return {}
  const value = parse(text)
  if (!isObject(value)) throw refuse(400, 'invalid_argument: json: cannot unmarshal the request body into an object')
  return value
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw refuse(400, 'invalid_argument: invalid character in the request body')
  }
}

/** A field that may be missing. */
export function optional<Kind extends 'string' | 'number' | 'boolean'>(
  body: Readonly<Record<string, unknown>>,
  field: string,
  kind: Kind,
): { string: string; number: number; boolean: boolean }[Kind] | undefined {
  const value = Object.hasOwn(body, field) ? body[field] : undefined
  if (value === undefined || value === null) return undefined
  if (typeof value === kind) return value as never
  throw refuse(400, `invalid_argument: json: cannot unmarshal ${typeof value} into ${field}, which is a ${kind}`)
}

/** `?name=true`, as Go reads booleans. */
export function flag(query: URLSearchParams, name: string): boolean {
  return ['1', 't', 'T', 'true', 'TRUE', 'True'].includes(query.get(name) ?? '')
}
