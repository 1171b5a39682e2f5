import { createHash } from 'node:crypto'

/** Who asks, as his token says. */
export type Caller = {
  /** What others see as the owner of a lease. */
  readonly owner: string
  /** Slug of the organisation that the token belongs to. */
  readonly organization: string
  /** Name of the only app that the token is good for; `undefined`: every app of the organisation. */
  readonly app: string | undefined
  /** The Machine that the token is bound to, if it is. */
  readonly machineId: string | undefined
  readonly mayWrite: boolean
}

/** Who holds which token. */
export interface Callers {
  /** `undefined` when there is no token, or none that is good. */
  of(headers: Headers): Caller | undefined
}

/** `token`: the only one that is accepted, with or without scheme; when it is `undefined`, any that is not empty. */
export function createCallers(options: { readonly organization: string; readonly token: string | undefined }): Callers {
  const { organization, token } = options
  const known = new Map<string, Caller>()

  function callerWith(given: string): Caller {
    const caller = { owner: ownerOf(given), organization, app: undefined, machineId: undefined, mayWrite: true }
    if (known.size > mostKnown) known.clear()
    known.set(given, caller)
    return caller
  }

  return {
    of(headers) {
      const given = tokenIn(headers)
      if (given === undefined || (token !== undefined && given !== token)) return undefined
      return known.get(given) ?? callerWith(given)
    },
  }
}

/**
 * Without its scheme. `Bearer FlyV1 …` is not a token, although Fly prints its tokens with `FlyV1` before them.
 * Source: superfly/fly-go, tokens
 */
function tokenIn(headers: Headers): string | undefined {
  const given = (headers.get('authorization') ?? '').replace(/^(Bearer|FlyV1)\s+/i, '').trim()
  return given === '' || /\s/.test(given) ? undefined : given
}

/** Each token has an owner of its own. Source: superfly/macaroon */
function ownerOf(token: string): string {
  const hash = createHash('sha256').update(token).digest('hex')
  const parts = [hash.slice(0, 8), hash.slice(8, 12), hash.slice(12, 16), hash.slice(16, 20), hash.slice(20, 32)]
  return `${parts.join('-')}@tokens.fly.io`
}

// Only to spare the hashing of each request's token; then it begins anew.
const mostKnown = 1_000
