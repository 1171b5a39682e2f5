import { FlyError } from '../fly/errors.ts'
import type { Answer, Call, DeedOnMachine } from '../fly/fly.ts'
import { holdLease } from '../fly/held-lease.ts'
import type { Observed, ObservedMachine } from '../plan/observed.ts'
import type { Outcome } from '../plan/outcome.ts'
import type { Step } from '../plan/step.ts'
import type { Intent, Slot } from '../resource/ownership.ts'
import type { CallRecord } from '../status/audit-record.ts'
import type { Effects, Stored } from '../store/store.ts'
import { aboutIntent } from './call-record.ts'
import type { Deps } from './deps.ts'
import type { Images } from './images.ts'

/** Everything that the steps of one round share. */
export type Deed = {
  readonly deps: Deps
  readonly stored: Stored
  readonly observed: Observed
  /** Digest of the plan whose steps these are. */
  readonly planDigest: string
  readonly images: Images
  readonly urgency: 'person' | 'background'
  /** Aborted when the house closes: nothing new is begun, and nobody waits any longer for a Machine to get well. */
  readonly stop: AbortSignal
  /** Aborted when the grace is over as well: calls under way are abandoned. */
  readonly abandon: AbortSignal
}

/** How calls are made that must be allowed to end. */
export function callOf({ urgency, abandon }: Deed): Call {
  return { signal: abandon, urgency }
}

/** How calls are made that only wait. */
export function waitOf({ urgency, stop }: Deed): Call {
  return { signal: stop, urgency }
}

/**
 * One mutating call, the only way to make one: an intent is committed, the call is sent once, and what became of it is
 * committed together with what it brought about and its line in the audit. An earlier intent that is still open is taken up instead of a new one.
 */
export async function act<T>(
  step: Step,
  deed: Deed,
  what: {
    readonly action: Intent['action']
    /** `undefined` for a Machine that has no name yet: the store draws one. */
    readonly target: string | undefined
    readonly slot?: Slot
    readonly earlier?: Intent | undefined
    readonly send: (intent: Intent) => Promise<Answer<T>>
    readonly effects?: (value: T, intent: Intent) => Effects
    /** Looks at a refusal that may be our own earlier success. */
    readonly recognise?: (error: FlyError, intent: Intent) => Promise<T | undefined>
  },
): Promise<
  | { readonly ok: true; readonly value: T; readonly operation: string }
  | { readonly ok: false; readonly outcome: Outcome }
> {
  const { deps, stored } = deed
  const { store, fence, world } = deps
  const startedAt = world.clock.monotonic()
  const intent =
    what.earlier ??
    (await store.openIntent(
      fence,
      {
        id: drawOperation(deps),
        ref: stored.ref,
        generation: stored.generation,
        action: what.action,
        flyApp: step.flyApp,
        target: what.target,
        slot: what.slot,
        incarnation: undefined,
        because: step.because,
        openedAt: new Date(world.clock.now()).toISOString(),
      },
      () => draw(deps, 6),
    ))

  let answer = await what.send(intent)
  if (answer.result === 'refused' && what.recognise) {
    const value = await what.recognise(answer.error, intent)
    if (value !== undefined) answer = { result: 'done', value, requestId: answer.error.requestId }
  }
  const tookMs = world.clock.monotonic() - startedAt
  const settle = (state: 'done' | 'refused' | 'unknown', effects: Effects = {}) =>
    store.settleIntent(fence, intent.id, state, {
      ...effects,
      audit: [recordOf(intent, answer, state, deed)],
    })
  switch (answer.result) {
    case 'done':
      await settle('done', what.effects?.(answer.value, intent))
      return { ok: true, value: answer.value, operation: intent.id }
    case 'refused':
      await settle(isConclusive(answer.error, what.earlier) ? 'refused' : 'unknown')
      return { ok: false, outcome: { step, result: 'failed', operation: intent.id, error: answer.error, tookMs } }
    case 'unknown':
      await settle('unknown')
      return { ok: false, outcome: { step, result: 'unknown', operation: intent.id, error: answer.error, tookMs } }
    default:
      return answer satisfies never
  }
}

function recordOf(
  intent: Intent,
  answer: Answer<unknown>,
  outcome: CallRecord['outcome'],
  { deps, stored, planDigest }: Deed,
): CallRecord {
  const told = answer.result === 'done' ? answer : { requestId: answer.error.requestId, code: answer.error.code }
  return {
    ...aboutIntent(intent, stored, deps),
    outcome,
    toldBy: 'answer',
    plan: planDigest,
    flyRequest: told.requestId,
    ...('code' in told && { code: told.code }),
  }
}

/**
 * Whether a refusal tells that the deed was not done and never will be. That this try was refused says nothing about the
 * one before it, which may still be on its way, unless Fly refuses what was asked for itself.
 */
function isConclusive({ code }: FlyError, earlier: Intent | undefined): boolean {
  return earlier === undefined || code === 'Invalid'
}

/**
 * Holds the Machine's lease while `work` runs, and gives it back whatever happens. Once `lost` is aborted, with a FlyError,
 * somebody else may be at work on the Machine: whoever has waited begins nothing new there.
 */
export async function underLease(
  step: Step & { readonly id: string },
  deed: Deed,
  work: (call: DeedOnMachine, lost: AbortSignal) => Promise<Outcome>,
): Promise<Outcome> {
  const { deps } = deed
  const lease = await holdLease(deps.fly, {
    app: step.flyApp,
    id: step.id,
    description: `artifact:${deps.fence.shard}:${deps.fence.epoch}`,
    ttlSeconds: deps.settings.leaseTtlSeconds,
    clock: deps.world.clock,
    call: callOf(deed),
  })
  if (lease instanceof FlyError) return failed(step, undefined, lease)
  try {
    return await work({ ...callOf(deed), nonce: lease.nonce }, lease.lost)
  } finally {
    await lease.release()
  }
}

export function done(step: Step, operation: string, machineId?: string): Outcome {
  return { step, result: 'done', operation, machineId, tookMs: 0 }
}

export function failed(step: Step, operation: string | undefined, error: FlyError): Outcome {
  return { step, result: 'failed', operation, error, tookMs: 0 }
}

export function observedMachine({ observed }: Deed, id: string): ObservedMachine | undefined {
  return observed.machines.find((machine) => machine.id === id)
}

function drawOperation(deps: Deps): string {
  return `op_${draw(deps, 16)}`
}

// Without letters and digits that are taken for one another.
const alphabet = '23456789abcdefghjkmnpqrstuvwxyz'

function draw({ world }: Deps, length: number): string {
  let text = ''
  while (text.length < length) text += alphabet[Math.floor(world.random.next() * alphabet.length)]
  return text
}
