import type { Random, Secrecy } from '../../controller/world.ts'

/** A source of chance with the few shapes in which scenarios need it. */
export interface Dice extends Random {
  /** A whole number from `from` to `to`, both possible. */
  between(from: number, to: number): number
  /** True in `share` of all cases. */
  chance(share: number): boolean
  /** One of them; they must not be empty. */
  pick<T>(items: readonly T[]): T
}

/**
 * Independent streams of chance from one seed, one for each name: what one part of a simulation draws does not change
 * what another part gets, so a scenario that loses an operation keeps everything else.
 */
export function streams(seed: number | string): (name: string) => Dice {
  return (name) => dice(createRandom(hash(`${seed}/${name}`)))
}

/** The generator «mulberry32» by Tommy Ettinger (public domain): 32 bits of state, good enough for scenarios. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  return {
    next() {
      state = (state + 0x6d2b79f5) >>> 0
      let mixed = Math.imul(state ^ (state >>> 15), state | 1)
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
    },
  }
}

export function dice(random: Random): Dice {
  const between = (from: number, to: number) => from + Math.floor(random.next() * (to - from + 1))
  return {
    next: random.next,
    between,
    chance: (share) => random.next() < share,
    pick<T>(items: readonly T[]): T {
      if (items.length === 0) throw new Error('nothing to pick from')
      return items[between(0, items.length - 1)] as T
    },
  }
}

/** What in earnest comes from the computer's own chance: here anybody can foresee it. */
export function secrecyFrom(random: Random): Secrecy {
  return { pick: (below) => Math.floor(random.next() * below) }
}

/** FNV-1a, finished with a mix so that neighbouring seeds begin far apart. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193)
  }
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35)
  return (value ^ (value >>> 16)) >>> 0
}
