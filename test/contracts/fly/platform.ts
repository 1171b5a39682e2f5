import { expect, test } from 'vitest'
import type { Things } from '../fly.ts'

/** Fly itself, and the organisation as a whole. */
export function platformContract({ subject, run, eventually, eventuallyDone, anApp, aMachine }: Things): void {
  const call = { signal: new AbortController().signal }

  test('the regions are known, and where there is room', async () => {
    const { fly } = subject()
    const regions = await run(fly.listRegions(call))
    expect(regions).toContainEqual(expect.objectContaining({ code: 'ams' }))
    const compute = { cpu_kind: 'shared', cpus: 1, memory_mb: 256 } as const
    const placements = await run(fly.askPlacements({ compute, region: 'ams,fra', count: 1 }, call))
    const codes = new Set(regions.map(({ code }) => code))
    for (const { region, count } of placements) {
      expect(codes).toContain(region)
      expect(count).toBeGreaterThan(0)
    }
    expect(placements.length).toBeGreaterThan(0)
  })

  test('the token belongs to the organisation', async () => {
    const { tokens } = await run(subject().fly.currentToken(call))
    expect(tokens).toContainEqual(expect.objectContaining({ org_slug: subject().organization }))
  })

  test("the organisation's list shows what lives, and on demand what was destroyed", async () => {
    const { fly } = subject()
    const app = await anApp()
    const { id } = await aMachine(app)
    await eventually(
      () => orgList({}),
      (machines) => machines.some((each) => each.id === id && each.app_name === app),
    )
    await eventuallyDone(() => fly.destroyMachine(app, id, call))
    await eventually(
      () => orgList({ includeDeleted: true }),
      (machines) => machines.some((each) => each.id === id && each.state === 'destroyed'),
    )
    await eventually(
      () => orgList({}),
      (machines) => machines.every((each) => each.id !== id),
    )
  })

  test('the organisation’s list comes in pages, every Machine in one of them', async () => {
    const app = await anApp()
    const made = [await aMachine(app, 'web-ams-0-a'), await aMachine(app, 'web-ams-1-b')]
    await eventually(
      () => orgList({ limit: 1 }),
      (machines) => made.every(({ id }) => machines.some((each) => each.id === id)),
    )
  })

  async function orgList(query: { includeDeleted?: boolean; limit?: number }) {
    const machines = []
    let cursor: string | undefined
    do {
      const page = await subject().fly.listOrgMachines({ ...query, ...(cursor && { cursor }) }, call)
      machines.push(...page.machines)
      cursor = page.next_cursor
    } while (cursor)
    return machines
  }
}
