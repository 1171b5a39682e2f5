import { createHash, timingSafeEqual } from 'node:crypto'
import type { Clock, Secrecy } from '../world.ts'
import { AccessError } from './access-error.ts'
import { isRole, type TokenHolder } from './principal.ts'

/** A token as it is shown once, and what is kept of it. */
export type DrawnToken = { readonly id: string; readonly text: string; readonly hash: string }

/** What is kept of a token. */
export type KeptToken = {
  readonly id: string
  readonly name: string
  readonly role: string
  readonly hash: string
  /** ISO times. */
  readonly expiresAt: string
  readonly revokedAt: string | undefined
}

/** `artifact_<id>_<secret>`: a form that scanners of repositories can know. The secret part has 256 bits. */
export function drawToken(secrecy: Secrecy, id?: string): DrawnToken {
  const draw = (length: number, characters: string) =>
    Array.from({ length }, () => characters[secrecy.pick(characters.length)]).join('')
  const name = id ?? draw(idLength, lower)
  const secret = draw(secretLength, base62)
  return { id: name, text: `artifact_${name}_${secret}`, hash: hashOf(secret) }
}

export function isOperatorToken(text: string): boolean {
  return text.startsWith('artifact_')
}

/** Who has an operator token. `find` looks by the id, which is no secret. */
export function createTokenIdentity(options: {
  readonly find: (id: string) => Promise<KeptToken | undefined>
  readonly clock: Clock
}): (token: string) => Promise<TokenHolder> {
  const { find, clock } = options
  return async (token) => {
    const [, id = '', secret = ''] = /^artifact_([a-z0-9]{1,20})_([A-Za-z0-9]{43})$/.exec(token) ?? []
    const kept = id === '' ? undefined : await find(id)
    // Compared also where there is none, so that the answer takes the same time.
    const isRight = timingSafeEqual(Buffer.from(hashOf(secret), 'hex'), Buffer.from(kept?.hash ?? nobodys, 'hex'))
    if (kept === undefined || !isRight) throw refused('the token is none of ours')
    if (kept.revokedAt !== undefined) throw refused('the token has been revoked')
    if (!(Date.parse(kept.expiresAt) > clock.now())) throw refused('the token has expired')
    if (!isRole(kept.role)) throw refused('the token has a role that is not known here')
    return { kind: 'token', name: `token:${kept.name}`, id: kept.id, role: kept.role }
  }
}

/** A secret of 256 random bits cannot be guessed from its hash, so it needs no slow one. */
function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}

function refused(message: string): AccessError {
  return new AccessError('Unauthenticated', message, 'an admin makes another one: `artifact access token create NAME`')
}

const nobodys = hashOf('')
const lower = 'abcdefghijklmnopqrstuvwxyz0123456789'
const base62 = `${lower}ABCDEFGHIJKLMNOPQRSTUVWXYZ`
const idLength = 12
// 43 of 62 characters: a little more than 256 bits.
const secretLength = 43
