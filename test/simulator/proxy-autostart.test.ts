import { describe, expect, test } from 'vitest'
import { type AnEdge, anEdge } from './an-edge.ts'

const minutes = 60_000

describe('autostart', () => {
  test('a request wakes a Machine, and waits until it is ready', async () => {
    const fly = anEdge()
    await fly.open('shop')
    const { id } = fly.machine('shop', { state: 'stopped', service: { autostart: true, checks: [{ type: 'tcp' }] } })
    const { status, body } = await fly.visit('https://shop.fly.dev/')
    expect({ status, machine: body.machine }).toEqual({ status: 200, machine: id })
    const [machine] = fly.world.machines('shop')
    expect(machine?.events[1]).toMatchObject({ type: 'start', status: 'starting', source: 'proxy' })
  })

  test('a suspended one resumes; without autostart nothing is started', async () => {
    const fly = anEdge()
    await fly.open('shop')
    await fly.open('still')
    fly.machine('shop', { state: 'suspended', service: { autostart: true } })
    fly.machine('still', { state: 'stopped' })
    expect((await fly.visit('https://shop.fly.dev/')).status).toBe(200)
    expect((await fly.visit('https://still.fly.dev/')).status).toBe(503)
  })

  test('as many are started as their soft limits want, and no more', async () => {
    const fly = anEdge()
    await fly.open('shop')
    const service = { autostart: true, concurrency: { type: 'requests', soft_limit: 2 } } as const
    for (let count = 0; count < 5; count++) fly.machine('shop', { state: 'stopped', service })
    const visits = Array.from({ length: 5 }, () => fly.edge.fetch(new Request('https://shop.fly.dev/')))
    await fly.clock.advance(20_000)
    expect((await Promise.all(visits)).map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
    expect(runningIn(fly)).toBe(3)
  })

  test('where a lease is held or a host is full the proxy gets no further', async () => {
    const fly = anEdge()
    await fly.open('shop')
    const { id } = fly.machine('shop', { state: 'stopped', service: { autostart: true } })
    fly.faults.capacity('fra', 'full')
    expect((await fly.visit('https://shop.fly.dev/')).status).toBe(503)
    fly.faults.capacity('fra', 'ok')
    fly.world.takeLease('shop', id, 'me', 20)
    const before = fly.clock.monotonic()
    expect((await fly.visit('https://shop.fly.dev/')).status).toBe(200)
    expect(fly.clock.monotonic() - before).toBeGreaterThan(20_000)
  })

  test('its starts take from the same limits as everybody’s', async () => {
    const fly = anEdge({ delays: 'none' })
    await fly.open('shop')
    const { id } = fly.machine('shop', { state: 'stopped', service: { autostart: true } })
    const path = `/v1/apps/shop/machines/${id}`
    for (let count = 0; count < 3; count++) {
      expect((await fly.visit('https://shop.fly.dev/')).status).toBe(200)
      await fly.ask('POST', `${path}/stop`)
    }
    expect((await fly.ask('POST', `${path}/start`)).status).toBe(429)
  })
})

describe('autostop', () => {
  test('idle Machines rest one by one, except those that must run in the primary region', async () => {
    const fly = anEdge()
    await fly.open('shop')
    const service = { autostart: true, autostop: 'stop', min_machines_running: 1 } as const
    for (const region of ['fra', 'fra', 'fra', 'nrt']) fly.machine('shop', { region, service })
    await fly.clock.advance(5 * minutes)
    expect(runningIn(fly, 'fra')).toBe(2)
    expect(runningIn(fly, 'nrt')).toBe(0)
    await fly.clock.advance(60 * minutes)
    expect(runningIn(fly, 'fra')).toBe(1)
    const rested = fly.world.machines('shop').find(({ state }) => state === 'stopped')
    expect(rested?.events.find(({ type }) => type === 'stop')).toMatchObject({ status: 'stopping', source: 'proxy' })
  })

  test('`suspend` suspends; what has something to do stays', async () => {
    const fly = anEdge({ programs: { busy: () => new Promise(() => {}) } })
    await fly.open('shop')
    const idle = fly.machine('shop', { region: 'nrt', service: { autostop: 'suspend' } })
    const busy = fly.machine('shop', {
      region: 'fra',
      service: { autostop: 'suspend' },
      config: { image: 'busy', services: [{ ...idle.config.services?.[0] } as never] },
    })
    void fly.edge.fetch(new Request('https://shop.fly.dev/'))
    await fly.clock.advance(60 * minutes)
    expect([fly.state(idle.id), fly.state(busy.id)]).toEqual(['suspended', 'started'])
  })

  test('who does not ask for it is left alone, and costs no time', async () => {
    const fly = anEdge()
    await fly.open('shop')
    fly.machine('shop', { service: { autostop: 'off' } })
    await fly.clock.advance(10_000)
    expect(fly.clock.pending()).toBe(0)
  })

  test('what was put to rest is woken by the next request', async () => {
    const fly = anEdge()
    await fly.open('shop')
    const { id } = fly.machine('shop', { service: { autostart: true, autostop: 'stop' } })
    await fly.clock.advance(10 * minutes)
    expect(fly.state(id)).toBe('stopped')
    expect((await fly.visit('https://shop.fly.dev/')).body.machine).toBe(id)
  })
})

function runningIn(fly: AnEdge, region?: string): number {
  return fly.world
    .machines('shop')
    .filter((each) => each.state === 'started' && (region ?? each.region) === each.region).length
}
