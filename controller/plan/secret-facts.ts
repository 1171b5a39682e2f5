import type { Asset } from '../resource/ownership.ts'

/** What the store remembers of a secret besides its name. Never its value, nor anything of which one could be made. */
export type SecretFacts = {
  readonly source: SecretSource
  /** What Fly answered to our write. Of a weak value it can be guessed, so it is shown to nobody. `undefined`: see below. */
  readonly digest: string | undefined
  /** That of the app's secrets after our last write of this one. */
  readonly version: number
  /** ISO time of that write, by Fly's clock. */
  readonly setAt: string | undefined
  /** Who had it set, where it was a person. */
  readonly by: string | undefined
}

export type SecretSource = 'provided' | 'generated'

export function secretFacts({ facts }: Pick<Asset, 'facts'>): SecretFacts {
  return { digest: undefined, version: 0, setAt: undefined, by: undefined, ...facts } as SecretFacts
}

/**
 * The row of a secret. One is written without a digest before the call that writes the value: as long as it has none,
 * nobody knows what Fly has, and whatever it has under that name came from us.
 */
export function secretAsset(
  name: string,
  facts: SecretFacts,
  about: { readonly operation: string; readonly alive: boolean },
): Omit<Asset, 'ref'> {
  return { kind: 'secret', id: name, name, slot: undefined, idleSince: undefined, ...about, facts }
}
