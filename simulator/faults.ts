import type { Chance } from './chance.ts'
import { createLingeringFaults, type LingeringFaults, type LingeringFaultsInForce } from './lingering.ts'

/** What goes wrong with the simulated Fly, as data that is added and cleared. */
export interface Faults extends LingeringFaults {
  /** Faults are asked in the order in which they were added; the first that fires decides. Returns its removal. */
  add(fault: Fault): () => void
  /** Everything is well again, whatever was set here. */
  clear(): void
  /** Lists of apps and Machines are empty, with status 200. Source: fly.io/infra-log, 2026-04-28 */
  emptyLists(on: boolean): void
  /** Lists show the world as it was that long ago. */
  listLagMs(ms: number): void
  /** The organisation's list lacks the region's Machines, and names it in `error_regions`. */
  hideRegion(code: string, isHidden?: boolean): void
  /**
   * In a full region, or on a full host, nothing is created or started, and no update may take more memory or cpus than
   * before. A shortage of something gives the words for it: otherwise Fly finds no candidate host.
   */
  capacity(place: string, state: 'full' | 'ok' | Exclude<Shortage, 'all'>): void
  /** So long after its Machine has gone, a volume is said to be claimed by a Machine whose id is 14 NUL bytes. */
  volumesHeldMs(ms: number): void
  /** New volumes remain `creating`. */
  volumesStuck(on: boolean): void
  /** GraphQL allocates no address, and says neither so nor anything else: `ipAddress` is null. */
  nullAddresses(on: boolean): void
  /** Limits of the organisation. `undefined` lifts them. */
  quota(quota: Quota | undefined): void
  /** Everything is answered with 503. */
  down(on: boolean): void
  /** The token is refused with 401, until the returned function is called or everything is cleared. */
  revokeToken(): () => void
  /** Whether answers 429 carry a Retry-After, and of how many seconds. `undefined`: they do not. */
  retryAfterSeconds(seconds: number | undefined): void
  /** How often each fault has fired, by its `name`; those that have none are called `before 503`, `after reset` and so on. */
  fired(): Readonly<Record<string, number>>
}

export type Fault = {
  /** Under which name it is counted. */
  readonly name?: string
  /**
   * All that are given must fit. `action`, `operation` as in the request log; `region` and `host` are the Machine's or
   * volume's, `machine` is its id.
   */
  readonly match: {
    readonly method?: string
    readonly path?: RegExp
    readonly action?: string
    readonly operation?: string
    readonly app?: string
    readonly machine?: string
    readonly region?: string
    readonly host?: string
  }
  /** Before or after the deed, for what reads: before or after reading. */
  readonly when: 'before' | 'after'
  /**
   * An answer instead of Fly's; a connection that breaks; an answer that never comes; or a delay, after which all goes on.
   * Before the deed, the first three prevent it.
   */
  readonly effect:
    | { readonly status: number; readonly body?: string; readonly headers?: Readonly<Record<string, string>> }
    | 'reset'
    | 'hang'
    | { readonly delayMs: number }
  /** Default: 1. */
  readonly probability?: number
  /** How often it may fire. Default: without end. */
  readonly times?: number
  /** How long after it was added it begins. Default: at once. */
  readonly afterMs?: number
  /** How long it lasts from then on. Default: without end. */
  readonly forMs?: number
}

/** What a place is short of; `all` when it is simply full. */
export type Shortage = 'all' | 'memory' | 'CPUs' | 'IPs' | 'any capacity'

export type Quota = {
  /** Machines of the organisation that are not destroyed. */
  readonly machines?: number
  /** Memory of the organisation's Machines in one region. */
  readonly regionMemoryMb?: number
  /** Whether an app may have more than one Machine. Default: true. */
  readonly hasPaymentMethod?: boolean
}

/** What the rest of the simulator asks of the faults. */
export interface FaultsInForce extends LingeringFaultsInForce {
  /** The first fault that fires for a request, if one does. */
  draw(when: Fault['when'], asked: Asked): Fault['effect'] | undefined
  areListsEmpty(): boolean
  lagMs(): number
  hiddenRegions(): readonly string[]
  /** Of a region or a host. */
  shortage(place: string): Shortage | undefined
  volumesHeldMs(): number
  areVolumesStuck(): boolean
  areAddressesNull(): boolean
  quota(): Quota | undefined
  isDown(): boolean
  isTokenRevoked(): boolean
  retryAfterSeconds(): number | undefined
  /** Counts that a fault without a name of its own has shown: `empty lists`, `no capacity` and so on. */
  count(name: string): void
}

export type Asked = {
  readonly method: string
  readonly path: string
  readonly action: string
  readonly operation: string | undefined
  readonly app: string | undefined
  readonly machine: string | undefined
  readonly region: string | undefined
  readonly host: string | undefined
}

export function createFaults(
  chance: Chance,
  usualLagMs: number,
  now: () => number,
): { readonly faults: Faults; readonly inForce: FaultsInForce } {
  const added = new Set<{ readonly fault: Fault; readonly beginsAt: number; readonly endsAt: number; left: number }>()
  const hidden = new Set<string>()
  const full = new Map<string, Shortage>()
  const revocations = new Set<object>()
  const fired: Record<string, number> = {}
  let lagMs = usualLagMs
  let isEmpty = false
  let isDown = false
  let heldMs = 0
  let isStuck = false
  let isNull = false
  let quota: Quota | undefined
  let retryAfter: number | undefined

  const count = (name: string) => {
    fired[name] = (fired[name] ?? 0) + 1
  }

  const lingering = createLingeringFaults(now, count)

  const faults: Faults = {
    ...lingering.faults,
    add(fault) {
      const { times: left = Number.POSITIVE_INFINITY, afterMs = 0, forMs = Number.POSITIVE_INFINITY } = fault
      const beginsAt = now() + afterMs
      const entry = { fault, left, beginsAt, endsAt: beginsAt + forMs }
      added.add(entry)
      return () => added.delete(entry)
    },
    clear() {
      for (const each of [added, hidden, full, revocations]) each.clear()
      lingering.clear()
      lagMs = usualLagMs
      isEmpty = false
      isDown = false
      heldMs = 0
      isStuck = false
      isNull = false
      quota = undefined
      retryAfter = undefined
    },
    emptyLists(on) {
      isEmpty = on
    },
    listLagMs(ms) {
      lagMs = ms
    },
    hideRegion(code, isHidden = true) {
      if (isHidden) hidden.add(code)
      else hidden.delete(code)
    },
    capacity(place, state) {
      if (state === 'ok') full.delete(place)
      else full.set(place, state === 'full' ? 'all' : state)
    },
    volumesHeldMs(ms) {
      heldMs = ms
    },
    volumesStuck(on) {
      isStuck = on
    },
    nullAddresses(on) {
      isNull = on
    },
    quota(limits) {
      quota = limits
    },
    down(on) {
      isDown = on
    },
    revokeToken() {
      const revocation = {}
      revocations.add(revocation)
      return () => revocations.delete(revocation)
    },
    retryAfterSeconds(seconds) {
      retryAfter = seconds
    },
    fired: () => ({ ...fired }),
  }

  return {
    faults,
    inForce: {
      ...lingering.inForce,
      draw(when, asked) {
        const at = now()
        for (const entry of added) {
          const { fault } = entry
          if (at < entry.beginsAt || at >= entry.endsAt) continue
          if (fault.when !== when || entry.left <= 0 || !fits(fault.match, asked)) continue
          if (fault.probability !== undefined && chance.next() >= fault.probability) continue
          entry.left--
          count(fault.name ?? nameOf(fault))
          return fault.effect
        }
        return undefined
      },
      areListsEmpty: () => isEmpty,
      lagMs: () => lagMs,
      hiddenRegions: () => [...hidden].sort(),
      shortage: (place) => full.get(place),
      volumesHeldMs: () => heldMs,
      areVolumesStuck: () => isStuck,
      areAddressesNull: () => isNull,
      quota: () => quota,
      isDown: () => isDown,
      isTokenRevoked: () => revocations.size > 0,
      retryAfterSeconds: () => retryAfter,
      count,
    },
  }
}

function fits({ method, path, action, operation, app, machine, region, host }: Fault['match'], asked: Asked): boolean {
  if (method !== undefined && method !== asked.method) return false
  if (action !== undefined && action !== asked.action) return false
  if (operation !== undefined && operation !== asked.operation) return false
  if (app !== undefined && app !== asked.app) return false
  if (machine !== undefined && machine !== asked.machine) return false
  if (region !== undefined && region !== asked.region) return false
  if (host !== undefined && host !== asked.host) return false
  // Not `test`, which would remember the place of the last match in a global pattern.
  return path === undefined || asked.path.search(path) >= 0
}

function nameOf({ when, effect }: Fault): string {
  if (typeof effect === 'string') return `${when} ${effect}`
  return 'status' in effect ? `${when} ${effect.status}` : `${when} delay`
}
