import { checkFields, checkPointers, containers, files, processes, restart, stopConfig } from './program-shapes.ts'
import { type Shape, strings, texts } from './shape.ts'

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
        replay_cache: {
          list: {
            fields: {
              path_prefix: 'string',
              ttl_seconds: 'integer',
              type: 'string',
              name: 'string',
              allow_bypass: 'boolean',
            },
          },
        },
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

/** A Machine's size. */
export const guestShape: Shape = {
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
}

/** What Fly knows in a Machine's config. Source: Fly's OpenAPI document and superfly/fly-go, machine_types.go */
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
    guest: guestShape,
    size: 'string',
    metadata: texts,
    mounts: {
      list: {
        fields: {
          volume: 'string',
          path: 'string',
          name: 'string',
          size_gb: 'integer',
          encrypted: 'boolean',
          extend_threshold_percent: 'integer',
          add_size_gb: 'integer',
          size_gb_limit: 'integer',
        },
        pointers: ['encrypted'],
      },
    },
    services: { list: service },
    checks: { map: { fields: { ...checkFields, kind: 'string' }, pointers: checkPointers } },
    files,
    processes,
    restart,
    schedule: 'string',
    auto_destroy: 'boolean',
    stop_config: stopConfig,
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
    metrics: { fields: { port: 'integer', path: 'string', https: 'boolean' } },
    statics: {
      list: {
        fields: { guest_path: 'string', url_prefix: 'string', tigris_bucket: 'string', index_document: 'string' },
      },
    },
    standbys: strings,
    rootfs: { fields: { persist: 'string', size_gb: 'integer' } },
    cache_drive: { fields: { size_mb: 'integer' } },
    containers,
    // The last two are in Fly's Go client, not in its document.
    volumes: {
      list: {
        fields: {
          name: 'string',
          image: 'string',
          temp_dir: { fields: { storage_type: 'string', size_mb: 'integer' } },
        },
      },
    },
    spot: { fields: { max_price_fraction: 'number' } },
    disable_machine_autostart: 'boolean',
  },
  always: { init: {}, dns: {} },
}
