import { type Chance, createChance } from '../chance.ts'
import type { MachineDoors } from '../identity/machine-doors.ts'
import { createIds } from '../ids.ts'
import type { Premises } from '../premises.ts'
import type { RateLimits } from '../rate-limits.ts'
import { nearest } from '../regions.ts'
import * as answers from './answers.ts'
import { type Arrival, readHost, type Visitor } from './arrival.ts'
import { followAutostop } from './autostop.ts'
import { createBell } from './bell.ts'
import { createDelivery, type Delivered } from './delivery.ts'
import { createFlySrc } from './fly-src.ts'
import { createLoads } from './loads.ts'
import { createPowers } from './powers.ts'
import { followProcesses, type RunProcess } from './processes.ts'
import { createReach } from './reach.ts'
import { withoutConnection } from './request-headers.ts'
import { createRouting } from './routing.ts'

/** Fly's proxy: takes requests at the edge, and brings them to Machines. */
export interface Edge {
  /**
   * Answers as the app at the URL's host would, over Fly's proxy: scheme and port of the URL count, a `host` header goes
   * before its host. Rejects where a client would get no answer at all.
   */
  fetch(request: Request, visitor?: Visitor): Promise<Response>
  /** As `fetch`, from a socket: may end in a connection that has been upgraded. */
  carry(request: Request, arrival: Arrival): Promise<Delivered>
  /** With which a private app verifies who asks: 32 bytes in hex. */
  readonly flySrcKey: string
  /** Sends a signal to the program of this computer that runs in the Machine; false when none does. */
  signal(machineId: string, name: string): boolean
  /** Ends the programs that run in Machines. */
  close(): void
}

export function createEdge(options: {
  readonly premises: Premises
  readonly seed: number
  /** Of the key that signs `fly-src`: the same in each life of a world that is kept. */
  readonly keySeed: number
  /** The limits of the API, of which the proxy takes its share; `undefined`: there are none. */
  readonly limits: RateLimits | undefined
  /** How programs of this computer are run, where somebody has allowed it. */
  readonly run: RunProcess | undefined
  /** How programs ask the API from inside their Machines. */
  readonly machineFetch: MachineDoors['machineFetch']
}): Edge {
  const { premises, seed, keySeed, limits, run, machineFetch } = options
  const { truth, timers } = premises
  const chance: Chance = createChance(seed, 'proxy')
  const ids = createIds(createChance(seed, 'proxy ids'))
  const flySrc = createFlySrc(createChance(keySeed, 'fly-src'))
  const bell = createBell(timers)
  truth.subscribe((change) => {
    if (change.kind === 'machine' && change.row !== undefined) bell.ring(change.row.app)
  })
  const loads = createLoads((id) => bell.ring(truth.machine(id)?.app ?? ''))
  const powers = createPowers(premises, limits)
  const reach = createReach({ truth, loads, powers, bell, chance })
  const processes = run && followProcesses(premises, run, { SIMULATED_FLY_SRC_PUB: flySrc.publicKey })
  const fetchFrom = (machineId: string, request: Request) => edge.fetch(request, { machineId })
  const deliver = createDelivery({ premises, processes, fetchFrom, machineFetch })
  const route = createRouting({ premises, reach, deliver, flySrc, requestId: (at) => ids.ulid(at) })
  followAutostop({ premises, loads, powers, chance: createChance(seed, 'autostop') })

  const edge: Edge = {
    flySrcKey: flySrc.publicKey,
    carry: route,
    signal: (machineId, name) => processes?.signal(machineId, name) ?? false,
    close: () => processes?.close(),
    async fetch(request, visitor = {}) {
      request.signal.throwIfAborted()
      const arrival = arrivalOf(request, visitor)
      if (arrival === undefined) return answers.responseOf(answers.badRequest)
      const delivered = await route(withoutUpgrade(request), arrival)
      if (delivered.kind === 'broken') throw new TypeError('fetch failed', { cause: new Error(delivered.why) })
      if (delivered.kind === 'upgraded') throw new Error('upgraded although nobody asked for it')
      request.signal.throwIfAborted()
      return delivered.response
    },
  }

  function arrivalOf(request: Request, { machineId, clientIp, region }: Visitor): Arrival | undefined {
    const machine = machineId === undefined ? undefined : truth.machine(machineId)
    if (machineId !== undefined && machine === undefined) throw new Error(`there is no simulated Machine ${machineId}`)
    const url = new URL(request.url)
    const isTls = url.protocol === 'https:'
    const named = readHost(request.headers.get('host') ?? url.host)
    return (
      named && {
        host: named.host,
        port: Number(url.port || (isTls ? 443 : 80)),
        isTls,
        clientIp: machine?.privateIp ?? clientIp ?? someClient,
        region: machine?.region ?? region ?? nearest,
        visitor: machine,
      }
    )
  }

  return edge
}

function withoutUpgrade(request: Request): Request {
  return request.headers.has('upgrade')
    ? new Request(request, { headers: withoutConnection(request.headers) })
    : request
}

// An address that is nobody's. Source: RFC 5737
const someClient = '203.0.113.7'
