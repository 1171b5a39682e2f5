/**
 * MessagePack, as far as macaroons use it, in its shortest spelling: the seal of a token is made over these bytes, and
 * Fly writes them anew before it checks. Source: superfly/macaroon, macaroon.go `encode` with `UseCompactInts`
 */
export type Packable =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | readonly Packable[]
  | ReadonlyMap<string | number, Packable>

export function pack(value: Packable): Buffer {
  if (value === null) return Buffer.from([0xc0])
  if (typeof value === 'boolean') return Buffer.from([value ? 0xc3 : 0xc2])
  if (typeof value === 'number' || typeof value === 'bigint') return packInteger(BigInt(value))
  if (typeof value === 'string') {
    const bytes = Buffer.from(value)
    return Buffer.concat([bytes.length < 32 ? Buffer.from([0xa0 | bytes.length]) : head(bytes.length, strings), bytes])
  }
  if (value instanceof Uint8Array) return Buffer.concat([head(value.length, binaries), value])
  if (isList(value)) {
    const count = value.length
    return Buffer.concat([count < 16 ? Buffer.from([0x90 | count]) : head(count, lists), ...value.map(pack)])
  }
  const count = value.size
  // In the order of the keys, since Go has none of its own. Source: superfly/macaroon, resset/resource_set.go
  const entries = [...value].sort(([one], [other]) => (one < other ? -1 : 1)).flat()
  return Buffer.concat([count < 16 ? Buffer.from([0x80 | count]) : head(count, maps), ...entries.map(pack)])
}

/** The one value that the bytes are. A NotPacked when they are none, or more than one. */
export function unpack(bytes: Uint8Array): Packable {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = 0

  function take(count: number): Buffer {
    if (at + count > buffer.length) throw new NotPacked('it ends too early')
    at += count
    return buffer.subarray(at - count, at)
  }

  const size = (width: number): number => take(width).readUIntBE(0, width)

  function next(depth: number): Packable {
    if (depth > deepest) throw new NotPacked('it is too deep')
    const list = (count: number): Packable => {
      const items: Packable[] = []
      for (let index = 0; index < count; index++) items.push(next(depth + 1))
      return items
    }
    const map = (count: number): Packable => {
      const entries = new Map<string | number, Packable>()
      for (let index = 0; index < count; index++) entries.set(keyOf(next(depth + 1)), next(depth + 1))
      return entries
    }
    const lead = size(1)
    if (lead < 0x80) return lead
    if (lead < 0x90) return map(lead & 0x0f)
    if (lead < 0xa0) return list(lead & 0x0f)
    if (lead < 0xc0) return take(lead & 0x1f).toString()
    if (lead >= 0xe0) return lead - 0x100
    switch (lead) {
      case 0xc0:
        return null
      case 0xc2:
        return false
      case 0xc3:
        return true
      case 0xc4:
      case 0xc5:
      case 0xc6:
        return Uint8Array.from(take(size(2 ** (lead - 0xc4))))
      case 0xcc:
      case 0xcd:
      case 0xce:
        return size(2 ** (lead - 0xcc))
      case 0xcf:
        return small(take(8).readBigUInt64BE())
      case 0xd0:
      case 0xd1:
      case 0xd2: {
        const width = 2 ** (lead - 0xd0)
        return take(width).readIntBE(0, width)
      }
      case 0xd3:
        return small(take(8).readBigInt64BE())
      case 0xd9:
      case 0xda:
      case 0xdb:
        return take(size(2 ** (lead - 0xd9))).toString()
      case 0xdc:
      case 0xdd:
        return list(size(lead === 0xdc ? 2 : 4))
      case 0xde:
      case 0xdf:
        return map(size(lead === 0xde ? 2 : 4))
      default:
        throw new NotPacked(`nothing begins with ${lead}`)
    }
  }

  const value = next(0)
  if (at !== buffer.length) throw new NotPacked('something follows it')
  return value
}

/** The bytes are no MessagePack of the kind that is in use here. */
export class NotPacked extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'NotPacked'
  }
}

function isList(value: object): value is readonly Packable[] {
  return Array.isArray(value)
}

function packInteger(value: bigint): Buffer {
  if (value >= 0n) {
    if (value < 0x80n) return Buffer.from([Number(value)])
    if (value < 0x1_0000_0000n) return head(Number(value), unsigned)
    const bytes = Buffer.alloc(9, 0xcf)
    bytes.writeBigUInt64BE(value, 1)
    return bytes
  }
  if (value >= -32n) return Buffer.from([Number(value) & 0xff])
  const width = value >= -0x80n ? 1 : value >= -0x8000n ? 2 : value >= -0x8000_0000n ? 4 : 8
  const bytes = Buffer.alloc(1 + width, 0xd0 + Math.log2(width))
  if (width === 8) bytes.writeBigInt64BE(value, 1)
  else bytes.writeIntBE(Number(value), 1, width)
  return bytes
}

/** A length or a number behind the letter that says how wide it is. */
function head(count: number, [narrow, middle, wide]: readonly [number | undefined, number, number]): Buffer {
  const width = count < 0x100 && narrow !== undefined ? 1 : count < 0x1_0000 ? 2 : 4
  const bytes = Buffer.alloc(1 + width, width === 1 ? narrow : width === 2 ? middle : wide)
  bytes.writeUIntBE(count, 1, width)
  return bytes
}

const unsigned = [0xcc, 0xcd, 0xce] as const
const binaries = [0xc4, 0xc5, 0xc6] as const
const strings = [0xd9, 0xda, 0xdb] as const
const lists = [undefined, 0xdc, 0xdd] as const
const maps = [undefined, 0xde, 0xdf] as const

function keyOf(value: Packable): string | number {
  if (typeof value === 'string' || typeof value === 'number') return value
  throw new NotPacked('a key is neither a text nor a number')
}

function small(value: bigint): number | bigint {
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : value
}

const deepest = 12
