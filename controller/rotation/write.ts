import type { Answer, Call, Fly } from '../fly/fly.ts'
import type { SecretsWritten } from '../fly/wire-secrets.ts'
import { opened, type Secret } from './secret.ts'

/**
 * Writes secrets to Fly, all of them or none; `undefined` takes one away. It is the only place at which values are opened.
 * They go into one call and are forgotten.
 */
export function writeSecrets(
  fly: Pick<Fly, 'setSecrets'>,
  app: string,
  secrets: ReadonlyMap<string, Secret | undefined>,
  call: Call,
): Promise<Answer<SecretsWritten>> {
  const values = [...secrets].map(([name, secret]) => [name, secret === undefined ? null : opened(secret)] as const)
  return fly.setSecrets(app, Object.fromEntries(values), call)
}
