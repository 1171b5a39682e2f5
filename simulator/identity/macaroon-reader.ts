import type { Caller } from '../callers.ts'
import type { Truth } from '../truth.ts'
import { actions } from './access.ts'
import { type Caveat, kinds, windowOf } from './caveats.ts'
import { isGenuine, type Macaroon, parseToken, permissionLocation, uuidOf } from './macaroon.ts'
import { appNumber } from './mint.ts'
import { keyIn } from './token-rows.ts'

/**
 * Reads the macaroons of a header. `undefined` when there is none in it. A seal is checked once for each text: what
 * stands in a genuine token does not change, only whether its time has come, is over, or somebody has revoked it.
 */
export function createMacaroonReader(truth: Truth): (given: string) => readonly Verified[] | undefined {
  const known = new Map<string, Known>()

  function read(text: string): Known | undefined {
    const before = known.get(text)
    if (before !== undefined) return before
    const macaroon = parseToken(text)
    const row = macaroon && truth.tables.token.get(keyIn(macaroon.keyId) ?? '')
    if (macaroon === undefined || row === undefined) return undefined
    // A discharge gives no right by itself.
    if (macaroon.location !== permissionLocation || !isGenuine(macaroon, Buffer.from(row.secret, 'hex')))
      return undefined
    const read: Known = {
      text,
      macaroon,
      key: row.key,
      window: windowOf(macaroon.caveats),
      caller: callerOf(macaroon, row.key),
    }
    if (known.size > mostKnown) known.clear()
    known.set(text, read)
    return read
  }

  function callerOf(macaroon: Macaroon, key: string): Known['caller'] {
    const { caveats } = macaroon
    return {
      owner: `${uuidOf(macaroon)}@tokens.fly.io`,
      organization: truth.tables.token.get(key)?.organization ?? '',
      app: onlyAppOf(caveats),
      machineId: machineOf(caveats),
      mayWrite: caveats.every(mayWrite),
      caveats,
      source: undefined,
    }
  }

  function onlyAppOf(caveats: readonly Caveat[]): string | undefined {
    const sets = caveats.filter(({ type }) => type === kinds.Apps).map(({ body }) => idsIn(body))
    const ids = sets[0]?.filter((id) => id !== 0 && sets.every((set) => set.includes(id)))
    if (ids === undefined || ids.length !== 1) return undefined
    return [...truth.apps()].find((app) => appNumber(app) === ids[0])?.name ?? ''
  }

  function now({ text, macaroon, key, window, caller }: Known): Verified | undefined {
    const row = truth.tables.token.get(key)
    const at = truth.now()
    if (row === undefined || row.revokedAt !== undefined || row.usableAt > at || row.expiresAt <= at) return undefined
    const isWithin = Math.floor(at / 1_000) >= window.notBefore && at / 1_000 <= window.notAfter
    return isWithin ? { text, macaroon, caller: { ...caller, token: row, user: row.user } } : undefined
  }

  return (given) => {
    // Old OAuth tokens may stand among macaroons, and say nothing then. Source: superfly/macaroon, format.go
    const texts = given.split(',')
    if (!texts.some(isMacaroon)) return undefined
    return texts.flatMap((text) => {
      const found = read(text)
      const verified = found && now(found)
      return verified === undefined ? [] : [verified]
    })
  }
}

/** A token that is good now. */
export type Verified = { readonly text: string; readonly macaroon: Macaroon; readonly caller: Caller }

type Known = {
  readonly text: string
  readonly macaroon: Macaroon
  readonly key: string
  readonly window: { readonly notBefore: number; readonly notAfter: number }
  readonly caller: Omit<Caller, 'token' | 'user'>
}

/**
 * Short ones, like `fm2_test`, are what people write when any token will do. One that is long and not ours is refused: a
 * damaged token must not be good for more than a whole one.
 */
function isMacaroon(text: string): boolean {
  return /^(fm1r|fm1a|fm2)_.{40}/.test(text)
}

function idsIn(body: Caveat['body']): readonly unknown[] {
  const [set] = Array.isArray(body) ? body : []
  return set instanceof Map ? [...set.keys()] : []
}

function machineOf(caveats: readonly Caveat[]): string | undefined {
  const { body } = caveats.find(({ type }) => type === kinds.FromMachineSource) ?? {}
  return Array.isArray(body) && typeof body[0] === 'string' ? body[0] : undefined
}

function mayWrite({ type, body }: Caveat): boolean {
  const mask = type === kinds.Organization && Array.isArray(body) ? body[1] : type === kinds.Action ? body : actions.all
  return typeof mask === 'number' && (mask & actions.write) !== 0
}

const mostKnown = 1_000
