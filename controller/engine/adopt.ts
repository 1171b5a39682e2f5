import { FlyError } from '../fly/errors.ts'
import type { Call } from '../fly/fly.ts'
import { type HeldLease, holdLease } from '../fly/held-lease.ts'
import type { Machine } from '../fly/wire.ts'
import { holdingsOf } from '../plan/adoption/holdings.ts'
import { objectionsTo, placesFor } from '../plan/adoption/objections.ts'
import { flyAppOf, type Ref, type Resource, refOf } from '../resource/resource.ts'
import type { Stored } from '../store/store.ts'
import type { Deps } from './deps.ts'
import { eventOf } from './events.ts'
import { readApp } from './look.ts'
import { liveApp } from './survey.ts'

/** `refused`: only another spec, or a change there, helps. `later`: something is under way there. Nothing is changed then. */
export type Adoption =
  | {
      readonly result: 'adopted'
      readonly adopted: { readonly ref: Ref; readonly generation: number; readonly machines: number }
    }
  | { readonly result: 'refused' | 'later'; readonly objections: readonly string[] }

/**
 * Takes a live app and its Machines for the App of a spec. While nobody else can be at work on them, each is read by id, and
 * it is seen what following the spec would do: nothing but marks in metadata, or it is refused. Then the spec is stored, and
 * after it, at once, the app, all its Machines and what else the spec names are ours; a crash between the two leaves an App that waits for that.
 */
export async function adopt(
  resource: Resource,
  accept: () => Promise<Stored>,
  deps: Deps,
  call: Call,
): Promise<Adoption> {
  const { fly, store, fence, reconciler } = deps
  const [ref, name] = [refOf(resource), flyAppOf(resource)]
  const obstacle = await whyNotOurs(ref, name, deps)
  if (obstacle) return { result: 'refused', objections: [obstacle] }
  const app = await readApp(name, { ownsApp: false }, deps, call)
  if (app === 'absent') return { result: 'refused', objections: ['there is no such app'] }
  if (app === 'foreign') return { result: 'refused', objections: ['it belongs to another organisation'] }

  const listed = await fly.listMachines(name, call)
  return await underLeases(name, listed, deps, call, async (machines) => {
    const generation = (await store.get(ref))?.generation ?? 1
    const desired = reconciler.desire(resource, generation)
    const live = await liveApp(name, app.network, machines, deps, call)
    const places = placesFor(desired, live)
    const holdings = (of: number) => holdingsOf(resource, desired, live, places, `adoption-${of}`)
    const { lasting, passing } = objectionsTo(desired, live, places, holdings(generation), fly.now())
    if (lasting.length > 0) return { result: 'refused', objections: lasting }
    if (passing.length > 0) return { result: 'later', objections: passing }

    const stored = await accept()
    const { bindings, assets } = holdings(stored.generation)
    await store.note(fence, ref, { ownsApp: true, adopt: bindings, assets })
    const message = `${ref} has adopted the app ${name}, with ${bindings.length} of its Machines`
    await store.record(fence, [
      eventOf(deps, stored, 'Adopted', message, { machines: bindings.map(({ machineId }) => machineId) }),
    ])
    return { result: 'adopted', adopted: { ref, generation: stored.generation, machines: bindings.length } }
  })
}

async function whyNotOurs(ref: Ref, flyApp: string, { store }: Deps): Promise<string | undefined> {
  const owner = (await store.refsOfApps([flyApp])).get(flyApp)
  if (owner !== undefined && owner !== ref) return `it is that of ${owner}`
  return (await store.holdings(ref)).ownsApp ? `it is that of ${ref} already` : undefined
}

/** Reads each Machine under its lease, and does the work while all leases are held; gives them back whatever happens. */
async function underLeases(
  flyApp: string,
  listed: readonly Machine[],
  deps: Deps,
  call: Call,
  work: (machines: readonly Machine[]) => Promise<Adoption>,
): Promise<Adoption> {
  const { fly, fence, settings, world } = deps
  const held: HeldLease[] = []
  try {
    const machines: Machine[] = []
    for (const { id } of listed) {
      const description = `artifact:${fence.shard}:${fence.epoch}`
      const about = { app: flyApp, id, description, ttlSeconds: settings.leaseTtlSeconds, clock: world.clock, call }
      const lease = await holdLease(fly, about)
      if (lease instanceof FlyError)
        return { result: 'later', objections: [`${id} could not be leased: ${lease.message}`] }
      held.push(lease)
      const machine = await fly.getMachine(flyApp, id, call)
      if (machine === undefined) return { result: 'later', objections: [`${id} cannot be read just now`] }
      machines.push(machine)
    }
    return await work(machines)
  } finally {
    await Promise.all(held.map((lease) => lease.release()))
  }
}
