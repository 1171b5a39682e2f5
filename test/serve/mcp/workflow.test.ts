import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { toYaml } from '../../../controller/resource/print.ts'
import { anApp } from '../../support/builders.ts'
import { anInstallation } from '../an-installation.ts'
import { anAgent } from './an-agent.ts'

const shop = anApp('shop')
const larger = toYaml(anApp('shop', { web: { count: 2 } }))

let house: Awaited<ReturnType<typeof anInstallation>>
beforeEach(async () => {
  house = await anInstallation({ specs: [shop] })
})
afterEach(() => house.close())

describe.each(['modern', 'legacy'] as const)('an agent with the %s protocol', (era) => {
  test('explains, validates, plans, applies and follows a change of its App', async () => {
    const { call } = await anAgent(house, { era })
    expect((await call('get_spec_schema', { path: 'spec.machines.count' })).text).toMatch(/How many Machines/)
    expect((await call('validate_spec', { spec: larger })).data).toMatchObject({ valid: true, apps: ['shop'] })

    const plan = await call('plan_changes', { spec: larger })
    expect(plan.data).toMatchObject({ risk: 'safe', base_generation: 1, counts: { create: 1 }, total_changes: 1 })
    expect((await house.store.get('App/shop'))?.generation).toBe(1)

    const { plan_id, digest } = plan.data
    const applied = await call('apply_plan', { plan_id, digest, wait_seconds: 0 })
    expect(applied.data).toMatchObject({ status: 'running', generation: 2 })
    const { operation_id, last_event } = applied.data
    let followed = await call('get_operation', { operation_id, since_event: last_event, wait_seconds: 20 })
    for (let times = 0; followed.data.status === 'running' && times < 30; times++) {
      followed = await call('get_operation', { operation_id, wait_seconds: 20 })
    }
    expect(followed.data).toMatchObject({ status: 'succeeded' })
    expect((await call('get_app_status', { app: 'shop' })).data).toMatchObject({
      apps: [{ app: 'shop', ready: 'Ready' }],
    })
    expect(house.simulator.world.machines('shop')).toHaveLength(2)
  })
})

describe('a plan', () => {
  test('is applied once, however often and whenever it is asked for', async () => {
    const { call } = await anAgent(house)
    const { plan_id, digest } = (await call('plan_changes', { spec: larger })).data
    const first = await call('apply_plan', { plan_id, digest })
    await house.clock.advance(3_600_000)
    const second = await call('apply_plan', { plan_id, digest })
    expect(second.data).toMatchObject({ operation_id: first.data.operation_id })
    expect(await house.store.operations({ ref: 'App/shop', limit: 10 })).toHaveLength(2)
  })

  test('is refused as stale when the App has changed meanwhile, and nothing is changed', async () => {
    const { call } = await anAgent(house)
    const { plan_id, digest } = (await call('plan_changes', { spec: larger })).data
    await house.settled(anApp('shop', { web: { image: 'shop:9' } }))
    const refused = await call('apply_plan', { plan_id, digest })
    expect(refused.isError).toBe(true)
    expect(refused.text).toMatch(/^PLAN_STALE: [\s\S]*Then call plan_changes\.\nNothing was changed\.$/)
    expect((await house.store.get('App/shop'))?.generation).toBe(2)
  })

  test('expires after half an hour, and is not applied with a digest that is not its own', async () => {
    const { call } = await anAgent(house)
    const { plan_id, digest } = (await call('plan_changes', { spec: larger })).data
    expect((await call('apply_plan', { plan_id, digest: 'another' })).text).toMatch(/^PLAN_STALE: the digest/)
    await house.clock.advance(30 * 60_000)
    expect((await call('apply_plan', { plan_id, digest })).text).toMatch(/^PLAN_STALE: .* expired/)
  })

  test('is not there for anybody else', async () => {
    const { call } = await anAgent(house)
    const { plan_id, digest } = (await call('plan_changes', { spec: larger })).data
    const other = await anAgent(house, { as: 'eve' })
    const foreign = await other.call('apply_plan', { plan_id, digest })
    const unknown = await other.call('apply_plan', { plan_id: 'plan-unknown', digest })
    expect(foreign.text).toBe(unknown.text.replaceAll('plan-unknown', String(plan_id)))
  })

  test('of nothing looks for drift, and one of a revision goes back to it', async () => {
    const { call } = await anAgent(house)
    expect((await call('plan_changes', { app: 'shop' })).data).toMatchObject({ total_changes: 0, risk: 'safe' })
    await house.settled(anApp('shop', { web: { count: 2 } }))
    expect((await call('plan_changes', { app: 'shop', revision: 1 })).data).toMatchObject({ counts: { delete: 1 } })
    expect((await call('plan_changes', { app: 'shop', revision: 7 })).text).toMatch(/choose one of 2, 1/)
  })
})

test('every mistake of a spec is told with its place, and how to repair it', async () => {
  const { call } = await anAgent(house)
  const broken = larger.replace('count:', 'replicas:').replace('image:', 'imge:')
  const told = await call('validate_spec', { spec: broken })
  expect(told.data).toMatchObject({ valid: false })
  expect(told.data.diagnostics).toContainEqual(
    expect.objectContaining({
      code: 'UnknownField',
      line: expect.any(Number),
      message: expect.stringMatching(/count/),
    }),
  )
  const refused = await call('plan_changes', { spec: broken })
  expect(refused.text).toMatch(/^INVALID_SPEC: [\s\S]*UnknownField at \S+ \(\d+:\d+\)[\s\S]*Then call validate_spec/)
})
