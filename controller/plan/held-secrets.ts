import type { AppSecret } from '../fly/wire-secrets.ts'
import type { Asset } from '../resource/ownership.ts'
import { type SecretSource, secretFacts } from './secret-facts.ts'
import { compareText } from './slots.ts'

/** What is known of an App's secrets. Names and times: neither values nor digests come any further than here. */
export type ObservedSecrets = {
  /** Of the app's secrets after our last write; 0 before the first. What runs with older ones is to begin anew. */
  readonly version: number
  /** When that write was, ms since 1970 by Fly's clock. */
  readonly writtenAt: number
  /** Ours, in order of names. */
  readonly held: readonly HeldSecret[]
  /** Names of secrets of the app that we did not make: told, never touched. */
  readonly strangers: readonly string[]
  /** What people want done. */
  readonly requested: readonly { readonly name: string; readonly kind: 'set' | 'rotate' | 'unset' }[]
}

export type HeldSecret = {
  readonly name: string
  readonly source: SecretSource
  /**
   * `set`: as we wrote it. `changed`, `removed`: somebody else did. `doubtful`: nobody knows what became of our last
   * write, or of which value it was.
   */
  readonly state: 'set' | 'changed' | 'removed' | 'doubtful'
  /** ms since 1970, by Fly's clock. */
  readonly setAt: number | undefined
}

/** What a look brought home of secrets. */
export type SecretSighting = {
  readonly listed: readonly AppSecret[]
  readonly requested: ObservedSecrets['requested']
}

/** `undefined` where there are none and never were. */
export function observeSecrets(
  sighting: SecretSighting | undefined,
  assets: readonly Asset[],
): ObservedSecrets | undefined {
  const ever = assets.filter(({ kind }) => kind === 'secret')
  if (sighting === undefined && ever.length === 0) return undefined
  const { listed = [], requested = [] } = sighting ?? {}
  const digests = new Map(listed.map(({ name, digest }) => [name, digest]))
  const known = ever.map((asset) => ({ name: asset.name, alive: asset.alive, ...secretFacts(asset) }))
  const ours = known.filter(({ alive }) => alive)
  const names = new Set(ours.map(({ name }) => name))
  const version = Math.max(0, ...known.map((each) => each.version))
  const written = known.flatMap((each) => (each.version === version ? timeOf(each.setAt) : []))
  return {
    version,
    writtenAt: Math.max(0, ...written),
    held: ours
      .map(({ name, source, digest, setAt }): HeldSecret => {
        return { name, source, state: stateOf(digest, digests.get(name)), setAt: timeOf(setAt)[0] }
      })
      .sort((one, other) => compareText(one.name, other.name)),
    strangers: [...digests.keys()].filter((name) => !names.has(name)).sort(compareText),
    requested,
  }
}

/**
 * Whether what runs in a Machine has the secrets of now. Machines read them at each start: so it has them if a call of
 * ours started it that asked for no older ones, which it carries as a mark; or if it began long enough after the write.
 * Source: superfly/docs, apps/secrets
 */
export function hasSecretsOfNow(
  have: { readonly secretsVersion: number | undefined; readonly startedAt: number | undefined },
  secrets: Pick<ObservedSecrets, 'version' | 'writtenAt'> | undefined,
): boolean {
  if (secrets === undefined || secrets.version === 0) return true
  if (have.secretsVersion !== undefined && have.secretsVersion >= secrets.version) return true
  return have.startedAt !== undefined && have.startedAt >= secrets.writtenAt + spreadingMs
}

// How long it takes until every host of Fly has what was written is not known: there is a reason why calls name a least
// version. A Machine that the proxy starts within that time is started anew to be sure.
const spreadingMs = 60_000

function stateOf(written: string | undefined, live: string | undefined): HeldSecret['state'] {
  if (written === undefined) return 'doubtful'
  if (live === undefined) return 'removed'
  return live === written ? 'set' : 'changed'
}

function timeOf(setAt: string | undefined): number[] {
  return setAt === undefined ? [] : [Date.parse(setAt)]
}
