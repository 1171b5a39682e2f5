import { type Shape, strings, texts } from './shape.ts'

/**
 * What Machines, processes and containers have in common: what runs, with what, and how it ends.
 * Source: Fly's OpenAPI document and superfly/fly-go, machine_types.go
 */

/** What goes before the image's own. */
const overrides = { exec: strings, entrypoint: strings, cmd: strings, user: 'string', env: texts } as const

const envFrom: Shape = { list: { fields: { env_var: 'string', field_ref: 'string' } } }
const secrets: Shape = { list: { fields: { env_var: 'string', name: 'string' } } }
const headers: Shape = { list: { fields: { name: 'string', values: strings } } }

export const files: Shape = {
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
}

export const restart: Shape = { fields: { policy: 'string', max_retries: 'integer', gpu_bid_price: 'number' } }
export const stopConfig: Shape = { fields: { signal: 'string', timeout: 'duration' } }

export const processes: Shape = {
  list: { fields: { ...overrides, env_from: envFrom, secrets, ignore_app_secrets: 'boolean' } },
}

/** Of tcp and http, at the top and in services. */
export const checkFields = {
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
  headers,
} as const satisfies Record<string, Shape>
export const checkPointers = ['tls_skip_verify']

/** In containers all times are whole seconds. */
const healthcheck: Shape = {
  fields: {
    name: 'string',
    kind: 'string',
    unhealthy: 'string',
    interval: 'integer',
    timeout: 'integer',
    grace_period: 'integer',
    success_threshold: 'integer',
    failure_threshold: 'integer',
    exec: { fields: { command: strings } },
    tcp: { fields: { port: 'integer' } },
    http: {
      fields: {
        port: 'integer',
        method: 'string',
        path: 'string',
        scheme: 'string',
        headers,
        tls_server_name: 'string',
        tls_skip_verify: 'boolean',
      },
      pointers: checkPointers,
    },
  },
}

export const containers: Shape = {
  list: {
    fields: {
      ...overrides,
      name: 'string',
      image: 'string',
      env_from: envFrom,
      secrets,
      files,
      restart,
      stop: stopConfig,
      depends_on: { list: { fields: { name: 'string', condition: 'string' } } },
      healthchecks: { list: healthcheck },
      // In Fly's Go client, not in its document.
      mounts: { list: { fields: { name: 'string', path: 'string' } } },
    },
  },
}
