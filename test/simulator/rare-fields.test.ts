import { describe, expect, test } from 'vitest'
import { aFly } from './a-fly.ts'

describe('what few configs say', () => {
  test('is kept and read back', async () => {
    const fly = aFly()
    const rare = {
      metrics: { port: 9091, path: '/metrics' },
      statics: [{ guest_path: '/public', url_prefix: '/assets' }],
      rootfs: { persist: 'always', size_gb: 8 },
      cache_drive: { size_mb: 512 },
      spot: { max_price_fraction: 0.5 },
      disable_machine_autostart: true,
      restart: { policy: 'spot-price', gpu_bid_price: 0.25 },
      processes: [{ cmd: ['run'], env_from: [{ env_var: 'ID', field_ref: 'id' }], ignore_app_secrets: true }],
    }
    const { path } = await fly.makeMachine({ ...rare, metrics: { ...rare.metrics, https: false } })
    expect((await fly.ask('GET', path)).body.config).toMatchObject(rare)
    expect((await fly.ask('GET', path)).body.config.metrics).toEqual(rare.metrics)
  })

  test.each([
    ['metrics without a port', { metrics: { path: '/metrics' } }],
    ['statics without a prefix', { statics: [{ guest_path: '/public' }] }],
    ['a standby with a service', { standbys: ['a'], services: [{ protocol: 'tcp', internal_port: 1 }] }],
    ['a rootfs that persists sometimes', { rootfs: { persist: 'sometimes' } }],
    ['a spot price above the price', { spot: { max_price_fraction: 1.5 } }],
    ['less memory at most than at least', { guest: { memory_mb: 512, max_memory_mb: 256 } }],
    ['a check of a strange kind', { checks: { up: { type: 'tcp', kind: 'vital' } } }],
    ['a text where a number belongs', { restart: { gpu_bid_price: 'much' } }],
    ['a container without a name', { containers: [{ image: 'a' }] }],
    ['a container without an image', { containers: [{ name: 'a' }] }],
    [
      'two containers of one name',
      {
        containers: [
          { name: 'a', image: 'a' },
          { name: 'a', image: 'b' },
        ],
      },
    ],
    ['a container that waits for none', { containers: [{ name: 'a', image: 'a', depends_on: [{ name: 'b' }] }] }],
    ['a container at the spot price', { containers: [{ name: 'a', image: 'a', restart: { policy: 'spot-price' } }] }],
  ])('%s is refused', async (_, config) => {
    const fly = aFly()
    await fly.makeApp()
    const refused = await fly.ask('POST', '/v1/apps/shop/machines', { config: { image: 'nginx', ...config } })
    expect(refused.status).toBe(400)
    expect(refused.body.error).toMatch(/^invalid/)
    expect(fly.world.machines()).toEqual([])
  })

  test('containers are read back, and each has a state beside the Machine’s', async () => {
    const fly = aFly()
    const containers = [
      { name: 'app', image: 'shop:1', depends_on: [{ name: 'proxy', condition: 'healthy' }] },
      { name: 'proxy', image: 'caddy', healthchecks: [{ name: 'up', interval: 15, tcp: { port: 80 } }] },
    ]
    const { path } = await fly.makeMachine({ image: undefined, containers })
    const { body } = await fly.ask('GET', path)
    expect(body.config).toMatchObject({ image: 'shop:1', containers })
    expect(body.containers).toEqual([
      { name: 'app', state: 'started' },
      { name: 'proxy', state: 'started' },
    ])
    await fly.ask('POST', `${path}/stop`)
    await fly.clock.advance(10_000)
    expect((await fly.ask('GET', path)).body.containers[0]).toEqual({ name: 'app', state: 'stopped' })
  })

  test('the image of a container that is not there is named with it', async () => {
    const fly = aFly()
    await fly.makeApp()
    const config = { image: 'nginx', containers: [{ name: 'app', image: 'registry.fly.io/shop:missing' }] }
    const { status, text } = await fly.ask('POST', '/v1/apps/shop/machines', { config })
    expect(status).toBe(400)
    expect(text).toMatch(
      /^failed to resolve image for container "app": failed to get manifest registry.fly.io\/shop:missing: /,
    )
  })

  test('a standby waits, and is started when the host of the other is lost', async () => {
    const fly = aFly()
    const { id, path } = await fly.makeMachine()
    const standby = await fly.makeMachine({ standbys: [id] })
    const stateOf = async () => (await fly.ask('GET', standby.path)).body.state
    expect(await stateOf()).toBe('stopped')
    await fly.ask('POST', `${path}/stop`)
    await fly.clock.advance(60_000)
    expect(await stateOf()).toBe('stopped')
    fly.world.setHostStatus('shop', id, 'unreachable')
    await fly.clock.advance(5_000)
    expect(await stateOf()).toBe('started')
    expect(fly.world.machines()[1]?.events[1]).toMatchObject({ type: 'start', status: 'starting', source: 'flyd' })
  })

  test('a Machine that is to stay out of the proxy is cordoned from its birth', async () => {
    const fly = aFly()
    const { path } = await fly.makeMachine({}, { skip_service_registration: true })
    expect((await fly.ask('GET', path)).body.cordoned).toBe(true)
    await fly.ask('POST', `${path}/uncordon`)
    expect((await fly.ask('GET', path)).body.cordoned).toBeUndefined()
  })

  test('name and region are for life', async () => {
    const fly = aFly({ limits: false })
    const { path } = await fly.makeMachine({}, { name: 'web' })
    const update = async (more: object) =>
      (await fly.ask('POST', path, { config: { image: 'nginx:2' }, ...more })).status
    expect([await update({ name: 'api' }), await update({ region: 'cdg' })]).toEqual([400, 400])
    expect(await update({ name: 'web', region: 'ams' })).toBe(200)
  })
})
