import type * as spec from '../../../schemas/types.ts'
import type { Check, MachineCheck, Port, Service } from '../../fly/wire.ts'
import { specDuration } from './spec-duration.ts'
import { unlessEmpty } from './unless-empty.ts'

/** A live service in the words of a spec, as far as they go. */
export function serviceFrom(service: Service): spec.Service {
  return unlessEmpty<spec.Service>({
    protocol: service.protocol,
    internalPort: service.internal_port,
    ports: service.ports?.map(portFrom),
    concurrency:
      service.concurrency &&
      unlessEmpty<NonNullable<spec.Service['concurrency']>>({
        type: service.concurrency.type,
        softLimit: service.concurrency.soft_limit,
        hardLimit: service.concurrency.hard_limit,
      }),
    checks: service.checks?.map(checkFrom),
    autostart: service.autostart,
    autostop: autostopFrom(service.autostop),
    minMachinesRunning: service.min_machines_running,
  })
}

/** A live check of a Machine in the words of a spec. */
export function machineCheckFrom(check: MachineCheck): spec.MachineCheck {
  const { type, port = 0, ...rest } = checkFrom(check)
  return unlessEmpty<spec.MachineCheck>({ type, port, ...rest, kind: check.kind })
}

// Sent as `off`, `stop`, `suspend`; read back as `false`, `true`, `"suspend"`. Source: superfly/fly-go machine_types.go
function autostopFrom(autostop: Service['autostop']): spec.Service['autostop'] {
  if (autostop === true) return 'stop'
  return autostop === false || autostop === 'off' ? undefined : autostop
}

function portFrom(port: Port): spec.Port {
  const { tls_options: tls, http_options: http } = port
  return unlessEmpty<spec.Port>({
    port: port.port,
    startPort: port.start_port,
    endPort: port.end_port,
    handlers: port.handlers as spec.Port['handlers'],
    forceHttps: port.force_https,
    tls:
      tls &&
      unlessEmpty<NonNullable<spec.Port['tls']>>({
        alpn: tls.alpn && [...tls.alpn],
        versions: tls.versions as NonNullable<spec.Port['tls']>['versions'],
        defaultSelfSigned: tls.default_self_signed,
      }),
    http:
      http &&
      unlessEmpty<NonNullable<spec.Port['http']>>({
        compress: http.compress,
        h2Backend: http.h2_backend,
        idleTimeoutSeconds: http.idle_timeout,
        headersReadTimeoutSeconds: http.headers_read_timeout,
        responseHeaders: http.response?.headers,
        pristine: http.response?.pristine,
      }),
    proxyProtoVersion: port.proxy_proto_options?.version as spec.Port['proxyProtoVersion'],
  })
}

function checkFrom(check: Check): spec.ServiceCheck {
  return unlessEmpty<spec.ServiceCheck>({
    type: check.type,
    port: check.port,
    interval: specDuration(check.interval),
    timeout: specDuration(check.timeout),
    gracePeriod: specDuration(check.grace_period),
    method: check.method as spec.ServiceCheck['method'],
    path: check.path,
    protocol: check.protocol,
    tlsServerName: check.tls_server_name,
    tlsSkipVerify: check.tls_skip_verify,
    headers: check.headers && Object.fromEntries(check.headers.map(({ name, values }) => [name, values[0] ?? ''])),
  })
}
