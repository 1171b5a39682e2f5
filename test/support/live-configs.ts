import fc from 'fast-check'
import type { MachineConfig } from '../../controller/fly/wire.ts'

const word = fc.stringMatching(/^[A-Z][A-Z0-9_]{0,8}$/)
const text = fc.oneof(fc.string({ maxLength: 12 }), fc.constantFrom('no', '1', 'null', '~', ' x ', '#', 'a: b'))
const duration = fc.constantFrom('10s', '1m0s', '1m30s', '500ms', '1h0m0s')

const checkFields = {
  port: fc.integer({ min: 1, max: 9000 }),
  interval: fc.constantFrom('15s', '30s', '1m0s'),
  timeout: fc.constantFrom('500ms', '2s', '10s'),
  grace_period: duration,
}
const check = fc.oneof(
  fc.record({ type: fc.constant('tcp' as const), ...checkFields }, { requiredKeys: ['type', 'port'] }),
  fc.record(
    {
      type: fc.constant('http' as const),
      ...checkFields,
      path: fc.constantFrom('/', '/up'),
      method: fc.constant('GET'),
      headers: fc.constantFrom(
        [{ name: 'Host', values: ['x'] }],
        [
          { name: 'B', values: ['1'] },
          { name: 'A', values: ['2'] },
        ],
      ),
    },
    { requiredKeys: ['type', 'port'] },
  ),
)

const service = fc.record(
  {
    protocol: fc.constantFrom('tcp' as const, 'udp' as const),
    internal_port: fc.integer({ min: 1, max: 9000 }),
    autostart: fc.boolean(),
    autostop: fc.constantFrom(true, false, 'suspend' as const),
    min_machines_running: fc.integer({ min: 0, max: 2 }),
    force_instance_key: fc.constant(null),
    concurrency: fc.record({
      type: fc.constantFrom('connections' as const, 'requests' as const),
      soft_limit: fc.integer({ min: 1, max: 9 }),
    }),
    ports: fc.array(
      fc.record({ port: fc.integer({ min: 1, max: 9000 }), handlers: fc.constantFrom(['http'], ['tls', 'http'], []) }),
      { maxLength: 2 },
    ),
    checks: fc.array(check, { maxLength: 1 }),
  },
  { requiredKeys: ['protocol', 'internal_port'] },
)

/** Configs as people and other tools make them, in the form in which Fly returns them; some say what no spec can. */
export const aConfig: fc.Arbitrary<MachineConfig> = fc.record(
  {
    image: fc.constantFrom('a:1', 'registry.fly.io/a:v2', 'a@sha256:00'),
    env: fc.dictionary(word, text, { maxKeys: 3 }),
    init: fc.constantFrom({}, { cmd: ['run', '--now'] }, { entrypoint: ['/bin/sh'], cmd: [] }, { tty: true }),
    guest: fc.constantFrom(
      { cpu_kind: 'shared' as const, cpus: 1, memory_mb: 256 },
      { cpu_kind: 'shared' as const, cpus: 2, memory_mb: 1024 },
      { cpu_kind: 'performance' as const, cpus: 1, memory_mb: 2048 },
    ),
    metadata: fc.dictionary(fc.constantFrom('fly_process_group', 'team', 'label_plan', 'a b', 'artifact_slot'), text, {
      maxKeys: 3,
    }),
    services: fc.array(service, { maxLength: 2 }),
    checks: fc.dictionary(fc.constantFrom('up', 'alive'), check, { maxKeys: 2 }),
    files: fc.uniqueArray(
      fc.record({
        guest_path: fc.constantFrom('/a', '/b'),
        raw_value: fc.uint8Array({ maxLength: 8 }).map((bytes) => Buffer.from(bytes).toString('base64')),
        mode: fc.constantFrom(0, 0o644, 0o600),
      }),
      { maxLength: 2, selector: ({ guest_path }) => guest_path },
    ),
    processes: fc.array(fc.record({ cmd: fc.constant(['work']), env: fc.dictionary(word, text, { maxKeys: 1 }) }), {
      maxLength: 1,
    }),
    restart: fc.constantFrom(
      {},
      { policy: 'no' as const },
      { policy: 'always' as const },
      { policy: 'on-failure' as const, max_retries: 3 },
    ),
    stop_config: fc.constantFrom({}, { signal: 'SIGTERM' }, { timeout: '30s' }),
    dns: fc.constantFrom(
      {},
      { skip_registration: true },
      { nameservers: ['1.1.1.1'], options: [{ name: 'ndots', value: '1' }] },
    ),
  },
  { requiredKeys: ['image', 'guest'] },
)
