import type * as spec from '../../schemas/types.ts'
import type { Check, MachineCheck, Port, Service } from '../fly/wire.ts'
import { parseDuration } from '../resource/durations.ts'
import { goDuration } from './go-duration.ts'
import { compareText } from './slots.ts'
import { withoutUndefined } from './without-undefined.ts'

/** A port of a Machine that Fly's proxy serves, in Fly's words. */
export function serviceConfig(service: spec.Service): Service {
  return withoutUndefined<Service>({
    protocol: service.protocol,
    internal_port: service.internalPort,
    ports: service.ports?.map(portConfig),
    concurrency:
      service.concurrency &&
      withoutUndefined<NonNullable<Service['concurrency']>>({
        type: service.concurrency.type,
        soft_limit: service.concurrency.softLimit,
        hard_limit: service.concurrency.hardLimit,
      }),
    checks: service.checks?.map(serviceCheckConfig),
    autostart: service.autostart,
    autostop: service.autostop,
    min_machines_running: service.minMachinesRunning,
  })
}

/** A check of the Machine itself, in Fly's words. */
export function machineCheckConfig(check: spec.MachineCheck): MachineCheck {
  return withoutUndefined<MachineCheck>({ ...checkConfig(check), kind: check.kind })
}

function portConfig({ tls, http, ...port }: spec.Port): Port {
  return withoutUndefined<Port>({
    port: port.port,
    start_port: port.startPort,
    end_port: port.endPort,
    handlers: port.handlers,
    force_https: port.forceHttps,
    tls_options:
      tls &&
      withoutUndefined<NonNullable<Port['tls_options']>>({
        alpn: tls.alpn,
        versions: tls.versions,
        default_self_signed: tls.defaultSelfSigned,
      }),
    http_options:
      http &&
      withoutUndefined<NonNullable<Port['http_options']>>({
        compress: http.compress,
        h2_backend: http.h2Backend,
        idle_timeout: http.idleTimeoutSeconds,
        headers_read_timeout: http.headersReadTimeoutSeconds,
        response:
          http.responseHeaders === undefined && http.pristine === undefined
            ? undefined
            : withoutUndefined<ResponseOptions>({ headers: http.responseHeaders, pristine: http.pristine }),
      }),
    proxy_proto_options: port.proxyProtoVersion === undefined ? undefined : { version: port.proxyProtoVersion },
  })
}

type ResponseOptions = NonNullable<NonNullable<Port['http_options']>['response']>

function serviceCheckConfig(check: spec.ServiceCheck): Check {
  const config = checkConfig(check)
  // Fly holds the interval of a service's check to 60 s. Sent as it will be kept, so that it is never taken for drift.
  // Source: Fly's live API, as recorded by alchemy-effect
  const isTooLong = check.interval !== undefined && parseDuration(check.interval) > longestIntervalMs
  return isTooLong ? { ...config, interval: goDuration(longestIntervalMs) } : config
}

function checkConfig(check: spec.ServiceCheck): Check {
  return withoutUndefined<Check>({
    type: check.type,
    port: check.port,
    interval: durationConfig(check.interval),
    timeout: durationConfig(check.timeout),
    grace_period: durationConfig(check.gracePeriod),
    method: check.method,
    path: check.path,
    protocol: check.protocol,
    tls_server_name: check.tlsServerName,
    tls_skip_verify: check.tlsSkipVerify,
    headers:
      check.headers &&
      Object.entries(check.headers)
        .sort(([one], [other]) => compareText(one, other))
        .map(([name, value]) => ({ name, values: [value] })),
  })
}

function durationConfig(duration: string | undefined): string | undefined {
  return duration === undefined ? undefined : goDuration(parseDuration(duration))
}

const longestIntervalMs = 60_000
