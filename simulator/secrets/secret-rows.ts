import { createHmac } from 'node:crypto'
import type { Laws } from '../laws.ts'
import type { Row } from '../tables.ts'
import type { Truth } from '../truth.ts'

/** The secrets of an app, values included: its key is the app's name. Only `withoutValues` of it is ever shown. */
export type SecretsRow = Row & {
  /** Newest first, as far back as the one that is seen everywhere. Never empty. */
  readonly sets: readonly SecretSet[]
}

/** All secrets of an app after a write. */
export type SecretSet = {
  /** Rises with each write. */
  readonly version: number
  /** From then on it is what is read, and what Machines get. */
  readonly seenAt: number
  readonly secrets: Readonly<Record<string, Secret>>
}

export type Secret = {
  readonly value: string
  readonly digest: string
  readonly createdAt: number
  readonly updatedAt: number
}

/** What was written last, whoever sees it. */
export function latestSecrets(truth: Truth, app: string): SecretSet {
  return truth.tables.secrets.get(app)?.sets[0] ?? noSecrets
}

/** What reading shows by now, and what a Machine gets that starts now. */
export function seenSecrets(truth: Truth, app: string): SecretSet {
  const now = truth.now()
  return truth.tables.secrets.get(app)?.sets.find(({ seenAt }) => seenAt <= now) ?? noSecrets
}

/** Sets values, and removes those that are `undefined`. Every write is a new version, also one that changes nothing. */
export function writeSecrets(
  { truth, laws }: { readonly truth: Truth; readonly laws: Laws },
  app: string,
  values: Readonly<Record<string, string | undefined>>,
): SecretSet {
  const now = laws.now()
  const before = truth.tables.secrets.get(app)
  const sets = before?.sets ?? []
  const latest = sets[0] ?? noSecrets
  const secrets = new Map(Object.entries(latest.secrets))
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) secrets.delete(name)
    else {
      const createdAt = secrets.get(name)?.createdAt ?? now
      secrets.set(name, { value, digest: digestOf(truth, app, value), createdAt, updatedAt: now })
    }
  }
  const written: SecretSet = {
    version: latest.version + 1,
    seenAt: Math.max(now + laws.delay('secretsVisible'), latest.seenAt),
    secrets: Object.fromEntries(secrets),
  }
  const seen = sets.findIndex(({ seenAt }) => seenAt <= now)
  const needed = seen < 0 ? sets : sets.slice(0, seen + 1)
  truth.tables.secrets.put({ key: app, app, nth: before?.nth ?? truth.nextNth(), sets: [written, ...needed] })
  return written
}

/** For all who look: the row with everything but the values. */
export function withoutValues({ sets, ...row }: SecretsRow): object {
  const shown = sets.map(({ secrets, ...set }) => ({
    ...set,
    secrets: Object.fromEntries(Object.entries(secrets).map(([name, { value: _, ...secret }]) => [name, secret])),
  }))
  return { ...row, sets: shown }
}

/**
 * The same value has the same digest in the same app. How Fly makes it is not known: old samples are the value's MD5,
 * and nobody who compares with what a write has answered needs to know.
 */
function digestOf(truth: Truth, app: string, value: string): string {
  const salt = truth.app(app)?.id ?? app
  return createHmac('sha256', salt).update(value).digest('hex').slice(0, 16)
}

const noSecrets: SecretSet = { version: 0, seenAt: 0, secrets: {} }
