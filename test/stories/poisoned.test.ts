import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { createController } from '../../controller/engine/controller.ts'
import { createIntake } from '../../controller/engine/intake.ts'
import { createFly } from '../../controller/fly/client.ts'
import { openStore } from '../../controller/store/sqlite.ts'
import { createSimulator } from '../../simulator/simulator.ts'
import { anApp } from '../support/builders.ts'
import { secrecyFrom, streams } from '../support/random.ts'
import { createVirtualClock } from '../support/virtual-clock.ts'

// C12: a store that already holds a poisoned row, whatever put it there: an older version, a broken disk, somebody's hand.
test.each([
  ['a YAML bomb', '- '.repeat(1_500)],
  ['deeply nested JSON', '['.repeat(50_000)],
  ['a spec that no schema allows', '{"apiVersion":"artifact/v1","kind":"App","metadata":{"name":"bad"},"spec":7}'],
  ['nothing', ''],
])('a row that holds %s stops nobody else, and is healed by accepting its spec again', async (_, poison) => {
  const clock = createVirtualClock()
  const stream = streams(1)
  const log = { debug() {}, info() {}, warn() {}, error() {} }
  const world = { clock, random: stream('chance'), secrecy: secrecyFrom(stream('secrets')), log }
  const database = new DatabaseSync(':memory:')
  const store = await openStore({ database, random: world.random, log })
  const fence = await store.take('one')
  const simulator = createSimulator({ clock, seed: 1, organization: 'demo' })
  const fly = createFly({ baseUrl: 'http://fly', token: 'any', organization: 'demo', fetch: simulator.fetch, ...world })
  const at = new Date(clock.now()).toISOString()
  for (const name of ['bad', 'good']) await store.accept(fence, anApp(name), { from: 'cli', user: 'ada' }, at)
  database.prepare("update resources set document = ? where ref = 'App/bad'").run(poison)

  const controller = createController({ world, fly, store, fence, organization: 'demo' })
  const stop = new AbortController()
  const running = controller.run(stop.signal)
  await clock.advance(60_000)
  expect(simulator.world.machines('good')).toMatchObject([{ state: 'started' }])
  expect(simulator.world.apps().map(({ name }) => name)).toEqual(['good'])

  const intake = createIntake({ store, fence, clock, log, wake: controller.wake })
  await intake.accept(anApp('bad'), { from: 'cli', user: 'ada' })
  await clock.advance(60_000)
  expect(simulator.world.machines('bad')).toMatchObject([{ state: 'started' }])

  stop.abort()
  await clock.advance(10_000)
  await running
})
