import type { Clock, Log, Random } from '../world.ts'
import { createAddressCalls } from './address-calls.ts'
import { createAppCalls } from './app-calls.ts'
import { type Budget, createBudget } from './budget.ts'
import type { Fly } from './fly.ts'
import { createFlyTime } from './fly-time.ts'
import { createLeaseCalls } from './lease-calls.ts'
import { createLine } from './line.ts'
import { createMachineCalls } from './machine-calls.ts'
import { createOrganizationCalls } from './organization-calls.ts'
import { createPlatformCalls } from './platform-calls.ts'
import { createSecretCalls } from './secret-calls.ts'
import { createVolumeCalls } from './volume-calls.ts'
import { createWaiting } from './waiting.ts'

/**
 * Fly over HTTP, for one organisation. The token may carry its scheme or not; nothing that comes out of here contains it.
 * `timeoutMs` bounds a request from the moment it is sent; the time in the queue of the budget is not counted.
 * Throws when the token or the address cannot be right.
 */
export function createFly(options: {
  /** `https://api.machines.dev`, `http://_api.internal:4280`; `/v1` is added. */
  readonly baseUrl: string
  readonly token: string
  /** The organisation's slug. */
  readonly organization: string
  /** Must neither repeat a request nor follow a redirect. */
  readonly fetch: (request: Request) => Promise<Response>
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
  /** Default a minute: Fly itself gives up then. */
  readonly timeoutMs?: number
  /** All clients of an organisation must share one. */
  readonly budget?: Budget
}): Fly {
  const { organization, clock, random } = options
  const budget = options.budget ?? createBudget({ clock })
  const time = createFlyTime(clock)
  const fetch = async (request: Request) => {
    const response = await options.fetch(request)
    time.hear(response.headers.get('date'))
    return response
  }
  const line = createLine({ ...options, fetch, timeoutMs: options.timeoutMs ?? 60_000, budget })
  const machines = createMachineCalls(line)
  return {
    ...createAppCalls(line, organization),
    ...machines,
    ...createWaiting({ line, clock, random, getMachine: machines.getMachine }),
    ...createLeaseCalls(line),
    ...createOrganizationCalls(line, organization),
    ...createVolumeCalls(line, organization),
    ...createSecretCalls(line),
    ...createAddressCalls(line),
    ...createPlatformCalls(line, organization),
    now: time.now,
  }
}
