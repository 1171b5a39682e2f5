import { type CryptoKey, importJWK, type JWK } from 'jose'
import type { Clock, Log } from '../world.ts'
import { AccessError } from './access-error.ts'
import { readJson } from './read-json.ts'

/** The keys with which one issuer signs, as it publishes them. Keys of two issuers never meet, whatever they are called. */
export interface KeySet {
  /**
   * The key of that name; `undefined` when the issuer has none. Rejects with an AccessError of `Unavailable` when that
   * cannot be told: nobody is let in by keys that are too old.
   */
  key(kid: string): Promise<CryptoKey | undefined>
}

/** Fetches like the global one. */
export type Fetch = (request: Request) => Promise<Response>

/**
 * Finds the keys by the issuer's discovery document. `issuer` comes from the configuration and never from a token. A
 * look replaces all that was known, so that a key that is published no more is believed no more; and whatever comes in,
 * there is at most one look in thirty seconds.
 */
export function createKeySet(options: {
  readonly issuer: string
  readonly fetch: Fetch
  readonly clock: Clock
  readonly log: Log
}): KeySet {
  const { issuer, fetch, clock, log } = options
  let held: { readonly keys: ReadonlyMap<string, CryptoKey>; readonly at: number } | undefined
  let triedAt: number | undefined
  let looking: Promise<void> | undefined

  const isYoungerThan = (ms: number): boolean => held !== undefined && clock.monotonic() - held.at < ms

  function look(): Promise<void> {
    if (looking !== undefined) return looking
    if (triedAt !== undefined && clock.monotonic() - triedAt < coolDownMs) return Promise.resolve()
    triedAt = clock.monotonic()
    looking = renew().finally(() => {
      looking = undefined
    })
    return looking
  }

  async function renew(): Promise<void> {
    try {
      const keys = await keysOf(issuer, (url) => readJson({ url, fetch, clock, mostBytes, timeoutMs }))
      held = { keys, at: clock.monotonic() }
    } catch (error) {
      log.warn({ issuer, error }, 'the keys of an issuer cannot be read')
    }
  }

  return {
    async key(kid) {
      if (!isYoungerThan(freshMs) || !held?.keys.has(kid)) await look()
      if (isYoungerThan(longestOutageMs)) return held?.keys.get(kid)
      const message = `the keys of ${issuer} cannot be read, so no token of it can be checked`
      throw new AccessError('Unavailable', message, 'try again in a minute')
    },
  }
}

async function keysOf(
  issuer: string,
  read: (url: string) => Promise<Readonly<Record<string, unknown>>>,
): Promise<ReadonlyMap<string, CryptoKey>> {
  // Slashes as OpenID Connect Discovery 1.0 has them, section 4.
  const discovery = await read(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`)
  if (discovery.issuer !== issuer) throw new Error('the discovery document is that of another issuer')
  const { jwks_uri: url } = discovery
  if (typeof url !== 'string' || !URL.canParse(url) || new URL(url).protocol !== new URL(issuer).protocol) {
    throw new Error('the discovery document names no place of keys')
  }
  const { keys } = await read(url)
  if (!Array.isArray(keys)) throw new Error('there is no list of keys')
  const found = new Map<string, CryptoKey>()
  for (const key of keys.slice(0, mostKeys) as readonly JWK[]) {
    if (!isForSignatures(key) || found.has(key.kid)) continue
    const imported = await importJWK({ kty: 'RSA', n: key.n, e: key.e }, algorithm)
    if (!(imported instanceof Uint8Array)) found.set(key.kid, imported)
  }
  return found
}

/** Whatever else an issuer publishes is nothing to us. */
function isForSignatures(
  key: JWK | null,
): key is JWK & { readonly kid: string; readonly n: string; readonly e: string } {
  if (key === null || typeof key !== 'object' || key.kty !== 'RSA') return false
  if (key.use !== undefined && key.use !== 'sig') return false
  if (key.alg !== undefined && key.alg !== algorithm) return false
  return [key.kid, key.n, key.e].every((text) => typeof text === 'string' && text !== '')
}

/** The one that Fly's issuer names, and that every provider has. Source: superfly/docs, security/openid-connect */
export const algorithm = 'RS256'

const coolDownMs = 30_000
// For so long a key that was taken back is still believed.
const freshMs = 10 * 60_000
const longestOutageMs = 60 * 60_000
const timeoutMs = 5_000
const mostBytes = 64 * 1024
const mostKeys = 50
