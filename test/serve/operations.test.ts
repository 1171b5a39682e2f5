import { afterEach, describe, expect, test } from 'vitest'
import { anApp, withGroup } from '../support/builders.ts'
import { anInstallation, anna } from './an-installation.ts'

const shop = anApp('shop')
const shopOfTwo = withGroup(shop, 'web', { count: 2 })

let house: Awaited<ReturnType<typeof anInstallation>>
afterEach(() => house?.close())

const eventsOf = async (name: string) =>
  (await house.operations.events({ name })).map(({ kind, message }) => `${kind}: ${message}`)

describe('submitting a spec', () => {
  test('brings the App to Fly, and tells who sent it', async () => {
    house = await anInstallation()
    const { operations, run, never } = house

    const [submitted] = await run(operations.submit({ document: shop }, anna, never))
    expect(submitted).toMatchObject({ ref: 'App/shop', generation: 1, changed: true, operation: { state: 'running' } })

    await expect(run(operations.waitFor('shop', 'Ready', 60_000, never))).resolves.toMatchObject({ generation: 1 })
    expect(await operations.get('shop')).toMatchObject({
      ready: { status: 'True' },
      machines: { healthy: 1, current: 1, total: 1 },
      provenance: { from: 'cli', user: 'anna' },
    })
    expect(await eventsOf('shop')).toContain('Accepted: generation 1 accepted from anna (cli)')
  })

  test('with mistakes changes nothing and names them all, with their places', async () => {
    house = await anInstallation()
    const text = 'apiVersion: artifact/v1\nkind: App\nmetadata: {name: shop}\nspec:\n  machine: {}\n  paused: 7\n'

    const refusal = house.operations.submit({ text, file: 'shop.yaml' }, anna, house.never)

    await expect(refusal).rejects.toMatchObject({ code: 'Invalid' })
    const { problems } = await refusal.catch((error) => error)
    expect(problems.length).toBeGreaterThan(1)
    expect(problems[0].at).toMatchObject({ file: 'shop.yaml', line: expect.any(Number) })
    expect(await house.operations.list()).toEqual([])
  })

  test('takes several documents of one text, all or, with a mistake in one, none', async () => {
    house = await anInstallation()
    const { operations, run, never } = house
    const documents = (...apps: unknown[]) => apps.map((app) => JSON.stringify(app)).join('\n---\n')

    const bad = { ...anApp('bad'), spec: { machines: 7 } }
    await expect(operations.submit({ text: documents(shop, bad) }, anna, never)).rejects.toMatchObject({
      code: 'Invalid',
    })
    expect(await operations.list()).toEqual([])

    await run(operations.submit({ text: documents(shop, anApp('store')) }, anna, never))
    expect((await operations.list()).map(({ name }) => name)).toEqual(['shop', 'store'])
  })

  test('as a rehearsal shows the plan and stores nothing', async () => {
    house = await anInstallation()
    const { operations, run, never } = house

    const [rehearsed] = await run(operations.submit({ document: shop, dryRun: true }, anna, never))

    expect(rehearsed).toMatchObject({ generation: 1, changed: true, plan: { flyApp: 'shop' } })
    expect(rehearsed?.operation).toBeUndefined()
    expect(await operations.list()).toEqual([])
  })

  test('with the digest of a plan is refused when the plan is another by now', async () => {
    house = await anInstallation({ specs: [shop] })
    const { operations, run, never, simulator } = house
    const [plan] = await run(operations.plan({ document: shopOfTwo }, never))
    const planDigest = plan?.digest ?? ''

    const stale = run(operations.submit({ document: shopOfTwo, planDigest: 'ffff' }, anna, never))
    await expect(stale).rejects.toMatchObject({ code: 'PlanChanged' })
    expect((await operations.get('shop')).generation).toBe(1)

    await run(operations.submit({ document: shopOfTwo, planDigest }, anna, never))
    await run(operations.waitFor('shop', 'Ready', 60_000, never))
    expect(simulator.world.machines('shop')).toHaveLength(2)
  })

  test('with a generation is refused when somebody else came first', async () => {
    house = await anInstallation({ specs: [shop] })
    const { operations, never } = house

    const late = operations.submit({ document: shopOfTwo, ifGeneration: 7 }, anna, never)

    await expect(late).rejects.toMatchObject({ code: 'Conflict' })
  })

  test('can be followed as an operation until it has succeeded', async () => {
    house = await anInstallation()
    const { operations, run, never } = house
    const [submitted] = await run(operations.submit({ document: shop }, anna, never))
    const id = submitted?.operation?.id ?? ''

    expect(await operations.operation(id)).toMatchObject({ state: 'running', endedAt: undefined })
    await run(operations.waitFor('shop', 'Ready', 60_000, never))
    expect(await operations.operation(id)).toMatchObject({ state: 'succeeded', endedAt: expect.any(String) })
  })

  test('supersedes an operation that has not come to its end', async () => {
    house = await anInstallation()
    const { operations, run, never } = house
    const [first] = await run(operations.submit({ document: shop }, anna, never))
    await run(operations.submit({ document: shopOfTwo }, anna, never))

    expect(await operations.operation(first?.operation?.id ?? '')).toMatchObject({ state: 'superseded' })
  })
})

describe('a plan', () => {
  test('of what is stored and settled has nothing to do', async () => {
    house = await anInstallation({ specs: [shop] })
    const plans = await house.run(house.operations.plan({ name: 'shop' }, house.never))
    expect(plans).toMatchObject([{ ref: 'App/shop', waves: [], waits: [] }])
  })

  test('of all Apps has one for each', async () => {
    house = await anInstallation({ specs: [shop, anApp('store')] })
    const plans = await house.run(house.operations.plan({}, house.never))
    expect(plans.map(({ ref }) => ref)).toEqual(['App/shop', 'App/store'])
  })

  test('of an App that is not there says so', async () => {
    house = await anInstallation()
    const nothing = house.run(house.operations.plan({ name: 'nobody' }, house.never))
    await expect(nothing).rejects.toMatchObject({ code: 'NotFound' })
  })
})

describe('waiting', () => {
  test('ends early when the App cannot become Ready by itself, with the reason', async () => {
    house = await anInstallation()
    const { operations, run, never } = house
    await run(operations.submit({ document: anApp('broken', { web: { image: 'shop:missing' } }) }, anna, never))

    const startedAt = house.clock.monotonic()
    const waiting = run(operations.waitFor('broken', 'Ready', 500_000, never))

    await expect(waiting).rejects.toMatchObject({ code: 'NotReady', message: expect.stringContaining('broken') })
    expect(house.clock.monotonic() - startedAt).toBeLessThan(500_000)
  })

  test('ends when its time is over, and says how the App stands', async () => {
    house = await anInstallation()
    const { operations, run, never } = house
    await run(operations.submit({ document: shop }, anna, never))

    const waiting = run(operations.waitFor('shop', 'Ready', 200, never))

    await expect(waiting).rejects.toMatchObject({ code: 'Timeout', repair: expect.stringContaining('goes on') })
  })

  test('for an App that nobody has ever heard of is refused', async () => {
    house = await anInstallation()
    const waiting = house.run(house.operations.waitFor('nobody', 'Gone', 1_000, house.never))
    await expect(waiting).rejects.toMatchObject({ code: 'NotFound' })
  })
})

describe('rolling back', () => {
  test('accepts the old spec as a new generation, and the trail says so', async () => {
    house = await anInstallation({ specs: [shop, shopOfTwo] })
    const { operations, run, never, simulator } = house

    const submitted = await run(operations.rollback('shop', 1, anna))
    expect(submitted).toMatchObject({ generation: 3, changed: true })

    await run(operations.waitFor('shop', 'Ready', 60_000, never))
    expect(simulator.world.machines('shop')).toHaveLength(1)
    expect((await operations.history('shop')).map(({ generation }) => generation)).toEqual([3, 2, 1])
    expect(await eventsOf('shop')).toContain(
      'Accepted: generation 3 accepted from anna (cli): rolled back to generation 1',
    )
  })

  test('to a generation that was never there names those that were', async () => {
    house = await anInstallation({ specs: [shop] })
    const refusal = house.operations.rollback('shop', 9, anna)
    await expect(refusal).rejects.toMatchObject({ code: 'NotFound', repair: expect.stringContaining('1') })
  })
})

describe('deleting', () => {
  test('takes the App off Fly and then forgets it', async () => {
    house = await anInstallation({ specs: [shop] })
    const { operations, run, never, simulator } = house

    expect(await operations.delete('shop', anna)).toMatchObject({ deletionRequestedAt: expect.any(String) })
    await run(operations.waitFor('shop', 'Gone', 120_000, never))

    expect(simulator.world.machines('shop')).toEqual([])
    await expect(operations.get('shop')).rejects.toMatchObject({ code: 'NotFound' })
    expect(await eventsOf('shop')).toContain('DeletionRequested: anna (cli) asked for the deletion of App/shop')
    // Who asks a moment later is told at once.
    await expect(run(operations.waitFor('shop', 'Gone', 0, never))).resolves.toMatchObject({ condition: 'Gone' })
  })

  test('is refused while the App is protected, and says what lifts the protection', async () => {
    house = await anInstallation({
      specs: [anApp('vault', { web: {} }, { deletion: { keepFor: '0s', protect: true } })],
    })

    const refusal = house.operations.delete('vault', anna)

    await expect(refusal).rejects.toMatchObject({
      code: 'Protected',
      repair: expect.stringContaining('protect: false'),
    })
    expect(await house.operations.get('vault')).toMatchObject({ protected: true, deletionRequestedAt: undefined })
  })

  test('can be withdrawn while the App is there', async () => {
    house = await anInstallation({ specs: [shop] })
    const { operations, run, never, simulator } = house
    await operations.delete('shop', anna)

    expect(await operations.undelete('shop', anna)).toMatchObject({ deletionRequestedAt: undefined })

    await run(operations.waitFor('shop', 'Ready', 120_000, never))
    expect(simulator.world.machines('shop')).toMatchObject([{ state: 'started' }])
  })
})

describe('agreeing to what a generation takes away', () => {
  test('is noted with both numbers and with who did it, and is good for that generation alone', async () => {
    house = await anInstallation({ specs: [withGroup(shop, 'web', { count: 4 })] })
    const { operations, run, never, simulator } = house
    await expect(operations.confirm('shop', anna)).rejects.toMatchObject({ code: 'Conflict' })

    await run(operations.submit({ document: shop }, anna, never))
    const waiting = run(operations.waitFor('shop', 'Ready', 60_000, never))
    await expect(waiting).rejects.toMatchObject({
      code: 'NotReady',
      message: expect.stringContaining('3 of 4 Machines'),
    })
    expect(simulator.world.machines('shop')).toHaveLength(4)

    const early = operations.confirm('shop', anna, { generation: 1 })
    await expect(early).rejects.toMatchObject({
      code: 'Conflict',
      message: expect.stringContaining('generation 2, not 1'),
    })
    expect(await operations.confirm('shop', anna, { generation: 2 })).toEqual({
      ref: 'App/shop',
      generation: 2,
      machines: { gone: 3, of: 4 },
    })
    await run(operations.waitFor('shop', 'Ready', 60_000, never))
    expect(simulator.world.machines('shop')).toHaveLength(1)
    expect(await eventsOf('shop')).toContain(
      'Confirmed: anna (cli) agreed that generation 2 takes 3 of 4 Machines away',
    )
  })

  test('a plan says beforehand that it will be asked for', async () => {
    house = await anInstallation({ specs: [withGroup(shop, 'web', { count: 4 })] })
    const [plan] = await house.run(house.operations.plan({ document: shop }, house.never))
    expect(plan).toMatchObject({ waves: [], waits: [{ reason: 'NeedsConfirmation', subject: 'shop' }] })
  })
})

describe('pausing', () => {
  test('keeps changes from Fly until the App is resumed', async () => {
    house = await anInstallation({ specs: [shop] })
    const { operations, run, never, clock, simulator } = house
    expect(await operations.pause('shop', anna)).toMatchObject({ paused: true })

    await run(operations.submit({ document: shopOfTwo }, anna, never))
    await clock.advance(60_000)
    expect(simulator.world.machines('shop')).toHaveLength(1)

    expect(await operations.resume('shop', anna)).toMatchObject({ paused: false })
    await run(operations.waitFor('shop', 'Ready', 60_000, never))
    expect(simulator.world.machines('shop')).toHaveLength(2)
  })

  test('by the spec cannot be ended by word', async () => {
    house = await anInstallation()
    const paused = anApp('shop', { web: {} }, { paused: true })
    await house.run(house.operations.submit({ document: paused }, anna, house.never))
    await house.operations.pause('shop', anna)

    await expect(house.operations.resume('shop', anna)).rejects.toMatchObject({ code: 'Conflict' })
  })
})

describe('looking', () => {
  test('at a list shows those that carry all labels asked for', async () => {
    const labelled = (name: string, labels: Record<string, string>) => {
      const app = anApp(name)
      return { ...app, metadata: { ...app.metadata, labels } }
    }
    house = await anInstallation()
    for (const app of [labelled('one', { plan: 'gold' }), labelled('two', { plan: 'gold', team: 'x' }), shop]) {
      await house.run(house.operations.submit({ document: app }, anna, house.never))
    }

    const names = async (labels: Record<string, string>) =>
      (await house.operations.list({ labels })).map(({ name }) => name)
    expect(await names({ plan: 'gold' })).toEqual(['one', 'two'])
    expect(await names({ plan: 'gold', team: 'x' })).toEqual(['two'])
  })

  test('at events follows them as they come, each once', async () => {
    house = await anInstallation()
    const { operations, run, never } = house
    const ending = new AbortController()
    const kinds: string[] = []
    const following = (async () => {
      for await (const { kind, seq } of operations.follow({ name: 'shop' }, ending.signal)) kinds.push(`${seq} ${kind}`)
    })()

    await run(operations.submit({ document: shop }, anna, never))
    await run(operations.waitFor('shop', 'Ready', 60_000, never))
    await house.clock.advance(1_000)
    ending.abort()
    await following

    const all = await operations.events({ name: 'shop', limit: 1_000 })
    expect(kinds).toEqual(all.map(({ kind, seq }) => `${seq} ${kind}`))
    expect(kinds.length).toBeGreaterThan(2)
  })
})
