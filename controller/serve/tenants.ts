import type { Tenants } from '../access/fly-identity.ts'
import type { AppIdentity } from '../resource/ownership.ts'
import type { Ref } from '../resource/resource.ts'
import type { Event, EventKind } from '../status/event.ts'
import type { Fence, Store } from '../store/store.ts'
import type { Clock } from '../world.ts'

/** The apps of the store, for those who check who comes and asks. */
export function createTenants(options: {
  readonly store: Store
  readonly fence: Fence
  readonly clock: Clock
  /** What Fly says now of an app's id; `undefined` when there is none, or Fly does not tell. Rejects when Fly cannot be asked. */
  readonly idAtFly: (flyApp: string) => Promise<string | undefined>
}): Tenants {
  const { store, fence, clock, idAtFly } = options
  const told = new Set<string>()

  async function eventOf(ref: Ref, kind: EventKind, message: string, detail: AppIdentity): Promise<Event> {
    const generation = (await store.get(ref))?.generation ?? 0
    return { ref, kind, message, detail, generation, by: 'controller', at: new Date(clock.now()).toISOString() }
  }

  return {
    idAtFly,
    async ofFlyApp(flyApp) {
      const tenant = await store.tenantOf(flyApp)
      return tenant?.isOurs ? { ref: tenant.ref, identity: tenant.identity } : undefined
    },
    async bind(ref, identity) {
      const message = `its Machines came for the first time: from now on the app ${identity.appId} of Fly is ${ref}, and no other`
      return await store.bindIdentity(fence, ref, identity, await eventOf(ref, 'IdentityBound', message, identity))
    },
    async tellMismatch(ref, shown) {
      // Whoever comes again and again does not fill the audit trail.
      const who = `${ref} ${shown.organizationId} ${shown.appId}`
      if (told.has(who) || told.size >= mostTold) return
      told.add(who)
      const message = `the app ${shown.appId} of Fly came under its name, and was refused`
      await store.record(fence, [await eventOf(ref, 'IdentityRefused', message, shown)])
    },
  }
}

const mostTold = 1_000
