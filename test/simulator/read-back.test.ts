import { describe, expect, test } from 'vitest'
import { aFly } from './a-fly.ts'

describe('a config that is read back', () => {
  test('a bare one has gained what Fly always shows', async () => {
    const fly = aFly()
    await fly.makeMachine()
    expect(fly.world.machines()[0]?.config).toEqual({
      image: 'nginx:1',
      init: {},
      dns: {},
      guest: { cpu_kind: 'shared', cpus: 1, memory_mb: 256 },
    })
  })

  test('durations, autostop and intervals are in Fly’s form, empty values gone, unknown fields dropped', async () => {
    const fly = aFly()
    const { path } = await fly.makeMachine({
      auto_destroy: false,
      auto_stop_machines: true,
      env: { EMPTY: '', A: '1' },
      metadata: {},
      restart: { policy: 'always', max_retries: 0 },
      stop_config: { signal: 'SIGTERM', timeout: '90s' },
      services: [
        {
          protocol: 'tcp',
          internal_port: 8080,
          autostart: false,
          autostop: 'stop',
          min_machines_running: 0,
          ports: [{ port: 443, handlers: ['http', 'tls'], force_https: false }],
          checks: [
            { type: 'http', interval: '90s', timeout: '1500ms', grace_period: '0s' },
            { type: 'tcp', interval: 30e9 },
          ],
        },
        { protocol: 'udp', internal_port: 53, autostop: 'suspend', ports: [], force_instance_key: 'key' },
        { protocol: 'udp', internal_port: 54, autostop: 'off' },
      ],
      checks: { long: { type: 'tcp', port: 1, interval: '2h' } },
    })
    const { config, image_ref } = (await fly.ask('GET', path)).body
    expect(config).toEqual({
      image: 'nginx:1',
      init: {},
      dns: {},
      guest: { cpu_kind: 'shared', cpus: 1, memory_mb: 256 },
      env: { EMPTY: '', A: '1' },
      restart: { policy: 'always' },
      stop_config: { signal: 'SIGTERM', timeout: '1m30s' },
      services: [
        {
          protocol: 'tcp',
          internal_port: 8080,
          autostart: false,
          autostop: true,
          min_machines_running: 0,
          ports: [{ port: 443, handlers: ['http', 'tls'] }],
          checks: [
            { type: 'http', interval: '1m0s', timeout: '1.5s' },
            { type: 'tcp', interval: '30s' },
          ],
          force_instance_key: null,
        },
        { protocol: 'udp', internal_port: 53, autostop: 'suspend', force_instance_key: 'key' },
        { protocol: 'udp', internal_port: 54, autostop: false, force_instance_key: null },
      ],
      checks: { long: { type: 'tcp', port: 1, interval: '2h0m0s' } },
    })
    expect(image_ref).toMatchObject({ registry: 'registry-1.docker.io', repository: 'library/nginx', tag: '1' })
    expect(image_ref.digest).toMatch(/^sha256:[0-9a-f]{64}$/)
  })

  test('sent again as it was read, it reads the same', async () => {
    const fly = aFly()
    const { path } = await fly.makeMachine({
      env: { A: '' },
      services: [{ protocol: 'tcp', internal_port: 80, autostop: 'off', checks: [{ type: 'tcp', interval: '61s' }] }],
    })
    const { config } = (await fly.ask('GET', path)).body
    expect((await fly.ask('POST', path, { config })).body.config).toEqual(config)
  })

  test('an image keeps its digest, and the string it was sent as', async () => {
    const fly = aFly()
    const digest = `sha256:${'ab'.repeat(32)}`
    const { path } = await fly.makeMachine({ image: `registry.fly.io/shop@${digest}` })
    const { config, image_ref } = (await fly.ask('GET', path)).body
    expect(config.image).toBe(`registry.fly.io/shop@${digest}`)
    expect(image_ref).toEqual({ registry: 'registry.fly.io', repository: 'shop', digest })
  })

  test('a size becomes a guest', async () => {
    const fly = aFly()
    await fly.makeMachine({ size: 'performance-2x' })
    expect(fly.world.machines()[0]?.config).toMatchObject({
      guest: { cpu_kind: 'performance', cpus: 2, memory_mb: 4096 },
    })
  })

  test.each([
    ['no config', undefined, 400],
    ['no image', {}, 400],
    ['a number as image', { image: 1 }, 400],
    ['a list as env', { image: 'a', env: [] }, 400],
    ['a number in env', { image: 'a', env: { A: 1 } }, 400],
    ['a strange cpu_kind', { image: 'a', guest: { cpu_kind: 'fast', cpus: 1, memory_mb: 256 } }, 400],
    ['too little memory', { image: 'a', guest: { cpu_kind: 'performance', cpus: 8, memory_mb: 2048 } }, 422],
    ['odd memory', { image: 'a', guest: { cpu_kind: 'shared', cpus: 1, memory_mb: 300 } }, 422],
    ['three shared cpus', { image: 'a', guest: { cpu_kind: 'shared', cpus: 3, memory_mb: 1024 } }, 422],
    ['a strange policy', { image: 'a', restart: { policy: 'sometimes' } }, 400],
    ['a strange schedule', { image: 'a', schedule: 'yearly' }, 400],
    ['a strange signal', { image: 'a', stop_config: { signal: 'SIGFUN' } }, 400],
    ['a long farewell', { image: 'a', stop_config: { timeout: '6m' } }, 400],
    ['a bad duration', { image: 'a', stop_config: { timeout: 'soon' } }, 400],
    ['a relative file', { image: 'a', files: [{ guest_path: 'x', raw_value: '' }] }, 400],
    ['a file that is not base64', { image: 'a', files: [{ guest_path: '/x', raw_value: '%' }] }, 400],
    ['a service without port', { image: 'a', services: [{ protocol: 'tcp' }] }, 400],
    ['a strange handler', { image: 'a', services: [service({ ports: [{ port: 1, handlers: ['gopher'] }] })] }, 400],
    [
      'force_https without http',
      { image: 'a', services: [service({ ports: [{ port: 80, force_https: true }] })] },
      400,
    ],
    ['a strange check', { image: 'a', checks: { a: { type: 'ping' } } }, 400],
    ['a volume', { image: 'a', mounts: [{ volume: 'vol_1', path: '/data' }] }, 400],
  ])('%s is refused', async (_, config, status) => {
    const fly = aFly()
    await fly.makeApp()
    const refused = await fly.ask('POST', '/v1/apps/shop/machines', { config })
    expect(refused.status).toBe(status)
    expect(refused.body.error).toMatch(/./)
    expect(fly.world.machines()).toEqual([])
  })

  test('an unknown region is refused, an alias is understood', async () => {
    const fly = aFly()
    await fly.makeApp()
    const create = (region: string) => fly.ask('POST', '/v1/apps/shop/machines', { region, config: { image: 'a' } })
    expect((await create('xyz')).status).toBe(400)
    expect((await create('sa')).body.region).toBe('gru')
    expect((await create('cdg,ams')).body.region).toBe('cdg')
  })
})

describe('metadata', () => {
  test('are replaced, merged and deleted without a new version', async () => {
    const fly = aFly({ limits: false })
    const { path, version } = await fly.makeMachine({ metadata: { a: '1' } })
    const metadata = async () => (await fly.ask('GET', `${path}/metadata`)).body
    expect(await fly.ask('PUT', `${path}/metadata`, { metadata: { b: '2', c: '3' } })).toMatchObject({
      status: 204,
      text: '',
    })
    expect(await metadata()).toEqual({ b: '2', c: '3' })
    await fly.ask('PATCH', `${path}/metadata`, { metadata: { b: '', d: '4' } })
    expect(await metadata()).toEqual({ c: '3', d: '4' })
    expect((await fly.ask('POST', `${path}/metadata/e`, { value: '5' })).status).toBe(204)
    expect((await fly.ask('GET', `${path}/metadata/e`)).body).toEqual({ value: '5' })
    expect((await fly.ask('DELETE', `${path}/metadata/c`)).status).toBe(204)
    expect((await fly.ask('GET', `${path}/metadata/c`)).status).toBe(404)
    expect(fly.world.machines()).toMatchObject([
      { state: 'started', instanceId: version, metadata: { d: '4', e: '5' } },
    ])
    await fly.ask('POST', path, { config: { image: 'nginx:2' } })
    expect(await metadata()).toEqual({})
  })

  test('for another version than the current one are refused', async () => {
    const fly = aFly()
    const { path, version } = await fly.makeMachine()
    const put = (machine_version: string) => fly.ask('PUT', `${path}/metadata`, { metadata: {}, machine_version })
    expect((await put('01AAAAAAAAAAAAAAAAAAAAAAAA')).status).toBe(412)
    expect((await put(version)).status).toBe(204)
    expect((await fly.ask('PUT', `${path}/metadata`, { metadata: { a: 1 } })).status).toBe(400)
  })
})

function service(more: object): object {
  return { protocol: 'tcp', internal_port: 80, ...more }
}
