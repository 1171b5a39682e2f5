import type { Ask } from './ask.ts'
import type { Line } from './line.ts'
import type { SecretPort } from './secret-port.ts'
import { secretsFrom, secretsWrittenFrom } from './secret-shapes.ts'

/** What is asked about secrets. */
export function createSecretCalls(line: Line): SecretPort {
  return {
    listSecrets(app, call, minVersion = 0) {
      const ask: Ask = {
        action: 'list-secrets',
        id: app,
        what: `list the secrets of ${app}`,
        method: 'GET',
        path: ['apps', app, 'secrets'],
        query: { min_version: minVersion > 0 ? minVersion : undefined },
      }
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
