import { listOf, mayBeTexts, numberOf, recordFrom, textOf, withoutNulls } from './reading.ts'
import type { AppSecret, SecretsWritten } from './wire-secrets.ts'

/** Secrets at the door: see `shapes.ts`. Only what is known is taken over, so that no value can come along. */
export function secretsFrom(value: unknown): readonly AppSecret[] {
  // Seen live: `{}` where there is none.
  return listOf(recordFrom(value, 'a list of secrets'), 'secrets', secretFrom)
}

export function secretsWrittenFrom(value: unknown): SecretsWritten {
  return { secrets: secretsFrom(value), version: numberOf(recordFrom(value, 'written secrets'), 'version') }
}

function secretFrom(value: unknown): AppSecret {
  const given = withoutNulls(recordFrom(value, 'a secret'))
  mayBeTexts(given, ['created_at', 'updated_at'])
  const { created_at, updated_at } = given as Partial<AppSecret>
  return {
    name: textOf(given, 'name'),
    digest: textOf(given, 'digest'),
    ...(created_at !== undefined && { created_at }),
    ...(updated_at !== undefined && { updated_at }),
  }
}
