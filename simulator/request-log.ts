/** The latest requests, in the order in which Fly dealt with them. Bounded: old ones are forgotten. */
export interface RequestLog {
  all(): readonly LoggedRequest[]
  /** Those with a greater `seq`. */
  since(seq: number): readonly LoggedRequest[]
  /** Those that ask for a change of something that stands or runs; leases are none. */
  deeds(): readonly LoggedRequest[]
  /** How many requests there were of each action, forgotten ones included. */
  counts(): Readonly<Record<string, number>>
}

export type LoggedRequest = {
  /** Counts from 1. */
  readonly seq: number
  /** Milliseconds since 1970, by Fly's clock. */
  readonly at: number
  readonly method: string
  /** With the query. */
  readonly path: string
  /** `create-machine`, `wait-machine` and so on, as in `routes.ts`; `unknown` for paths that are none. */
  readonly action: string
  /** Of GraphQL: the operation's name, or that of the first field that it asks for. */
  readonly operation?: string | undefined
  readonly app: string | undefined
  readonly machineId: string | undefined
  /** `undefined` when there was no answer. */
  readonly status: number | undefined
  readonly requestId: string
  /** What became of the deed that was asked for, whatever was answered; `none` when none was. */
  readonly deed: 'applied' | 'refused' | 'none'
}

/** `record` gives the number. */
export function createRequestLog(capacity = 10_000): {
  readonly log: RequestLog
  readonly record: (request: Omit<LoggedRequest, 'seq'>) => void
} {
  const ring: LoggedRequest[] = []
  const counts: Record<string, number> = {}
  let latest = 0

  /** Oldest first. */
  function all(): readonly LoggedRequest[] {
    const begin = latest % capacity
    return ring.length < capacity ? [...ring] : [...ring.slice(begin), ...ring.slice(0, begin)]
  }

  return {
    log: {
      all,
      since: (seq) => all().filter((request) => request.seq > seq),
      deeds: () => all().filter(({ deed }) => deed !== 'none'),
      counts: () => ({ ...counts }),
    },
    record(request) {
      counts[request.action] = (counts[request.action] ?? 0) + 1
      ring[latest % capacity] = { seq: latest + 1, ...request }
      latest++
    },
  }
}
