/** The simulator's own source of chance: what Fly decides is decided by the seed alone. */
export interface Chance {
  /** A number in [0, 1). */
  next(): number
}

/**
 * An independent stream for each name, so that what one part draws does not change what another gets. The generator is
 * SplitMix in 32 bits: a counter that goes round in steps of the golden ratio, well mixed.
 */
export function createChance(seed: number, name: string): Chance {
  let state = mix(seed >>> 0)
  for (const letter of name) state = mix(state ^ (letter.codePointAt(0) ?? 0))
  return {
    next() {
      state = (state + goldenRatio) >>> 0
      return mix(state) / 2 ** 32
    },
  }
}

const goldenRatio = 0x9e3779b9

function mix(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x21f0aaad)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
  return (mixed ^ (mixed >>> 15)) >>> 0
}
