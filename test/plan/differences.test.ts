import { describe, expect, test } from 'vitest'
import type { MachineConfig } from '../../controller/fly/wire.ts'
import { desire } from '../../controller/plan/desire.ts'
import { changes, differences, metadataDifferences } from '../../controller/plan/differences.ts'
import { goDuration, goDurationMs } from '../../controller/plan/go-duration.ts'
import { anApp } from '../support/builders.ts'

const want: MachineConfig = {
  image: 'shop:1',
  env: { LEVEL: 'info', EMPTY: '' },
  guest: { cpu_kind: 'shared', cpus: 1, memory_mb: 256 },
  services: [
    {
      protocol: 'tcp',
      internal_port: 80,
      autostop: 'off',
      autostart: false,
      checks: [{ type: 'http', interval: '1m0s', tls_skip_verify: false }],
    },
  ],
  restart: { policy: 'always' },
  stop_config: { timeout: '5s' },
}

const without = (config: MachineConfig, ...keys: (keyof MachineConfig)[]): MachineConfig =>
  Object.fromEntries(
    Object.entries(config).filter(([key]) => !keys.includes(key as keyof MachineConfig)),
  ) as MachineConfig

describe('differences', () => {
  test('are none between what was sent and what Fly makes of it', () => {
    const have = {
      ...want,
      init: {},
      dns: {},
      guest: { ...want.guest, persist_rootfs: 'never', gpus: null },
      metadata: { fly_platform_version: 'v2' },
      services: [
        {
          protocol: 'tcp',
          internal_port: 80,
          autostop: false,
          force_instance_key: null,
          ports: [],
          checks: [{ type: 'http', interval: '60s' }],
        },
      ],
      files: null,
    } as unknown as MachineConfig
    expect(differences(want, have)).toEqual([])
    expect(changes(want, have)).toEqual([])
  })

  test.each([
    ['stop', true],
    ['suspend', 'suspend'],
  ] as const)('are none between autostop %s and %s', (sent, returned) => {
    const service = { protocol: 'tcp', internal_port: 80 } as const
    expect(
      differences(
        { image: 'a', services: [{ ...service, autostop: sent }] },
        { image: 'a', services: [{ ...service, autostop: returned }] },
      ),
    ).toEqual([])
  })

  test('tell each changed, missing and added variable by itself', () => {
    expect(differences(want, { ...want, env: { LEVEL: 'debug', EXTRA: '1' } })).toEqual([
      { path: '/env/LEVEL', want: 'info', have: 'debug' },
      { path: '/env/EMPTY', want: '', have: undefined },
      { path: '/env/EXTRA', want: undefined, have: '1' },
    ])
  })

  test('know a service, a file or a process that somebody added', () => {
    const service = { protocol: 'udp', internal_port: 53 } as const
    expect(differences(want, { ...want, services: [...(want.services ?? []), service] })).toEqual([
      { path: '/services/1', want: undefined, have: service },
    ])
    expect(differences({ image: 'a' }, { image: 'a', processes: [{ cmd: ['x'] }] })).toMatchObject([
      { path: '/processes' },
    ])
  })

  test('reach into services and checks', () => {
    const [service] = want.services ?? []
    if (service === undefined) throw new Error('no service')
    expect(
      differences(want, {
        ...want,
        services: [{ ...service, autostop: true, checks: [{ type: 'http', interval: '15s' }] }],
      }),
    ).toEqual([
      { path: '/services/0/autostop', want: 'off', have: true },
      { path: '/services/0/checks/0/interval', want: '1m0s', have: '15s' },
    ])
  })

  test('do not look at what the spec does not set, unless it is to tell what a changed spec takes back', () => {
    const have: MachineConfig = { ...want, schedule: 'daily', init: { cmd: ['serve'] } }
    expect(differences(want, have)).toEqual([])
    expect(changes(want, have)).toMatchObject([
      { path: '/init/cmd', have: ['serve'] },
      { path: '/schedule', have: 'daily' },
    ])
  })

  test('tell lists of words as a whole', () => {
    const init = (...cmd: string[]): MachineConfig => ({ image: 'a', init: { cmd } })
    expect(differences(init('a', 'b'), init('a', 'b'))).toEqual([])
    expect(differences(init('a', 'b'), init('a b'))).toEqual([{ path: '/init/cmd', want: ['a', 'b'], have: ['a b'] }])
    expect(differences(init('a'), { image: 'a', init: {} })).toEqual([
      { path: '/init/cmd', want: ['a'], have: undefined },
    ])
  })

  test('are not led astray by names that every object has', () => {
    const odd = JSON.parse('{"constructor":"a","__proto__":"b","to/st~ring":"c"}') as Record<string, string>
    expect(differences({ image: 'a', env: odd }, { image: 'a', env: {} }).map(({ path }) => path)).toEqual([
      '/env/constructor',
      '/env/__proto__',
      '/env/to~1st~0ring',
    ])
    expect(differences({ image: 'a', env: odd }, { image: 'a', env: JSON.parse(JSON.stringify(odd)) })).toEqual([])
  })

  test('find nothing in whatever a spec means once Fly has left out what is zero', () => {
    const [machine] = desire(
      anApp('shop', {
        web: { services: [{ protocol: 'tcp', internalPort: 80, minMachinesRunning: 0 }], stop: { timeout: '0s' } },
      }),
      1,
    ).machines
    if (machine === undefined) throw new Error('no Machine')
    const have = {
      ...without(machine.config, 'stop_config'),
      services: [{ protocol: 'tcp', internal_port: 80 }],
    } as MachineConfig
    expect(differences(machine.config, have)).toEqual([])
  })

  // Found by C4: `http: {pristine: false}` made Artifact fight with itself over an object that Fly had left out.
  test('find nothing in an object that holds only what is zero, and something in a map that holds an empty text', () => {
    const service = { protocol: 'tcp', internal_port: 80 }
    const withOptions = (http_options: object) =>
      ({ image: 'a', services: [{ ...service, ports: [{ port: 80, http_options }] }] }) as MachineConfig

    expect(differences(withOptions({ response: { pristine: false } }), withOptions({}))).toEqual([])
    expect(differences(withOptions({ response: { pristine: false } }), withOptions({ compress: true }))).toHaveLength(1)
    expect(differences(withOptions({ response: { headers: { 'X-A': '' } } }), withOptions({}))).toHaveLength(1)
  })

  test('take time in proportion to the config', () => {
    const env = (size: number) => Object.fromEntries(Array.from({ length: size }, (_, index) => [`V${index}`, 'x']))
    const millis = (size: number) => {
      const [one, other] = [
        { image: 'a', env: env(size) },
        { image: 'a', env: { ...env(size), LAST: '1' } },
      ]
      const begun = process.hrtime.bigint()
      expect(differences(one, other)).toHaveLength(1)
      return Number(process.hrtime.bigint() - begun) / 1e6
    }
    expect(millis(50_000)).toBeLessThan(2_000)
  })
})

describe('differences of metadata', () => {
  test('are those of our own keys, wanted or wanted no more', () => {
    expect(
      metadataDifferences({ role: 'a', tier: 'b' }, { role: 'x', theirs: 'y', old: 'z' }, ['role', 'old']),
    ).toEqual([
      { path: '/metadata/role', want: 'a', have: 'x' },
      { path: '/metadata/tier', want: 'b', have: undefined },
      { path: '/metadata/old', want: undefined, have: 'z' },
    ])
  })
})

describe('a duration in Go’s spelling', () => {
  test.each([
    [0, '0s'],
    [1, '1ms'],
    [1_500, '1.5s'],
    [60_000, '1m0s'],
    [90_000, '1m30s'],
    [3_600_000, '1h0m0s'],
    [86_400_000, '24h0m0s'],
  ])('of %i ms is %s, and is read back', (ms, text) => {
    expect(goDuration(ms)).toBe(text)
    expect(goDurationMs(text)).toBe(ms)
  })

  test('is read in other spellings too, and as nanoseconds', () => {
    expect([goDurationMs('60s'), goDurationMs(15_000_000_000), goDurationMs('soon')]).toEqual([
      60_000,
      15_000,
      undefined,
    ])
  })
})
