import type { Chance } from './chance.ts'

/** Names that Fly gives to things, in the forms in which it gives them. */
export interface Ids {
  /** 26 letters: the time, then chance. Later ones are greater, also within one millisecond. */
  ulid(at: number): string
  /** 14 hex digits. */
  machineId(): string
  /** `adjective-noun-1234` */
  machineName(): string
  /** 12 hex digits. */
  nonce(): string
}

export function createIds(chance: Chance): Ids {
  let latest = 0
  let count = 0
  const hex = (digits: number) => Array.from({ length: digits }, () => pick('0123456789abcdef', chance)).join('')
  return {
    ulid(at) {
      count = at === latest ? count + 1 : Math.floor(chance.next() * 2 ** 19)
      latest = at
      const tail = Array.from({ length: 12 }, () => pick(crockford, chance)).join('')
      return encode(at, 10) + encode(count, 4) + tail
    },
    machineId: () => hex(14),
    machineName: () =>
      `${pick(adjectives, chance)}-${pick(nouns, chance)}-${1_000 + Math.floor(chance.next() * 9_000)}`,
    nonce: () => hex(12),
  }
}

function encode(value: number, digits: number): string {
  let text = ''
  for (let left = value; text.length < digits; left = Math.floor(left / 32)) text = crockford[left % 32] + text
  return text
}

function pick<T>(from: ArrayLike<T>, chance: Chance): T {
  return from[Math.floor(chance.next() * from.length)] as T
}

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const adjectives = ['autumn', 'bold', 'cold', 'damp', 'falling', 'green', 'icy', 'late', 'muddy', 'polished', 'wild']
const nouns = ['brook', 'cloud', 'dawn', 'field', 'fog', 'lake', 'moon', 'pond', 'river', 'sky', 'voice', 'water']
