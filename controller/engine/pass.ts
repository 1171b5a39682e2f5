import { FlyError } from '../fly/errors.ts'
import type { Desired } from '../plan/desired.ts'
import type { Observed } from '../plan/observed.ts'
import type { Outcome } from '../plan/outcome.ts'
import type { Plan } from '../plan/plan.ts'
import { isRefused } from '../plan/refusal.ts'
import type { Step } from '../plan/step.ts'
import type { Ref } from '../resource/resource.ts'
import { type Stored, StoreError, type StoreErrorCode } from '../store/store.ts'
import { decide, wantedBy, withoutRoom } from './decide.ts'
import type { Deed } from './deed.ts'
import type { Deps } from './deps.ts'
import { eventOf } from './events.ts'
import { fallBackFrom } from './fall-back.ts'
import { look } from './look.ts'
import { performWave } from './perform.ts'
import type { Again } from './queue.ts'
import { tell, tellOutcomes } from './tell.ts'
import { isGoing } from './trash.ts'
import { trespass } from './trespass.ts'
import { backoffMs, verdictOf } from './verdict.ts'

/**
 * One pass over one name: look, decide, tell, do one wave, and look anew, until there is nothing left to do or something
 * stands in the way. A plan is never carried over to the next round: what happened meanwhile is seen by the next look.
 *
 * Rejects only with what makes going on pointless for the whole process: a store that is not ours any more.
 */
export async function pass(ref: Ref, deps: Deps, mode: Pick<Deed, 'stop' | 'abandon' | 'urgency'>): Promise<Again> {
  const call = { signal: mode.stop, urgency: mode.urgency }
  for (let round = 0; round < mostRounds && !mode.stop.aborted; round++) {
    let stored: Stored | undefined
    let known: Known = {}
    try {
      stored = await deps.store.get(ref)
      if (!stored) return 'when-changed'
      const trespassing = await trespass(stored, deps.store)
      if (trespassing !== undefined) {
        deps.world.log.error({ ref, provenance: stored.provenance }, 'a stored spec has an author that may not edit it')
        await tellTrespass(stored, trespassing, deps)
        return { afterMs: resyncIn(deps) }
      }
      const desired = wantedBy(stored, deps)
      known = { desired }
      const refusal = deps.gate.refusal()
      if (refusal) throw refusal

      const seen = await look(stored, new Set(desired?.machines.map(({ slot }) => slot)), deps, call)
      if (isGone(stored, seen)) {
        // Once may be Fly's mistake.
        if (!deps.memory.foundNothing(ref)) return { afterMs: betweenLooksAtNothingMs }
        if (await forget(stored, deps)) return 'when-changed'
      }
      // What somebody asked for is tried anew once; the rounds that follow are ours again.
      const isAsked = mode.urgency === 'person' && round === 0
      const observed = isAsked ? { ...seen, full: [], refusals: [] } : seen
      const decided = decide(stored, desired, observed, deps, isAsked)
      const { plan, trouble, againAfterMs } = (await deps.store.hasRoom()) ? decided : withoutRoom(decided)
      if (await fallBackFrom(plan, stored, deps)) continue
      known = { desired, observed, plan }
      const wave = plan.waves[0]
      // While the same plan is tried again, what is in its way is worth more than that it is being tried.
      const isRetry = wave !== undefined && deps.memory.failures(ref) > 0 && plan.digest === stored.status?.planDigest
      if (!isRetry) {
        await tell({ stored, desired, observed, plan, trouble, againAfterMs: wave ? undefined : againAfterMs }, deps)
      }
      if (!wave) {
        if (!trouble) deps.memory.succeeded(ref)
        return { afterMs: againAfterMs ?? resyncIn(deps) }
      }

      const outcomes = await performWave(wave, { deps, stored, observed, planDigest: plan.digest, ...mode })
      deps.count(outcomes)
      for (const outcome of outcomes) deps.losses.learn(outcome)
      await tellOutcomes(outcomes, stored, deps)
      // Of a full region the next plan knows what to do instead.
      const failure = outcomes
        .filter((outcome) => !deps.fullRegions.learn(outcome))
        .filter(hasError)
        .find(({ step }) => !isAside(step, deps))
      if (failure) throw failure.error
      deps.memory.succeeded(ref)
    } catch (error) {
      if (error instanceof StoreError && fatalCodes.has(error.code)) throw error
      if (mode.stop.aborted) return 'when-changed'
      return await stumble(error, stored, known, deps, call)
    }
  }
  return { afterMs: 1_000 }
}

// Far more rounds than any App needs: a plan that never comes to an end must not hold a worker for ever.
const mostRounds = 500

// A store that answers so answers so for ever: the next process may do better.
const fatalCodes: ReadonlySet<StoreErrorCode> = new Set(['Deposed', 'Corrupt', 'Unavailable'])

type Known = { readonly desired?: Desired | undefined; readonly observed?: Observed; readonly plan?: Plan }

/** Whether it is about one thing that Fly has refused for good, and the rest of the App goes on. */
function isAside(step: Step, { memory }: Deps): boolean {
  if (step.kind !== 'assign-address' && step.kind !== 'request-certificate') return false
  return memory.refusals(step.flyApp).some(isRefused(step.kind === 'assign-address' ? step.address : step.hostname))
}

function hasError(outcome: Outcome): outcome is Outcome & { readonly error: FlyError } {
  return outcome.result === 'failed' || outcome.result === 'unknown'
}

/** Something went wrong: says so in the status, and decides when to try again. */
async function stumble(
  error: unknown,
  stored: Stored | undefined,
  known: Known,
  deps: Deps,
  call: { readonly signal: AbortSignal },
): Promise<Again> {
  const { memory, settings, world, gate } = deps
  const isRefused =
    error instanceof FlyError &&
    error.code === 'Unauthorized' &&
    (gate.refusal() === error || (await challenge(error, deps, call)))
  const verdict = verdictOf(
    isRefused || !isUnauthorized(error) ? error : new FlyError('Unavailable', error.message, { cause: error }),
  )
  if (!(error instanceof FlyError)) world.log.error({ ref: stored?.ref, error }, 'a pass failed')
  if (!stored) return { afterMs: settings.longestBackoffMs }

  const failures = memory.failed(stored.ref)
  const chance = world.random.next()
  const againAfterMs =
    verdict.again === 'soon'
      ? backoffMs(failures, settings.longestBackoffMs, chance)
      : verdict.again === 'later'
        ? Math.round(settings.longestBackoffMs * (1 + chance))
        : undefined
  const message = `${error instanceof Error ? error.message : String(error)}; ${verdict.advice}`
  if (verdict.again === 'when-changed' && known.plan) memory.rejected(stored.ref, known.plan.digest, message)
  const isBlocked = isGoing(stored) && failures >= stalledAfterFailures
  const trouble = {
    reason: isBlocked ? ('DeletionBlocked' as const) : verdict.reason,
    message,
    stalled: verdict.again !== 'soon' || failures >= stalledAfterFailures,
  }
  try {
    await tell(
      { stored, desired: known.desired, observed: known.observed, plan: known.plan, trouble, againAfterMs },
      deps,
    )
  } catch (storeError) {
    world.log.error({ ref: stored.ref, error: storeError }, 'a status could not be written')
  }
  return { afterMs: againAfterMs ?? resyncIn(deps) }
}

// Trying goes on; but whoever looks should see that it does not get anywhere.
const stalledAfterFailures = 10

function isUnauthorized(error: unknown): error is FlyError {
  return error instanceof FlyError && error.code === 'Unauthorized'
}

async function challenge(error: FlyError, { gate }: Deps, call: { readonly signal: AbortSignal }): Promise<boolean> {
  return await gate.challenge(error, call).catch(() => false)
}

async function tellTrespass(stored: Stored, message: string, deps: Deps): Promise<void> {
  const trouble = { reason: 'ForeignAuthor', message, stalled: true } as const
  const nothing = { desired: undefined, observed: undefined, plan: undefined, againAfterMs: undefined }
  await tell({ stored, ...nothing, trouble }, deps)
}

/** An App that was to go, and of which nothing is left. */
function isGone(stored: Stored, { app, machines }: Observed): boolean {
  return isGoing(stored) && app !== 'ours' && machines.length === 0
}

const betweenLooksAtNothingMs = 2_000

/** Takes an App out of the store, unless a call is on its way for it. */
async function forget(stored: Stored, deps: Deps): Promise<boolean> {
  const { intents } = await deps.store.holdings(stored.ref)
  if (intents.length > 0) return false
  await deps.store.forget(
    deps.fence,
    stored.ref,
    eventOf(deps, stored, 'Forgotten', `${stored.ref} is gone from Fly and forgotten`),
  )
  deps.memory.succeeded(stored.ref)
  return true
}

function resyncIn({ settings, world }: Deps): number {
  return Math.round(settings.resyncMs * (0.75 + world.random.next() / 2))
}
