import type { Store } from '../../controller/store/store.ts'
import { aroundEach, type Fetch, never } from './life.ts'
import type { Trace } from './trace.ts'
import type { Watch } from './watch.ts'
import { isDeed, readSent, type Sent } from './wire-tap.ts'

/**
 * Where a life of the controller may end: `before` a deed is sent, when it is `sent` and not answered, when it is
 * `answered` and the answer not yet used, and when something is `saved` and nothing done about it yet.
 */
export type Place = 'before' | 'sent' | 'answered' | 'saved'

export type Tap = {
  /** Counts the lives of the controller, from 1. */
  readonly life: number
  readonly watch: Watch
  readonly trace: Trace
  /** Asked at each place; true ends this life there and then. */
  readonly interrupt: (place: Place, what: string) => boolean
}

/** Tells the watch of each request, and gives a life the chance to end around each deed. */
export function tapFetch(fetch: Fetch, { life, watch, trace, interrupt }: Tap): Fetch {
  return async (request) => {
    const sent = await readSent(request)
    const mayEnd = isDeed(sent) || sent.action === 'lease'
    if (mayEnd && interrupt('before', sent.line)) return never()

    watch.sending(sent, life)
    const answer = fetch(request)
    trace[sent.action === 'read' ? 'hum' : 'note']('fly', `${describe(sent)} sent`)
    if (mayEnd) interrupt('sent', sent.line)
    try {
      const response = await answer
      watch.answered(sent, life, response.status)
      const isUsual = sent.action === 'read' && response.status < 500
      trace[isUsual ? 'hum' : 'note']('fly', `${describe(sent)} → ${response.status}`)
      if (mayEnd) interrupt('answered', sent.line)
      return response
    } catch (error) {
      watch.answered(sent, life, undefined)
      trace.note('fly', `${describe(sent)} → ${error instanceof Error ? error.message : error}`)
      throw error
    }
  }
}

/** Tells the watch of each write, and gives a life the chance to end right after each. */
export function tapStore(store: Store, { watch, trace, interrupt }: Tap): Store {
  return aroundEach(store, async (call, method, given) => {
    if (!writes.has(method)) return await call()
    try {
      const result = await call()
      trace.note('store', `${method} ${summary(given)}`)
      watch.wrote(method, given, result)
      interrupt('saved', method)
      return result
    } catch (error) {
      trace.note('store', `${method} ${summary(given)} → ${error instanceof Error ? error.message : error}`)
      throw error
    }
  })
}

const writes = new Set<string>([
  'take',
  'raiseEpoch',
  'accept',
  'markMissing',
  'setPaused',
  'requestDeletion',
  'forget',
  'report',
  'record',
  'writeAudit',
  'openIntent',
  'settleIntent',
  'note',
  'saveOperation',
  'savePlan',
] satisfies (keyof Store)[])

function describe({ line, action, target, operation }: Sent): string {
  const about = action === 'create-machine' || action === 'create-app' ? ` ${target}` : ''
  return `${line}${about}${operation === undefined ? '' : ` (${operation})`}`
}

/** The arguments in short, without the fence. */
function summary(given: readonly unknown[]): string {
  const text = given
    .filter((value) => typeof value !== 'function')
    .slice(1)
    .map((value) => JSON.stringify(value) ?? 'undefined')
  return text.join(' ').slice(0, longestSummary)
}

const longestSummary = 220
