import { FlyError } from '../fly/errors.ts'
import type { Call } from '../fly/fly.ts'
import { isGone, isSettledRunning } from '../fly/states.ts'
import type { Machine } from '../fly/wire.ts'
import { readMarks } from '../plan/marks.ts'
import type { Holdings, Observed, Sighting } from '../plan/observed.ts'
import type { Slot } from '../resource/ownership.ts'
import { flyAppOf, type Ref, type Resource, refOf } from '../resource/resource.ts'
import { inForce, type Stored } from '../store/store.ts'
import type { Deps } from './deps.ts'
import { sightReach } from './look-addresses.ts'
import { listSecrets } from './look-secrets.ts'
import { standingOf, withSnapshots } from './look-snapshots.ts'
import { hasVolumes, sightVolumes } from './look-volumes.ts'
import { settleByObservation } from './settle.ts'
import { isGoing } from './trash.ts'

/**
 * Reads what is on Fly for one App, settles by it what earlier calls left open, and tells what is there now.
 *
 * A list is only a hint. Whatever of ours it does not have, or has in an older version than we made, is read by id; and
 * what cannot be confirmed either way is `unseen`. Rejects with a FlyError when Fly cannot be read.
 */
export async function look(stored: Stored, wanted: ReadonlySet<Slot>, deps: Deps, call: Call): Promise<Observed> {
  const flyApp = flyAppOf(stored.resource)
  const about = aboutOf(inForce(stored))
  const holdings = await deps.store.holdings(stored.ref)
  const wants = Object.values(inForce(stored).spec.machines).some(({ volume }) => volume !== undefined)
  // Whoever deletes an app has to know what goes with it.
  const withVolumes = wants || isGoing(stored) || hasVolumes(holdings)
  const spec = isGoing(stored) ? undefined : inForce(stored)
  const seen = await sight(about, holdings, deps, call, withVolumes)
  const sighting = await sightReach(seen, flyApp, spec, holdings, deps, call)
  deps.losses.saw(stored.ref, sighting.machines, sighting.volumes && standingOf(sighting.volumes, holdings))
  for (const machine of sighting.machines) {
    deps.memory.saw(machine)
    const { epoch } = readMarks(machine.config?.metadata ?? {})
    if (epoch !== undefined) deps.sawEpoch(epoch)
  }
  const settled = await settleByObservation(stored, sighting, holdings, wanted, deps)
  const restorable = await withSnapshots(sighting, { ref: stored.ref, flyApp, spec }, settled, deps, call)
  return deps.reconciler.observe(
    stored.ref,
    flyApp,
    { ...restorable, full: deps.fullRegions.now(), losses: deps.losses.of(stored.ref, flyApp) },
    settled,
    deps.fly.now(),
  )
}

/** What a look has to know of an App to look for all that it may have. */
export type About = { readonly ref: Ref; readonly flyApp: string; readonly hasSecrets: boolean }

export function aboutOf(resource: Resource): About {
  const hasSecrets = Object.keys(resource.spec.secrets ?? {}).length > 0
  return { ref: refOf(resource), flyApp: flyAppOf(resource), hasSecrets }
}

/** Only reads: what a look brings home, for one App. To the observer it stays news, as no pass has dealt with it. */
export async function sight(
  about: About,
  holdings: Holdings,
  deps: Deps,
  call: Call,
  withVolumes = hasVolumes(holdings),
): Promise<Sighting> {
  const { ref, flyApp, hasSecrets } = about
  const sighting = await sightMachines(flyApp, holdings, deps, call)
  const isOurs = sighting.app === 'present' && holdings.ownsApp
  const withSecrets = hasSecrets || holdings.assets.some(({ kind, alive }) => kind === 'secret' && alive)
  const listed = withSecrets && isOurs ? await listSecrets(flyApp, holdings, deps, call) : []
  return {
    ...sighting,
    ...(withVolumes && isOurs && { volumes: await sightVolumes(flyApp, holdings, deps, call) }),
    ...(withSecrets && { secrets: { listed, requested: deps.counter.requested(ref) } }),
  }
}

async function sightMachines(flyApp: string, holdings: Holdings, deps: Deps, call: Call): Promise<Sighting> {
  const listed = holdings.ownsApp ? await list(flyApp, deps, call) : undefined
  if (listed) return { app: 'present', network: undefined, ...(await confirm(flyApp, listed, holdings, deps, call)) }

  const app = await readApp(flyApp, holdings, deps, call)
  if (app === 'absent') {
    return {
      app,
      network: undefined,
      machines: [],
      gone: holdings.bindings.filter(({ alive }) => alive).map(({ machineId }) => machineId),
    }
  }
  if (app === 'foreign') return { app, network: undefined, machines: [], gone: [] }
  const machines = await deps.fly.listMachines(flyApp, call)
  return { app: 'present', network: app.network, ...(await confirm(flyApp, machines, holdings, deps, call)) }
}

/** The Machines of an app that is ours; `undefined` when Fly does not know the app, which a second read has to confirm. */
async function list(flyApp: string, { fly, memory }: Deps, call: Call): Promise<readonly Machine[] | undefined> {
  try {
    const machines = await fly.listMachines(flyApp, call)
    memory.sawApp(flyApp)
    return machines
  } catch (error) {
    throwIfFresh(flyApp, error, true, memory)
    if (error instanceof FlyError && error.code === 'NotFound') return undefined
    throw error
  }
}

/** The app in our organisation; a name that is free, or another's, otherwise. */
export async function readApp(
  flyApp: string,
  { ownsApp }: Pick<Holdings, 'ownsApp'>,
  { fly, memory, organization }: Deps,
  call: Call,
) {
  try {
    const app = await fly.getApp(flyApp, call)
    if (app === undefined) {
      throwIfFresh(flyApp, new FlyError('NotFound', `the app ${flyApp} is not there`), ownsApp, memory)
      return 'absent'
    }
    return app.organization.slug === organization ? app : 'foreign'
  } catch (error) {
    if (error instanceof FlyError && error.code === 'Forbidden') return 'foreign'
    throw error
  }
}

// Right after its creation an app may answer 401 or 404 for up to a minute. Source: superfly/fly-go, WaitForApp.
// The life before this one may have made it, too.
function throwIfFresh(flyApp: string, error: unknown, isOurs: boolean, memory: Deps['memory']): void {
  const mayBeFresh = memory.isFreshApp(flyApp) || (isOurs && memory.isYoung())
  if (!(error instanceof FlyError) || !mayBeFresh) return
  if (error.code === 'NotFound' || error.code === 'Unauthorized') {
    throw new FlyError('Unavailable', `the app ${flyApp} was made a moment ago and does not answer yet`, {
      cause: error,
    })
  }
}

/** Reads by id whatever the list leaves in doubt. */
async function confirm(
  flyApp: string,
  listed: readonly Machine[],
  { bindings }: Holdings,
  { fly, memory }: Deps,
  call: Call,
): Promise<Pick<Sighting, 'machines' | 'gone'>> {
  const machines = new Map(listed.map((machine) => [machine.id, machine]))
  const gone: string[] = []
  await Promise.all(
    bindings.map(async ({ machineId, alive }) => {
      const inList = machines.get(machineId)
      const isAsExpected = alive ? inList !== undefined : inList === undefined
      if (isAsExpected && !memory.isStale(machineId, inList) && !isDoubtful(inList, memory)) {
        if (!alive || !(memory.isNewborn() || memory.wroteLately(machineId))) return
      }

      const read = await fly.getMachine(flyApp, machineId, call)
      machines.delete(machineId)
      // Neither there nor gone: unseen.
      if (memory.isStale(machineId, read) || (alive && read === undefined && memory.isYoung())) return
      if (read === undefined || isGone(read.state)) gone.push(machineId)
      else machines.set(machineId, read)
    }),
  )
  return { machines: [...machines.values()].filter(({ state }) => !isGone(state)), gone: gone.sort() }
}

/**
 * Whether more hangs on what a list shows of a Machine than a list is good for: it lacks the marks that we just wrote, or
 * shows a Machine that does not serve, which a rollout would take for one that it may take down.
 */
function isDoubtful(listed: Machine | undefined, memory: Deps['memory']): boolean {
  if (listed === undefined) return false
  const mark = memory.markOf(listed.id)
  if (mark !== undefined && readMarks(listed.config?.metadata ?? {}).operation !== mark) return true
  return !isSettledRunning(listed.state) || listed.checks?.some(({ status }) => status !== 'passing') === true
}
