import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createClient } from '../../../controller/serve/cli/client.ts'
import { anInstallation } from '../an-installation.ts'
import { aSpec, artifact as command } from './a-command.ts'

/** The command against a controller that runs: real operations over the real HTTP API, on a simulated Fly. */
describe('the command and a controller', () => {
  let house: Awaited<ReturnType<typeof anInstallation>>
  beforeAll(async () => {
    house = await anInstallation()
  })
  afterAll(async () => await house.close())

  async function artifact(line: string, files: Readonly<Record<string, string>> = {}) {
    let isOver = false
    const running = command(line, {
      files,
      deps: {
        clock: house.clock,
        connect: (url) =>
          createClient({
            url,
            user: 'ada',
            signal: new AbortController().signal,
            fetch: async (to, init) => await house.http.fetch(new Request(to, init)),
          }),
      },
    }).finally(() => {
      isOver = true
    })
    // The command loads its parts in real time; between them, virtual time goes on.
    while (!isOver) {
      await house.clock.advance(100)
      await new Promise((resolve) => setImmediate(resolve))
    }
    return await running
  }

  test('apply --wait brings an App to Ready, and says so', async () => {
    const { code, out, err } = await artifact('apply -f acme.yaml --wait', { 'acme.yaml': aSpec('acme') })
    expect(err).toMatch(/✓ acme is Ready after \d+\.\d s$/)
    expect(out).toContain('App/acme: app to create, 1 to create')
    expect(out).toContain('App/acme accepted · generation 1')
    expect(code).toBe(0)
    expect(house.simulator.world.machines('acme')).toMatchObject([{ state: 'started' }])
  })

  test('get, status, events and history tell of it', async () => {
    expect((await artifact('get')).out).toMatch(/\nacme +True +Converged +1\/1 +1 +\d+[smh]$/)
    expect((await artifact('status acme')).out).toMatch(/web\/ams\/0 .* started +yes +yes +shop:1/)
    expect((await artifact('events acme')).out).toMatch(/Accepted .* ada \(cli\)\n(.*\n)*.*StepSucceeded/)
    expect((await artifact('history acme')).out).toMatch(/\n1 .*ada \(cli\) +shop:1 +-$/)
  })

  test('the plan that was seen is the plan that is applied', async () => {
    const files = { 'acme.yaml': aSpec('acme').replace('shop:1', 'shop:2') }
    const { out } = await artifact('plan -f acme.yaml', files)
    const digest = /plan (\w{12})/.exec(out)?.[1]
    expect((await artifact('apply -f acme.yaml --plan 123456789abc', files)).code).toBe(1)
    const { code } = await artifact(`apply -f acme.yaml --plan ${digest} --wait`, files)
    expect([code, (await artifact('plan --exit-code')).code]).toEqual([0, 0])
    expect((await artifact('history acme')).out).toMatch(/\n2 .*shop:2 +machines\.web\.image\n/)
  })

  test('rollback --wait goes back', async () => {
    const { code, out } = await artifact('rollback acme --to 1 --wait')
    expect([code, out]).toEqual([0, 'App/acme is what generation 1 was · generation 3'])
    expect((await artifact('status acme')).out).toContain('shop:1')
  })

  test('pause and resume', async () => {
    expect((await artifact('pause acme')).code).toBe(0)
    expect((await artifact('get')).out).toContain('Paused')
    expect((await artifact('resume acme')).code).toBe(0)
    expect((await artifact('wait acme')).code).toBe(0)
  })

  test('delete --wait ends when nothing of it is left', async () => {
    const { code, err } = await artifact('delete acme --now --yes --wait')
    expect([code, err]).toEqual([0, expect.stringContaining('✓ acme is Gone')])
    expect(house.simulator.world.apps()).toEqual([])
    expect(await artifact('status acme')).toMatchObject({
      code: 1,
      err: expect.stringContaining('there is no App acme'),
    })
  })
})
