import { createECDH, createHash, createHmac, createPublicKey, type ECDH, verify } from 'node:crypto'

/**
 * ECDSA on P-256 with SHA-256, signatures as in a JWT: the two numbers, 32 bytes each. Node draws the secret number of
 * a signature by chance; here it comes from the key and the text (RFC 6979), or no two runs of a simulation were alike.
 */
export function es256Sign(key: Buffer, text: Buffer): Buffer {
  const digest = createHash('sha256').update(text).digest()
  const [x, h] = [numberOf(key), numberOf(digest) % order]
  for (const k of nonces(bytesOf(x), bytesOf(h))) {
    const point = curve(bytesOf(k)).getPublicKey()
    const r = numberOf(point.subarray(1, 33)) % order
    const s = (inverse(k) * (h + r * x)) % order
    if (r !== 0n && s !== 0n) return Buffer.concat([bytesOf(r), bytesOf(s)])
  }
  throw new Error('there is always a next number')
}

export function es256Verify(key: Buffer, text: Buffer, signature: Buffer): boolean {
  const point = es256PublicKey(key)
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) => part.toString('base64url'))
  const publicKey = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x: x ?? '', y: y ?? '' }, format: 'jwk' })
  return signature.length === 64 && verify('sha256', text, { key: publicKey, dsaEncoding: 'ieee-p1363' }, signature)
}

/** A point, uncompressed. */
export function es256PublicKey(key: Buffer): Buffer {
  return curve(key).getPublicKey()
}

/** Not every 32 bytes are a private key, only nearly all. */
export function es256Scalar(bytes: Buffer): Buffer | undefined {
  const number = numberOf(bytes)
  return number > 0n && number < order ? bytes : undefined
}

function* nonces(key: Buffer, digest: Buffer): Generator<bigint> {
  let v = Buffer.alloc(32, 1)
  let k = Buffer.alloc(32, 0)
  for (const mark of [0, 1]) {
    k = hmac(k, v, Buffer.from([mark]), key, digest)
    v = hmac(k, v)
  }
  while (true) {
    v = hmac(k, v)
    const number = numberOf(v)
    if (number > 0n && number < order) yield number
    k = hmac(k, v, Buffer.from([0]))
    v = hmac(k, v)
  }
}

function hmac(key: Buffer, ...parts: readonly Buffer[]): Buffer<ArrayBuffer> {
  return Buffer.from(createHmac('sha256', key).update(Buffer.concat(parts)).digest())
}

function curve(key: Buffer): ECDH {
  const ecdh = createECDH('prime256v1')
  ecdh.setPrivateKey(key)
  return ecdh
}

/** By Fermat: the order is a prime. */
function inverse(number: bigint): bigint {
  let result = 1n
  let base = number
  for (let exponent = order - 2n; exponent > 0n; exponent >>= 1n) {
    if (exponent & 1n) result = (result * base) % order
    base = (base * base) % order
  }
  return result
}

function numberOf(bytes: Buffer): bigint {
  return BigInt(`0x${bytes.toString('hex')}`)
}

function bytesOf(number: bigint): Buffer {
  return Buffer.from(number.toString(16).padStart(64, '0'), 'hex')
}

const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n
