import type { Secrecy } from '../world.ts'
import { type Secret, sealed } from './secret.ts'

/** What a generated secret is made of. */
export type Recipe = { readonly length: number; readonly alphabet: Alphabet }

export type Alphabet = keyof typeof alphabets

/** A value that nobody has ever seen. Each character is as likely as any other of its alphabet. */
export function generate({ length, alphabet }: Recipe, secrecy: Secrecy): Secret {
  const characters = alphabets[alphabet]
  return sealed(Array.from({ length }, () => characters[secrecy.pick(characters.length)]).join(''))
}

const digits = '0123456789'
const lower = 'abcdefghijklmnopqrstuvwxyz'
const base62 = `${lower.toUpperCase()}${lower}${digits}`

const alphabets = { base62, base64url: `${base62}-_`, hex: `${digits}abcdef`, lower, digits } as const
