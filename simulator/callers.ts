import { createHash } from 'node:crypto'
import type { Caveat } from './identity/caveats.ts'
import { createMacaroonReader, type Verified } from './identity/macaroon-reader.ts'
import { machineCaveats } from './identity/mint.ts'
import type { TokenRow } from './identity/token-rows.ts'
import type { Truth } from './truth.ts'

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
  /** What the token is not good for; the exchange and `mayCall` look at it. */
  readonly caveats: readonly Caveat[]
  /** `undefined` for a plain token, and for a Machine that asks by itself. */
  readonly token: TokenRow | undefined
  /** The person whose session it is. */
  readonly user: string | undefined
  /** The Machine from which it is asked, when it is asked from one. */
  readonly source: Source | undefined
}

export type Source = { readonly machineId: string; readonly app: string; readonly organization: string }

/** Who holds which token. */
export interface Callers {
  /**
   * Whom the tokens of the request stand for: several when there are several, none when none is good. `machineId` is the
   * Machine through whose own socket it came; it needs no token.
   */
  of(headers: Headers, machineId: string | undefined): readonly Caller[]
  /** The tokens in a header's text that are good now; `undefined` when it is not of Fly's form. */
  verify(header: string): readonly Verified[] | undefined
}

/** `token`: the only plain one that is accepted; when it is `undefined`, any that is not empty. */
export function createCallers(options: {
  readonly truth: Truth
  readonly organization: string
  readonly token: string | undefined
}): Callers {
  const { truth, organization, token } = options
  const known = new Map<string, Caller>()
  const readMacaroons = createMacaroonReader(truth)

  function plainCaller(given: string): readonly Caller[] {
    if (token !== undefined && given !== token) return []
    const caller = known.get(given) ?? {
      owner: ownerOf(given),
      organization,
      app: undefined,
      machineId: undefined,
      mayWrite: true,
      caveats: [],
      token: undefined,
      user: undefined,
      source: undefined,
    }
    if (known.size > mostKnown) known.clear()
    known.set(given, caller)
    return [caller]
  }

  return {
    of(headers, machineId) {
      const given = tokenIn(headers.get('authorization') ?? '')
      const source = machineId === undefined ? undefined : sourceOf(truth, machineId)
      if (machineId !== undefined && source === undefined) return []
      if (given === undefined) return source === undefined ? [] : machineCaller(truth, source)
      const callers = readMacaroons(given)?.map(({ caller }) => caller) ?? plainCaller(given)
      return source === undefined ? callers : callers.map((caller) => ({ ...caller, source }))
    },
    verify(header) {
      const given = tokenIn(header)
      return given === undefined ? undefined : readMacaroons(given)
    },
  }
}

/** The proxy of a Machine's init shows who the Machine is. Source: superfly/docs, security/openid-connect */
function machineCaller(truth: Truth, source: Source): readonly Caller[] {
  const { machineId, app, organization } = source
  const row = truth.app(app)
  if (row === undefined) return []
  const caveats = machineCaveats(row, machineId)
  const owner = ownerOf(`machine/${machineId}`)
  return [{ owner, organization, app, machineId, mayWrite: true, caveats, token: undefined, user: undefined, source }]
}

function sourceOf(truth: Truth, machineId: string): Source | undefined {
  const machine = truth.machine(machineId)
  const app = machine && truth.app(machine.app)
  return app && { machineId, app: app.name, organization: app.organization }
}

/**
 * Without its scheme. `Bearer FlyV1 …` is not a token, although Fly prints its tokens with `FlyV1` before them.
 * Source: superfly/fly-go, tokens
 */
function tokenIn(header: string): string | undefined {
  const given = header.replace(/^(Bearer|FlyV1)\s+/i, '').trim()
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
