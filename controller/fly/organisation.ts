import { FlyError } from './errors.ts'
import type { Call, Fly, OrgQuery } from './fly.ts'
import type { OrgMachine } from './wire.ts'

/** A stretch of the organisation's list. */
export type OrgMachines = {
  readonly machines: readonly OrgMachine[]
  /**
   * Every region so far that could not be read, in this page or an earlier one: its Machines are missing, not gone.
   * Only with the last page is it known to be all.
   */
  readonly errorRegions: readonly string[]
  /** The youngest change that the list has seen so far: the next `updatedAfter`, less an overlap. */
  readonly lastUpdatedAt: string | undefined
}

/**
 * The organisation's Machines, page by page to the end. A page may be short or empty although more follow, and the same
 * Machine may come twice, the later time younger. Rejects with a FlyError when a page cannot be read; Malformed when the
 * list leads in circles or does not end.
 */
export async function* orgMachines(
  fly: Pick<Fly, 'listOrgMachines'>,
  query: OrgQuery,
  call: Call,
): AsyncGenerator<OrgMachines, void> {
  const errorRegions = new Set<string>()
  const cursors = new Set<string>()
  let lastUpdatedAt: string | undefined
  let cursor = query.cursor
  for (let pages = 0; pages < mostPages; pages++) {
    const page = await fly.listOrgMachines(cursor === undefined ? query : { ...query, cursor }, call)
    for (const region of page.error_regions ?? []) errorRegions.add(region)
    lastUpdatedAt = page.last_updated_at || lastUpdatedAt
    yield { machines: page.machines, errorRegions: [...errorRegions], lastUpdatedAt }
    cursor = page.next_cursor
    if (!cursor) return
    if (cursors.has(cursor))
      throw new FlyError('Malformed', `the organisation's list leads in circles, at cursor ${cursor}`)
    cursors.add(cursor)
  }
  throw new FlyError('Malformed', `the organisation's list has not ended after ${mostPages} pages`)
}

// At 1000 Machines a page, a hundred times the largest organisation that we aim at.
const mostPages = 1_000
