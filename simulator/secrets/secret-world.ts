import type { AppSecret, SecretKey } from '../../controller/fly/wire-secrets.ts'
import type { Laws } from '../laws.ts'
import type { Truth } from '../truth.ts'
import { secretKeyView } from './secret-keys.ts'
import { latestSecrets, writeSecrets } from './secret-rows.ts'
import { secretView } from './secrets.ts'

/** Secrets in the truth, and the hands of those who meddle with them. Values go in, and never out. */
export interface SecretWorld {
  /** What was written last, also when it cannot be read yet. */
  secrets(app: string): { readonly version: number; readonly secrets: readonly AppSecret[] }
  /** Whether that is the value that was written last; `false` when there is no such secret. */
  hasSecret(app: string, name: string, value: string): boolean
  /** In order of creation. */
  secretKeys(app: string): readonly SecretKey[]
  /** Somebody else sets it. No Machine has it before its next start. */
  setSecret(app: string, name: string, value: string): void
  removeSecret(app: string, name: string): void
}

export function createSecretWorld(options: { readonly truth: Truth; readonly laws: Laws }): SecretWorld {
  const { truth } = options

  function write(app: string, name: string, value: string | undefined): void {
    if (truth.app(app) === undefined) throw new Error(`there is no simulated app ${app}`)
    writeSecrets(options, app, { [name]: value })
  }

  return {
    secrets(app) {
      const { version, secrets } = latestSecrets(truth, app)
      return { version, secrets: Object.entries(secrets).map(([name, secret]) => secretView(name, secret, false)) }
    },
    hasSecret(app, name, value) {
      const { secrets } = latestSecrets(truth, app)
      return Object.hasOwn(secrets, name) && secrets[name]?.value === value
    },
    secretKeys: (app) => [...truth.tables.secretKey.of(app)].map(secretKeyView),
    setSecret: write,
    removeSecret: (app, name) => write(app, name, undefined),
  }
}
