import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { anApp } from '../../support/builders.ts'
import { anInstallation } from '../an-installation.ts'
import { anAgent } from './an-agent.ts'

const shop = anApp(
  'shop',
  { web: { count: 2 } },
  { secrets: { KEY: { generate: { length: 32, alphabet: 'base62' } } } },
)

let house: Awaited<ReturnType<typeof anInstallation>>
let call: Awaited<ReturnType<typeof anAgent>>['call']
beforeEach(async () => {
  house = await anInstallation({ specs: [shop] })
  call = (await anAgent(house)).call
})
afterEach(() => house.close())

const machines = (app: string) => house.simulator.world.machines(app)
const settled = (app: string) => house.run(house.operations.waitFor(app, 'Ready', 600_000, house.never))

describe('the short forms', () => {
  test('create an App, add Machines to it and a group of its own', async () => {
    const made = await call('create_app', { name: 'store', image: 'store:1', apply: true })
    expect(made.data).toMatchObject({ counts: { create: 1 }, operation_id: expect.stringMatching(/^op-/) })
    await settled('store')
    await call('create_machine', { app: 'store', group: 'web', count: 2, apply: true })
    await settled('store')
    await call('create_machine', { app: 'store', group: 'worker', image: 'worker:1', apply: true })
    await settled('store')
    expect(machines('store')).toHaveLength(4)

    expect((await call('create_app', { name: 'store', image: 'x' })).text).toMatch(/^CONFLICT: there is an App store/)
    expect((await call('create_machine', { app: 'store', group: 'cron' })).text).toMatch(/^INVALID: .*needs an image/)
  })

  test('only show a plan unless they are to apply it', async () => {
    const planned = await call('machine_action', { app: 'shop', group: 'web', action: 'stop' })
    expect(planned.data).toMatchObject({ counts: { delete: 2 } })
    expect(planned.data.operation_id).toBeUndefined()
    expect((await house.store.get('App/shop'))?.generation).toBe(1)
  })

  test('stop a group, start it as large as it was, and restart it', async () => {
    const act = async (action: string) => {
      const { isError, text } = await call('machine_action', { app: 'shop', group: 'web', action, apply: true })
      expect(isError, text).toBe(false)
      await settled('shop')
    }
    await act('stop')
    expect(machines('shop')).toHaveLength(0)
    await act('start')
    expect(machines('shop')).toHaveLength(2)
    await act('restart')
    expect(machines('shop')).toMatchObject([{ state: 'started' }, { state: 'started' }])
    const stored = await house.store.get('App/shop')
    expect(stored?.resource.spec.machines.web?.env).toHaveProperty('ARTIFACT_RESTARTED_AT')
    expect((await call('machine_action', { app: 'shop', group: 'x', action: 'stop' })).text).toMatch(
      /choose one of: web/,
    )
  })

  test('have another value made for a secret, and tell nobody what it is', async () => {
    const told = await call('rotate_secret', { app: 'shop', secret: 'KEY' })
    expect(told).toMatchObject({ isError: false, data: { app: 'shop', secret: 'KEY' } })
    const events = (await call('get_resource_events', { app: 'shop', resource: 'KEY' })).data.events as {
      kind: string
    }[]
    expect(events.map(({ kind }) => kind)).toContain('SecretRotated')
    expect((await call('rotate_secret', { app: 'shop', secret: 'NONE' })).text).toMatch(/^INVALID: /)
  })
})

describe('a running operation', () => {
  test('is cancelled by going back to the revision before it', async () => {
    const planned = await call('create_machine', { app: 'shop', group: 'web', count: 3, apply: true })
    const { operation_id } = planned.data
    const cancelled = await call('cancel_operation', { operation_id })
    expect(cancelled.data).toMatchObject({ cancelled_operation: operation_id, returns_to_revision: 1, generation: 3 })
    await settled('shop')
    expect(machines('shop')).toHaveLength(2)
    expect((await call('get_operation', { operation_id })).data).toMatchObject({ status: 'superseded' })
    expect((await call('cancel_operation', { operation_id })).text).toMatch(/^CONFLICT: .* not running any more/)
  })

  test('that brings the first revision has nothing to go back to', async () => {
    const { data } = await call('create_app', { name: 'store', image: 'store:1', apply: true })
    const refused = await call('cancel_operation', { operation_id: data.operation_id })
    expect(refused.text).toMatch(/^CONFLICT: .*none to return to/)
  })
})

describe('what is there', () => {
  test('is listed page by page, each thing once', async () => {
    const first = await call('list_resources_state', { app: 'shop', limit: 2 })
    const rest = await call('list_resources_state', { app: 'shop', cursor: first.data.next_cursor })
    const all = [...(first.data.resources as { id: string }[]), ...(rest.data.resources as { id: string }[])]
    expect(all).toHaveLength(first.data.total as number)
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
    const only = await call('list_resources_state', { app: 'shop', kind: 'secret' })
    expect(only.data).toMatchObject({ total: 1, resources: [{ id: 'KEY' }] })
  })

  test('has a history, and a plan can be looked at again', async () => {
    await house.settled(anApp('shop', { web: { count: 1 } }))
    expect((await call('list_history', { app: 'shop' })).data).toMatchObject({
      total: 2,
      revisions: [{ revision: 2 }, { revision: 1 }],
    })
    const planned = await call('create_machine', { app: 'shop', group: 'web', count: 25 })
    expect(planned.data.changes).toHaveLength(20)
    const more = await call('get_plan', { plan_id: planned.data.plan_id, cursor: planned.data.next_cursor })
    expect(more.data).toMatchObject({ plan_id: planned.data.plan_id, total_changes: 25 })
    expect(more.data.changes).toHaveLength(5)
  })
})
