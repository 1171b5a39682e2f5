import { createPrivateKey, createPublicKey, diffieHellman, type KeyObject, timingSafeEqual } from 'node:crypto'
import { hsalsa20, xsalsa20 } from './salsa20.ts'

/** crypto_secretbox of NaCl: XSalsa20 and Poly1305. The nonce, the tag and the text. */
export function sealSecretbox(key: Buffer, text: Buffer, nonce: Buffer): Buffer {
  const stream = xsalsa20(key, nonce, 32 + text.length)
  const hidden = xor(text, stream.subarray(32))
  return Buffer.concat([nonce, poly1305(stream.subarray(0, 32), hidden), hidden])
}

export function openSecretbox(key: Buffer, sealed: Buffer): Buffer | undefined {
  if (sealed.length < 24 + 16) return undefined
  const hidden = sealed.subarray(40)
  const stream = xsalsa20(key, sealed.subarray(0, 24), 32 + hidden.length)
  const isAuthentic = timingSafeEqual(poly1305(stream.subarray(0, 32), hidden), sealed.subarray(24, 40))
  return isAuthentic ? xor(hidden, stream.subarray(32)) : undefined
}

/** crypto_box of NaCl, from a key that nobody keeps: its public part goes before. */
export function sealBox(publicKey: Buffer, text: Buffer, passing: Buffer, nonce: Buffer): Buffer {
  const shared = sharedKey(passing, publicKey)
  return Buffer.concat([x25519PublicKey(passing), sealSecretbox(shared, text, nonce)])
}

export function openBox(key: Buffer, sealed: Buffer): Buffer | undefined {
  if (sealed.length < 32) return undefined
  try {
    return openSecretbox(sharedKey(key, sealed.subarray(0, 32)), sealed.subarray(32))
  } catch {
    // OpenSSL refuses public keys of a small order.
    return undefined
  }
}

export function x25519PublicKey(key: Buffer): Buffer {
  return createPublicKey(privateKey(key)).export({ type: 'spki', format: 'der' }).subarray(-32)
}

/** crypto_box_beforenm. */
function sharedKey(key: Buffer, publicKey: Buffer): Buffer {
  const other = createPublicKey({ key: Buffer.concat([spki, publicKey]), format: 'der', type: 'spki' })
  return hsalsa20(diffieHellman({ privateKey: privateKey(key), publicKey: other }), Buffer.alloc(16))
}

function privateKey(key: Buffer): KeyObject {
  return createPrivateKey({ key: Buffer.concat([pkcs8, key]), format: 'der', type: 'pkcs8' })
}

/** Source: RFC 8439, 2.5. With large numbers, which is neither fast nor safe from who measures time: nobody here does. */
function poly1305(key: Buffer, text: Buffer): Buffer {
  const r = littleEndian(key.subarray(0, 16)) & 0x0ffffffc0ffffffc0ffffffc0fffffffn
  let sum = 0n
  for (let at = 0; at < text.length; at += 16) {
    const block = Buffer.concat([text.subarray(at, at + 16), Buffer.from([1])])
    sum = ((sum + littleEndian(block)) * r) % prime
  }
  const tag = (sum + littleEndian(key.subarray(16, 32))) & ((1n << 128n) - 1n)
  return Buffer.from(tag.toString(16).padStart(32, '0'), 'hex').reverse()
}

function littleEndian(bytes: Buffer): bigint {
  return BigInt(`0x${Buffer.from(bytes).reverse().toString('hex')}`)
}

function xor(text: Buffer, stream: Buffer): Buffer {
  return Buffer.from(text.map((byte, index) => byte ^ (stream[index] ?? 0)))
}

const prime = (1n << 130n) - 5n
/** What stands before the 32 bytes of a key in its usual wrapping. Source: RFC 8410 */
const pkcs8 = Buffer.from('302e020100300506032b656e04220420', 'hex')
const spki = Buffer.from('302a300506032b656e032100', 'hex')
