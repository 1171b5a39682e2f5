import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'

/** crypto_sign of NaCl: Ed25519. The signature stands alone, without the text. */
export function ed25519Sign(key: Buffer, text: Buffer): Buffer {
  return sign(null, text, privateKey(key))
}

export function ed25519Verify(key: Buffer, text: Buffer, signature: Buffer): boolean {
  return verify(null, text, createPublicKey(privateKey(key)), signature)
}

export function ed25519PublicKey(key: Buffer): Buffer {
  return createPublicKey(privateKey(key)).export({ type: 'spki', format: 'der' }).subarray(-32)
}

function privateKey(key: Buffer): KeyObject {
  return createPrivateKey({ key: Buffer.concat([pkcs8, key]), format: 'der', type: 'pkcs8' })
}

/** What stands before the 32 bytes of a private key in its usual wrapping. Source: RFC 8410 */
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex')
