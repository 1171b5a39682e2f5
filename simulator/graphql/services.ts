import type { Service } from '../../controller/fly/wire.ts'
import type { MachineRow } from '../rows.ts'

export const serviceTypes = `
  enum ServiceProtocolType { TCP UDP }
  enum ServiceHandlerType { EDGE_HTTP HTTP PG_TLS PROXY_PROTO TLS }
  type Service {
    description: String!
    protocol: ServiceProtocolType!
    internalPort: Int!
    softConcurrency: Int!
    hardConcurrency: Int!
    ports: [ServicePort!]!
  }
  type ServicePort { port: Int! handlers: [ServiceHandlerType!]! }
`

/** What the Machines of an app serve, each port of theirs once. */
export function servicesOf(machines: readonly MachineRow[]): readonly object[] {
  const byPort = new Map<string, object>()
  for (const { config } of machines) {
    for (const service of config.services ?? []) {
      const node = serviceNode(service)
      const key = `${node.protocol} ${node.internalPort}`
      if (!byPort.has(key)) byPort.set(key, node)
    }
  }
  return [...byPort.values()]
}

function serviceNode({ protocol, internal_port, ports = [], concurrency }: Service) {
  const name = String(protocol).toUpperCase() === 'UDP' ? 'UDP' : 'TCP'
  return {
    description: `${name} ports ${ports.map(({ port }) => port).join(', ')} to ${internal_port}`,
    protocol: name,
    internalPort: internal_port,
    // Source: superfly/docs, reference/configuration: the proxy's own when none are given
    softConcurrency: concurrency?.soft_limit ?? 20,
    hardConcurrency: concurrency?.hard_limit ?? 25,
    ports: ports.flatMap(({ port, handlers = [] }) =>
      port === undefined ? [] : [{ port, handlers: handlers.map((each) => each.toUpperCase()).filter(isHandler) }],
    ),
  }
}

function isHandler(word: string): boolean {
  return ['EDGE_HTTP', 'HTTP', 'PG_TLS', 'PROXY_PROTO', 'TLS'].includes(word)
}
