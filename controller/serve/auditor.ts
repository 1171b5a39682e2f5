import type { DecisionRecord } from '../status/audit-record.ts'
import type { Fence, Store } from '../store/store.ts'
import type { Clock, Log } from '../world.ts'

/** Writes decisions into the audit. Never rejects: what was decided is so, and the log tells what could not be written. */
export interface Auditor {
  /**
   * What was allowed is written at once, each time. Of anything else, whoever `source` names can have no more than its
   * share within a minute: the rest is counted, and written as one, or a flood of refusals would fill the disk.
   */
  decided(decision: Omit<DecisionRecord, 'kind' | 'at' | 'count'>, source: string): Promise<void>
  /** Writes what is only counted so far. */
  close(): Promise<void>
}

export function createAuditor(options: {
  readonly store: Pick<Store, 'writeAudit'>
  readonly fence: Fence
  readonly clock: Clock
  readonly log: Log
}): Auditor {
  const { store, fence, clock, log } = options
  const minutes = new Map<string, Minute>()
  const closing = new AbortController()

  async function write(decision: Omit<DecisionRecord, 'kind' | 'at'>): Promise<void> {
    const record: DecisionRecord = { kind: 'decision', at: new Date(clock.now()).toISOString(), ...decision }
    try {
      await store.writeAudit(fence, [record])
    } catch (error) {
      log.error({ error, record }, 'a decision could not be written into the audit')
    }
  }

  async function end(source: string): Promise<void> {
    const minute = minutes.get(source)
    minutes.delete(source)
    if (minute?.last) await write({ ...minute.last, count: minute.more })
  }

  function begin(source: string): Minute {
    const minute: Minute = { written: 0, more: 0, last: undefined }
    minutes.set(source, minute)
    const over = () => end(source)
    clock.sleep(60_000, closing.signal).then(over, () => {})
    return minute
  }

  return {
    async decided(decision, source) {
      if (decision.outcome === 'allowed') return await write(decision)
      const minute = minutes.get(source) ?? begin(source)
      if (minute.written < (decision.by === undefined ? strangersShare : share)) {
        minute.written += 1
        return await write(decision)
      }
      minute.more += 1
      minute.last = decision
    },
    async close() {
      closing.abort(new Error('the audit is closed'))
      for (const source of [...minutes.keys()]) await end(source)
    },
  }
}

/** What one source has been refused within a minute: so many records, and after those only a number. */
type Minute = { written: number; more: number; last: Omit<DecisionRecord, 'kind' | 'at' | 'count'> | undefined }

const share = 30
// All who have proved nothing share one: who they are is up to them.
const strangersShare = 1
