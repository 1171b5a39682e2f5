import { isObject } from '../../read-shape.ts'
import { isHeaderValue } from './fields.ts'

/** How a request is changed on its way to the target of a replay. */
export type Transform = {
  /** With the query. */
  readonly path: string | undefined
  readonly deleteHeaders: readonly string[]
  readonly setHeaders: readonly { readonly name: string; readonly value: string }[]
}

/** What would make another request of it than one, or none at all, is not let through. */
export function readTransform(value: unknown): Transform | 'unreadable' {
  if (!isObject(value)) return 'unreadable'
  const { path, delete_headers = [], set_headers = [] } = value
  if (path !== undefined && !(typeof path === 'string' && /^\/[\x21-\x7e]*$/.test(path))) return 'unreadable'
  if (!Array.isArray(delete_headers) || !Array.isArray(set_headers)) return 'unreadable'
  const setHeaders: { name: string; value: string }[] = []
  for (const each of set_headers as unknown[]) {
    if (!isObject(each)) return 'unreadable'
    const { name, value } = each
    if (typeof name !== 'string' || typeof value !== 'string') return 'unreadable'
    if (!mayChange(name) || !isHeaderValue(value)) return 'unreadable'
    setHeaders.push({ name, value })
  }
  const deleteHeaders = (delete_headers as unknown[]).map(String)
  if (!deleteHeaders.every(mayChange)) return 'unreadable'
  return { path, deleteHeaders, setHeaders }
}

export function transformed(
  request: { readonly path: string; readonly headers: Headers },
  transform: Transform | undefined,
): { readonly path: string; readonly headers: Headers } {
  if (transform === undefined) return request
  const headers = new Headers(request.headers)
  for (const name of transform.deleteHeaders) headers.delete(name)
  for (const { name, value } of transform.setHeaders) headers.set(name, value)
  return { path: transform.path ?? request.path, headers }
}

function mayChange(name: string): boolean {
  return /^[!#$%&'*+.^_`|~0-9a-z-]+$/i.test(name) && !framing.has(name.toLowerCase())
}

const framing: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'host',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])
