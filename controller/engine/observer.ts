import type { Call } from '../fly/fly.ts'
import { readOrganization } from '../fly/organization.ts'
import type { OrgMachine } from '../fly/wire.ts'
import { readMarks } from '../plan/marks.ts'
import { flyAppOf, type Ref } from '../resource/resource.ts'
import type { Deps } from './deps.ts'

/**
 * Sees what changes on Fly, for the price of one call for all Apps: every few seconds what was updated lately, and now
 * and then the whole list, against which what we know is held. It only wakes; what is so, a pass finds out by itself.
 */
export interface Observer {
  /** One look at what was updated since the last. Resolves with the names that something happened to. */
  poll(call: Call): Promise<ReadonlySet<Ref>>
  /** The whole list: names with news, or of whose Machines some are missing from it. */
  sweep(call: Call): Promise<ReadonlySet<Ref>>
}

export function createObserver(
  deps: Pick<Deps, 'fly' | 'store' | 'memory' | 'settings' | 'world'> & {
    /** A Machine says that it was made by a later holder than this store knows of. */
    readonly sawEpoch: (epoch: number) => void
  },
): Observer {
  const { fly, store, memory, settings, world } = deps
  let updatedAfter: string | undefined

  async function refsByApp(): Promise<ReadonlyMap<string, Ref>> {
    const { stored } = await store.list()
    return new Map(stored.map(({ ref, resource }) => [flyAppOf(resource), ref]))
  }

  function take(row: OrgMachine): boolean {
    if (updatedAfter === undefined || row.updated_at > updatedAfter) updatedAfter = row.updated_at
    const epoch = readMarks(row.config?.metadata ?? {}).epoch
    if (epoch !== undefined) deps.sawEpoch(epoch)
    if (!memory.isNews(row)) return false
    memory.saw(row)
    return true
  }

  return {
    async poll(call) {
      const query = {
        includeDeleted: true,
        ...(updatedAfter !== undefined && { updatedAfter: earlier(updatedAfter, settings.pollOverlapMs) }),
      }
      const news: string[] = []
      for await (const { machines } of readOrganization(fly, query, call)) {
        for (const row of machines) if (take(row)) news.push(row.app_name)
      }
      if (news.length === 0) return new Set()
      const refs = await refsByApp()
      return new Set(news.flatMap((app) => refs.get(app) ?? []))
    },

    async sweep(call) {
      const refs = await refsByApp()
      const woken = new Set<Ref>()
      const listed = new Set<string>()
      let isWhole = true
      for await (const { machines, error_regions: errorRegions = [] } of readOrganization(fly, {}, call)) {
        if (errorRegions.length > 0) isWhole = false
        for (const row of machines) {
          listed.add(row.id)
          const ref = take(row) ? refs.get(row.app_name) : undefined
          if (ref) woken.add(ref)
        }
      }
      const living = await store.livingMachines()
      const missing = living.filter(({ machineId }) => !listed.has(machineId))
      // Fly has once answered with empty lists everywhere. Nothing was ever destroyed for that here; but looking at every
      // App because of it would be a storm of calls just when Fly is in trouble. Source: fly.io/infra-log, 2026-04-28
      if (!isWhole || missing.length > Math.max(20, living.length * settings.implausibleShare)) {
        if (missing.length > 0)
          world.log.warn({ missing: missing.length, living: living.length }, 'the organisation list is not plausible')
      } else {
        for (const { ref } of missing) woken.add(ref)
      }
      return woken
    },
  }
}

function earlier(time: string, byMs: number): string {
  return new Date(Date.parse(time) - byMs).toISOString()
}
