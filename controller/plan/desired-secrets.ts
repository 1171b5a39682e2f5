import type * as spec from '../../schemas/types.ts'
import { parseDuration } from '../resource/durations.ts'
import { compareText } from './slots.ts'

/** A secret as the spec asks for it. */
export type DesiredSecret = {
  readonly name: string
  /** Of what Artifact makes it; `undefined` where somebody hands it in. */
  readonly recipe: SecretRecipe | undefined
  /** How old a value may become. */
  readonly rotateEveryMs: number | undefined
}

export type SecretRecipe = Readonly<NonNullable<spec.Secret['generate']>>

/** In order of names. */
export function desireSecrets(secrets: Readonly<Record<string, spec.Secret>> = {}): readonly DesiredSecret[] {
  return Object.entries(secrets)
    .map(([name, { generate, rotateEvery }]) => ({
      name,
      recipe: generate && { length: generate.length, alphabet: generate.alphabet },
      rotateEveryMs: rotateEvery === undefined ? undefined : parseDuration(rotateEvery),
    }))
    .sort((one, other) => compareText(one.name, other.name))
}
