import type { Clock } from '../../world.ts'
import type { WaitCondition, Waited } from '../operations.ts'
import { type Client, RefusedError } from './client.ts'
import { span } from './words.ts'

/**
 * Waits for an App for as long as asked. Rejects as the controller does: NotReady when it cannot become Ready by itself,
 * NotFound, Timeout.
 */
export async function waitPatiently(
  name: string,
  condition: WaitCondition,
  timeoutMs: number,
  client: Client,
  clock: Pick<Clock, 'monotonic'>,
): Promise<Waited> {
  const deadline = clock.monotonic() + timeoutMs
  for (;;) {
    const remainingMs = Math.max(0, deadline - clock.monotonic())
    try {
      return await client.waitFor(name, condition, Math.min(remainingMs, longestRequestMs))
    } catch (error) {
      if (!(error instanceof RefusedError) || error.code !== 'Timeout') throw error
      if (clock.monotonic() < deadline) continue
      const { ready } = await client.get(name)
      const message = `${name} is not ${condition} after ${span(timeoutMs)}: ${ready.reason}: ${ready.message}`
      throw new RefusedError({ code: 'Timeout', message, repair: error.repair })
    }
  }
}

// Node's fetch gives up on an answer whose headers have not come within 300 s, and proxies often after 60 s.
// Source: https://undici.nodejs.org/#/docs/api/Client (headersTimeout)
const longestRequestMs = 30_000
