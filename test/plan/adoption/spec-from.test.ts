import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Machine, MachineConfig } from '../../../controller/fly/wire.ts'
import type { Volume } from '../../../controller/fly/wire-volumes.ts'
import { specFrom } from '../../../controller/plan/adoption/spec-from.ts'
import { desire } from '../../../controller/plan/desire.ts'
import { everyDifference } from '../../../controller/plan/differences.ts'
import { toYaml } from '../../../controller/resource/print.ts'
import { readText } from '../../../controller/resource/read.ts'
import { aConfig } from '../../support/live-configs.ts'

describe('a spec written from a live app', () => {
  test('reads as a person would have written it', () => {
    const web: MachineConfig = {
      image: 'registry.fly.io/acme:v1',
      env: { PORT: '8080' },
      init: {},
      guest: { cpu_kind: 'shared', cpus: 1, memory_mb: 512 },
      metadata: { fly_process_group: 'web', fly_release_id: 'r1', team: 'blue', label_plan: 'gold' },
      services: [
        {
          protocol: 'tcp',
          internal_port: 8080,
          autostart: true,
          autostop: true,
          ports: [{ port: 443, handlers: ['tls', 'http'], force_https: false }],
          checks: [
            { type: 'http', path: '/up', interval: '15s', timeout: '10s', headers: [{ name: 'A', values: ['b'] }] },
          ],
          force_instance_key: null,
        },
      ],
      restart: { policy: 'on-failure', max_retries: 10 },
      stop_config: { signal: 'SIGTERM', timeout: '1m30s' },
      files: [{ guest_path: '/etc/motd', raw_value: Buffer.from('hello\n').toString('base64'), mode: 0o600 }],
      dns: {},
    }
    const worker: MachineConfig = {
      image: 'registry.fly.io/acme:v1',
      guest: { cpu_kind: 'performance', cpus: 2, memory_mb: 4096 },
      metadata: { fly_process_group: 'worker' },
      restart: { policy: 'always' },
    }
    const { document, objections } = specFrom(
      live([machine('3', 'ams', web), machine('1', 'fra', web), machine('2', 'ams', web), machine('4', 'ams', worker)]),
    )
    expect(objections).toEqual([])
    expect(toYaml(document)).toMatchInlineSnapshot(`
      "apiVersion: artifact/v1
      kind: App
      metadata:
        name: acme
      spec:
        machines:
          web:
            image: registry.fly.io/acme:v1
            regions:
              ams: 2
              fra: 1
            size: shared-cpu-1x
            memoryMb: 512
            env:
              PORT: "8080"
            services:
              - internalPort: 8080
                ports:
                  - port: 443
                    handlers:
                      - tls
                      - http
                checks:
                  - type: http
                    interval: 15s
                    timeout: 10s
                    path: /up
                    headers:
                      A: b
                autostart: true
                autostop: stop
            files:
              - path: /etc/motd
                content: |
                  hello
                mode: "0600"
            restart:
              policy: on-failure
              maxRetries: 10
            stop:
              signal: SIGTERM
              timeout: 90s
            metadata:
              team: blue
            labels:
              plan: gold
          worker:
            image: registry.fly.io/acme:v1
            regions:
              ams: 1
            size: performance-2x
      "
    `)
  })

  test('gives each group the volumes that its Machines have, as large as the smallest', () => {
    const on = (id: string) => ({
      ...usual,
      mounts: [{ volume: id, path: '/data', extend_threshold_percent: 80, add_size_gb: 1 }],
    })
    const volumes = [
      aVolume('vol_1', { size_gb: 12 }),
      aVolume('vol_2', { size_gb: 10 }),
      aVolume('vol_3', { snapshot_retention: 14, auto_backup_enabled: false, encrypted: false }),
      aVolume('vol_4'),
      aVolume('vol_5', { state: 'pending_destroy' }),
    ]
    const machines = [
      machine('1', 'ams', on('vol_1')),
      machine('2', 'ams', on('vol_2')),
      machine('3', 'ams', on('vol_3')),
    ]
    const { document, objections, besides } = specFrom({ ...live(machines), volumes })
    expect(objections).toEqual([])
    expect(document).toMatchObject({
      spec: {
        machines: {
          app: { regions: { ams: 2 }, volume: { path: '/data', sizeGb: 10 } },
          'app-2': {
            regions: { ams: 1 },
            volume: { path: '/data', sizeGb: 3, snapshotDays: 14, autoBackup: false, encrypted: false },
          },
        },
      },
    })
    expect(besides.volumes, 'what no Machine has stays as it is').toEqual(['vol_4 (data, 3 GB in ams)'])
  })

  test.each<[string, readonly Volume[]]>([
    ['is not listed', []],
    ['is on its way out', [aVolume('vol_1', { state: 'pending_destroy' })]],
  ])('does not take a Machine whose volume %s', (_, volumes) => {
    const mounts = [{ volume: 'vol_1', path: '/data' }]
    const { objections } = specFrom({ ...live([machine('1', 'ams', { ...usual, mounts })]), volumes })
    expect(objections).toEqual([expect.stringMatching(/app \(1\) has \/mounts.*Fly lists none/)])
  })

  test('leaves out what a spec cannot say of secrets, hostnames and addresses, and tells it besides', () => {
    const secrets = ['KEY', 'PORT', 'lower', 'FLY_ONE'].map((name) => ({ name, digest: 'd' }))
    const certificate = { configured: true, status: 'active' } as const
    const certificates = [
      { hostname: 'shop.example.com', ...certificate },
      { hostname: 'shop.fly.dev', ...certificate },
    ]
    const reachedFrom = (name: string, org_slug = 'demo') => ({ type: 'private_v6', network: { name, org_slug } })
    const addresses = [
      { ip: '2a09::2', type: 'v6', created_at: '2026-11-23T12:00:00Z' },
      { ip: '2a09::1', type: 'v6', created_at: '2026-11-22T12:00:00Z' },
      { ip: 'fdaa::1', ...reachedFrom('') },
      { ip: 'fdaa::2', ...reachedFrom('theirs', 'others') },
      { ip: 'fdaa::3', ...reachedFrom('acme'), service_name: 'db' },
      { ip: null, type: 'egress_pair', ip_pair: { v4: '1.2.3.4', v6: '2a09::9' } },
    ].map((address) => ({ region: 'global', ...address }))
    const services = [
      { protocol: 'tcp', internal_port: 80, ports: [{ port: 443, handlers: ['tls', 'http'] }] },
    ] as const
    const written = (config: MachineConfig) =>
      specFrom({ ...live([machine('1', 'ams', config)]), secrets, certificates, addresses })

    const served = written({ ...usual, env: { PORT: '80' }, services })
    expect(served.objections).toEqual([])
    expect(served.document).toMatchObject({
      spec: {
        addresses: { ipv6: true, private: [{ network: 'default' }] },
        secrets: { KEY: { provided: true } },
        domains: ['shop.example.com'],
      },
    })
    expect(served.besides).toEqual({
      secrets: ['FLY_ONE', 'PORT', 'lower'],
      volumes: [],
      addresses: ['1.2.3.4 (egress_pair)', '2a09::2 (v6)', 'fdaa::2 (private_v6)', 'fdaa::3 (private_v6)'],
      hostnames: ['shop.fly.dev'],
    })
    const unserved = written(usual)
    expect(unserved.objections, 'that no service has TLS is no reason not to take it').toEqual([])
    expect(unserved.document).not.toHaveProperty('spec.domains')
    expect(unserved.besides.hostnames).toEqual(['shop.example.com', 'shop.fly.dev'])
  })

  test('keeps apart what is not alike, and gives each a name', () => {
    const one = { image: 'a:1', env: { A: '1' }, metadata: { fly_process_group: 'Web Tier!' } }
    const { document, places } = specFrom(
      live([machine('1', 'ams', one), machine('2', 'ams', { ...one, env: { A: '2' } }), machine('3', 'ams', one)]),
    )
    expect(document).toMatchObject({
      spec: { machines: { 'web-tier': { regions: { ams: 2 } }, 'web-tier-2': { regions: { ams: 1 } } } },
    })
    expect(places).toEqual([
      { slot: 'web-tier/ams/0', machineId: '1' },
      { slot: 'web-tier/ams/1', machineId: '3' },
      { slot: 'web-tier-2/ams/0', machineId: '2' },
    ])
  })

  test('is the same in whatever order Fly lists the Machines', () => {
    const machines = ['5', '1', '4', '2', '3'].map((id) =>
      machine(id, id > '3' ? 'fra' : 'ams', { image: `a:${Number(id) % 2}` }),
    )
    expect(specFrom(live(machines.toReversed()))).toEqual(specFrom(live(machines)))
  })

  test('names the image by its digest where its tag has moved', () => {
    const digests = ['sha256:aa', 'sha256:bb']
    const machines = digests.map((digest, index) => ({
      ...machine(String(index), 'ams', { image: 'a:1' }),
      image_ref: { digest },
    }))
    expect(specFrom(live(machines)).document).toMatchObject({
      spec: { machines: { app: { image: 'a:1@sha256:aa' }, 'app-2': { image: 'a:1@sha256:bb' } } },
    })
  })

  test('says its network where that is not its own, and its name where that is no name for an App', () => {
    const machines = [machine('1', 'ams', { image: 'a:1' })]
    expect(specFrom({ ...live(machines), network: 'default' }).document).toMatchObject({
      spec: { network: 'default' },
    })
    expect(specFrom(live(machines)).document).not.toMatchObject({
      spec: { network: 'acme' },
    })
  })

  test.each<[string, Partial<MachineConfig> & Record<string, unknown>, RegExp]>([
    ['a volume', { mounts: [{ volume: 'vol_1', path: '/data' }] }, /app \(1\) has \/mounts.*Fly lists none/],
    ['a program in `exec`', { init: { exec: ['/bin/app'] } }, /\/init\/exec/],
    ['swap', { init: { swap_size_mb: 512 } }, /\/init\/swap_size_mb/],
    ['a Machine that destroys itself', { auto_destroy: true }, /\/auto_destroy.*destroys itself/],
    ['a standby', { standbys: ['9'] }, /\/standbys.*standby/],
    ['a field that nobody knows', { novelty: { on: true } }, /\/novelty/],
    [
      'a GPU',
      { guest: { cpu_kind: 'performance', cpus: 8, memory_mb: 32_768, gpu_kind: 'l40s' } as never },
      /\/guest\/gpu_kind/,
    ],
    ['a secret as a file', { files: [{ guest_path: '/key', secret_name: 'KEY' }] }, /\/files\/0/],
    [
      'a header with two values',
      { checks: { up: { type: 'http', port: 80, headers: [{ name: 'A', values: ['b', 'c'] }] } } },
      /\/checks\/up\/headers/,
    ],
    ['a size that Fly no longer sells', { guest: { cpu_kind: 'shared', cpus: 3, memory_mb: 768 } }, /size|cpus/],
  ])('does not pretend to say %s', (_, change, words) => {
    const { objections } = specFrom(live([machine('1', 'ams', { image: 'a:1', ...change })]))
    expect(objections.join('\n')).toMatch(words)
  })

  test('says of an app without Machines, and of one that cannot be asked, that it knows nothing', () => {
    expect(specFrom(live([])).objections.join()).toContain('has no Machine')
    const { config: _, ...lost } = machine('1', 'ams', { image: 'a:1' })
    expect(specFrom(live([{ ...lost, host_status: 'unreachable' }])).objections.join('\n')).toContain('the host of 1')
  })

  test('means on Fly just what is there, whatever that is, or objects', () => {
    let said = 0
    fc.assert(
      fc.property(fc.array(aConfig, { minLength: 1, maxLength: 4 }), (some) => {
        const machines = some.map((config, index) => machine(String(index), index % 2 ? 'fra' : 'ams', config))
        const { document, objections, places } = specFrom(live(machines))
        if (objections.length > 0) return
        said++
        const { documents, problems } = readText({ file: 'app.yaml', bytes: toYaml(document) })
        expect(problems).toEqual([])
        const [read] = documents
        if (read === undefined) throw new Error('there is no document')
        const desired = desire(read.resource, 1)
        expect(desired.machines.map(({ slot }) => slot).sort()).toEqual(places.map(({ slot }) => slot).sort())
        for (const want of desired.machines) {
          const id = places.find(({ slot }) => slot === want.slot)?.machineId
          const { config, region } = machines.find((one) => one.id === id) as Machine
          expect(region).toBe(want.region)
          expect(everyDifference(want.config, config as MachineConfig)).toEqual([])
        }
      }),
      { numRuns: 300, seed: Number(process.env.SEED ?? 2026) },
    )
    expect(said).toBeGreaterThan(30)
  })
})

const nothing = { organization: 'demo', secrets: [], addresses: [], certificates: [], volumes: [] } as const

function live(machines: readonly Machine[]) {
  return { ...nothing, name: 'acme', network: 'acme', machines }
}

const usual = { image: 'a:1', guest: { cpu_kind: 'shared', cpus: 1, memory_mb: 256 } } as const

function aVolume(id: string, about: Partial<Volume> = {}): Volume {
  return {
    ...{ id, name: 'data', state: 'created', size_gb: 3, region: 'ams', zone: '', encrypted: true },
    created_at: '2026-11-23T12:00:00Z',
    ...about,
  }
}

function machine(id: string, region: string, config: MachineConfig): Machine {
  const at = '2026-11-23T12:00:00Z'
  return {
    id,
    name: `m-${id}`,
    state: 'started',
    region,
    instance_id: `v${id}`,
    created_at: at,
    updated_at: at,
    config,
  }
}
