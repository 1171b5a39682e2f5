/**
 * What Fly knows in a Machine's config, and in which form it gives it back. What is not here is dropped without a word.
 * Source: Fly's OpenAPI document and superfly/fly-go, machine_types.go
 */
export type Shape =
  | 'string'
  | 'integer'
  | 'boolean'
  /** Sent as `60s` or as a number of nanoseconds, given back as `1m0s`. */
  | 'duration'
  /** `off`, `stop`, `suspend` or a boolean, given back as `false`, `true` and `suspend`. */
  | 'autostop'
  /** Known to Fly and kept as it is; nothing here looks at it. */
  | 'anything'
  | { readonly list: Shape }
  /** Empty values are kept. */
  | { readonly map: Shape }
  | {
      readonly fields: Readonly<Record<string, Shape>>
      /** Fields whose zero values are given back when they were sent: pointers in Go. */
      readonly pointers?: readonly string[]
      /** Fields that are given back although they were not sent. */
      readonly always?: Readonly<Record<string, unknown>>
    }

const strings: Shape = { list: 'string' }
const texts: Shape = { map: 'string' }

const checkFields = {
  type: 'string',
  port: 'integer',
  interval: 'duration',
  timeout: 'duration',
  grace_period: 'duration',
  method: 'string',
  path: 'string',
  protocol: 'string',
  tls_server_name: 'string',
  tls_skip_verify: 'boolean',
  headers: { list: { fields: { name: 'string', values: strings } } },
} as const satisfies Record<string, Shape>
const checkPointers = ['tls_skip_verify']

const port: Shape = {
  fields: {
    port: 'integer',
    start_port: 'integer',
    end_port: 'integer',
    handlers: strings,
    force_https: 'boolean',
    tls_options: {
      fields: { alpn: strings, versions: strings, default_self_signed: 'boolean' },
      pointers: ['default_self_signed'],
    },
    http_options: {
      fields: {
        compress: 'boolean',
        h2_backend: 'boolean',
        idle_timeout: 'integer',
        headers_read_timeout: 'integer',
        response: { fields: { headers: { map: 'anything' }, pristine: 'boolean' } },
        replay_cache: 'anything',
      },
      pointers: ['compress', 'h2_backend', 'idle_timeout', 'headers_read_timeout'],
    },
    proxy_proto_options: { fields: { version: 'string' } },
  },
}

const service: Shape = {
  fields: {
    protocol: 'string',
    internal_port: 'integer',
    ports: { list: port },
    concurrency: { fields: { type: 'string', soft_limit: 'integer', hard_limit: 'integer' } },
    checks: { list: { fields: checkFields, pointers: checkPointers } },
    autostart: 'boolean',
    autostop: 'autostop',
    min_machines_running: 'integer',
    force_instance_key: 'string',
    force_instance_description: 'string',
  },
  pointers: ['autostart', 'autostop', 'min_machines_running'],
  always: { force_instance_key: null },
}

export const configShape: Shape = {
  fields: {
    image: 'string',
    env: texts,
    init: {
      fields: {
        exec: strings,
        entrypoint: strings,
        cmd: strings,
        tty: 'boolean',
        swap_size_mb: 'integer',
        kernel_args: strings,
      },
      pointers: ['swap_size_mb'],
    },
    guest: {
      fields: {
        cpu_kind: 'string',
        cpus: 'integer',
        memory_mb: 'integer',
        max_memory_mb: 'integer',
        gpus: 'integer',
        gpu_kind: 'string',
        host_dedication_id: 'string',
        persist_rootfs: 'string',
        kernel_args: strings,
      },
    },
    size: 'string',
    metadata: texts,
    mounts: 'anything',
    services: { list: service },
    checks: { map: { fields: { ...checkFields, kind: 'string' }, pointers: checkPointers } },
    files: {
      list: {
        fields: {
          guest_path: 'string',
          raw_value: 'string',
          secret_name: 'string',
          image_config: 'string',
          mode: 'integer',
        },
        pointers: ['raw_value', 'secret_name'],
      },
    },
    processes: {
      list: {
        fields: {
          exec: strings,
          entrypoint: strings,
          cmd: strings,
          user: 'string',
          env: texts,
          env_from: 'anything',
          secrets: { list: { fields: { env_var: 'string', name: 'string' } } },
          ignore_app_secrets: 'boolean',
        },
      },
    },
    restart: { fields: { policy: 'string', max_retries: 'integer' } },
    schedule: 'string',
    auto_destroy: 'boolean',
    stop_config: { fields: { signal: 'string', timeout: 'duration' } },
    dns: {
      fields: {
        skip_registration: 'boolean',
        nameservers: strings,
        searches: strings,
        options: { list: { fields: { name: 'string', value: 'string' } } },
        dns_forward_rules: { list: { fields: { basename: 'string', addr: 'string' } } },
        hostname: 'string',
        hostname_fqdn: 'string',
      },
    },
    metrics: 'anything',
    statics: 'anything',
    standbys: strings,
    rootfs: 'anything',
    cache_drive: 'anything',
    containers: 'anything',
    disable_machine_autostart: 'boolean',
  },
  always: { init: {}, dns: {} },
}
