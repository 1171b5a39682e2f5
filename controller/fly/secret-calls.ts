import type { Ask } from './ask.ts'
import type { Line } from './line.ts'
import type { SecretPort } from './secret-port.ts'
import { secretsFrom, secretsWrittenFrom } from './secret-shapes.ts'

/** What is asked about secrets. */
export function createSecretCalls(line: Line): SecretPort {
  return {
    listSecrets(app, call) {
      const what = `list the secrets of ${app}`
      const ask: Ask = { action: 'list-secrets', id: app, what, method: 'GET', path: ['apps', app, 'secrets'] }
      return line.read(ask, call, secretsFrom)
    },
    setSecrets(app, values, call) {
      const ask: Ask = {
        action: 'set-secrets',
        id: app,
        what: `write the secrets of ${app}`,
        method: 'POST',
        path: ['apps', app, 'secrets'],
        body: { values },
        isConfidential: true,
      }
      return line.deed(ask, call, secretsWrittenFrom)
    },
  }
}
