import { join } from 'node:path'
import { serveEdge } from '../simulator/proxy/serve-edge.ts'
import { serveSimulator } from '../simulator/serve.ts'
import { createSimulator } from '../simulator/simulator.ts'
import { openSimulatorStorage } from '../simulator/storage.ts'
import type { Config } from './config.ts'
import { createFly } from './fly/client.ts'
import type { Fly } from './fly/fly.ts'
import { createTransport } from './fly/transport.ts'
import type { Metrics } from './serve/metrics.ts'
import { cannotStart } from './start-errors.ts'
import type { World } from './world.ts'

export type OpenedFly = {
  readonly fly: Fly
  /** Who says which Machine a Machine of the organisation is. */
  readonly issuer: string
  /** For what is read of issuers. Their answers are no calls of Fly's API, and are not counted as such. */
  readonly fetch: (request: Request) => Promise<Response>
  readonly simulatorUrl: string | undefined
  readonly edgeUrl: string | undefined
}

/**
 * Fly as the config wants it: the real one, or a simulated one in this process, which is kept in the data directory and
 * can also be reached at a port. The client is the same.
 */
export async function openFly(
  { fly: which, organization, dataDirectory, access }: Config,
  world: World,
  metrics: Metrics,
  opened: AsyncDisposableStack,
): Promise<OpenedFly> {
  if (which.kind === 'fly') {
    const transport = createTransport()
    opened.defer(() => transport.close())
    const fetch = metrics.counting(transport.fetch)
    const fly = createFly({ ...world, baseUrl: which.baseUrl, token: which.token(), organization, fetch })
    const issuer = access.flyIssuer ?? ''
    return { fly, issuer, fetch: transport.fetch, simulatorUrl: undefined, edgeUrl: undefined }
  }
  const storage = openStorage(join(dataDirectory, 'simulator.db'))
  const simulator = createSimulator({ clock: world.clock, seed: drawSeed(world), organization, storage })
  opened.defer(() => simulator.close())
  const machines = join(dataDirectory, 'machines')
  const server = await serveSimulator(simulator, { port: which.port, host: '127.0.0.1', machines })
  opened.defer(() => server.close())
  // One above the other, and nobody needs it: where that is taken, there is none.
  const edgePort = which.port === 0 ? 0 : which.port + 1
  const edge = await serveEdge(simulator.edge, { port: edgePort, host: '127.0.0.1' }).catch(() => undefined)
  if (edge) opened.defer(() => edge.close())
  const fetch = metrics.counting(simulator.fetch)
  const fly = createFly({ ...world, baseUrl: server.url, token: simulatedToken, organization, fetch })
  const issuer = access.flyIssuer ?? `${server.url}/oidc/${organization}`
  return { fly, issuer, fetch: globalThis.fetch, simulatorUrl: server.url, edgeUrl: edge?.url }
}

function openStorage(file: string): ReturnType<typeof openSimulatorStorage> {
  try {
    return openSimulatorStorage(file)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw cannotStart(`the simulated Fly cannot be kept in ${file}: ${why}`, 'name another directory with --data')
  }
}

/** Another one each time: ids that were drawn before must not be drawn again over the same storage. */
function drawSeed({ random }: World): number {
  return Math.floor(random.next() * 2 ** 32)
}

// Good for everything there. Not a word that stands in messages too: the client takes its token out of them.
const simulatedToken = 'FlyV1 fm2_simulated'
