import type { JWTPayload } from 'jose'
import type { Person } from './principal.ts'
import { type Expected, refused, signedClaims, textOf } from './signed-claims.ts'

/**
 * People and pipelines by the tokens of the organisation's own identity provider. Told apart by issuer and subject
 * together; `name` says who it is in words that the provider answers for.
 */
export function createProviderIdentity(expected: Omit<Expected, 'oldestSeconds'>): (token: string) => Promise<Person> {
  return async (token) => {
    const claims = await signedClaims(token, { ...expected, oldestSeconds })
    const subject = textOf(claims, 'sub')
    // An address that nobody has verified may be anybody's. Source: OpenID Connect Core 1.0, section 5.7
    const email = claims.email_verified === true && claims.email !== undefined ? textOf(claims, 'email') : undefined
    return {
      kind: 'person',
      name: `user:${email ?? subject}`,
      issuer: expected.issuer,
      subject,
      groups: groupsIn(claims),
    }
  }
}

function groupsIn({ groups }: JWTPayload): readonly string[] {
  if (groups === undefined) return []
  if (!Array.isArray(groups) || groups.length > mostGroups) throw refused('does not say its groups as it should')
  return groups.map((_, nth) => textOf(groups as never, String(nth)))
}

// A working day. Providers let theirs live for an hour or less, and that is up to them.
const oldestSeconds = 12 * 60 * 60
const mostGroups = 1_000
