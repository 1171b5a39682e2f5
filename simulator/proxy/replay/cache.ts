import type { Offer } from '../offers.ts'
import type { Replay } from './fields.ts'

/** Replays that the edge remembers, so that it need not ask the app that said them. */
export interface ReplayCache {
  find(visit: Visit, rules: readonly SessionRule[]): Cached | undefined
  /** Keeps the replay if it may be kept. */
  keep(visit: Visit, rules: readonly SessionRule[], source: string, replay: Replay): void
  forget(visit: Visit, rules: readonly SessionRule[]): void
}

export type Visit = { readonly host: string; readonly path: string; readonly headers: Headers }

export type Cached = {
  readonly replay: Replay
  readonly source: string
  readonly allowBypass: boolean
  readonly until: number
}

/** `replay_cache` of a port's `http_options`. */
export type SessionRule = {
  readonly pathPrefix: string
  readonly ttlSeconds: number
  readonly type: 'cookie' | 'header'
  readonly name: string
  readonly allowBypass: boolean
}

/** Source: superfly/docs, networking/dynamic-request-routing. There is one for all edges here. */
export function createReplayCache(now: () => number): ReplayCache {
  const byPath = new Map<string, Cached>()
  const bySession = new Map<string, Cached>()

  function put(into: Map<string, Cached>, key: string, cached: Cached): void {
    into.delete(key)
    into.set(key, cached)
    // The oldest go first: it is an optimisation, and nobody may depend on it.
    for (const oldest of into.keys()) {
      if (into.size <= mostKept) return
      into.delete(oldest)
    }
  }

  function pathKeyOf({ host, path }: Visit): string | undefined {
    const keys = prefixesOf(path).map((prefix) => `${host}${prefix}`)
    return keys.find((key) => (byPath.get(key)?.until ?? 0) > now())
  }

  return {
    find(visit, rules) {
      const cached = byPath.get(pathKeyOf(visit) ?? '') ?? bySession.get(sessionKeyOf(visit, rules)?.key ?? '')
      return cached !== undefined && cached.until > now() ? cached : undefined
    },
    keep(visit, rules, source, replay) {
      const { state, transform, timeoutMs, fallback, cache } = replay
      if ((state ?? transform ?? timeoutMs ?? fallback) !== undefined || cache === 'invalidate') return
      if (cache !== undefined) {
        const { prefix, ttlSeconds, allowBypass } = cache
        const key = keyOfPattern(prefix, visit.host)
        if (!(ttlSeconds >= leastSeconds) || !prefixesOf(visit.path).some((each) => `${visit.host}${each}` === key))
          return
        put(byPath, key, { replay, source, allowBypass, until: now() + ttlSeconds * 1_000 })
        return
      }
      const session = sessionKeyOf(visit, rules)
      if (session === undefined || !(session.rule.ttlSeconds >= leastSeconds)) return
      const { ttlSeconds, allowBypass } = session.rule
      put(bySession, session.key, { replay, source, allowBypass, until: now() + ttlSeconds * 1_000 })
    },
    forget(visit, rules) {
      byPath.delete(pathKeyOf(visit) ?? '')
      bySession.delete(sessionKeyOf(visit, rules)?.key ?? '')
    },
  }
}

/** The rules of a port, those with the longest path first. A rule that names nothing is none. */
export function sessionRulesOf({ port }: Offer): readonly SessionRule[] {
  const { replay_cache = [] } = (port.http_options ?? {}) as { readonly replay_cache?: readonly SentRule[] }
  const rules = replay_cache.flatMap((sent): SessionRule[] => {
    const { path_prefix: pathPrefix = '/', ttl_seconds: ttlSeconds = 0, type, name = '', allow_bypass = false } = sent
    if ((type !== 'cookie' && type !== 'header') || !/^[!#$%&'*+.^_`|~0-9a-z-]+$/i.test(name)) return []
    return [{ pathPrefix, ttlSeconds, type, name, allowBypass: allow_bypass }]
  })
  return rules.toSorted((one, other) => other.pathPrefix.length - one.pathPrefix.length)
}

type SentRule = {
  readonly path_prefix?: string
  readonly ttl_seconds?: number
  readonly type?: string
  readonly name?: string
  readonly allow_bypass?: boolean
}

function sessionKeyOf(
  visit: Visit,
  rules: readonly SessionRule[],
): { readonly key: string; readonly rule: SessionRule } | undefined {
  const { host, path, headers } = visit
  const within = prefixesOf(path).map((prefix) => `${host}${prefix}`)
  for (const rule of rules) {
    if (!within.includes(keyOfPattern(rule.pathPrefix, host))) continue
    const value = rule.type === 'cookie' ? cookieIn(headers.get('cookie') ?? '', rule.name) : headers.get(rule.name)
    if (value) return { key: JSON.stringify([host, rule.pathPrefix, rule.type, rule.name, value]), rule }
  }
  return undefined
}

/** `/some/path/*` or `example.com/some/path`: the star is always meant. */
function keyOfPattern(pattern: string, host: string): string {
  const plain = pattern.replace(/\/?\*?$/, '')
  if (pattern.startsWith('/')) return `${host}${plain}`
  return plain.replace(/^[^/]*/, (domain) => domain.toLowerCase())
}

/** Of `/a/b?c`: `/a/b`, `/a` and the empty one. */
function prefixesOf(path: string): readonly string[] {
  const [plain = ''] = path.split('?')
  const parts = plain
    .split('/')
    .slice(1, deepest)
    .filter((part) => part !== '')
  return parts.map((_, index) => `/${parts.slice(0, parts.length - index).join('/')}`).concat('')
}

function cookieIn(header: string, name: string): string | undefined {
  for (const each of header.split(';')) {
    const at = each.indexOf('=')
    if (at > 0 && each.slice(0, at).trim() === name) return each.slice(at + 1).trim()
  }
  return undefined
}

const leastSeconds = 10
const mostKept = 10_000
const deepest = 32
