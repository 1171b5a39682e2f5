import type { MachineConfig, Port, Service } from '../../controller/fly/wire.ts'
import { checkNamesOf } from '../checks.ts'
import type { MachineRow } from '../rows.ts'

/** A service of a Machine at one of its ports. */
export type Offer = {
  readonly service: Service
  /** Its place among the services of the Machine. */
  readonly index: number
  readonly port: Port
  /** Whether Fly's proxy reads what it carries; it then adds headers, and replays. */
  readonly isHttp: boolean
}

/** What a Machine serves at a port of the edge. */
export function offerAt(config: MachineConfig, at: number): Offer | undefined {
  for (const [index, service] of (config.services ?? []).entries()) {
    if (service.protocol !== 'tcp') continue
    const port = service.ports?.find(({ port, start_port = port, end_port = start_port }) => {
      return start_port !== undefined && end_port !== undefined && start_port <= at && at <= end_port
    })
    if (port !== undefined) return { service, index, port, isHttp: port.handlers?.includes('http') ?? false }
  }
  return undefined
}

/**
 * Whether Fly's proxy takes the Machine for healthy: checks of the service, and those of kind `readiness`. What is not
 * listed yet has not passed. Source: superfly/fly-go, machine_types.go
 */
export function isReady({ config, checks }: MachineRow, index: number): boolean {
  const { own, ofServices } = checkNamesOf(config)
  const needed = [...(ofServices[index] ?? []), ...own.filter((name) => config.checks?.[name]?.kind === 'readiness')]
  return needed.every((name) => checks.some((check) => check.name === name && check.status === 'passing'))
}

/** Source: superfly/docs, apps/concurrency */
export function limitsOf({ concurrency }: Service): { readonly soft: number; readonly hard: number } {
  const { soft_limit: soft = 20, hard_limit: hard = Number.POSITIVE_INFINITY } = concurrency ?? {}
  return { soft, hard }
}
