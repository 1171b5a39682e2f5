/**
 * The Authorization header for a token as `fly tokens create` prints it, with or without its scheme.
 * Macaroons, one or several with commas between, go as `FlyV1`, everything else as `Bearer`; never one within the other.
 * Source: superfly/fly-go, tokens/tokens.go. Throws when the token cannot be put into a header; never says the token.
 */
export function authorizationOf(token: string): string {
  const value = withoutScheme(token)
  if (!/^[\x21-\x7e]+$/.test(value)) {
    throw new TypeError('the Fly token is empty or has spaces or other characters in it that no token has')
  }
  return macaroon.test(value) ? `FlyV1 ${value}` : `Bearer ${value}`
}

/** Every part of a token that must never be seen outside of the header: the whole, and each macaroon of a list. */
export function secretsOf(token: string): readonly string[] {
  const value = withoutScheme(token)
  return [value, ...value.split(',')].filter((part) => part.length >= 8)
}

function withoutScheme(token: string): string {
  return token.trim().replace(/^(?:(?:FlyV1|Bearer)(?:\s+|$))+/i, '')
}

const macaroon = /(?:^|,)fm(?:1r|1a|2)_/
