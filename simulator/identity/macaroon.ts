import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { type Caveat, caveatsIn } from './caveats.ts'
import { NotPacked, type Packable, pack, unpack } from './msgpack.ts'

/**
 * A token that says itself what it is good for. Each caveat is sealed with the seal before it, so that anybody can add
 * one, and nobody can take one away. Source: superfly/macaroon, macaroon.go and nonce.go
 */
export type Macaroon = {
  /** What tells its maker which key it was made with. */
  readonly keyId: Uint8Array
  readonly random: Uint8Array
  readonly location: string
  readonly caveats: readonly Caveat[]
  readonly tail: Uint8Array
}

/** Where Fly's permission tokens are good. Source: superfly/macaroon, flyio/flyio.go */
export const permissionLocation = 'https://api.fly.io/v1'

/** Where one gets at secrets with them. */
export const secretsLocation = 'https://api.fly.io/secrets/v1'

/** A token with nothing taken away from it yet. */
export function mint(
  key: Uint8Array,
  nonce: Pick<Macaroon, 'keyId' | 'random'>,
  location: string = permissionLocation,
): Macaroon {
  return { keyId: nonce.keyId, random: nonce.random, location, caveats: [], tail: seal(key, nonceOf(nonce)) }
}

/** The same token, good for less. Needs no key and no network. */
export function attenuate(macaroon: Macaroon, ...caveats: readonly Caveat[]): Macaroon {
  return {
    ...macaroon,
    caveats: [...macaroon.caveats, ...caveats],
    tail: caveats.reduce((tail, caveat) => seal(tail, pack([caveat.type, caveat.body])), macaroon.tail),
  }
}

/** Whether the token was made with the key, and nothing in it was changed or taken away since. */
export function isGenuine(macaroon: Macaroon, key: Uint8Array): boolean {
  const { tail } = attenuate(mint(key, macaroon), ...macaroon.caveats)
  return macaroon.tail.length === tail.length && timingSafeEqual(macaroon.tail, tail)
}

/** `fm2_…`, as it is sent. */
export function tokenOf(macaroon: Macaroon): string {
  const { keyId, random, location, caveats, tail } = macaroon
  const flat = caveats.flatMap(({ type, body }) => [type, body])
  return `fm2_${pack([[keyId, random, false], location, flat, tail]).toString('base64')}`
}

/** `undefined` for a text that is none. What it says is not to be believed before it has been found genuine. */
export function parseToken(token: string): Macaroon | undefined {
  const base64 = /^fm2_([A-Za-z0-9+/]+={0,2})$/.exec(token)?.[1]
  if (base64 === undefined || base64.length % 4 !== 0) return undefined
  try {
    return macaroonIn(unpack(Buffer.from(base64, 'base64')))
  } catch (error) {
    if (error instanceof NotPacked) return undefined
    throw error
  }
}

/** By this name a token is known, also as the owner of a lease. Source: superfly/macaroon, nonce.go `UUID` */
export function uuidOf({ keyId, random }: Pick<Macaroon, 'keyId' | 'random'>): string {
  return uuidWithin(uuidWithin(keyNamespace, keyId), random).toString('hex').replace(uuidParts, '$1-$2-$3-$4-$5')
}

/** The nonce, packed: the first thing that is sealed. */
export function nonceOf({ keyId, random }: Pick<Macaroon, 'keyId' | 'random'>): Buffer {
  return pack([keyId, random, false])
}

function macaroonIn(value: Packable): Macaroon | undefined {
  if (!Array.isArray(value) || value.length !== 4) return undefined
  const [nonce, location, flat, tail] = value as readonly Packable[]
  if (!Array.isArray(nonce) || nonce.length !== 3) return undefined
  const [keyId, random, isProof] = nonce as readonly Packable[]
  const areBytes = [keyId, random, tail].every((part) => part instanceof Uint8Array)
  // Proofs are what discharges are; a permission token is none.
  if (!areBytes || isProof !== false || typeof location !== 'string') return undefined
  const caveats = caveatsIn(flat)
  if (caveats === undefined) return undefined
  return { keyId: keyId as Uint8Array, random: random as Uint8Array, location, caveats, tail: tail as Uint8Array }
}

function seal(key: Uint8Array, content: Uint8Array): Uint8Array {
  return createHmac('sha256', key).update(content).digest()
}

/** RFC 9562, version 5. */
function uuidWithin(namespace: Uint8Array, name: Uint8Array): Buffer {
  const bytes = createHash('sha1').update(namespace).update(name).digest().subarray(0, 16)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  return bytes
}

const uuidParts = /^(.{8})(.{4})(.{4})(.{4})(.{12})$/
const keyNamespace = Buffer.from('968fc2c6a94f4988a5442ad72b02f222', 'hex')
