import { describe, expect, test } from 'vitest'
import { aSpec, codes, told } from './spec-text.ts'

const service = (lines: string): string => `services:\n  - internalPort: 8080\n${indent(lines, 4)}`
const port = (lines: string): string => service(`ports:\n  -\n${indent(lines, 4)}`)
const indent = (text: string, by: number): string => text.replaceAll(/^/gm, ' '.repeat(by))

/** Codes and messages of a group of which something is wrong. */
function wrong(group: string, spec?: string): string {
  return told(aSpec(group, spec))
}

describe('the size of a Machine', () => {
  test.each([
    'size: shared-cpu-8x\nmemoryMb: 16384',
    'size: performance-16x',
    'memoryMb: 2048',
    'cpus: 4',
    'cpuKind: performance\ncpus: 14\nmemoryMb: 29696',
  ])('that Fly offers: %j', (group) => {
    expect(wrong(group)).toBe('')
  })

  test.each([
    ['cpus: 3', 'Fly has no Machine with 3 shared CPUs: write one of 1, 2, 4, 6, 8'],
    ['cpus: 16', 'Fly has no Machine with 16 shared CPUs'],
    [
      'size: shared-cpu-1x\nmemoryMb: 4096',
      '256 to 2048 MB of memory, in steps of 256; 4096 is not one of them: write memoryMb: 2048',
    ],
    ['memoryMb: 300', 'write memoryMb: 512'],
    ['size: performance-8x\nmemoryMb: 8192', 'write memoryMb: 16384'],
    ['cpuKind: performance\ncpus: 1\nmemoryMb: 2304', 'in steps of 1024'],
  ])('that Fly does not offer: %j', (group, part) => {
    expect(wrong(group)).toContain('InvalidGuest')
    expect(wrong(group)).toContain(part)
  })

  test.each(['size: shared-cpu-1x\ncpus: 1', 'size: performance-1x\ncpuKind: performance', 'cpuKind: shared'])(
    'that is said in two ways, or by half: %j',
    (group) => {
      expect(wrong(group)).toContain('Conflict')
    },
  )
})

describe('where Machines run', () => {
  test('is by regions, or all in the primary region', () => {
    expect(wrong('regions: {ams: 1}', 'paused: true')).toBe('')
    expect(wrong('count: 2')).toBe('')
    expect(wrong('')).toBe('')
    expect(codes(aSpec('regions: {ams: 1}\ncount: 2'))).toEqual(['11 Conflict'])
    expect(wrong('count: 2', 'paused: true')).toContain('write `regions: {ams: 2}`, or a `primaryRegion` in /spec')
    expect(codes(aSpec('', 'paused: true'))).toEqual(['8 SchemaViolation'])
  })

  test('may be elsewhere when there is no room, but not where they run anyway', () => {
    expect(wrong('fallbackRegions: [fra, cdg]')).toBe('')
    expect(wrong('regions: {ams: 1, fra: 1}\nfallbackRegions: [fra, ams]')).toBe('')
    expect(wrong('fallbackRegions: [fra, ams]')).toContain('Conflict')
    expect(wrong('regions: {ams: 2, fra: 0}\nfallbackRegions: [ams]')).toContain('its Machines run in ams anyway')
    expect(codes(aSpec('fallbackRegions: [fra, fra]'))).toEqual(['10 SchemaViolation'])
    expect(wrong('fallbackRegions: [fra]\nvolume: {path: /data, sizeGb: 1}')).toContain('a volume stays in the region')
    expect(codes(aSpec('fallbackRegions: []'))).toEqual(['10 SchemaViolation'])
  })
})

describe('addresses', () => {
  test.each(['{}', '{sharedIpv4: true, ipv6: true, ipv4: 2}', '{private: [{}, {network: other}]}'])(
    'that an app can have: %s',
    (addresses) => {
      expect(wrong('', `primaryRegion: ams\naddresses: ${addresses}`)).toBe('')
    },
  )

  test('are for one network once', () => {
    const twice = 'primaryRegion: ams\naddresses: {private: [{network: other}, {network: other}]}'
    expect(wrong('', twice)).toContain('private address 1 is for the network `other` too: keep one of the two')
  })
})

describe('a volume', () => {
  test('is mounted at a path of its own, and kept for at least an hour', () => {
    expect(wrong('volume: {path: /data, sizeGb: 10}')).toBe('')
    expect(wrong('volume: {path: /var/lib/data, sizeGb: 1, keepFor: 1h}')).toBe('')
    expect(wrong('volume: {path: /, sizeGb: 1}')).toContain('an absolute path like /data')
    expect(wrong('volume: {path: /data/../etc, sizeGb: 1}')).toContain('goes through `.` or `..`')
    expect(wrong('volume: {path: /data, sizeGb: 1, keepFor: 59m}')).toContain('write 1h or more')
    expect(wrong('volume: {path: /data, sizeGb: 501}')).toContain('501')
  })

  test('stays in its region, and its Machine with it', () => {
    const group = 'regions: {ams: 1}\nfallbackRegions: [fra]\nvolume: {path: /data, sizeGb: 1}'
    expect(wrong(group, 'paused: false')).toContain('keep either `volume` or `fallbackRegions`')
  })

  test('cannot be had by two, so no new Machine can stand beside the old one', () => {
    const spec = 'primaryRegion: ams\nrollout: {strategy: bluegreen}'
    const group = 'checks: {up: {type: tcp, port: 80}}\nvolume: {path: /data, sizeGb: 1}'
    expect(wrong(group, spec)).toContain('no volume can have two')
  })
})

describe('domains', () => {
  const withDomains = (domains: string, more = 'addresses: {ipv6: true}') =>
    aSpec(port('port: 443\nhandlers: [tls, http]'), `primaryRegion: ams\n${more}\ndomains: ${domains}`)

  test.each(['[shop.example.com]', '["*.example.com", example.com]', '[xn--bcher-kva.example, a_b.example]', '[]'])(
    'that Fly takes: %s',
    (domains) => {
      expect(told(withDomains(domains))).toBe('')
    },
  )

  test.each([
    ['[Shop.Example.com]', 'write `shop.example.com`'],
    ['[shop.example.com.]', 'write `shop.example.com`'],
    ['[bücher.example]', 'write `xn--bcher-kva.example`'],
    ['["*.Bücher.example"]', 'write `*.xn--bcher-kva.example`'],
    ['[shop]', 'write one like `shop.example.com`'],
    ['["shop.*.com"]', 'write one like'],
    ['["https://shop.example.com"]', 'write one like'],
    ['[10.0.0.1]', 'write one like'],
    [`["${'a'.repeat(64)}.example"]`, 'write one like'],
    ['[shop.example.com, shop.example.com]', '`shop.example.com` is domain 1 already'],
    ['[shop.fly.dev]', "in Fly's own domain"],
  ])('that Fly would not take: %s', (domains, part) => {
    expect(told(withDomains(domains))).toContain(part)
  })

  test('need an address and a service for TLS', () => {
    expect(told(withDomains('[shop.example.com]', 'paused: true'))).toContain('the app has no public address')
    const private_ = 'addresses: {private: [{}]}'
    expect(told(withDomains('[shop.example.com]', private_))).toContain('the app has no public address')
    const plain = aSpec('', 'primaryRegion: ams\naddresses: {ipv6: true}\ndomains: [shop.example.com]')
    expect(told(plain)).toContain('no service has port 443 with the `tls` handler')
  })
})

describe('a service', () => {
  test.each([
    port('port: 443\nhandlers: [tls, http]\nforceHttps: true\ntls: {versions: [TLSv1.3]}\nhttp: {compress: true}'),
    port('startPort: 9000\nendPort: 9000'),
    port('port: 5432\nhandlers: [pg_tls]\ntls: {alpn: [postgresql]}'),
    port('port: 25\nhandlers: [proxy_proto]\nproxyProtoVersion: v2'),
    service('autostart: true\nautostop: suspend\nminMachinesRunning: 1'),
    service('autostop: "off"'),
    `${port('port: 53')}\n  - internalPort: 53\n    protocol: udp\n    ports: [{port: 53}]`,
  ])('that makes sense: %j', (group) => {
    expect(wrong(group)).toBe('')
  })

  test.each([
    [port('port: 80\nforceHttps: true'), '`forceHttps` needs the `http` handler'],
    [port('port: 80\nhandlers: [http]\ntls: {}'), '`tls` needs the `tls` or `pg_tls` handler'],
    [port('port: 80\nhandlers: [tls]\nhttp: {}'), '`http` needs the `http` handler'],
    [port('port: 80\nproxyProtoVersion: v1'), '`proxyProtoVersion` needs the `proxy_proto` handler'],
    [port('port: 80\nstartPort: 1\nendPort: 2'), 'keep either of the two'],
    [port('startPort: 1'), 'add the missing one'],
    [port('handlers: [http]'), 'it is not said which port this is'],
    [port('startPort: 9\nendPort: 8'), 'the range ends at 8, before it begins at 9'],
    [service('concurrency: {softLimit: 20, hardLimit: 10}'), 'hardLimit 10 is below softLimit 20'],
    [service('autostop: stop'), 'nothing starts them again: add `autostart: true`'],
    [service('ports: [{port: 80}, {port: 80}]'), 'port 80 (tcp) is taken by another entry of this group'],
    [service('ports: [{startPort: 1, endPort: 9}, {startPort: 9, endPort: 12}]'), 'some of the ports 9 to 12 (tcp)'],
  ])('that does not: %j', (group, part) => {
    expect(wrong(group)).toContain(part)
  })
})

describe('a check', () => {
  const check = (fields: string): string => `checks:\n  alive: {port: 80, ${fields}}`

  test.each([
    [check('type: tcp, path: /x'), '`path` belongs to http checks'],
    [check('type: http, tlsSkipVerify: true'), '`tlsSkipVerify` counts for https only'],
    [check('type: http, interval: 0s'), 'leaves no time'],
    [check('type: http, interval: 10s, timeout: 11s'), 'one check may take 11s, but the next one comes after 10s'],
    ['checks:\n  bg_deployments_compat_1: {type: tcp, port: 80}', 'Fly keeps names that begin with'],
    [service('checks: [{type: tcp, interval: 61s}]'), 'Fly checks a service every 60s at least'],
  ])('that Fly would not do: %j', (group, part) => {
    expect(wrong(group)).toContain(part)
  })

  test('of a Machine may be rarer than one of a service', () => {
    expect(wrong(check('type: http, protocol: https, tlsSkipVerify: true, interval: 5m, timeout: 5s'))).toBe('')
  })
})

describe('a file', () => {
  test.each([
    ['files: [{path: /a}]', 'it is not said what is in "/a"'],
    ['files: [{path: /a, content: a, contentBase64: YQ==}]', 'both say what is in the file'],
    ['files: [{path: /a, contentBase64: YQ}]', 'this is not whole base64'],
    ['files: [{path: /a, content: a}, {path: /a, content: b}]', '"/a" is also the path of file 1'],
    ['files: [{path: a, content: a}]', 'expected an absolute path'],
    ['files: [{path: /a, content: a, mode: 0644}]', 'write "0644" in quotes'],
  ])('that cannot be written: %j', (group, part) => {
    expect(wrong(group)).toContain(part)
  })

  test('has text or base64', () => {
    expect(wrong('files: [{path: /a, content: ""}, {path: /b, contentBase64: YQ==, mode: "0600"}]')).toBe('')
  })
})

describe('what runs in a Machine', () => {
  test.each([
    ['processes: [{command: [a]}]\ncommand: [b]', '`processes` says what runs'],
    ['processes: [{exec: [a], command: [b]}]', '`exec` stands instead of'],
    [`schedule: daily\n${service('autostart: true')}`, '`schedule: daily` already says when the Machine runs'],
    ['restart: {maxRetries: 3}', 'the policy is `always`'],
    ['stop: {timeout: 6m}', 'Fly waits 300s at most'],
  ])('and is said in two ways, or beyond what Fly does: %j', (group, part) => {
    expect(wrong(group)).toContain(part)
  })

  test('may run by the clock, and be restarted', () => {
    expect(
      wrong(
        `schedule: daily\nrestart: {policy: on-failure, maxRetries: 3}\nstop: {timeout: 5m}\n${service('autostart: false')}`,
      ),
    ).toBe('')
  })
})

describe('a rollout', () => {
  test('gives a new version some time', () => {
    expect(wrong('', 'primaryRegion: ams\nrollout: {healthyWithin: 0s}')).toContain('no time to become healthy')
    expect(wrong('', 'primaryRegion: ams\nrollout: {timeout: 0s}')).toContain('ends a rollout at its first Machine')
    expect(wrong('', 'primaryRegion: ams\nrollout: {timeout: 1m, healthyFor: 1m}')).toContain('make `timeout` longer')
    expect(wrong('', 'primaryRegion: ams\nrollout: {timeout: 2m, healthyFor: 1m}')).toBe('')
  })
})

test('a group that the schema refuses keeps no other group from being checked', () => {
  const text = aSpec('memoryMb: 1').concat('    worker:\n      image: b:1\n      cpus: 3\n')

  expect(codes(text)).toEqual(['10 SchemaViolation', '13 InvalidGuest'])
})

describe('what others may change', () => {
  const drift = (rules: string) => wrong('', `primaryRegion: ams\ndrift: ${rules}`)

  test('is any place but that of our own marks', () => {
    expect(drift('{ignore: [/env/DEBUG, /services/0/concurrency, /metadata/role, /env/a~1b]}')).toBe('')
    expect(drift('{ignore: [/metadata]}')).toContain("holds Artifact's own marks")
    expect(drift('{ignore: [/metadata/artifact_hash]}')).toContain("holds Artifact's own marks")
    expect(drift('{ignore: [env.DEBUG]}')).toContain('a JSON pointer like /env/DEBUG')
  })

  test('is put back by the clocks of a place that has some', () => {
    expect(drift('{windows: [{from: "02:00", to: "05:00", timezone: Europe/Amsterdam, days: [sat]}]}')).toBe('')
    expect(drift('{windows: [{from: "02:00", to: "05:00", timezone: Europe/Atlantis}]}')).toContain(
      'there is no time zone `Europe/Atlantis`',
    )
    expect(drift('{windows: [{from: "24:00", to: "05:00"}]}')).toContain('a time of day like 02:00')
  })
})

describe('a change-over from old Machines to new ones', () => {
  const bluegreen = (group: string) => wrong(group, 'primaryRegion: ams\nrollout: {strategy: bluegreen}')

  test('goes by checks, for all that always runs', () => {
    expect(bluegreen('checks: {alive: {type: tcp, port: 80}}')).toBe('')
    expect(bluegreen(service('checks: [{type: tcp, port: 80}]'))).toBe('')
    expect(bluegreen('schedule: daily')).toBe('')
    expect(bluegreen('restart: {policy: "no"}')).toBe('')
    expect(bluegreen('')).toContain('new Machines take over when their checks pass, and web has none')
  })
})

describe('a secret', () => {
  const secrets = (text: string) => wrong('env: {LEVEL: "1"}', `primaryRegion: ams\nsecrets: ${text}`)

  test.each([
    '{DATABASE_URL: {provided: true}}',
    '{_KEY_2: {generate: {}}}',
    '{KEY: {generate: {length: 16, alphabet: hex}, rotateEvery: 1h}}',
  ])('that can be: %s', (text) => {
    expect(secrets(text)).toBe('')
  })

  test.each([
    ['{key: {provided: true}}', 'capital letters'],
    ['{FLY_APP: {provided: true}}', "Fly's own variables"],
    ['{LEVEL: {provided: true}}', 'is a variable in `env` of `web` too'],
    ['{KEY: {}}', 'where `KEY` comes from'],
    ['{KEY: {provided: true, generate: {}}}', 'keep either of the two'],
    ['{KEY: {provided: false}}', 'true'],
    ['{KEY: {provided: true, rotateEvery: 90d}}', 'only what Artifact makes'],
    ['{KEY: {generate: {}, rotateEvery: 59m}}', 'write 1h or more'],
    ['{KEY: {generate: {length: 8}}}', 'from 16 to 256'],
    ['{KEY: {value: a}}', 'UnknownField'],
  ])('that cannot: %s', (text, part) => {
    expect(secrets(text)).toContain(part)
  })
})
