import { createCipheriv, createDecipheriv } from 'node:crypto'

/** XAES-256-GCM: AES-256-GCM with a key of its own for each nonce of 24 bytes. Source: c2sp.org/XAES-256-GCM */
export function sealXaes(key: Buffer, text: Buffer, associated: Buffer, random: (length: number) => Buffer): Buffer {
  return sealXaesWith(key, text, associated, random(24))
}

/** The nonce, the text and the tag. */
export function sealXaesWith(key: Buffer, text: Buffer, associated: Buffer, nonce: Buffer): Buffer {
  const cipher = createCipheriv('aes-256-gcm', derivedKey(key, nonce), nonce.subarray(12))
  cipher.setAAD(associated)
  return Buffer.concat([nonce, cipher.update(text), cipher.final(), cipher.getAuthTag()])
}

export function openXaes(key: Buffer, sealed: Buffer, associated: Buffer): Buffer | undefined {
  if (sealed.length < 24 + 16) return undefined
  const nonce = sealed.subarray(0, 24)
  const decipher = createDecipheriv('aes-256-gcm', derivedKey(key, nonce), nonce.subarray(12))
  decipher.setAAD(associated)
  decipher.setAuthTag(sealed.subarray(-16))
  const text = decipher.update(sealed.subarray(24, -16))
  try {
    return Buffer.concat([text, decipher.final()])
  } catch {
    return undefined
  }
}

/** Two blocks of CMAC, each over a counter, a letter and the first half of the nonce. */
function derivedKey(key: Buffer, nonce: Buffer): Buffer {
  const mask = doubled(encryptBlock(key, Buffer.alloc(16)))
  const block = (counter: number) => {
    const message = Buffer.concat([Buffer.from([0, counter, 0x58, 0]), nonce.subarray(0, 12)])
    return encryptBlock(key, Buffer.from(message.map((byte, index) => byte ^ (mask[index] ?? 0))))
  }
  return Buffer.concat([block(1), block(2)])
}

/** In the field of 2^128 elements. */
function doubled(block: Buffer): Buffer {
  const number = BigInt(`0x${block.toString('hex')}`) << 1n
  const reduced = number >> 128n === 0n ? number : (number ^ 0x87n) & ((1n << 128n) - 1n)
  return Buffer.from(reduced.toString(16).padStart(32, '0'), 'hex')
}

function encryptBlock(key: Buffer, block: Buffer): Buffer {
  const cipher = createCipheriv('aes-256-ecb', key, null)
  cipher.setAutoPadding(false)
  return Buffer.concat([cipher.update(block), cipher.final()])
}
