import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type AFly, aFly } from './a-fly.ts'

const seed = 20_260_101

describe('whatever is asked', () => {
  test('is answered as Fly would answer', async () => {
    const fly = await somethingThere()
    await fc.assert(
      fc.asyncProperty(asked, async ({ method, path: pattern, body, nonce, nth }) => {
        const path = pattern.replace('{id}', oneOfMany(fly, nth)).replace('{volume}', oneVolumeOfMany(fly, nth))
        const answer = await fly.ask(
          method,
          path,
          body,
          nonce === undefined ? {} : { 'fly-machine-lease-nonce': nonce },
        )
        expect([200, 201, 202, 204, 400, 401, 403, 404, 405, 408, 409, 412, 413, 422]).toContain(answer.status)
        expect(answer.headers.get('fly-request-id')).toMatch(/-fra$/)
        if (answer.status >= 400 && answer.text.startsWith('{')) {
          expect(String(answer.body.error ?? answer.body.message)).not.toBe('')
        }
        for (const machine of fly.world.machines(undefined, { destroyed: true })) expectSound(machine)
      }),
      { seed, numRuns: 4_000 },
    )
    // Or else it was only asked for nonsense.
    expect(fly.requests.deeds().filter(({ deed }) => deed === 'applied').length).toBeGreaterThan(150)
    const applied = new Set(fly.requests.all().flatMap(({ action, status = 500 }) => (status < 300 ? [action] : [])))
    expect(belongings.filter((action) => applied.has(action)).length).toBeGreaterThan(belongings.length / 2)
    fly.close()
  })
})

const belongings = [
  ...['set-secrets', 'set-secret', 'set-secret-key', 'encrypt', 'sign', 'assign-ip'],
  ...['request-certificate', 'check-certificate', 'put-network-policy'],
]

/** Apps, keys and Machines of known names, so that not everything is asked of nothing. */
async function somethingThere(): Promise<AFly> {
  const fly = aFly({ limits: false, delays: { appVisible: 0, machineVisible: 0 } })
  for (const name of ['shop', 'blog']) fly.world.createApp({ name })
  await fly.ask('POST', '/v1/apps/shop/secretkeys/box/generate', { type: 'nacl_box' })
  await fly.ask('POST', '/v1/apps/shop/secretkeys/mac/generate', { type: 'hs256' })
  return fly
}

/** There are always some Machines, however many have been destroyed. */
function oneOfMany({ world }: AFly, nth: number): string {
  while (world.machines('shop').length < 10) world.createMachine('shop', { config: { image: 'nginx' } })
  const machines = world.machines('shop')
  return machines[nth % machines.length]?.id ?? ''
}

function oneVolumeOfMany({ world }: AFly, nth: number): string {
  while (world.volumes('shop').length < 5) world.createVolume('shop', { name: 'data', region: 'ams' })
  const volumes = world.volumes('shop')
  return volumes[nth % volumes.length]?.id ?? ''
}

const anything = fc.anything({ withNullPrototype: false, maxDepth: 2 }).filter((value) => isJson(value))
function mostly<T>(sound: fc.Arbitrary<T>): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 5, arbitrary: sound as fc.Arbitrary<unknown> }, { weight: 1, arbitrary: anything })
}

const likelyBody = fc
  .record(
    {
      name: fc.oneof(fc.constantFrom('web-1', 'new'), anything),
      org_slug: fc.constantFrom('demo', 'other', 1),
      region: fc.oneof(fc.constantFrom('ams', 'eu', 'nowhere', 'ams,,'), anything),
      skip_launch: fc.oneof(fc.boolean(), anything),
      lease_ttl: anything,
      current_version: fc.constantFrom('', 'x', null),
      metadata: fc.oneof(fc.dictionary(fc.string(), fc.string()), anything),
      value: mostly(fc.constant('YQ==')),
      size_gb: fc.oneof(fc.constantFrom(1, 4, 501), anything),
      snapshot_retention: fc.oneof(fc.constantFrom(1, 61), anything),
      auto_backup_enabled: anything,
      snapshot_id: fc.constantFrom(undefined, undefined, '', 'vs_x'),
      source_volume_id: fc.constantFrom(undefined, undefined, 'vol_x', '__proto__'),
      require_unique_zone: fc.boolean(),
      compute: fc.oneof(fc.constant({ cpu_kind: 'shared', cpus: 2 }), anything),
      count: anything,
      weights: anything,
      volume_size_bytes: anything,
      ttl: fc.oneof(fc.integer(), anything),
      values: mostly(fc.dictionary(fc.constantFrom('A', 'B'), fc.constantFrom('x', null))),
      hostname: mostly(fc.constantFrom('acme.com', '*.acme.com', 'www.acme.com', '')),
      fullchain: mostly(fc.constant('-----BEGIN CERTIFICATE-----')),
      type: mostly(fc.constantFrom('v4', 'v6', 'shared_v4', 'private_v6', 'egress_pair', 'hs256', 'nacl_box')),
      network: mostly(fc.constantFrom('default', 'nowhere')),
      plaintext: mostly(fc.constantFrom('', 'YQ==')),
      ciphertext: mostly(fc.constant('A'.repeat(400))),
      signature: anything,
      selector: mostly(fc.constant({ all: true })),
      rules: mostly(fc.constant([])),
      min_secrets_version: mostly(fc.nat(3)),
      config: fc.oneof(
        anything,
        fc.record(
          {
            image: fc.oneof(
              { weight: 5, arbitrary: fc.constantFrom('nginx', 'a:crash', 'a:exit0', '@', ':') },
              anything,
            ),
            env: anything,
            guest: fc.oneof(fc.constant({ cpu_kind: 'shared', cpus: 2 }), anything),
            services: fc.oneof(
              fc.constant([{ protocol: 'tcp', internal_port: 1, checks: [{ type: 'tcp' }] }]),
              anything,
            ),
            checks: fc.oneof(fc.dictionary(fc.string(), fc.constant({ type: 'http', interval: '5s' })), anything),
            schedule: fc.constantFrom('hourly', '', 'never'),
            restart: anything,
            stop_config: anything,
            auto_destroy: fc.boolean(),
            files: anything,
            mounts: fc.oneof(fc.constant([{ name: 'data', path: '/data' }]), anything),
          },
          { requiredKeys: [] },
        ),
      ),
    },
    { requiredKeys: [] },
  )
  .map((value) => JSON.stringify(value))

const asked = (() => {
  const segment = fc.oneof(
    { weight: 6, arbitrary: fc.constant('{id}') },
    { weight: 1, arbitrary: fc.webSegment() },
    { weight: 1, arbitrary: fc.constantFrom('%00', '%E0%A4%A', '..', '__proto__', '%2F', '') },
  )
  const app = fc.oneof({ weight: 6, arbitrary: fc.constant('shop') }, fc.constantFrom('blog', 'none', 'constructor'))
  const verb = fc.constantFrom(
    ...['', '/start', '/stop', '/suspend', '/restart', '/cordon', '/uncordon', '/lease', '/metadata', '/metadata/k'],
    ...['/wait', '/wait?timeout=1', '/versions', '/events', '/nothing', '?force=true'],
  )
  const belonging = fc.constantFrom(
    ...['secrets', 'secrets/A', 'secrets?min_version=2', 'secrets/__proto__', 'secretkeys', 'secretkeys/k'],
    ...['secretkeys/k/generate', 'secretkeys/box/encrypt', 'secretkeys/box/decrypt', 'secretkeys/mac/sign'],
    ...[
      'secretkeys/mac/verify',
      'secretkeys/k/verify',
      'ip_assignments',
      'ip_assignments/none',
      'certificates',
      'certificates?limit=x',
    ],
    ...['certificates/acme', 'certificates/custom', 'certificates/acme.com', 'certificates/%2A.acme.com/check'],
    ...['certificates/acme.com/acme', 'certificates/acme.com/custom', 'network_policies', 'network_policies/none'],
  )
  const query = fc.constantFrom(
    ...['', '?limit=1', '?limit=x', '?cursor=AA', '?updated_after=x', '?state=,&region=,', '?ttl=-1', '?metadata.=x'],
  )
  const path = fc.oneof(
    {
      weight: 6,
      arbitrary: fc.tuple(app, segment, verb).map(([name, id, tail]) => `/v1/apps/${name}/machines/${id}${tail}`),
    },
    { weight: 2, arbitrary: fc.tuple(app, query).map(([name, tail]) => `/v1/apps/${name}/machines${tail}`) },
    { weight: 6, arbitrary: fc.tuple(app, belonging).map(([name, tail]) => `/v1/apps/${name}/${tail}`) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.constantFrom('apps', 'orgs/demo/machines', 'orgs/demo/volumes', 'tokens/current'), query)
        .map(([at, tail]) => `/v1/${at}${tail}`),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(app, fc.constantFrom('', '/{volume}', '/{volume}', '/{volume}/extend', '/{volume}/snapshots', '/x'))
        .map(([name, tail]) => `/v1/apps/${name}/volumes${tail}`),
    },
    { weight: 1, arbitrary: fc.constant('/v1/platform/placements') },
    fc.webPath().filter((each) => !each.startsWith('//')),
  )
  const body = fc.oneof(
    { weight: 6, arbitrary: fc.constant(undefined) },
    { weight: 4, arbitrary: likelyBody },
    { weight: 1, arbitrary: fc.string() },
    { weight: 2, arbitrary: fc.json() },
  )
  const method = fc.constantFrom('POST', 'POST', 'POST', 'POST', 'GET', 'DELETE', 'PUT', 'PATCH')
  const nonce = fc.option(fc.constantFrom('abc', '0'.repeat(12)), { nil: undefined })
  return fc
    .record({ method, path, body, nonce, nth: fc.nat(1_000) })
    .map((each) => (each.method === 'GET' ? { ...each, body: undefined } : each))
})()

function isJson(value: unknown): boolean {
  try {
    return JSON.stringify(value) !== undefined
  } catch {
    return false
  }
}

function expectSound(machine: ReturnType<AFly['world']['machines']>[number]): void {
  if (typeof machine.config.image !== 'string' || machine.config.guest === undefined)
    throw new Error('a config is broken')
  if (machine.events.length > 50 || machine.updatedAt < machine.createdAt) throw new Error('a Machine is broken')
}
