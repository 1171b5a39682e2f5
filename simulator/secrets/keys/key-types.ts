import { createHmac, timingSafeEqual } from 'node:crypto'
import { ed25519PublicKey, ed25519Sign, ed25519Verify } from './ed25519.ts'
import { es256PublicKey, es256Scalar, es256Sign, es256Verify } from './es256.ts'
import { openBox, openSecretbox, sealBox, sealSecretbox, x25519PublicKey } from './nacl.ts'
import { openXaes, sealXaes } from './xaes256gcm.ts'

/** What can be done with a secret key, by its type. What a type cannot do is not there. */
export type KeyType = {
  /** How long a key is. */
  readonly length: number
  /** The key that random bytes, or bytes that somebody brought, stand for; `undefined` when they are none. */
  readonly from?: (bytes: Buffer) => Buffer | undefined
  readonly publicKey?: (key: Buffer) => Buffer
  readonly sign?: (key: Buffer, text: Buffer) => Buffer
  readonly verify?: (key: Buffer, text: Buffer, signature: Buffer) => boolean
  readonly seal?: (key: Buffer, text: Buffer, associated: Buffer, random: RandomBytes) => Buffer
  /** `undefined` when the text is not one that this key has sealed. */
  readonly open?: (key: Buffer, sealed: Buffer, associated: Buffer) => Buffer | undefined
  /** Whether something can be bound to a sealed text that is not in it. */
  readonly takesAssociated?: true
}

export type RandomBytes = (length: number) => Buffer

/** Source of the names: superfly/fly-go, secret_types.go; of what they are for: superfly/flyctl, keys_common.go */
export const keyTypes: Readonly<Record<string, KeyType>> = {
  es256: { length: 32, from: es256Scalar, publicKey: es256PublicKey, sign: es256Sign, verify: es256Verify },
  hs256: mac('sha256', 32, 32),
  hs384: mac('sha384', 48, 48),
  hs512: mac('sha512', 64, 64),
  // crypto_auth of NaCl: HMAC-SHA-512-256.
  nacl_auth: mac('sha512', 32, 32),
  nacl_sign: { length: 32, publicKey: ed25519PublicKey, sign: ed25519Sign, verify: ed25519Verify },
  xaes256gcm: { length: 32, seal: sealXaes, open: openXaes, takesAssociated: true },
  nacl_secretbox: {
    length: 32,
    seal: (key, text, _, random) => sealSecretbox(key, text, random(24)),
    open: openSecretbox,
  },
  nacl_box: {
    length: 32,
    publicKey: x25519PublicKey,
    seal: (key, text, _, random) => sealBox(x25519PublicKey(key), text, random(32), random(24)),
    open: openBox,
  },
}

function mac(hash: string, length: number, tagLength: number): KeyType {
  const sign = (key: Buffer, text: Buffer) => createHmac(hash, key).update(text).digest().subarray(0, tagLength)
  return {
    length,
    sign,
    verify: (key, text, signature) => signature.length === tagLength && timingSafeEqual(sign(key, text), signature),
  }
}
