import type { FlyAction } from './limits.ts'

/** One request to Fly, in Fly's terms. */
export type Ask = {
  readonly action: FlyAction
  /** Under which the call is counted: a Machine's id, an app's name, or `organization`. */
  readonly id: string
  /** What Fly is asked to do, for messages: `start Machine 3d8d413b29d089 of acme`. */
  readonly what: string
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Below `/v1`, one segment each, not encoded. */
  readonly path: readonly string[]
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>
  readonly body?: object
  /** What is sent may not be seen. Since an answer may repeat it, in whatever form, no word of the answer is passed on. */
  readonly isConfidential?: true
  /** Proof that we hold the Machine's lease. */
  readonly nonce?: string | undefined
  /** How long Fly may take to answer because of what is asked, on top of the usual. */
  readonly patienceMs?: number
}

/** The address of Fly's API without a slash or `/v1` at its end. Throws when it is none, or has a password in it. */
export function baseOf(url: string): string {
  const { protocol, username, password, search, hash, href } = new URL(url)
  if (!/^https?:$/.test(protocol) || username || password || search || hash) {
    throw new TypeError('the address of the Fly API must be a plain http or https URL')
  }
  return href.replace(/\/+$/, '').replace(/\/v1$/, '')
}

/** `undefined` when a name or id cannot be part of an address: an empty one or `..` would mean some other thing. */
export function urlOf(base: string, { path, query = {} }: Ask): string | undefined {
  if (path.some((segment) => /^\.{0,2}$/.test(segment) || !segment.isWellFormed())) return undefined
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(query)) if (value !== undefined) search.set(key, String(value))
  return `${base}/v1/${path.map(encode).join('/')}${search.size === 0 ? '' : `?${search}`}`
}

// A wildcard's hostname has to come with its asterisk encoded. Source: superfly/docs, machines/api/certificates-resource
function encode(segment: string): string {
  return encodeURIComponent(segment).replaceAll('*', '%2A')
}

export function headersOf({ body, nonce }: Ask, authorization: string): Record<string, string> {
  return {
    authorization,
    accept: 'application/json',
    ...(body && { 'content-type': 'application/json' }),
    ...(nonce !== undefined && { 'fly-machine-lease-nonce': nonce }),
  }
}
