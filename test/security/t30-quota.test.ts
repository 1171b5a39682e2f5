import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OperationError } from '../../controller/serve/operation-error.ts'
import { anInstallation, anna } from '../serve/an-installation.ts'
import { anApp, aPolicy } from '../support/builders.ts'

let house: Awaited<ReturnType<typeof anInstallation>>
beforeAll(async () => {
  house = await anInstallation()
})
afterAll(() => house.close())

test('T30: however many ask at once, all Apps together never exceed what the organisation may have', async () => {
  const policy = aPolicy('all', { limits: { perOrganization: { machines: 5 } } })
  await house.operations.applyRules({ document: policy }, anna)

  const asked = Array.from({ length: 8 }, (_, index) =>
    house.operations.submit({ document: anApp(`app-${index}`, { web: { count: 2 } }) }, anna, house.never),
  )
  const ends = await house.run(Promise.allSettled(asked))

  const { stored } = await house.store.list()
  expect(stored).toHaveLength(2)
  const refused = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason as OperationError] : []))
  expect(refused).toHaveLength(6)
  for (const { code, reasons } of refused) {
    expect(code).toBe('Forbidden')
    expect(reasons).toMatchObject([{ rule: 'Policy/all', allowed: 'all Apps together 5 Machines' }])
  }
})

test('T30: what would break a limit is refused in a rehearsal, in a rollback and by the command alike', async () => {
  const one = anApp('app-0', { web: { count: 1 } })
  const before = await house.store.revisions('App/app-0')
  await house.run(house.operations.submit({ document: one }, anna, house.never))
  await house.operations.applyRules(
    { document: aPolicy('all', { limits: { perOrganization: { machines: 3 } } }) },
    anna,
  )

  const two = { document: anApp('app-0', { web: { count: 2 } }), dryRun: true }
  await expect(house.run(house.operations.submit(two, anna, house.never))).rejects.toMatchObject({ code: 'Forbidden' })
  const back = house.operations.rollback('app-0', before[0]?.generation ?? 1, anna)
  await expect(house.run(back)).rejects.toMatchObject({ code: 'Forbidden' })
  expect((await house.store.get('App/app-0'))?.resource).toEqual(one)
})
