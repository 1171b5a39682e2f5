import type { Group, Port, Service } from '../../../schemas/types.ts'
import { type Finding, type Path, wrongKey, wrongValue } from '../finding.ts'

/** Services that Fly would refuse, or that would not do what they seem to say. */
export function checkServices(group: Group, at: Path): readonly Finding[] {
  const services = group.services ?? []
  return [
    ...services.flatMap((service, index) => {
      const here = [...at, 'services', String(index)]
      return [
        ...checkService(service, here),
        ...(service.ports ?? []).flatMap((port, n) => checkPort(port, [...here, 'ports', String(n)])),
      ]
    }),
    ...sharedPorts(services, at),
  ]
}

function checkService({ concurrency, autostart, autostop }: Service, at: Path): readonly Finding[] {
  const findings: Finding[] = []
  const { softLimit, hardLimit } = concurrency ?? {}
  if (softLimit !== undefined && hardLimit !== undefined && hardLimit < softLimit) {
    const message = `hardLimit ${hardLimit} is below softLimit ${softLimit}, so that the soft one is never reached: raise hardLimit or lower softLimit`
    findings.push(wrongValue('Conflict', [...at, 'concurrency', 'hardLimit'], message))
  }
  if (autostop !== undefined && autostop !== 'off' && autostart !== true) {
    const message = `with \`autostop: ${autostop}\` the proxy stops idle Machines, and nothing starts them again: add \`autostart: true\``
    findings.push(wrongKey('Conflict', [...at, 'autostop'], message))
  }
  return findings
}

function checkPort(port: Port, at: Path): readonly Finding[] {
  const findings: Finding[] = []
  const isRange = port.startPort !== undefined || port.endPort !== undefined
  if (port.port !== undefined && isRange) {
    const message = '`port` is one port, `startPort` to `endPort` a range: keep either of the two'
    findings.push(wrongKey('Conflict', [...at, 'port'], message))
  } else if (port.port === undefined && (port.startPort === undefined || port.endPort === undefined)) {
    const message = isRange
      ? 'a range of ports has both `startPort` and `endPort`: add the missing one'
      : 'it is not said which port this is: add `port`, or `startPort` and `endPort`'
    findings.push(wrongKey('SchemaViolation', at, message))
  } else if (port.startPort !== undefined && port.endPort !== undefined && port.endPort < port.startPort) {
    const message = `the range ends at ${port.endPort}, before it begins at ${port.startPort}: swap the two`
    findings.push(wrongValue('Conflict', [...at, 'endPort'], message))
  }

  for (const { field, handlers, isSet } of handlerNeeds) {
    if (!isSet(port) || handlers.some((handler) => port.handlers?.includes(handler))) continue
    // Source: https://fly.io/docs/networking/services says so of force_https; the others would be ignored.
    const message = `\`${field}\` needs the ${handlers.map((handler) => `\`${handler}\``).join(' or ')} handler: add it to \`handlers\`, or take \`${field}\` out`
    findings.push(wrongKey('Conflict', [...at, field], message))
  }
  return findings
}

type Handler = NonNullable<Port['handlers']>[number]

const handlerNeeds: readonly {
  readonly field: keyof Port
  readonly handlers: readonly Handler[]
  readonly isSet: (port: Port) => boolean
}[] = [
  { field: 'forceHttps', handlers: ['http'], isSet: (port) => port.forceHttps === true },
  { field: 'tls', handlers: ['tls', 'pg_tls'], isSet: (port) => port.tls !== undefined },
  { field: 'http', handlers: ['http'], isSet: (port) => port.http !== undefined },
  { field: 'proxyProtoVersion', handlers: ['proxy_proto'], isSet: (port) => port.proxyProtoVersion !== undefined },
]

/** Public ports that two entries of a group ask for. TCP and UDP do not get in each other's way. */
function sharedPorts(services: readonly Service[], at: Path): readonly Finding[] {
  const findings: Finding[] = []
  const taken: { readonly protocol: string; readonly first: number; readonly last: number }[] = []
  for (const [index, { protocol, ports }] of services.entries()) {
    for (const [number, { port, startPort, endPort }] of (ports ?? []).entries()) {
      const first = port ?? startPort
      const last = port ?? endPort
      if (first === undefined || last === undefined) continue
      if (taken.some((other) => other.protocol === protocol && first <= other.last && other.first <= last)) {
        const path = [
          ...at,
          'services',
          String(index),
          'ports',
          String(number),
          port === undefined ? 'startPort' : 'port',
        ]
        const what = first === last ? `port ${first}` : `some of the ports ${first} to ${last}`
        const message = `${what} (${protocol}) is taken by another entry of this group: each public port has one service`
        findings.push(wrongValue('Conflict', path, message))
      } else taken.push({ protocol, first, last })
    }
  }
  return findings
}
