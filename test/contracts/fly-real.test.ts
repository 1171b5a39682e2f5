import { randomBytes } from 'node:crypto'
import { describe } from 'vitest'
import { createFly } from '../../controller/fly/client.ts'
import { createTransport } from '../../controller/fly/transport.ts'
import { realClock } from '../../controller/real-clock.ts'
import { flyContract } from './fly.ts'

// Costs money and takes minutes: only when somebody asks for it by giving an organisation to play in.
const { FLY_CONTRACT_TOKEN: token, FLY_CONTRACT_ORG: organization } = process.env

describe.skipIf(!token || !organization)('real Fly', { timeout: 600_000 }, () => {
  flyContract('the client keeps the contract of the port', async () => {
    const transport = createTransport()
    const say = () => undefined
    return {
      fly: createFly({
        baseUrl: 'https://api.machines.dev',
        token: token ?? '',
        organization: organization ?? '',
        fetch: transport.fetch,
        clock: realClock,
        random: { next: Math.random },
        log: { debug: say, info: say, warn: say, error: say },
      }),
      clock: realClock,
      organization: organization ?? '',
      freshName: () => `artifact-contract-${randomBytes(8).toString('hex')}`,
      run: (promise) => promise,
      close: transport.close,
    }
  })
})
