import { hostname } from 'node:os'
import { join } from 'node:path'
import { leaveLocalToken } from './command-token.ts'
import type { Config } from './config.ts'
import { type Controller, createController } from './engine/controller.ts'
import { createIntake, type Intake } from './engine/intake.ts'
import { openAccess } from './open-access.ts'
import { openFly } from './open-fly.ts'
import { createRealWorld } from './real-world.ts'
import { createAuditor } from './serve/auditor.ts'
import { createOperations } from './serve/create-operations.ts'
import { createGuarded } from './serve/guarded.ts'
import { createHealth, healthRoutes } from './serve/health.ts'
import { createHttp } from './serve/http.ts'
import { type Listening, listen } from './serve/listen.ts'
import { createMcp } from './serve/mcp/create-mcp.ts'
import { createMetrics } from './serve/metrics.ts'
import type { Operations } from './serve/operations.ts'
import { recorded } from './serve/recorded.ts'
import { createDirectorySource } from './source/directory.ts'
import type { Source } from './source/source.ts'
import { assertTokenFits, explainFailure } from './start-errors.ts'
import { openStore } from './store/sqlite.ts'
import type { Clock } from './world.ts'

/** Everything that `artifact up` runs, open and connected, but not at work yet. */
export type House = {
  readonly clock: Clock
  readonly controller: Controller
  readonly intake: Intake
  readonly source: Source
  readonly operations: Operations
  readonly apiUrl: string
  /** Where the simulated Fly can be reached, when it is that. */
  readonly simulatorUrl: string | undefined
  /** Where its apps answer, over the simulated proxy. */
  readonly edgeUrl: string | undefined
  /** In the opposite order of opening. Whoever works in the house must have stopped. */
  close(): Promise<void>
}

/**
 * Opens the house. Rejects with a CommandError of one line when it cannot be opened; what was opened is closed then.
 * Streams and waits of the HTTP API end when `closing` is aborted.
 */
export async function openHouse(config: Config, version: string, closing: AbortSignal): Promise<House> {
  const opened = new AsyncDisposableStack()
  try {
    return await open(config, version, closing, opened)
  } catch (error) {
    await opened.disposeAsync()
    throw explainFailure(error, config)
  }
}

async function open(
  config: Config,
  version: string,
  closing: AbortSignal,
  opened: AsyncDisposableStack,
): Promise<House> {
  const { organization, dataDirectory, pollMs } = config
  const world = createRealWorld({ logLevel: config.logLevel })
  const { clock, random, log } = world

  const store = await openStore({ path: join(dataDirectory, 'store.db'), log, random })
  opened.defer(() => store.close())
  const taken = await store.take(`${hostname()}/${process.pid}`)
  const fence = config.releaseEpoch === undefined ? taken : await store.raiseEpoch(taken, config.releaseEpoch)

  const metrics = createMetrics({ figures: () => controller.figures(), store })
  const { fly, simulatorUrl, edgeUrl, issuer, fetch } = await openFly(config, world, metrics, opened)
  await assertTokenFits(fly, organization, closing)

  const controller = createController({ world, fly, store, fence, organization, settings: { pollMs } })
  const intake = createIntake({ store, fence, clock, log, wake: controller.wake })
  const source = createDirectorySource({ directory: config.specsDirectory, clock, log })
  const info = { version, organization, fly: config.fly.kind }
  const operations = createOperations({ store, fence, controller, intake, clock, random, secrecy: world.secrecy, info })
  const health = createHealth({ store, fence, controller, longestSilenceMs: Math.max(longestSilenceMs, pollMs * 3) })

  async function serve(...args: Parameters<typeof listen>): Promise<Listening> {
    const server = await listen(...args)
    opened.defer(() => server.close())
    return server
  }
  const auditor = createAuditor({ store, fence, clock, log })
  opened.defer(() => auditor.close())
  const operationsFor = recorded(createGuarded({ operations, store }), auditor)
  const { secrecy } = world
  const access = openAccess({
    config: config.access,
    flyIssuer: issuer,
    world,
    fly,
    store,
    fence,
    fetch,
    signal: closing,
  })
  const { identify, metadata, localToken: token } = access
  const mcp = createMcp({ operationsFor, identify, store, fence, clock, secrecy, log, version, signal: closing })
  const asking = { operationsFor, identify, auditor, random, clock, publicUrl: config.access.url, metadata }
  const http = createHttp({ ...asking, mcp, health, metrics, log, signal: closing })
  const { url: apiUrl } = await serve(http, config.port, config.access.listen)
  if (token !== undefined) opened.defer(leaveLocalToken(dataDirectory, { url: apiUrl, token }))
  if (config.healthPort !== undefined) await serve(healthRoutes(health), config.healthPort, 'everybody')

  return {
    clock,
    controller,
    intake,
    source,
    operations,
    apiUrl,
    simulatorUrl,
    edgeUrl,
    close: () => opened.disposeAsync(),
  }
}

// Some looks may fail before anybody is woken by it.
const longestSilenceMs = 30_000
