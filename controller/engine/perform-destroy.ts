import { FlyError } from '../fly/errors.ts'
import type { DeedOnMachine } from '../fly/fly.ts'
import { isLeaving, settledAs } from '../fly/states.ts'
import type { Machine } from '../fly/wire.ts'
import type { Outcome } from '../plan/outcome.ts'
import type { Step } from '../plan/step.ts'
import { act, callOf, type Deed, done, failed, underLease, waitOf } from './deed.ts'
import { whyNotDestroy } from './guard.ts'
import { slowerClock } from './trash.ts'

type Destroy = Step & { readonly kind: 'destroy-machine' }

/**
 * Destroys one Machine of ours: licensed by the store's rows, checked against a fresh read by id, stopped first so that
 * its program may end in its own way, and waited for until it is gone.
 */
export async function destroyMachine(step: Destroy, deed: Deed): Promise<Outcome> {
  const { fly, store } = deed.deps
  const stored = await store.get(deed.stored.ref)
  const { bindings, assets } = await store.holdings(deed.stored.ref)
  const objection = stored
    ? whyNotDestroy(step, stored, bindings, slowerClock(deed.deps), assets, deed.deps.settings)
    : `${deed.stored.ref} is forgotten`
  if (objection) return failed(step, undefined, new FlyError('Invalid', `not destroyed: ${objection}`))

  const live = await fly.getMachine(step.flyApp, step.id, callOf(deed))
  const binding = bindings.find(({ machineId }) => machineId === step.id)
  if (live && live.name !== binding?.name) {
    return failed(
      step,
      undefined,
      new FlyError('Invalid', `not destroyed: ${step.id} is called ${live.name} at Fly, not ${binding?.name}`),
    )
  }
  if (live && !isLeaving(live.state) && live.instance_id !== step.version) {
    return failed(step, undefined, new FlyError('VersionConflict', `${live.name} has changed since the plan was made`))
  }
  // A host that cannot be asked gives no lease; Fly takes the destruction all the same and does it when the host is back.
  if (!live || live.host_status === 'unreachable') return await destroy(step, callOf(deed), deed)
  return await underLease(step, deed, async (call, lost) => {
    if (settledAs(live.state) === 'running') {
      const trouble = await stopFirst(step, live, call, deed)
      if (trouble) return trouble
    }
    // A destruction names no version: without the lease somebody else may have changed the Machine meanwhile.
    if (lost.aborted) return failed(step, undefined, lost.reason)
    return await destroy(step, call, deed)
  })
}

/** Destroys a Machine so that the next plan may make it anew on the volume of its slot. */
export async function replaceMachine(step: Step & { readonly kind: 'replace-machine' }, deed: Deed): Promise<Outcome> {
  const { flyApp, id, version, machine, effect } = step
  const outcome = await destroyMachine(
    { kind: 'destroy-machine', flyApp, id, version, slot: machine.slot, because: 'HandsOver', effect },
    deed,
  )
  return { ...outcome, step }
}

/** Stops a Machine before it is destroyed. That it does not stop in time is no trouble: it will be destroyed by force. */
async function stopFirst(step: Destroy, live: Machine, call: DeedOnMachine, deed: Deed): Promise<Outcome | undefined> {
  const { fly } = deed.deps
  const stopped = await act<void>(step, deed, {
    action: 'stop-machine',
    target: step.id,
    slot: step.slot,
    send: () => fly.stopMachine(step.flyApp, step.id, call),
  })
  if (!stopped.ok) return stopped.outcome
  const goal = { states: ['stopped'] as const, version: live.instance_id }
  await fly.waitMachine(step.flyApp, step.id, goal, longestStopMs, waitOf(deed)).catch(ignoreFlyError)
  return undefined
}

async function destroy(step: Destroy, call: DeedOnMachine, deed: Deed): Promise<Outcome> {
  const { fly, memory, store, fence } = deed.deps
  const destroyed = await act<void>(step, deed, {
    action: 'destroy-machine',
    target: step.id,
    slot: step.slot,
    send: () => fly.destroyMachine(step.flyApp, step.id, call),
  })
  if (!destroyed.ok) return destroyed.outcome
  try {
    await fly.waitMachine(step.flyApp, step.id, { states: ['destroyed'] }, longestDestroyMs, waitOf(deed))
    await store.note(fence, deed.stored.ref, { died: [step.id] })
    memory.removed(step.id)
  } catch (error) {
    ignoreFlyError(error) // taken by Fly and on its way: a later look confirms that it is gone
  }
  return done(step, destroyed.operation, step.id)
}

export function ignoreFlyError(error: unknown): void {
  if (!(error instanceof FlyError)) throw error
}

// Fly kills a program after kill_timeout, 300 s at the most. Source: superfly/docs, machines/api/machines-resource
export const longestStopMs = 310_000
const longestDestroyMs = 60_000
