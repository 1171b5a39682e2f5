import type { Call } from '../fly/fly.ts'
import { readOrganization } from '../fly/organization.ts'
import type { OrgMachine } from '../fly/wire.ts'
import { readMarks } from '../plan/marks.ts'
import type { Ref } from '../resource/resource.ts'
import type { Store } from '../store/store.ts'
import type { Deps } from './deps.ts'

/**
 * Sees what changes on Fly, for the price of one call for all Apps: every few seconds what was updated lately, and now
 * and then the whole list, against which what we know is held. It only wakes; what is so, a pass finds out by itself.
 *
 * Each piece of news is told once, and never lost: what a look has read before it broke off is told by the next.
 */
export interface Observer {
  /** One look at what was updated since the last. Resolves with the names that something happened to. */
  poll(call: Call): Promise<ReadonlySet<Ref>>
  /** The whole list: names with news, or of whose Machines some are missing from it. */
  sweep(call: Call): Promise<ReadonlySet<Ref>>
}

export function createObserver(
  deps: Pick<Deps, 'memory' | 'settings' | 'world' | 'sawEpoch'> & {
    readonly fly: Pick<Deps['fly'], 'listOrgMachines' | 'now'>
    readonly store: Pick<Store, 'refsOfApps' | 'livingMachines'>
  },
): Observer {
  const { fly, store, memory, settings, world } = deps
  /** ms since 1970, by Fly's clock. */
  let updatedAt: number | undefined
  /** The Fly apps with news that nobody has been told of. */
  const news = new Set<string>()

  function take(row: OrgMachine): void {
    // One host whose clock is ahead must not hide what the others tell.
    const at = Math.min(Date.parse(row.updated_at), fly.now())
    if (updatedAt === undefined ? !Number.isNaN(at) : at > updatedAt) updatedAt = at
    const epoch = readMarks(row.config?.metadata ?? {}).epoch
    if (epoch !== undefined) deps.sawEpoch(epoch)
    if (!memory.isNews(row)) return
    memory.saw(row)
    news.add(row.app_name)
  }

  async function tellNews(): Promise<Set<Ref>> {
    const flyApps = [...news]
    if (flyApps.length === 0) return new Set()
    const refs = await store.refsOfApps(flyApps)
    for (const app of flyApps) news.delete(app)
    return new Set(flyApps.flatMap((app) => refs.get(app) ?? []))
  }

  return {
    async poll(call) {
      const query = {
        includeDeleted: true,
        ...(updatedAt !== undefined && { updatedAfter: new Date(updatedAt - settings.pollOverlapMs).toISOString() }),
      }
      for await (const { machines } of readOrganization(fly, query, call)) machines.forEach(take)
      return await tellNews()
    },

    async sweep(call) {
      const listed = new Set<string>()
      let isWhole = true
      for await (const { machines, error_regions: errorRegions = [] } of readOrganization(fly, {}, call)) {
        if (errorRegions.length > 0) isWhole = false
        for (const row of machines) listed.add(row.id)
        machines.forEach(take)
      }
      const living = await store.livingMachines()
      const missing = living.filter(({ machineId }) => !listed.has(machineId))
      const woken = await tellNews()
      // Fly has once answered with empty lists everywhere. Nothing was ever destroyed for that here; but looking at every
      // App because of it would be a storm of calls just when Fly is in trouble. Source: fly.io/infra-log, 2026-04-28
      if (!isWhole || missing.length > Math.max(20, living.length * settings.implausibleShare)) {
        if (missing.length > 0)
          world.log.warn({ missing: missing.length, living: living.length }, 'the organisation list is not plausible')
        return woken
      }
      memory.keepSeen(listed)
      for (const { ref } of missing) woken.add(ref)
      return woken
    },
  }
}
