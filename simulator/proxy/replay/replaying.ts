import type { Premises } from '../../premises.ts'
import type { AppRow, MachineRow } from '../../rows.ts'
import type { Truth } from '../../truth.ts'
import * as answers from '../answers.ts'
import type { Upgrade } from '../delivery.ts'
import type { Offer } from '../offers.ts'
import type { Unreached } from '../reach.ts'
import type { Wish } from '../wish.ts'
import { createReplayCache, sessionRulesOf, type Visit } from './cache.ts'
import { type Replay, readReplayBody, readReplayHeader, replayType, type Unreadable } from './fields.ts'
import { mayReplay } from './rules.ts'
import { transformed } from './transform.ts'

/** A request on its way to a Machine of an app. */
export type Leg = {
  readonly app: AppRow
  readonly wish: Wish
  readonly path: string
  readonly headers: Headers
  readonly patienceMs: number
}

/** What came of it. */
export type Walked =
  | { readonly kind: 'answered'; readonly response: Response; readonly machine: MachineRow; readonly offer: Offer }
  | { readonly kind: 'upgraded'; readonly upgrade: Upgrade }
  | { readonly kind: 'unreached'; readonly reason: Unreached; readonly answer: answers.ProxyAnswer }

/** Follows what apps say by `fly-replay`. Source: superfly/docs, networking/dynamic-request-routing */
export function createReplaying({ truth, laws, timers }: Premises): {
  follow(journey: Journey): Promise<Walked>
} {
  const cache = createReplayCache(truth.now)

  async function follow(journey: Journey): Promise<Walked> {
    const { first, host, offer, isReplayable, walk } = journey
    const rules = sessionRulesOf(offer)
    const visit: Visit = { host, path: first.path, headers: first.headers }
    const cached = cache.find(visit, rules)
    const isBypassed = cached?.allowBypass === true && first.headers.get('fly-replay-cache-control') === 'skip'
    const status = isBypassed ? 'bypass' : 'miss'
    if (cached !== undefined && !isBypassed) {
      const leg = replayed(truth, first, first, cached.replay, undefined)
      const walked = leg === undefined ? undefined : await walk(told(leg, { 'fly-replay-cache-status': 'hit' }))
      if (leg !== undefined && walked !== undefined && walked.kind !== 'unreached') return await onwards(walked, leg, 1)
      // Only an optimisation: the app that said it is asked anew.
      cache.forget(visit, rules)
    }
    return await onwards(await walk(first), first, 0)

    /** From what a leg came to, on to where its answer sends the request. */
    async function onwards(walkedFirst: Walked, legFirst: Leg, already: number): Promise<Walked> {
      let walked = walkedFirst
      let leg = legFirst
      for (let count = already; ; count++) {
        if (walked.kind !== 'answered') return walked
        const { machine, response } = walked
        const replay = await replayIn(response)
        if (replay === undefined) return walked
        await response.body?.cancel()
        if ('unreadable' in replay) return refused(answers.badReplay(replay.unreadable))
        if (!isReplayable) return refused(answers.tooLargeForReplay)
        if (count >= mostReplays) return refused(answers.tooManyReplays)
        const next = replayed(truth, first, leg, replay, machine)
        if (next === undefined) return refused(answers.replayDenied)
        if (replay.cache === 'invalidate') cache.forget(visit, rules)
        else if (count === 0) cache.keep(visit, rules, machine.app, replay)
        await timers.pause(laws.delay('replay'))
        const startedAt = truth.now()
        const source = sourceOf(machine, replay, startedAt)
        const reached = await walk(told(next, { 'fly-replay-src': source, 'fly-replay-cache-status': status }))
        if (reached.kind === 'unreached' && replay.fallback !== undefined) {
          const failed = failureOf({ next, machine, reason: reached.reason, elapsedMs: truth.now() - startedAt })
          return await fallBack(leg, machine, replay.fallback, failed)
        }
        walked = reached
        leg = next
      }
    }

    /** Back to the Machine that wanted it elsewhere, which must answer by itself now. */
    async function fallBack(
      leg: Leg,
      { id }: MachineRow,
      how: 'force_self' | 'prefer_self',
      failed: string,
    ): Promise<Walked> {
      const wish = how === 'force_self' ? { force: id } : { prefer: id }
      const walked = await walk(told({ ...leg, wish }, { 'fly-replay-failed': failed }))
      if (walked.kind !== 'answered' || (await replayIn(walked.response)) === undefined) return walked
      await walked.response.body?.cancel()
      return refused(answers.tooManyReplays)
    }
  }

  return { follow }
}

export type Journey = {
  readonly first: Leg
  readonly host: string
  readonly offer: Offer
  /** Whether its body can be sent again. */
  readonly isReplayable: boolean
  readonly walk: (leg: Leg) => Promise<Walked>
}

/** The next leg; `undefined` when the target is no app, or none that may be replayed to. */
function replayed(
  truth: Truth,
  first: Leg,
  from: Leg,
  replay: Replay,
  source: MachineRow | undefined,
): Leg | undefined {
  const app = replay.app === undefined ? from.app : truth.app(replay.app)
  if (app === undefined || !mayReplay(truth, from.app, app)) return undefined
  const { instance, preferInstance, regions, elsewhere, timeoutMs, transform } = replay
  const wish: Wish = {
    ...(instance && { force: instance }),
    ...(preferInstance && { prefer: preferInstance }),
    ...(regions && { regions: { codes: regions, isForced: true } }),
    ...(elsewhere && source && { not: source.id }),
  }
  const changed = transformed({ path: from.path, headers: withoutReplay(from.headers) }, transform)
  return { app, wish, ...changed, patienceMs: timeoutMs ?? first.patienceMs }
}

/** The marks of an earlier leg are not for the next. */
function withoutReplay(given: Headers): Headers {
  const headers = new Headers(given)
  for (const name of ['fly-replay-src', 'fly-replay-cache-status', 'fly-replay-failed']) headers.delete(name)
  return headers
}

function told(leg: Leg, more: Readonly<Record<string, string>>): Leg {
  const headers = new Headers(leg.headers)
  for (const [name, value] of Object.entries(more)) headers.set(name, value)
  return { ...leg, headers }
}

function sourceOf({ id, region }: MachineRow, { state }: Replay, at: number): string {
  return `instance=${id};region=${region};t=${at * 1_000}${state === undefined ? '' : `;state=${state}`}`
}

function failureOf(failed: {
  readonly next: Leg
  readonly machine: MachineRow
  readonly reason: Unreached
  readonly elapsedMs: number
}): string {
  const { next, machine, reason, elapsedMs } = failed
  const { force, prefer = force, regions } = next.wish
  const fields = [
    prefer && `instance=${prefer}`,
    `app=${next.app.name}`,
    regions && `region=${regions.codes[0]}`,
    `replay_source=${machine.id}`,
    `reason=${reason}`,
    `elapsed_ms=${elapsedMs}`,
  ]
  return fields.filter(Boolean).join(';')
}

/** What an answer says about a replay. A body of that type is read for it; every other stays unread. */
async function replayIn(response: Response): Promise<Replay | Unreadable | undefined> {
  const header = response.headers.get('fly-replay')
  if (header !== null) return readReplayHeader(header, response.headers)
  const type = response.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== replayType) return undefined
  const text = await firstOf(response)
  return text === undefined ? { unreadable: 'the body is too long' } : readReplayBody(text)
}

async function firstOf(response: Response): Promise<string | undefined> {
  const chunks: Uint8Array[] = []
  let size = 0
  // Another answer than the one that is given on: this one ends here.
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk)
    size += chunk.byteLength
    if (size > longestReplay) return undefined
  }
  return Buffer.concat(chunks).toString('utf8')
}

function refused(answer: answers.ProxyAnswer): Walked {
  return { kind: 'unreached', reason: 'no_candidate', answer }
}

// Not documented; without an end, two apps could send a request back and forth forever.
const mostReplays = 5
const longestReplay = 64 * 1_024
