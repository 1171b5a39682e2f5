import { FlyError } from '../fly/errors.ts'
import type { Outcome } from '../plan/outcome.ts'
import type { Step } from '../plan/step.ts'
import { act, callOf, type Deed, done, failed, waitOf } from './deed.ts'
import { whyNotDelete } from './guard.ts'
import { slowerClock } from './trash.ts'
import { whyNotLoseVolumes } from './volume-guard.ts'

/** Makes the Fly app, and waits until Fly's reading side knows it. */
export async function createApp(step: Step & { kind: 'create-app' }, deed: Deed): Promise<Outcome> {
  const { fly, store, memory, organization } = deed.deps
  const { flyApp, network } = step
  const { intents } = await store.holdings(deed.stored.ref)
  const earlier = intents.find(({ action, target }) => action === 'create-app' && target === flyApp)
  const made = await act(step, deed, {
    action: 'create-app',
    target: flyApp,
    earlier,
    send: () => fly.createApp({ name: flyApp, network }, callOf(deed)),
    effects: () => ({ ownsApp: true }),
    // Taken by ourselves, if an earlier try of this very intent got through; by somebody else otherwise.
    recognise: async (error) => {
      if (error.code !== 'NameTaken' || !earlier) return undefined
      const app = await fly.getApp(flyApp, callOf(deed)).catch(() => undefined)
      return app?.organization.slug === organization ? null : undefined
    },
  })
  if (!made.ok) return made.outcome
  memory.madeApp(flyApp)
  return (await appears(flyApp, deed)) ? done(step, made.operation) : failed(step, made.operation, notYet(flyApp))
}

/** Deletes the Fly app with everything in it, and waits until it is gone. */
export async function deleteApp(step: Step & { kind: 'delete-app' }, deed: Deed): Promise<Outcome> {
  const { fly, store } = deed.deps
  const { flyApp } = step
  const stored = await store.get(deed.stored.ref)
  const holdings = await store.holdings(deed.stored.ref)
  const objection = stored ? whyNotDelete(stored, slowerClock(deed.deps)) : `${deed.stored.ref} is forgotten`
  if (objection || !holdings.ownsApp) {
    const why = objection ?? 'it is not ours'
    return failed(step, undefined, new FlyError('Invalid', `the app ${flyApp} is not deleted: ${why}`))
  }
  const data = whyNotLoseVolumes(holdings.assets)
  if (data) return failed(step, undefined, new FlyError('VersionConflict', `the app ${flyApp} is not deleted: ${data}`))
  const [volume] = await fly.listVolumes(flyApp, callOf(deed))
  if (volume) {
    const message = `the app ${flyApp} is not deleted: the volume ${volume.name} (${volume.id}) is in it`
    return failed(step, undefined, new FlyError('VersionConflict', message))
  }
  const strangers = (await fly.listMachines(flyApp, callOf(deed))).filter(
    ({ id }) => !holdings.bindings.some(({ machineId }) => machineId === id),
  )
  // A list may lack what is there: Fly has once answered with empty lists everywhere, and whatever a list lacked would
  // go with the app. The app's own count is a second witness. Source: fly.io/infra-log, 2026-04-28
  const counted = (await fly.getApp(flyApp, callOf(deed)))?.machine_count ?? 0
  if (strangers.length > 0 || counted > 0) {
    return failed(step, undefined, new FlyError('VersionConflict', `the app ${flyApp} has Machines that are not ours`))
  }
  const deleted = await act(step, deed, {
    action: 'delete-app',
    target: flyApp,
    send: () => fly.deleteApp(flyApp, callOf(deed)),
  })
  if (!deleted.ok) return deleted.outcome
  // The app still answers for some seconds; that it is gone is seen by the next look, which settles the ownership.
  await vanishes(flyApp, deed)
  return done(step, deleted.operation)
}

// superfly/fly-go's WaitForApp tries for a minute, 100 to 500 ms apart.
const tries = 60
const firstTryMs = 100
const betweenTriesMs = 500

async function appears(flyApp: string, deed: Deed): Promise<boolean> {
  const { fly, world } = deed.deps
  for (let attempt = 0; attempt < tries; attempt++) {
    await world.clock.sleep(attempt === 0 ? firstTryMs : betweenTriesMs, deed.stop)
    // Not by listing its Machines: the next look wants that call.
    const app = await fly.getApp(flyApp, waitOf(deed)).catch(flyErrorOnly)
    if (app !== undefined && !(app instanceof FlyError)) return true
  }
  return false
}

function flyErrorOnly(error: unknown): FlyError {
  if (error instanceof FlyError) return error
  throw error
}

async function vanishes(flyApp: string, deed: Deed): Promise<void> {
  const { fly, world } = deed.deps
  for (let attempt = 0; attempt < tries; attempt++) {
    const app = await fly.getApp(flyApp, waitOf(deed)).catch(flyErrorOnly)
    if (app === undefined) return
    await world.clock.sleep(betweenTriesMs, deed.stop)
  }
}

function notYet(flyApp: string): FlyError {
  return new FlyError('Unavailable', `the app ${flyApp} was made, but Fly does not show it yet`)
}
