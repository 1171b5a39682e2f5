import type { Laws } from '../laws.ts'
import type { MachineRow } from '../rows.ts'
import type { Truth } from '../truth.ts'
import { type HostRow, type Lack, lackOf, minus, type Room, roomOf } from './host.ts'
import { createLedger } from './ledger.ts'

/** The hosts of all regions, and what room there is on them. */
export interface Hosts {
  /** In order of creation. A region that nobody has used before gets its hosts. */
  in(region: string): readonly HostRow[]
  get(id: string): HostRow
  /** What is not taken. */
  free(host: HostRow): Room
  /**
   * The one with the most memory left, or disk where only that is needed, among those that are reached, have room for all
   * of it and are allowed. Where none is, and the number of hosts is not fixed, the region gets one more.
   */
  choose(region: string, need: Room, isAllowed?: (host: HostRow) => boolean): HostRow | undefined
  /** How many of that need would fit into the region: without end where hosts are added. */
  fits(region: string, need: Room): number
  /** What the Machine's host lacks for one more run of it. */
  lackFor(machine: MachineRow): Lack | undefined
  add(region: string, size?: Partial<Room>): HostRow
}

/** How the hosts of each region are. */
export type HostOptions = Partial<Room> & {
  /** How many there are, for good. Default: three, and more whenever they are needed. */
  readonly perRegion?: number
}

export function createHosts(options: {
  readonly truth: Truth
  readonly laws: Laws
  readonly hosts: HostOptions
}): Hosts {
  const { truth, laws } = options
  const { perRegion, ...given } = options.hosts
  const usual: Room = { ...usualSize, ...given }
  const chance = laws.stream('hosts')
  const ledger = createLedger(truth)

  function free(host: HostRow): Room {
    return minus(host.size, ledger.taken(host.key))
  }

  function add(region: string, size: Partial<Room> = {}): HostRow {
    const numbers = [...truth.tables.host.all()].map(({ number }) => number)
    const number = Math.max(0, ...numbers) + 1
    const row: HostRow = {
      key: hex(8),
      app: '',
      nth: truth.nextNth(),
      region,
      zone: hex(4),
      number,
      size: { ...usual, ...size },
      status: 'ok',
      isDeployable: true,
      isSlowToExtend: chance.next() < 0.5,
    }
    truth.tables.host.put(row)
    return row
  }

  function hostsIn(region: string): readonly HostRow[] {
    const missing = ledger.hostsIn(region).length === 0 ? (perRegion ?? usualNumber) : 0
    for (let made = 0; made < missing; made++) add(region)
    return ledger.hostsIn(region)
  }

  function get(id: string): HostRow {
    const host = truth.tables.host.get(id)
    if (host === undefined) throw new Error(`there is no simulated host ${id}`)
    return host
  }

  function hex(digits: number): string {
    return Array.from({ length: digits }, () => Math.floor(chance.next() * 16).toString(16)).join('')
  }

  return {
    in: hostsIn,
    get,
    free,
    add,
    choose(region, need, isAllowed = () => true) {
      const fitting = hostsIn(region).filter(
        (host) => host.status === 'ok' && isAllowed(host) && lackOf(free(host), need) === undefined,
      )
      const [first] = fitting
      if (first !== undefined) {
        const scarce = need.memoryMb > 0 ? 'memoryMb' : 'diskGb'
        return fitting.reduce((best, host) => (free(host)[scarce] > free(best)[scarce] ? host : best), first)
      }
      return perRegion === undefined && lackOf(usual, need) === undefined ? add(region) : undefined
    },
    fits(region, need) {
      if (perRegion === undefined && lackOf(usual, need) === undefined) return Number.POSITIVE_INFINITY
      const reached = hostsIn(region).filter(({ status, isDeployable }) => status === 'ok' && isDeployable)
      return reached.reduce((sum, host) => sum + timesIn(free(host), need), 0)
    },
    lackFor: ({ hostId, config }) => lackOf(free(get(hostId)), roomOf(config.guest)),
  }
}

function timesIn(free: Room, need: Room): number {
  const times = (['cpus', 'memoryMb', 'diskGb'] as const)
    .filter((what) => need[what] > 0)
    .map((what) => Math.max(0, Math.floor(free[what] / need[what])))
  return Math.min(...times)
}

const usualNumber = 3
/** Every Machine that may be ordered fits on an empty one. */
const usualSize: Room = { cpus: 128, memoryMb: 1_048_576, diskGb: 20_000 }
