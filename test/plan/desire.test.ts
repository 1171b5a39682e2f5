import { describe, expect, test } from 'vitest'
import { desire } from '../../controller/plan/desire.ts'
import type { Group } from '../../schemas/types.ts'
import { anApp, aRollout } from '../support/builders.ts'

const machineOf = (group: Partial<Group>) => {
  const [machine] = desire(anApp('shop', { web: group }), 1).machines
  if (machine === undefined) throw new Error('no Machine')
  return machine
}

describe('desire', () => {
  test('makes a slot for each Machine, ordered by group, region and number', () => {
    const app = anApp('shop', { worker: { count: 1 }, web: { regions: { iad: 1, ams: 11 } }, none: { count: 0 } })
    expect(desire(app, 3).machines.map(({ slot }) => slot)).toEqual([
      ...Array.from({ length: 11 }, (_, number) => `web/ams/${number}`),
      'web/iad/0',
      'worker/ams/0',
    ])
  })

  test('takes a share of the Machines for maxUnavailable, rounded down but never less than one', () => {
    const limit = (maxUnavailable: number | string, count: number) =>
      desire(anApp('shop', { web: { count } }, { rollout: aRollout({ maxUnavailable }) }), 1).rollout
    expect(limit('25%', 10)).toMatchObject({ maxUnavailable: 2, healthyWithinMs: 300_000 })
    expect(limit('25%', 3).maxUnavailable).toBe(1)
    expect(limit(7, 3).maxUnavailable).toBe(7)
  })

  test('says everything of a group in Fly’s words and in the form in which Fly returns it', () => {
    const config = machineOf({
      image: 'shop:1',
      size: 'shared-cpu-2x',
      env: { LEVEL: 'info' },
      entrypoint: ['/entry'],
      command: ['serve'],
      metadata: { role: 'primary' },
      labels: { team: 'a' },
      services: [
        {
          protocol: 'tcp',
          internalPort: 8080,
          autostart: true,
          autostop: 'suspend',
          minMachinesRunning: 1,
          concurrency: { type: 'requests', softLimit: 20 },
          ports: [
            {
              port: 443,
              handlers: ['tls', 'http'],
              forceHttps: true,
              tls: { alpn: ['h2'], defaultSelfSigned: false },
              http: { h2Backend: true, idleTimeoutSeconds: 60, responseHeaders: { 'X-A': 'b' }, pristine: true },
              proxyProtoVersion: 'v2',
            },
          ],
          checks: [
            {
              type: 'http',
              path: '/healthz',
              interval: '5m',
              timeout: '2s',
              gracePeriod: '90s',
              headers: { B: '2', A: '1' },
            },
          ],
        },
      ],
      checks: { alive: { type: 'tcp', port: 8080, interval: '1500ms', kind: 'readiness' } },
      files: [
        { path: '/a', content: 'hällo', mode: '0644' },
        { path: '/b', contentBase64: 'aGk=' },
      ],
      processes: [{ command: ['worker'], user: 'app' }],
      restart: { policy: 'on-failure', maxRetries: 3 },
      stop: { signal: 'SIGTERM', timeout: '1h' },
      dns: {
        options: { ndots: '1', attempts: '2' },
        forwardRules: { 'a.example': '10.0.0.53' },
        skipRegistration: true,
      },
    }).config
    expect(config).toEqual({
      image: 'shop:1',
      env: { LEVEL: 'info' },
      init: { entrypoint: ['/entry'], cmd: ['serve'] },
      guest: { cpu_kind: 'shared', cpus: 2, memory_mb: 512 },
      metadata: { role: 'primary', label_team: 'a' },
      services: [
        {
          protocol: 'tcp',
          internal_port: 8080,
          autostart: true,
          autostop: 'suspend',
          min_machines_running: 1,
          concurrency: { type: 'requests', soft_limit: 20 },
          ports: [
            {
              port: 443,
              handlers: ['tls', 'http'],
              force_https: true,
              tls_options: { alpn: ['h2'], default_self_signed: false },
              http_options: {
                h2_backend: true,
                idle_timeout: 60,
                response: { headers: { 'X-A': 'b' }, pristine: true },
              },
              proxy_proto_options: { version: 'v2' },
            },
          ],
          checks: [
            {
              type: 'http',
              path: '/healthz',
              interval: '1m0s',
              timeout: '2s',
              grace_period: '1m30s',
              headers: [
                { name: 'A', values: ['1'] },
                { name: 'B', values: ['2'] },
              ],
            },
          ],
        },
      ],
      checks: { alive: { type: 'tcp', port: 8080, interval: '1.5s', kind: 'readiness' } },
      files: [
        { guest_path: '/a', raw_value: 'aMOkbGxv', mode: 0o644 },
        { guest_path: '/b', raw_value: 'aGk=' },
      ],
      processes: [{ cmd: ['worker'], user: 'app' }],
      restart: { policy: 'on-failure', max_retries: 3 },
      stop_config: { signal: 'SIGTERM', timeout: '1h0m0s' },
      dns: {
        skip_registration: true,
        options: [
          { name: 'attempts', value: '2' },
          { name: 'ndots', value: '1' },
        ],
        dns_forward_rules: [{ basename: 'a.example', addr: '10.0.0.53' }],
      },
    })
    expect(Object.values(config)).not.toContain(undefined)
  })

  test('always says what happens when the program ends, since Fly’s own default leaves a clean exit down', () => {
    expect(machineOf({}).config.restart).toEqual({ policy: 'always' })
    expect(machineOf({ schedule: 'daily' }).config.restart).toEqual({ policy: 'no' })
    expect(machineOf({ schedule: 'daily', restart: { policy: 'on-failure' } }).config.restart).toEqual({
      policy: 'on-failure',
    })
  })

  test('knows who decides whether a Machine runs', () => {
    const autostop = (how: 'off' | 'stop') =>
      machineOf({ services: [{ protocol: 'tcp', internalPort: 80, autostop: how }] }).runs
    expect([machineOf({}).runs, autostop('off'), autostop('stop'), machineOf({ schedule: 'daily' }).runs]).toEqual([
      'always',
      'always',
      'proxy',
      'schedule',
    ])
    expect(machineOf({ restart: { policy: 'no' } }).runs).toBe('once')
  })

  test('counts the checks of services as well', () => {
    const services: Group['services'] = [
      { protocol: 'tcp', internalPort: 80, checks: [{ type: 'tcp' }, { type: 'http' }] },
    ]
    expect(machineOf({ services, checks: { alive: { type: 'tcp', port: 80 } } }).checks).toBe(3)
  })
})

describe('the hash of a config', () => {
  test('never changes for the same config, or an upgrade of Artifact would restart every Machine', () => {
    expect(machineOf({}).hash).toBe('4ae5a81d74b6469d')
    expect(
      machineOf({
        image: 'ghcr.io/acme/web@sha256:00',
        size: 'performance-2x',
        env: { B: '2', A: 'ä"\n' },
        services: [{ protocol: 'tcp', internalPort: 80, autostop: 'off', ports: [{ port: 80, handlers: ['http'] }] }],
        checks: { alive: { type: 'http', port: 80, interval: '15s' } },
        stop: { timeout: '30s' },
      }).hash,
    ).toBe('73914ede04278bd8')
  })

  test('does not depend on the order of fields, on spelling, or on metadata', () => {
    const one = machineOf({ env: { A: '1', B: '2' }, stop: { timeout: '60s' }, metadata: { a: 'b' } })
    const other = machineOf({ stop: { timeout: '1m' }, env: { B: '2', A: '1' }, labels: { c: 'd' } })
    expect(other.hash).toBe(one.hash)
  })

  test('is another for every other config', () => {
    const hashes = [
      {},
      { image: 'shop:2' },
      { env: { A: '1' } },
      { env: { A: '' } },
      { command: ['a', 'b'] },
      { command: ['a b'] },
    ].map((group) => machineOf(group).hash)
    expect(new Set(hashes).size).toBe(hashes.length)
  })
})
