import { FlyError } from '../fly/errors.ts'
import type { Answer } from '../fly/fly.ts'
import type { Machine } from '../fly/wire.ts'
import type { Outcome } from '../plan/outcome.ts'
import type { Step } from '../plan/step.ts'
import type { Intent } from '../resource/ownership.ts'
import { becomeWell } from './become-well.ts'
import { act, callOf, type Deed, done, failed, observedMachine, underLease, waitOf } from './deed.ts'
import { ignoreFlyError, longestStopMs } from './perform-destroy.ts'
import { configFor, leastSecrets, pinEffects, putImage } from './put-image.ts'

/** Makes a Machine under a name that was never used before, or under that of an earlier try, and waits until it is well. */
export async function createMachine(step: Step & { kind: 'create-machine' }, deed: Deed): Promise<Outcome> {
  const { fly, store, memory } = deed.deps
  const { machine, flyApp, retries } = step
  const { slot, region } = machine
  const earlier = retries && (await store.holdings(deed.stored.ref)).intents.find(({ id }) => id === retries.operation)
  if (retries && !earlier) return { step, result: 'skipped' } // settled meanwhile: the next look knows more
  // Its data would stay behind in the volume, and it would not be there.
  if (machine.volume && step.volume === undefined) return { step, result: 'skipped' }

  // Plans are made side by side, and others may have used up the hour meanwhile.
  // One on a restored volume was counted when that was made.
  const isCounted = step.because === 'HostLost' && machine.volume === undefined
  if (isCounted && !deed.deps.losses.takeReplacement()) return { step, result: 'skipped' }

  const made = await act<Machine>(step, deed, {
    action: 'create-machine',
    target: undefined,
    slot,
    earlier,
    send: (intent) =>
      // What is recognised tells what its tag stands for, like any answer: the others of the wave wait for that too.
      putImage(step, deed, intent, async (config) => {
        const asked = {
          name: intent.target,
          region,
          config,
          ...leastSecrets(deed),
          ...(step.isCordoned && { skip_service_registration: true }),
        }
        return await orOurs(await fly.createMachine(flyApp, asked, callOf(deed)), intent, deed)
      }),
    effects: (value, intent) => ({
      bind: {
        slot,
        incarnation: intent.incarnation ?? '',
        name: intent.target,
        machineId: value.id,
        operation: intent.id,
      },
      ...pinEffects(step, value, intent, deed),
    }),
  })
  if (!made.ok) return made.outcome
  const { id, instance_id: version } = made.value
  memory.wrote(id, version)
  return outcomeOf(step, made.operation, id, await becomeWell({ flyApp, id, version, machine }, deed))
}

/** Names are never used twice: a Machine that has that of the intent is the one that an earlier try of it made. */
async function orOurs(answer: Answer<Machine>, { flyApp, target }: Intent, deed: Deed): Promise<Answer<Machine>> {
  if (answer.result !== 'refused' || answer.error.code !== 'NameTaken') return answer
  const { machineId, requestId } = answer.error
  const taken = machineId === undefined ? undefined : await readMade(flyApp, machineId, deed)
  return taken?.name === target ? { result: 'done', value: taken, requestId } : answer
}

/** Reads a Machine that a create has named and that a read may not know yet; `undefined` when Fly does not show it soon. */
async function readMade(flyApp: string, id: string, deed: Deed): Promise<Machine | undefined> {
  const { fly, world } = deed.deps
  for (let attempt = 0; attempt < readTries; attempt++) {
    if (attempt > 0) await world.clock.sleep(betweenReadsMs, deed.stop)
    try {
      const machine = await fly.getMachine(flyApp, id, callOf(deed))
      if (machine) return machine
    } catch (error) {
      if (!(error instanceof FlyError)) throw error
    }
  }
  return undefined
}

// Reads lag by about a second. Source: superfly/flyctl, which waits 800 ms before it lists
const readTries = 10
const betweenReadsMs = 500

/** Replaces a Machine's config under its lease, and waits until the new version is well. */
export async function updateMachine(step: Step & { kind: 'update-machine' }, deed: Deed): Promise<Outcome> {
  const { fly, memory, settings } = deed.deps
  const { flyApp, id, machine } = step
  // A stopped Machine stays stopped through an update; if it should run, the next round starts it.
  const isResting = observedMachine(deed, id)?.phase === 'resting'
  return await underLease(step, deed, async (call) => {
    const updated = await act<Machine>(step, deed, {
      action: 'update-machine',
      target: id,
      slot: machine.slot,
      send: (intent) =>
        putImage(step, deed, intent, (config) =>
          fly.updateMachine(
            flyApp,
            id,
            { config, current_version: step.version, ...leastSecrets(deed), ...(isResting && { skip_launch: true }) },
            call,
          ),
        ),
      effects: (value, intent) => pinEffects(step, value, intent, deed),
    })
    if (!updated.ok) return updated.outcome
    const version = updated.value.instance_id
    memory.wrote(id, version)
    if (step.because === 'Drifted') memory.repaired(id, settings.contestWindowMs)
    return outcomeOf(step, updated.operation, id, await becomeWell({ flyApp, id, version, machine, isResting }, deed))
  })
}

/** Changes what needs no restart. Fly asks for no lease here; the version is checked. */
export async function setMetadata(step: Step & { kind: 'set-metadata' }, deed: Deed): Promise<Outcome> {
  const { fly, memory, settings } = deed.deps
  const { flyApp, id, version, machine } = step
  const set = await act<void>(step, deed, {
    action: 'set-metadata',
    target: id,
    slot: machine.slot,
    send: (intent) =>
      fly.putMetadata(flyApp, id, configFor(step, deed, intent.id).metadata ?? {}, version, callOf(deed)),
  })
  if (!set.ok) return set.outcome
  memory.marked(id, set.operation)
  if (step.because === 'Drifted') memory.repaired(id, settings.contestWindowMs)
  return done(step, set.operation, id)
}

/** Puts a Machine out of the proxy's reach, or back into it. Nothing of it starts anew. */
export async function setReach(
  step: Step & { kind: 'cordon-machine' | 'uncordon-machine' },
  deed: Deed,
): Promise<Outcome> {
  const { fly } = deed.deps
  const { flyApp, id, kind, slot } = step
  return await underLease(step, deed, async (call) => {
    const set = await act<void>(step, deed, {
      action: kind,
      target: id,
      slot,
      send: () => (kind === 'cordon-machine' ? fly.cordonMachine : fly.uncordonMachine)(flyApp, id, call),
    })
    return set.ok ? done(step, set.operation, id) : set.outcome
  })
}

/** Stops a Machine and waits until it has. One that takes longer than its grace is seen to stop by a later look. */
export async function stopMachine(step: Step & { kind: 'stop-machine' }, deed: Deed): Promise<Outcome> {
  const { fly } = deed.deps
  const { flyApp, id, slot, version } = step
  return await underLease(step, deed, async (call) => {
    const stopped = await act<void>(step, deed, {
      action: 'stop-machine',
      target: id,
      slot,
      send: () => fly.stopMachine(flyApp, id, call),
    })
    if (!stopped.ok) return stopped.outcome
    await fly
      .waitMachine(flyApp, id, { states: ['stopped'], version }, longestStopMs, waitOf(deed))
      .catch(ignoreFlyError)
    return done(step, stopped.operation, id)
  })
}

/** Starts a Machine that is stopped, and waits until it is well. */
export async function startMachine(step: Step & { kind: 'start-machine' }, deed: Deed): Promise<Outcome> {
  const { fly } = deed.deps
  const { flyApp, id, version, machine } = step
  return await underLease(step, deed, async (call) => {
    const started = await act<void>(step, deed, {
      action: 'start-machine',
      target: id,
      slot: machine.slot,
      send: () => fly.startMachine(flyApp, id, call),
    })
    if (!started.ok) return started.outcome
    return outcomeOf(step, started.operation, id, await becomeWell({ flyApp, id, version, machine }, deed))
  })
}

/** Starts the program anew, with the same version. */
export async function restartMachine(step: Step & { kind: 'restart-machine' }, deed: Deed): Promise<Outcome> {
  const { fly, memory } = deed.deps
  const { flyApp, id, version, machine } = step
  return await underLease(step, deed, async (call) => {
    const restarted = await act<void>(step, deed, {
      action: 'restart-machine',
      target: id,
      slot: machine.slot,
      send: () => fly.restartMachine(flyApp, id, call),
    })
    if (!restarted.ok) return restarted.outcome
    memory.wrote(id, version)
    return outcomeOf(step, restarted.operation, id, await becomeWell({ flyApp, id, version, machine }, deed))
  })
}

function outcomeOf(step: Step, operation: string, id: string, error: FlyError | undefined): Outcome {
  return error ? failed(step, operation, error) : done(step, operation, id)
}
