/** XSalsa20, which OpenSSL does not have: `length` bytes of its stream. Source: cr.yp.to/snuffle */
export function xsalsa20(key: Buffer, nonce: Buffer, length: number): Buffer {
  const subkey = hsalsa20(key, nonce.subarray(0, 16))
  const blocks: Buffer[] = []
  for (let counter = 0; counter * 64 < length; counter++) {
    const position = Buffer.alloc(16)
    nonce.copy(position, 0, 16, 24)
    position.writeUInt32LE(counter, 8)
    const begin = stateOf(subkey, position)
    const end = rounds(begin)
    blocks.push(bytesOf(end.map((word, index) => (word + (begin[index] ?? 0)) >>> 0)))
  }
  return Buffer.concat(blocks).subarray(0, length)
}

/** A key made of a key and 16 bytes. */
export function hsalsa20(key: Buffer, input: Buffer): Buffer {
  const end = rounds(stateOf(key, input))
  return bytesOf([0, 5, 10, 15, 6, 7, 8, 9].map((index) => end[index] ?? 0))
}

function stateOf(key: Buffer, input: Buffer): readonly number[] {
  const k = (index: number) => key.readUInt32LE(index * 4)
  const n = (index: number) => input.readUInt32LE(index * 4)
  return [
    ...[0x61707865, k(0), k(1), k(2)],
    ...[k(3), 0x3320646e, n(0), n(1)],
    ...[n(2), n(3), 0x79622d32, k(4)],
    ...[k(5), k(6), k(7), 0x6b206574],
  ]
}

function rounds(begin: readonly number[]): readonly number[] {
  const x = Uint32Array.from(begin)
  for (let round = 0; round < 20; round += 2) {
    for (const quarter of quarters) mix(x, quarter)
  }
  return [...x]
}

function mix(x: Uint32Array, [a, b, c, d]: Quarter): void {
  const at = (index: number) => x[index] ?? 0
  x[b] = at(b) ^ rotate(at(a) + at(d), 7)
  x[c] = at(c) ^ rotate(at(b) + at(a), 9)
  x[d] = at(d) ^ rotate(at(c) + at(b), 13)
  x[a] = at(a) ^ rotate(at(d) + at(c), 18)
}

function rotate(word: number, by: number): number {
  return (word << by) | ((word >>> 0) >>> (32 - by))
}

function bytesOf(words: readonly number[]): Buffer {
  const bytes = Buffer.alloc(words.length * 4)
  for (const [index, word] of words.entries()) bytes.writeUInt32LE(word >>> 0, index * 4)
  return bytes
}

type Quarter = readonly [a: number, b: number, c: number, d: number]

/** Columns, then rows. */
const quarters: readonly Quarter[] = [
  [0, 4, 8, 12],
  [5, 9, 13, 1],
  [10, 14, 2, 6],
  [15, 3, 7, 11],
  [0, 1, 2, 3],
  [5, 6, 7, 4],
  [10, 11, 8, 9],
  [15, 12, 13, 14],
]
