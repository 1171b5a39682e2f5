import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readText } from '../../controller/resource/read.ts'
import { anInstallation } from './an-installation.ts'

// Lists lag.
const aMoment = 5_000

let house: Awaited<ReturnType<typeof anInstallation>>
beforeEach(async () => {
  house = await anInstallation()
})
afterEach(() => house.close())

const web = {
  image: 'shop:1',
  env: { PORT: '80' },
  metadata: { fly_process_group: 'web' },
  restart: { policy: 'always' },
} as const

describe('a live app', () => {
  test('is written down as a spec that is valid, and nothing of it changes', async () => {
    const { world } = house.simulator
    world.createApp({ name: 'shop', network: 'default' })
    for (const region of ['ams', 'fra', 'ams']) world.createMachine('shop', { region, config: web })
    for (const name of ['KEY', 'PORT', 'key']) world.setSecret('shop', name, 'a value that nobody may see')
    await house.clock.advance(aMoment)
    const before = world.snapshot()

    const imported = await house.run(house.operations.importApp('shop', house.never))
    expect(imported).toMatchObject({ flyApp: 'shop', objections: [], besides: { secrets: ['PORT', 'key'] } })
    expect(imported.text).toBe(`# Written from the live app shop by \`artifact import\`.
#
# Not said below, and left as it is:
# - secrets PORT, key: a spec cannot name them; Machines get them as before
apiVersion: artifact/v1
kind: App
metadata:
  name: shop
spec:
  network: default
  machines:
    web:
      image: shop:1
      regions:
        ams: 2
        fra: 1
      env:
        PORT: "80"
  secrets:
    KEY:
      provided: true
`)
    expect(JSON.stringify(imported)).not.toContain('nobody may see')
    expect(readText({ file: 'shop.yaml', bytes: imported.text }).problems).toEqual([])
    expect(world.snapshot()).toBe(before)
  })

  test('that a spec cannot tell of says so at the top, whatever words are in it', async () => {
    const { world } = house.simulator
    world.createApp({ name: 'shop' })
    world.createMachine('shop', { region: 'ams', config: { ...web, init: { tty: true }, env: { A: 'x\u001b[2J' } } })
    await house.clock.advance(aMoment)
    const { text, objections } = await house.run(house.operations.importApp('shop', house.never))
    expect(objections).toEqual([expect.stringContaining('/init/tty')])
    expect(text).toMatch(/^# The app cannot be adopted like this.*\n# - web .*\/init\/tty/m)
    expect(text).not.toContain('\u001b')
  })

  test('that is not there, or another organisation’s, is not found', async () => {
    house.simulator.world.createApp({ name: 'theirs', organization: 'others' })
    for (const name of ['theirs', 'nowhere']) {
      await expect(house.run(house.operations.importApp(name, house.never))).rejects.toMatchObject({ code: 'NotFound' })
    }
  })

  test('is what the state of an App tells to import, whose name it has', async () => {
    const { world } = house.simulator
    world.createApp({ name: 'shop' })
    const { status } = await house.run(
      Promise.resolve(house.http.fetch(new Request('http://127.0.0.1:4380/v1/import/shop'))),
    )
    expect(status).toBe(200)
    const [plan] = await house.run(
      house.operations.plan(
        {
          text: 'apiVersion: artifact/v1\nkind: App\nmetadata: {name: shop}\nspec: {machines: {web: {image: "shop:1", regions: {ams: 1}}}}\n',
        },
        house.never,
      ),
    )
    expect(plan?.waits).toMatchObject([
      { reason: 'AppUnowned', message: expect.stringContaining('artifact import shop') },
    ])
  })
})
