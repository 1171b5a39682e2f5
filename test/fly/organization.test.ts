import { describe, expect, test } from 'vitest'
import type { OrgQuery } from '../../controller/fly/fly.ts'
import { readOrganization } from '../../controller/fly/organization.ts'
import type { OrgMachine, OrgMachinesPage } from '../../controller/fly/wire.ts'
import { call } from './scripted.ts'

/** A Fly whose list has these pages, the cursor being the number of the next. */
function aFlyWithPages(pages: readonly Partial<OrgMachinesPage>[]) {
  const queries: OrgQuery[] = []
  const fly = {
    async listOrgMachines(query: OrgQuery): Promise<OrgMachinesPage> {
      queries.push(query)
      const number = Number(query.cursor ?? 0)
      const next = number + 1 < pages.length ? { next_cursor: String(number + 1) } : { next_cursor: '' }
      return { machines: [], ...next, ...pages[number] }
    },
  }
  return { fly, queries }
}

async function collect(fly: ReturnType<typeof aFlyWithPages>['fly'], query: OrgQuery = {}) {
  const pages: OrgMachinesPage[] = []
  for await (const page of readOrganization(fly, query, call)) pages.push(page)
  return pages
}

const machine = (id: string) => ({ id, app_name: 'shop' }) as OrgMachine

describe("the organisation's list", () => {
  test('is read to its end, through short and empty pages', async () => {
    const { fly, queries } = aFlyWithPages([{ machines: [machine('a')] }, {}, {}, { machines: [machine('b')] }])
    const pages = await collect(fly, { includeDeleted: true, updatedAfter: '2026-01-01T00:00:00Z' })
    expect(pages.flatMap(({ machines }) => machines.map(({ id }) => id))).toEqual(['a', 'b'])
    expect(queries.map(({ cursor }) => cursor)).toEqual([undefined, '1', '2', '3'])
    expect(queries.every(({ includeDeleted }) => includeDeleted)).toBe(true)
  })

  test('says with the last page which regions could not be read in any', async () => {
    const { fly } = aFlyWithPages([{ error_regions: ['fra'] }, {}, { error_regions: ['ams', 'fra'] }])
    const pages = await collect(fly)
    expect(pages.at(-1)?.error_regions).toEqual(['fra', 'ams'])
  })

  test('that leads in circles is Malformed', async () => {
    const { fly } = aFlyWithPages([{ next_cursor: '1' }, { next_cursor: '2' }, { next_cursor: '1' }])
    await expect(collect(fly)).rejects.toMatchObject({ code: 'Malformed' })
  })

  test('that does not end is Malformed', async () => {
    const { fly } = aFlyWithPages(Array(5_000).fill({}))
    await expect(collect(fly)).rejects.toMatchObject({ code: 'Malformed' })
  })

  test('is not asked for further than somebody reads', async () => {
    const { fly, queries } = aFlyWithPages([{}, {}, {}])
    for await (const _ of readOrganization(fly, {}, call)) break
    expect(queries).toHaveLength(1)
  })
})
