import { parseDuration } from '../../durations.ts'
import { isObject } from '../../read-shape.ts'
import { knownRegions } from '../wish.ts'
import { readTransform, type Transform } from './transform.ts'

/** What an app says instead of an answer: somebody else is to answer the request. */
export type Replay = {
  readonly app: string | undefined
  readonly instance: string | undefined
  readonly preferInstance: string | undefined
  /** In order of preference, and nowhere else. */
  readonly regions: readonly string[] | undefined
  readonly state: string | undefined
  /** Not the Machine that says so. */
  readonly elsewhere: boolean
  readonly timeoutMs: number | undefined
  readonly fallback: 'force_self' | 'prefer_self' | undefined
  readonly transform: Transform | undefined
  readonly cache: CacheWish | undefined
}

export type CacheWish =
  | { readonly prefix: string; readonly ttlSeconds: number; readonly allowBypass: boolean }
  | 'invalidate'

/** The words are ours. */
export type Unreadable = { readonly unreadable: string }

export const replayType = 'application/vnd.fly.replay+json'

/** `region="iad,eu,any";app=target;state=…`. Source: superfly/docs, networking/dynamic-request-routing */
export function readReplayHeader(text: string, headers: Headers): Replay | Unreadable {
  const fields: Record<string, unknown> = {}
  for (const [, name = '', quoted, plain = ''] of text.matchAll(/([^=;\s]+)\s*=\s*(?:"([^"]*)"|([^;]*))/g)) {
    fields[name.toLowerCase()] = quoted ?? plain.trim()
  }
  const prefix = headers.get('fly-replay-cache')
  const ttl = Number(headers.get('fly-replay-cache-ttl-secs') ?? 0)
  const allow_bypass = headers.get('fly-replay-cache-allow-bypass') === 'yes'
  const cache = prefix === 'invalidate' ? { invalidate: true } : prefix ? { prefix, ttl, allow_bypass } : undefined
  return readFields({ ...fields, elsewhere: fields.elsewhere === 'true', cache, transform: undefined })
}

/** The same as a document, which can say more. */
export function readReplayBody(text: string): Replay | Unreadable {
  try {
    const fields: unknown = JSON.parse(text)
    return isObject(fields) ? readFields(fields) : { unreadable: 'the body is no object' }
  } catch {
    return { unreadable: 'the body is no JSON' }
  }
}

function readFields(fields: Readonly<Record<string, unknown>>): Replay | Unreadable {
  const text = (name: string) => {
    const value = Object.hasOwn(fields, name) ? fields[name] : undefined
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  const [app, instance, preferInstance, region] = [
    text('app'),
    text('instance'),
    text('prefer_instance'),
    text('region'),
  ]
  const regions = region === undefined ? undefined : knownRegions(region)
  const elsewhere = fields.elsewhere === true
  const cache = isObject(fields.cache) ? readCache(fields.cache) : undefined
  const isSomewhere = app ?? instance ?? preferInstance ?? regions
  if (isSomewhere === undefined && !elsewhere) return { unreadable: 'it names no target' }
  if (regions?.length === 0) return { unreadable: 'it names no region that there is' }
  const state = text('state')
  if (state !== undefined && !isHeaderValue(state)) return { unreadable: 'its state fits in no header' }
  const timeout = text('timeout')
  const timeoutMs = timeout === undefined ? undefined : parseDuration(timeout)
  if (timeout !== undefined && timeoutMs === undefined) return { unreadable: 'its timeout is no duration' }
  const fallback = text('fallback')
  if (fallback !== undefined && fallback !== 'force_self' && fallback !== 'prefer_self') {
    return { unreadable: 'its fallback is neither force_self nor prefer_self' }
  }
  const transform = fields.transform === undefined ? undefined : readTransform(fields.transform)
  if (transform === 'unreadable') return { unreadable: 'its transform makes no valid request' }
  return { app, instance, preferInstance, regions, state, elsewhere, timeoutMs, fallback, transform, cache }
}

function readCache({
  prefix,
  ttl,
  invalidate,
  allow_bypass,
}: Readonly<Record<string, unknown>>): CacheWish | undefined {
  if (invalidate === true) return 'invalidate'
  if (typeof prefix !== 'string') return undefined
  return { prefix, ttlSeconds: Number(ttl), allowBypass: allow_bypass === true }
}

/** What a header may carry. Source: RFC 9110, 5.5 */
export function isHeaderValue(text: string): boolean {
  return /^[\x20-\x7e\x80-\xff]*$/.test(text)
}
