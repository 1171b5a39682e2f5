import { describe, expect, test } from 'vitest'
import { type AFly, aFly } from './a-fly.ts'

describe('what is read', () => {
  test('a new app is not seen at once, nor is its token believed', async () => {
    const seen = new Set<number>()
    for (let seed = 1; seed <= 20; seed++) {
      const fly = aFly({ seed, delays: { appVisible: 400 }, limits: false })
      await fly.ask('POST', '/v1/apps', { name: 'shop', org_slug: 'demo' })
      seen.add((await fly.ask('GET', '/v1/apps/shop')).status)
      expect((await fly.ask('GET', '/v1/apps?org_slug=demo')).body.apps).toEqual([])
      await fly.clock.advance(400)
      expect((await fly.ask('GET', '/v1/apps/shop')).status).toBe(200)
    }
    expect([...seen].sort()).toEqual([401, 404])
  })

  test('a new Machine cannot be read at once, and comes late into lists', async () => {
    const fly = aFly({ delays: { machineVisible: 300, imagePull: 10_000 } })
    await fly.makeApp()
    const { body } = await fly.ask('POST', '/v1/apps/shop/machines', { config: { image: 'nginx' } })
    const path = `/v1/apps/shop/machines/${body.id}`
    expect((await fly.ask('GET', path)).status).toBe(404)
    expect((await fly.ask('GET', `${path}/wait`)).status).toBe(404)
    await fly.clock.advance(300)
    expect((await fly.ask('GET', path)).status).toBe(200)
    expect(await listed(fly)).toEqual([])
    await fly.clock.advance(500)
    expect(await listed(fly)).toMatchObject([{ state: 'created' }])
  })

  test('lists show each Machine as it was a while ago', async () => {
    const fly = aFly({ limits: false })
    const { path } = await fly.makeMachine()
    await fly.ask('POST', path, { config: { image: 'nginx:2' } })
    expect((await fly.ask('GET', path)).body.state).toBe('replacing')
    expect(await listed(fly)).toMatchObject([{ state: 'started', config: { image: 'nginx:1' } }])
    expect(await organization(fly)).toMatchObject([{ state: 'started', config: { image: 'nginx:1' } }])
    await fly.clock.advance(800)
    expect(await listed(fly)).toMatchObject([{ state: 'replacing', config: { image: 'nginx:2' } }])
    expect(await organization(fly)).toMatchObject([{ state: 'replacing', config: { image: 'nginx:2' } }])
  })

  test('an app’s list can be narrowed', async () => {
    const fly = aFly({ limits: false })
    const { id } = await fly.makeMachine({ metadata: { group: 'web' } })
    const other = await fly.makeMachine({ metadata: { group: 'worker' } }, { region: 'cdg', skip_launch: true })
    const ids = async (query: string) => (await listed(fly, query)).map((machine: { id: string }) => machine.id)
    expect(await ids('?region=cdg')).toEqual([other.id])
    expect(await ids('?state=started,suspended')).toEqual([id])
    expect(await ids('?metadata.group=worker')).toEqual([other.id])
    expect(await ids('?metadata.group=none')).toEqual([])
    const [summary] = await listed(fly, '?summary=true')
    expect(summary).toMatchObject({ id, state: 'started' })
    expect(summary.config).toBeUndefined()
  })

  test('lists can be empty for no reason, and with status 200', async () => {
    const fly = aFly({ limits: false })
    await fly.makeMachine()
    fly.faults.emptyLists(true)
    expect(await listed(fly)).toEqual([])
    expect((await fly.ask('GET', '/v1/orgs/demo/machines')).body).toEqual({ machines: [] })
    expect((await fly.ask('GET', '/v1/apps?org_slug=demo')).body).toEqual({ total_apps: 0, apps: [] })
    fly.faults.emptyLists(false)
    expect(await listed(fly)).toHaveLength(1)
    expect(fly.faults.fired()).toEqual({ 'empty lists': 3 })
  })
})

describe('the organisation’s list', () => {
  test('is in order of change, and tells only the outlines', async () => {
    const fly = aFly({ limits: false })
    const first = await fly.makeMachine({ metadata: { a: 'b' }, env: { SECRET: 'x' } })
    const second = await fly.makeMachine()
    await fly.ask('POST', `${first.path}/cordon`)
    await fly.clock.advance(1_000)
    const [one, two] = await organization(fly)
    expect([one.id, two.id]).toEqual([second.id, first.id])
    expect(two).toEqual({
      app_name: 'shop',
      id: first.id,
      name: expect.any(String),
      region: 'ams',
      state: 'started',
      version: first.version,
      instance_id: first.version,
      private_ip: expect.stringMatching(/^fdaa:/),
      created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      updated_at: expect.any(String),
      config: { image: 'nginx:1', guest: { cpu_kind: 'shared', cpus: 1, memory_mb: 256 }, metadata: { a: 'b' } },
    })
  })

  test('shows what changed after a moment, and the cursor goes before that', async () => {
    const fly = aFly({ limits: false })
    await fly.makeMachine()
    const since = new Date(fly.clock.now()).toISOString()
    const { id } = await fly.makeMachine()
    expect(await organization(fly, `?updated_after=${since}`)).toMatchObject([{ id }])
    const page = (await fly.ask('GET', '/v1/orgs/demo/machines?limit=1')).body
    const query = `?limit=5&updated_after=2100-01-01T00:00:00Z&cursor=${page.next_cursor}`
    expect(await organization(fly, query)).toMatchObject([{ id }])
    expect((await fly.ask('GET', '/v1/orgs/demo/machines?cursor=nonsense')).status).toBe(400)
    expect((await fly.ask('GET', '/v1/orgs/demo/machines?updated_after=yesterday')).status).toBe(400)
    expect((await fly.ask('GET', '/v1/orgs/others/machines')).status).toBe(403)
  })

  test('shows what is destroyed only to those who ask for it', async () => {
    const fly = aFly({ limits: false })
    const { path, id } = await fly.makeMachine()
    await fly.ask('DELETE', `${path}?force=true`)
    await fly.clock.advance(5_000)
    expect(await organization(fly)).toEqual([])
    expect(await organization(fly, '?include_deleted=true')).toMatchObject([{ id, state: 'destroyed' }])
  })

  test('is complete over its pages, though pages are short or empty now and then', async () => {
    const sizes: number[] = []
    for (let seed = 1; seed <= 30; seed++) {
      const fly = aFly({ seed, limits: false })
      fly.world.createApp({ name: 'shop' })
      const made = Array.from({ length: 20 }, () => fly.world.createMachine('shop', { config: { image: 'a' } }).id)
      await fly.clock.advance(5_000)
      const found: string[] = []
      for (let cursor = ''; ; ) {
        const { machines, next_cursor } = (await fly.ask('GET', `/v1/orgs/demo/machines?limit=2&cursor=${cursor}`)).body
        sizes.push(machines.length)
        found.push(...machines.map(({ id }: { id: string }) => id))
        if (!next_cursor) break
        expect(next_cursor).not.toBe(cursor)
        cursor = next_cursor
      }
      expect(found.sort(), `seed ${seed}`).toEqual(made.sort())
    }
    expect(new Set(sizes)).toEqual(new Set([0, 1, 2]))
  })

  test('names the regions that it could not read, and lacks their Machines', async () => {
    const fly = aFly({ limits: false })
    const { id } = await fly.makeMachine()
    await fly.makeMachine({}, { region: 'cdg' })
    fly.faults.hideRegion('cdg')
    expect((await fly.ask('GET', '/v1/orgs/demo/machines')).body).toMatchObject({
      machines: [{ id }],
      error_regions: ['cdg'],
    })
    fly.faults.clear()
    expect(await organization(fly)).toHaveLength(2)
  })
})

// biome-ignore lint/suspicious/noExplicitAny: the tests say what they expect
async function listed(fly: AFly, query = ''): Promise<any> {
  return (await fly.ask('GET', `/v1/apps/shop/machines${query}`)).body
}

// biome-ignore lint/suspicious/noExplicitAny: the tests say what they expect
async function organization(fly: AFly, query = ''): Promise<any> {
  return (await fly.ask('GET', `/v1/orgs/demo/machines${query}`)).body.machines
}
