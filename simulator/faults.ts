/** What goes wrong with the simulated Fly, as data that is added and cleared. */
export interface Faults {
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
  /** In a full region nothing is created or started, and no update may take more memory or cpus than before. */
  capacity(region: string, state: 'full' | 'ok'): void
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
  /** All that are given must fit. `action` as in the request log; `region` is that of the Machine. */
  readonly match: {
    readonly method?: string
    readonly path?: RegExp
    readonly action?: string
    readonly app?: string
    readonly region?: string
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
}

export type Quota = {
  /** Machines of the organisation that are not destroyed. */
  readonly machines?: number
  /** Memory of the organisation's Machines in one region. */
  readonly regionMemoryMb?: number
  /** Whether an app may have more than one Machine. Default: true. */
  readonly hasPaymentMethod?: boolean
}
