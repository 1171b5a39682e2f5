import type { AccessConfig } from '../../controller/access-config.ts'
import { createController } from '../../controller/engine/controller.ts'
import { createIntake } from '../../controller/engine/intake.ts'
import { createFly } from '../../controller/fly/client.ts'
import { openAccess } from '../../controller/open-access.ts'
import type { Resource } from '../../controller/resource/resource.ts'
import { createAuditor } from '../../controller/serve/auditor.ts'
import { createOperations } from '../../controller/serve/create-operations.ts'
import { createGuarded } from '../../controller/serve/guarded.ts'
import { createHealth } from '../../controller/serve/health.ts'
import { createHttp } from '../../controller/serve/http.ts'
import { type Identify, identifyLocal } from '../../controller/serve/http-caller.ts'
import { createMcp } from '../../controller/serve/mcp/create-mcp.ts'
import { createMetrics } from '../../controller/serve/metrics.ts'
import type { Caller } from '../../controller/serve/operations.ts'
import { recorded } from '../../controller/serve/recorded.ts'
import { openStore } from '../../controller/store/sqlite.ts'
import type { Log } from '../../controller/world.ts'
import { createSimulator } from '../../simulator/simulator.ts'
import { secrecyFrom, streams } from '../support/random.ts'
import { createVirtualClock } from '../support/virtual-clock.ts'

export const anna: Caller = { principal: { kind: 'local', name: 'anna' }, via: 'cli' }

/** The whole house as `artifact up` composes it, on a simulated Fly and a clock that is set: operations and HTTP. */
export async function anInstallation(
  options: {
    readonly specs?: readonly Resource[]
    /** Where the store lies; in memory otherwise. */
    readonly path?: string
    readonly log?: Log
    /** How it is found out who sent a request; by the name that everybody gives otherwise. */
    readonly identify?: Identify
    /** How one proves who one is; nobody has to otherwise. */
    readonly access?: AccessConfig
    /** Who answers for the issuers of tokens; the simulated Fly otherwise. */
    readonly issuers?: (request: Request) => Promise<Response>
    /** What lies between the client and the simulated Fly. */
    readonly between?: (request: Request, fly: (request: Request) => Promise<Response>) => Promise<Response>
  } = {},
) {
  const { path = ':memory:', log = silent, between = (request, fly) => fly(request) } = options
  const stream = streams(1)
  const clock = createVirtualClock({ random: stream('order') })
  const world = { clock, random: stream('controller'), secrecy: secrecyFrom(stream('secrets')), log }
  const store = await openStore({ path, log, random: stream('store') })
  const fence = await store.take('test')
  const simulator = createSimulator({ clock, seed: 1, organization })
  const closing = new AbortController()
  const metrics = createMetrics({ figures: () => controller.figures(), store })
  const fetch = metrics.counting((request) => between(request, simulator.fetch))
  const fly = createFly({ ...world, baseUrl: 'https://api.machines.dev', token: 'simulated', organization, fetch })
  const controller = createController({ world, fly, store, fence, organization })
  const intake = createIntake({ store, fence, clock, log, wake: controller.wake })
  const info = { version: '1.2.3', organization, fly: 'simulator' as const }
  const operations = createOperations({
    store,
    fence,
    controller,
    intake,
    clock,
    random: world.random,
    secrecy: world.secrecy,
    info,
  })
  const health = createHealth({ store, fence, controller, longestSilenceMs: 30_000 })
  const access = openAccess({
    config: options.access ?? withoutLogin,
    flyIssuer: `https://oidc.fly.io/${organization}`,
    ...{ world, fly, store, fence },
    fetch: options.issuers ?? simulator.fetch,
    signal: closing.signal,
  })
  const identify = options.access ? access.identify : (options.identify ?? identifyLocal)
  const auditor = createAuditor({ store, fence, clock, log })
  const operationsFor = recorded(createGuarded({ operations, store }), auditor)
  const { version } = info
  const mcp = createMcp({ ...world, operationsFor, identify, store, fence, version, signal: closing.signal })
  const http = createHttp({
    operationsFor,
    identify,
    mcp,
    publicUrl: options.access?.url,
    metadata: access.metadata,
    auditor,
    random: stream('requests'),
    clock,
    health,
    metrics,
    log,
    signal: closing.signal,
  })
  const working = controller.run(closing.signal)

  /** Lets time pass until the promise settles. */
  const run = <T>(promise: Promise<T>): Promise<T> => clock.runUntil(promise, longestMs)
  const installation = {
    ...{ clock, store, fence, simulator, metrics, controller, intake, operations, operationsFor, http, run },
    never: new AbortController().signal,
    localToken: access.localToken,
    /** Takes a spec in as the command would, and waits until it is Ready. */
    async settled(resource: Resource) {
      await run(operations.submit({ document: resource }, anna, closing.signal))
      await run(operations.waitFor(resource.metadata.name, 'Ready', longestMs, closing.signal))
    },
    async close() {
      closing.abort(new Error('the test is over'))
      await run(working)
      simulator.close()
      await auditor.close()
      await store.close()
    },
  }
  for (const spec of options.specs ?? []) await installation.settled(spec)
  return installation
}

export const withoutLogin: AccessConfig = {
  listen: 'this machine',
  login: 'none',
  url: undefined,
  flyIssuer: undefined,
  provider: undefined,
}
const organization = 'demo'
const longestMs = 600_000
const silent: Log = { debug() {}, info() {}, warn() {}, error() {} }
