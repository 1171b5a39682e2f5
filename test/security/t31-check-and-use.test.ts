import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Principal } from '../../controller/access/principal.ts'
import { createOperations } from '../../controller/serve/create-operations.ts'
import { createGuarded } from '../../controller/serve/guarded.ts'
import { anInstallation, anna } from '../serve/an-installation.ts'
import { anApp, aPolicy } from '../support/builders.ts'
import { createRandom, secrecyFrom } from '../support/random.ts'

let house: Awaited<ReturnType<typeof anInstallation>>
beforeAll(async () => {
  house = await anInstallation({ specs: [anApp('shop')] })
})
afterAll(() => house.close())

const shop: Principal = {
  ...{ kind: 'workload', name: 'app:shop', ref: 'App/shop', organizationId: 'o', appId: 'a' },
  ...{ flyApp: 'shop', machineId: 'm' },
}
const asShop = () => createGuarded(house)({ principal: shop, via: 'mcp' })
const ofCount = (count: number) => ({ document: anApp('shop', { web: { count } }) })

test('T31: a Policy that comes into force between the look and the acceptance counts', async () => {
  const { store } = house
  const real = store.rules
  let looks = 0
  // The first looks see no Policy; it is there before the transaction begins.
  const blind = {
    ...store,
    rules: async () => {
      if (looks++ === 0)
        await house.operations.applyRules({ document: aPolicy('late', { images: { allowed: [] } }) }, anna)
      return { rules: [], poisoned: [] }
    },
  }
  expect(await real()).toMatchObject({ rules: [] })
  const info = { version: '1', organization: 'demo', fly: 'simulator' as const }
  const late = createOperations({
    ...house,
    store: blind,
    random: createRandom(1),
    secrecy: secrecyFrom(createRandom(2)),
    info,
  })
  await expect(house.run(late.submit(ofCount(3), anna, house.never))).rejects.toMatchObject({
    code: 'Forbidden',
    reasons: [{ rule: 'Policy/late' }],
  })
  expect((await store.get('App/shop'))?.generation).toBe(1)
  await house.operations.deleteRule('Policy/late', anna)
})

test('T31: one approval lets one of two through that are sent at once', async () => {
  await house.operations.applyRules({ document: aPolicy('careful', { needsApproval: ['cost'] }) }, anna)
  const asked = await house.run(Promise.allSettled([asShop().submit(ofCount(2), anna, house.never)]))
  const { id, planDigest } = (asked[0] as PromiseRejectedResult).reason.approval
  await house.operations.decideApproval(id, { decision: 'approve', planDigest, reason: '' }, anna)

  const both = [asShop().submit(ofCount(2), anna, house.never), asShop().submit(ofCount(2), anna, house.never)]
  await house.run(Promise.allSettled(both))
  expect((await house.store.get('App/shop'))?.generation).toBe(2)
  expect(await house.operations.approvals()).toMatchObject([{ id, state: 'used' }])
})
