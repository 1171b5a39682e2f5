import { decodeProtectedHeader, errors, type JWTPayload, jwtVerify } from 'jose'
import type { Clock } from '../world.ts'
import { AccessError } from './access-error.ts'
import { algorithm, type KeySet } from './key-set.ts'

/** What a token of one issuer has to be, whoever that is. */
export type Expected = {
  readonly issuer: string
  readonly audience: string
  readonly keys: KeySet
  readonly clock: Clock
  /** Since it was given out, whatever the token itself allows. */
  readonly oldestSeconds: number
}

/**
 * What a token says, when this issuer has signed it, for us, and not too long ago. Rejects with an AccessError otherwise.
 *
 * Only the name of the key is taken from the token's header: no key, no address of keys and no algorithm.
 */
export async function signedClaims(
  token: string,
  { issuer, audience, keys, clock, oldestSeconds }: Expected,
): Promise<JWTPayload> {
  const key = await keys.key(keyNameOf(token))
  if (key === undefined) throw refused('was signed with a key that its issuer does not have')
  try {
    const { payload } = await jwtVerify(token, key, {
      issuer,
      audience,
      algorithms: [algorithm],
      clockTolerance: toleranceSeconds,
      maxTokenAge: oldestSeconds,
      requiredClaims: ['sub', 'exp', 'iat'],
      currentDate: new Date(clock.now()),
    })
    // It was made for one who reads it, and that is us: a token for many is a token for each of them to use here.
    if (typeof payload.aud !== 'string') throw refused('is meant for several at once')
    return payload
  } catch (error) {
    if (error instanceof AccessError) throw error
    throw refused(reasonOf(error), error)
  }
}

/** Text of a claim that has to be there. */
export function textOf(claims: JWTPayload, name: string): string {
  const value = claims[name]
  if (typeof value !== 'string' || value === '' || value.length > longestClaim || !isPlain.test(value)) {
    throw refused(`does not say its ${name} as it should`)
  }
  return value
}

export function refused(why: string, cause?: unknown): AccessError {
  return new AccessError('Unauthenticated', `the token ${why}`, 'get a new one for this server, and send that', {
    cause,
  })
}

function keyNameOf(token: string): string {
  let header: ReturnType<typeof decodeProtectedHeader>
  try {
    header = decodeProtectedHeader(token)
  } catch (error) {
    throw refused('is none', error)
  }
  if (header.alg !== algorithm) throw refused(`is not signed with ${algorithm}`)
  // Another kind of token of the same issuer would have another type. Source: RFC 8725, 3.11
  if (header.typ !== undefined && !/^JWT$/i.test(String(header.typ))) throw refused('is not of the type JWT')
  const { kid } = header
  if (typeof kid !== 'string' || kid === '' || kid.length > longestClaim) throw refused('does not name its key')
  return kid
}

function reasonOf(error: unknown): string {
  if (error instanceof errors.JWTExpired) {
    return error.claim === 'iat' ? 'was given out too long ago' : 'has expired'
  }
  if (error instanceof errors.JWTClaimValidationFailed) {
    return error.claim === 'aud' ? 'is meant for somebody else' : `does not say its ${error.claim} as it should`
  }
  return 'was not signed by its issuer'
}

// Clocks of two machines differ by so much at most, or one of them is wrong.
const toleranceSeconds = 10
const longestClaim = 256
const isPlain = /^[\x20-\x7e]+$/
