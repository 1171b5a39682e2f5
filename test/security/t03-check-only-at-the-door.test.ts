import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Provenance } from '../../controller/resource/resource.ts'
import { anInstallation, anna } from '../serve/an-installation.ts'
import { aGrant, anApp } from '../support/builders.ts'

const errors: string[] = []
const calls: string[] = []
let house: Awaited<ReturnType<typeof anInstallation>>
beforeAll(async () => {
  house = await anInstallation({
    specs: [anApp('shop'), anApp('blog')],
    log: { debug() {}, info() {}, warn() {}, error: (_, message) => void errors.push(message) },
    between(request, fly) {
      calls.push(`${request.method} ${new URL(request.url).pathname}`)
      return fly(request)
    },
  })
})
afterAll(() => house.close())

const workload = { organizationId: 'o', appId: 'a', machineId: 'm' }

/** Puts a row into the store past every door, as somebody would who found another way in. */
async function smuggle(name: string, count: number, by: Provenance): Promise<void> {
  await house.store.accept(house.fence, anApp(name, { web: { count } }), by, '2026-01-01T00:00:00.000Z')
  calls.length = 0
  errors.length = 0
  house.controller.wake(`App/${name}`, 'person')
  await house.run(house.clock.sleep(20_000))
}

const machinesOf = async (name: string) => (await house.operations.get(name)).machines.total

describe('T3: a row that came into the store past the door', () => {
  test.each<[string, Provenance]>([
    ['names the Machine of another App', { from: 'mcp', user: 'app:blog', workload }],
    ['names another App without its Machine', { from: 'http', user: 'app:blog' }],
    ['names a Machine and hides its App', { from: 'mcp', user: 'anna', workload }],
    ['names no App at all', { from: 'mcp', user: 'app:', workload }],
  ])('and %s moves nothing at Fly, and is told', async (_, by) => {
    await smuggle('shop', 5, by)

    expect(calls.filter((call) => call.includes('/apps/shop'))).toEqual([])
    const stalled = (await house.operations.status('shop'))?.conditions.find(({ type }) => type === 'Stalled')
    expect(stalled).toMatchObject({ status: 'True', reason: 'ForeignAuthor' })
    expect(errors).toContain('a stored spec has an author that may not edit it')
    await house.settled(anApp('shop'))
    expect(await machinesOf('shop')).toBe(1)
  })

  test('is acted on when it is the app itself that wrote it', async () => {
    await smuggle('blog', 2, { from: 'mcp', user: 'app:blog', workload })
    await house.run(house.operations.waitFor('blog', 'Ready', 600_000, house.never))
    expect(await machinesOf('blog')).toBe(2)
  })

  test('is acted on when a Grant lets the author edit it, and as long as it does', async () => {
    const grant = aGrant('builder', { subject: { app: 'blog' }, role: 'editor', apps: { names: ['shop'] } })
    await house.operations.applyRules({ document: grant }, anna)
    await smuggle('shop', 2, { from: 'mcp', user: 'app:blog', workload })
    await house.run(house.operations.waitFor('shop', 'Ready', 600_000, house.never))

    await house.operations.deleteRule('Grant/builder', anna)
    await smuggle('shop', 3, { from: 'mcp', user: 'app:blog', workload })
    expect(calls.filter((call) => call.includes('/apps/shop'))).toEqual([])
    expect(await machinesOf('shop')).toBe(2)
  })
})
