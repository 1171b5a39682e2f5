import type { OrgMachinesPage } from '../controller/fly/wire.ts'
import type { OrgVolumesPage } from '../controller/fly/wire-volumes.ts'
import { filterOf, whereAndHow } from './machine-list.ts'
import { createPager, type Page, type Pager } from './pages.ts'
import type { Premises } from './premises.ts'
import { isoSeconds, unauthorized } from './refusal.ts'
import type { Listed } from './replica.ts'
import { type Ask, flag, type Route } from './routes.ts'
import { orgMachineView } from './views.ts'
import { orgVolumeView } from './volumes/views.ts'
import { isDeleted, type VolumeRow } from './volumes/volume.ts'

/** Everything of a kind that the organisation has, that first whose last change is the longest ago. */
export function organizationRoutes(premises: Premises): readonly Route[] {
  const { truth, laws, hosts, replica, volumeReplica, faults } = premises
  const machinePages = createPager(replica, () => laws.choose())
  const volumePages = createPager(volumeReplica, () => laws.stream('volume pages').next())

  function machines(ask: Ask): OrgMachinesPage {
    const { shown, cursor, hidden } = read(ask, machinePages, filterOf(ask.query))
    const last = shown.at(-1)
    return {
      machines: shown.map((row) => orgMachineView(row, flag(ask.query, 'summary'))),
      ...(hidden.length > 0 && { error_regions: hidden }),
      ...(last && { last_machine_id: last.id, last_updated_at: isoSeconds(last.updatedAt) }),
      ...(cursor !== undefined && { next_cursor: cursor }),
    }
  }

  /** Does not tell which regions it lacks. Source: Fly's OpenAPI document */
  function volumes(ask: Ask): OrgVolumesPage {
    const isWanted = whereAndHow(ask.query)
    const isDeletedShown = flag(ask.query, 'include_deleted')
    const fits = (row: VolumeRow) => isWanted(row) && (isDeletedShown || !isDeleted(row))
    const { shown, cursor } = read(ask, volumePages, fits)
    const last = shown.at(-1)
    return {
      volumes: shown.map((row) => orgVolumeView(row, flag(ask.query, 'summary'), hosts)),
      ...(last && { last_volume_id: last.key, last_updated_at: isoSeconds(last.updatedAt) }),
      ...(cursor !== undefined && { next_cursor: cursor }),
    }
  }

  /** What is asked for must make sense, also where the list is empty for no reason. */
  function read<R extends Listed>(
    { query, params, caller: { organization, app: only } }: Ask,
    pages: Pager<R>,
    fits: (row: R) => boolean,
  ): Page<R> & { readonly hidden: readonly string[] } {
    if (params.organization !== organization || only !== undefined) throw unauthorized()
    pages.check(query)
    if (faults.areListsEmpty()) {
      faults.count('empty lists')
      return { shown: [], cursor: undefined, hidden: [] }
    }
    const hidden = faults.hiddenRegions()
    if (hidden.length > 0) faults.count('hidden region')
    const isOurs = ({ app }: R) => (truth.app(app)?.organization ?? organization) === organization
    const isShown = (row: R) => fits(row) && !hidden.includes(row.region) && isOurs(row)
    return { ...pages.page(query, isShown), hidden }
  }

  const countedBy = 'organization'
  return [
    {
      method: 'GET',
      path: '/v1/orgs/:organization/machines',
      action: 'list-org-machines',
      countedBy,
      isDeed: false,
      answer: (ask) => ({ status: 200, body: machines(ask) }),
    },
    {
      method: 'GET',
      path: '/v1/orgs/:organization/volumes',
      action: 'list-org-volumes',
      countedBy,
      isDeed: false,
      answer: (ask) => ({ status: 200, body: volumes(ask) }),
    },
  ]
}
