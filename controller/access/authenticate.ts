import { decodeJwt } from 'jose'
import { AccessError } from './access-error.ts'
import { isOperatorToken } from './operator-token.ts'
import type { Principal } from './principal.ts'

/** Finds out whose a token is, or rejects with an AccessError. */
export type Authenticate = (token: string) => Promise<Principal>

/**
 * Whoever can prove here who it is. A token says itself of which kind it is, and by whom it was given out; that picks
 * one of these, which then believes it nothing. No other issuer is ever asked.
 */
export function createAuthenticate(ways: {
  readonly operatorToken: Authenticate
  /** By the issuer's URL, as it stands in its tokens. */
  readonly issuers: ReadonlyMap<string, Authenticate>
}): Authenticate {
  return async (token) => {
    if (token.length > longestToken) throw unknown()
    if (isOperatorToken(token)) return await ways.operatorToken(token)
    const check = ways.issuers.get(issuerOf(token))
    if (check === undefined) throw unknown()
    return await check(token)
  }
}

function issuerOf(token: string): string {
  try {
    const { iss } = decodeJwt(token)
    return typeof iss === 'string' ? iss : ''
  } catch {
    return ''
  }
}

function unknown(): AccessError {
  const repair = 'send a token of Fly for this server, one of the identity provider, or an operator token'
  return new AccessError('Unauthenticated', 'the token is of nobody who is known here', repair)
}

// What fits in a header of Node's server, and several times a token of Fly.
const longestToken = 12 * 1024
