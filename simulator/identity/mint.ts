import { type Chance, createChance } from '../chance.ts'
import type { Laws } from '../laws.ts'
import type { AppRow } from '../rows.ts'
import type { Truth } from '../truth.ts'
import { actions } from './access.ts'
import { type Caveat, only } from './caveats.ts'
import { attenuate, mint, tokenOf } from './macaroon.ts'
import { organizationNumber } from './organizations.ts'
import { keyIdOf, type Profile, type TokenRow } from './token-rows.ts'

/** Makes tokens, and draws what must be unlike everything else. */
export interface Mint {
  /** Puts the token among the others. Its text, with `FlyV1` before it, is told only here. */
  issue(wish: TokenWish): { readonly row: TokenRow; readonly token: string }
  /** RFC 9562, version 4. */
  uuid(): string
}

export type TokenWish = {
  readonly name: string
  readonly organization: string
  readonly profile: Profile
  /** The only app that it is good for. */
  readonly app?: AppRow | undefined
  readonly machineId?: string | undefined
  readonly user?: string | undefined
  /** Milliseconds from now. Default: 20 years, as flyctl asks for. */
  readonly expiresInMs?: number
  readonly profileParams?: Readonly<Record<string, unknown>>
}

/** Draws from a stream of its own, so that tokens change nothing else. */
export function createMint({
  truth,
  laws,
  seed,
}: {
  readonly truth: Truth
  readonly laws: Laws
  readonly seed: number
}): Mint {
  const chance = createChance(seed, 'tokens')
  return {
    issue(wish) {
      const row = newToken(wish, laws, chance)
      truth.tables.token.put(row)
      return { row, token: tokenText(row, wish.app) }
    },
    uuid() {
      const hex = hexOf(chance, 16)
      const variant = '89ab'[Number.parseInt(hex[16] ?? '0', 16) % 4]
      const parts = [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, variant + hex.slice(17, 20)]
      return `${parts.join('-')}-${hex.slice(20)}`
    },
  }
}

/** The number of an app, by which macaroons name it. */
export function appNumber({ nth }: Pick<AppRow, 'nth'>): number {
  return 1_000_000 + nth
}

/** What a Machine is given may be used in that Machine only, and for that Machine only. */
export function machineCaveats(app: AppRow, machineId: string): readonly Caveat[] {
  return [
    only.organization(organizationNumber(app.organization)),
    only.apps([appNumber(app)]),
    only.machines([machineId]),
    only.fromMachine(machineId),
  ]
}

function newToken(wish: TokenWish, laws: Laws, chance: Chance): TokenRow {
  const { name, organization, profile, app, machineId, user, profileParams = {} } = wish
  const createdAt = laws.now()
  return {
    key: hexOf(chance, 10),
    app: app?.name ?? '',
    nth: laws.nextNth(),
    name,
    organization,
    profile,
    profileParams,
    user,
    machineId,
    secret: hexOf(chance, 32),
    random: hexOf(chance, 16),
    createdAt,
    usableAt: createdAt + laws.delay('tokenUsable'),
    expiresAt: createdAt + (wish.expiresInMs ?? usualLifeMs),
    revokedAt: undefined,
    revokedBy: undefined,
  }
}

function tokenText(row: TokenRow, app: AppRow | undefined): string {
  const whole = mint(Buffer.from(row.secret, 'hex'), {
    keyId: keyIdOf(row.key),
    random: Uint8Array.from(Buffer.from(row.random, 'hex')),
  })
  return `FlyV1 ${tokenOf(attenuate(whole, ...caveatsOf(row, app)))}`
}

function caveatsOf(row: TokenRow, app: AppRow | undefined): readonly Caveat[] {
  const { createdAt, expiresAt, profile, organization, machineId } = row
  const mask = profile === 'readonly' ? actions.read : actions.all
  return [
    only.within(Math.floor(createdAt / 1_000), Math.floor(expiresAt / 1_000)),
    ...(app !== undefined && machineId !== undefined
      ? machineCaveats(app, machineId)
      : [
          only.organization(organizationNumber(organization), mask),
          ...(app === undefined ? [] : [only.apps([appNumber(app)])]),
        ]),
    // What is not a person's session has a member's rights at most.
    ...(profile === 'user' ? [] : [only.member()]),
  ]
}

function hexOf(chance: Chance, bytes: number): string {
  return Buffer.from(Array.from({ length: bytes }, () => Math.floor(chance.next() * 256))).toString('hex')
}

// `175200h0m0s`. Source: superfly/flyctl, internal/command/tokens/create.go
const usualLifeMs = 175_200 * 3_600_000
