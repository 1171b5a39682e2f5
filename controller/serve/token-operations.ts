import { drawToken } from '../access/operator-token.ts'
import { isRole, roles } from '../access/principal.ts'
import type { Provenance } from '../resource/resource.ts'
import type { AccessToken } from '../store/access-store.ts'
import type { Fence, Store } from '../store/store.ts'
import type { Clock, Secrecy } from '../world.ts'
import { OperationError } from './operation-error.ts'
import type { Caller, Operations, TokenView } from './operations.ts'

/** What is asked about operator tokens. The secret part of one is in one answer, and nowhere else. */
export function createTokenOperations(options: {
  readonly store: Store
  readonly fence: Fence
  readonly clock: Clock
  readonly secrecy: Secrecy
  readonly provenanceOf: (caller: Caller) => Provenance
}): Pick<Operations, 'createToken' | 'tokens' | 'revokeToken'> {
  const { store, fence, clock, secrecy, provenanceOf } = options

  return {
    async createToken({ name, role, expiresInMs }, caller) {
      if (!/^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$/.test(name)) {
        throw invalid(
          'the name of a token has 1 to 40 lower-case letters, digits and hyphens',
          'call it like ci-deploys',
        )
      }
      // Who has the data directory is called so.
      if (name === 'local') throw invalid('no token can be called local', 'call it like ci-deploys')
      if (!isRole(role)) throw invalid('there is no such role', `the roles are ${roles.join(', ')}`)
      if (!Number.isInteger(expiresInMs) || expiresInMs < shortestMs || expiresInMs > longestMs) {
        throw invalid('a token is good for a minute at least, and for a year at most', 'say --expires 90d')
      }
      const now = clock.now()
      const { id, text, hash } = drawToken(secrecy)
      const token: AccessToken = {
        ...{ id, name, role, hash, createdBy: provenanceOf(caller), createdAt: new Date(now).toISOString() },
        expiresAt: new Date(now + expiresInMs).toISOString(),
        revokedAt: undefined,
      }
      await store.saveToken(fence, token)
      return { ...view(token), token: text }
    },
    tokens: async () => (await store.tokens()).map(view),
    async revokeToken(name) {
      const found = (await store.tokens()).findLast((token) => token.id === name || token.name === name)
      const revoked = found && (await store.revokeToken(fence, found.id, new Date(clock.now()).toISOString()))
      if (revoked) return view(revoked)
      throw new OperationError('NotFound', `there is no token ${name}`, '`artifact access token list` shows them')
    },
  }
}

/** Without the hash: it is good for nothing, and nobody's business. */
function view({ id, name, role, createdBy, createdAt, expiresAt, revokedAt }: AccessToken): TokenView {
  return { id, name, role, createdBy, createdAt, expiresAt, revokedAt }
}

function invalid(message: string, repair: string): OperationError {
  return new OperationError('Invalid', message, repair)
}

const shortestMs = 60_000
const longestMs = 366 * 86_400_000
