import type { Clock } from '../controller/world.ts'
import { followCertificates } from './addresses/certificate-timeline.ts'
import { certificateRoutes } from './addresses/certificates.ts'
import { ipAssignmentRoutes } from './addresses/ip-assignments.ts'
import { networkPolicyRoutes } from './addresses/network-policies.ts'
import { appRoutes } from './apps.ts'
import { createCallers } from './callers.ts'
import { createChance } from './chance.ts'
import { type Delays, delaysOf, drawDelay } from './delays.ts'
import { createExchange } from './exchange.ts'
import { createFaults, type Faults } from './faults.ts'
import { createFlyTime } from './fly-time.ts'
import { graphqlRoutes } from './graphql/routes.ts'
import { createWorld } from './hands.ts'
import { createHosts, type HostOptions } from './hosts/hosts.ts'
import { houseMachines } from './hosts/moving.ts'
import { placementRoutes } from './hosts/placements.ts'
import { createIssuer } from './identity/issuer.ts'
import { createMachineDoors, type MachineDoors } from './identity/machine-doors.ts'
import { createMint } from './identity/mint.ts'
import { oidcRoutes } from './identity/oidc-routes.ts'
import { settleHome } from './identity/organizations.ts'
import { tokenRoutes } from './identity/token-routes.ts'
import type { ImageCatalogue } from './images.ts'
import { insideRoutes } from './insides/routes.ts'
import { keepWorld, loadWorld } from './keeping.ts'
import { createLaws } from './laws.ts'
import { leaseRoutes } from './leases.ts'
import { machineActionRoutes } from './machine-actions.ts'
import { machineRoutes } from './machines.ts'
import { metadataRoutes } from './metadata.ts'
import { organizationRoutes } from './organization.ts'
import { platformRoutes } from './platform.ts'
import type { Premises } from './premises.ts'
import { createEdge, type Edge } from './proxy/edge.ts'
import type { RunProcess } from './proxy/processes.ts'
import { createRateLimits } from './rate-limits.ts'
import { createMachineReplica, createVolumeReplica } from './replica.ts'
import { createRequestLog, type RequestLog } from './request-log.ts'
import { unknownAction } from './routes.ts'
import { secretKeyRoutes } from './secrets/secret-keys.ts'
import { secretRoutes } from './secrets/secrets.ts'
import { followStandbys } from './standbys.ts'
import type { SimulatorStorage } from './storage.ts'
import { followTimeline } from './timeline.ts'
import { createTimers } from './timers.ts'
import { createTruth } from './truth.ts'
import { followVolumes } from './volumes/course.ts'
import { volumeRoutes } from './volumes/routes.ts'
import { snapshotRoutes } from './volumes/snapshot-routes.ts'
import { waitRoutes } from './wait.ts'
import type { SimulatedWorld } from './world.ts'

/** A Fly that runs in this process: the Machines API behind `fetch`, and the truth behind `world`. */
export interface Simulator extends MachineDoors {
  /**
   * Answers as `https://api.machines.dev` would; only the path of the URL counts. Rejects only where a network would:
   * with a TypeError `fetch failed` after a reset, with the signal's reason when the caller gives up. What a caller who
   * gave up has asked for is done all the same.
   */
  readonly fetch: (request: Request) => Promise<Response>
  readonly world: SimulatedWorld
  /** Fly's proxy, and behind it what runs in the Machines. */
  readonly edge: Edge
  readonly faults: Faults
  readonly requests: RequestLog
  /** The words of the request log for what can be asked, which faults are matched by. In alphabetical order. */
  readonly actions: readonly string[]
  /** Says at which URL it can be reached, so that the issuer of OIDC tokens is found there. */
  reachAt(url: string): void
  /** Ends all timers. Nothing changes any more; requests that are under way are never answered. */
  close(): void
}

export type SimulatorOptions = {
  /** All time; every delay passes through its `sleep`. */
  readonly clock: Clock
  /** Decides ids, delays within their ranges, and every other choice that is Fly's. */
  readonly seed: number
  /** Slug of the organisation that the token belongs to. Default: `demo`. */
  readonly organization?: string
  /** The token that is accepted, with or without scheme. Default: any that is not empty. */
  readonly token?: string
  /** Where the issuer of OIDC tokens is, without the organisation. Default: `https://oidc.fly.io`, on a socket `…/oidc`. */
  readonly oidcIssuer?: string
  /** Default: Fly's real ones, see `delays.ts`. `none`: everything happens at once. */
  readonly delays?: Partial<Delays> | 'none'
  /** Whether Fly's rate limits hold. Default: true. */
  readonly limits?: boolean
  /** The hosts of each region. Default: as many as are needed, and large ones. */
  readonly hosts?: HostOptions
  /** How programs behave, by the beginning of the image reference; goes before the built-in ones. */
  readonly images?: ImageCatalogue
  /** How programs of this computer are run, for images that have a `command`. Default: they are not. */
  readonly run?: RunProcess
  /** Where the world is kept, so that it outlives the process. Default: nowhere. */
  readonly storage?: SimulatorStorage
}

/** A simulated Fly with nothing in it, or with what its storage holds. Its clock never goes back, and does not jump. */
export function createSimulator(options: SimulatorOptions): Simulator {
  const {
    clock,
    organization = 'demo',
    token,
    oidcIssuer,
    limits: hasLimits = true,
    images = {},
    hosts: hostOptions = {},
    storage,
  } = options
  const kept = loadWorld(storage)
  const seed = (options.seed + kept.lives * 0x9e3779b9) >>> 0
  const delays = delaysOf(options.delays)

  const timers = createTimers(clock)
  const truth = createTruth(createFlyTime(clock, kept.latestAt))
  truth.restore(kept)

  const usualLagMs = drawDelay(delays.listLag, createChance(seed, 'lag'))
  const { faults, inForce } = createFaults(createChance(seed, 'faults'), usualLagMs, truth.now)
  const laws = createLaws({ truth, seed, delays, images })
  const hosts = createHosts({ truth, laws, hosts: hostOptions })
  const replica = createMachineReplica(truth, inForce.lagMs)
  const volumeReplica = createVolumeReplica(truth, inForce.lagMs)
  settleHome(truth, organization)
  const callers = createCallers({ truth, organization, token })
  const mint = createMint({ truth, laws, seed })
  const issuer = createIssuer({ truth, laws, mint, base: oidcIssuer })
  const premises: Premises = {
    truth,
    laws,
    hosts,
    replica,
    volumeReplica,
    faults: inForce,
    timers,
    callers,
    mint,
    issuer,
  }
  const { log, record } = createRequestLog()
  const limits = hasLimits ? createRateLimits(laws.now) : undefined
  const routes = [
    ...appRoutes(premises),
    ...machineRoutes(premises),
    ...machineActionRoutes(premises),
    ...insideRoutes(premises, (machineId, name) => edge.signal(machineId, name)),
    ...leaseRoutes(premises),
    ...metadataRoutes(premises),
    ...waitRoutes(premises),
    ...organizationRoutes(premises),
    ...platformRoutes(),
    ...graphqlRoutes(premises),
    ...tokenRoutes(premises),
    ...oidcRoutes(premises),
    ...ipAssignmentRoutes(premises),
    ...certificateRoutes(premises),
    ...networkPolicyRoutes(premises),
    ...secretRoutes(premises),
    ...secretKeyRoutes(premises),
    ...placementRoutes(premises),
    ...volumeRoutes(premises),
    ...snapshotRoutes(premises),
  ]
  const exchange = createExchange({ premises, routes, limits, record })
  if (storage !== undefined) keepWorld(truth, storage)
  houseMachines({ truth, hosts })
  followTimeline({ truth, timers, laws, hosts, faults: inForce })
  followStandbys(premises)
  followCertificates({ truth, timers, laws })
  followVolumes(premises)
  const doors = createMachineDoors({ truth, exchange })
  const { machineFetch } = doors
  const edge = createEdge({ premises, seed, keySeed: options.seed, limits, run: options.run, machineFetch })
  const world = createWorld({ truth, laws, hosts, faults: inForce, mint, issuer, organization })
  const reachAt = (url: string) => issuer.reachAt(`${url}/oidc`)
  return {
    fetch: (request) => exchange(request),
    ...doors,
    world,
    edge,
    faults,
    requests: log,
    actions: [...new Set(routes.map(({ action }) => action)), unknownAction].sort(),
    reachAt,
    close() {
      edge.close()
      timers.close()
    },
  }
}
