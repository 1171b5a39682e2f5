import { FlyError } from './errors.ts'
import type { Call, Fly, OrgQuery } from './fly.ts'
import type { OrgMachinesPage } from './wire.ts'

/**
 * The organisation's Machines, page by page to the end. A page may be short or empty although more follow, and the same
 * Machine may come twice, the second time as it is by then.
 *
 * `error_regions` of a page names every region that could not be read so far, in that page or an earlier one; so only
 * the last page's is complete. Rejects with a FlyError when a page cannot be read: Malformed, when the list leads in
 * circles or does not end.
 */
export async function* readOrganization(
  fly: Pick<Fly, 'listOrgMachines'>,
  query: OrgQuery,
  call: Call,
): AsyncGenerator<OrgMachinesPage, void> {
  const unread = new Set<string>()
  const cursors = new Set<string>()
  let { cursor } = query
  for (let pages = 0; pages < mostPages; pages++) {
    const page = await fly.listOrgMachines(cursor === undefined ? query : { ...query, cursor }, call)
    for (const region of page.error_regions ?? []) unread.add(region)
    yield { ...page, error_regions: [...unread] }
    cursor = page.next_cursor
    if (!cursor) return
    if (cursors.has(cursor)) throw new FlyError('Malformed', "the organisation's list of Machines leads in circles")
    cursors.add(cursor)
  }
  throw new FlyError('Malformed', `the organisation's list of Machines has not ended after ${mostPages} pages`)
}

// At 1000 Machines a page a hundred times the largest organisation that we aim at.
const mostPages = 1_000
