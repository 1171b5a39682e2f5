import type { Answer, Call } from './fly.ts'
import type { AppSecret, SecretsWritten } from './wire-secrets.ts'

/** The part of the port that is about secrets. What holds for all calls is said at `Fly`. */
export interface SecretPort {
  /**
   * Names and digests, never values; as of `minVersion` at least. Rejects with NotFound when there is no such app, and with
   * NotNow while Fly does not show that version yet.
   */
  listSecrets(app: string, call: Call, minVersion?: number): Promise<readonly AppSecret[]>
  /**
   * Sets many at once, all or none; `null` deletes, also what is not there. May be repeated: each time the version rises,
   * and nothing else happens. No Machine gets the values before its next start; with the version as its
   * `min_secrets_version` it gets none that are older.
   *
   * The values go to Fly and nowhere else: nothing that comes out of here repeats a word of Fly's answer to this call, since
   * that might repeat a value.
   */
  setSecrets(app: string, values: SecretValues, call: Call): Promise<Answer<SecretsWritten>>
}

export type SecretValues = Readonly<Record<string, string | null>>
