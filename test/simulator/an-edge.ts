import type { MachineConfig, Service } from '../../controller/fly/wire.ts'
import type { Visitor } from '../../simulator/proxy/arrival.ts'
import type { Serve } from '../../simulator/proxy/program.ts'
import type { SimulatorOptions } from '../../simulator/simulator.ts'
import type { SimulatedMachine } from '../../simulator/world.ts'
import { type AFly, type Answer, aFly } from './a-fly.ts'

/** A simulated Fly with apps that are reached over its proxy. */
export interface AnEdge extends AFly {
  /** An app with an address, when no other is named a shared one. */
  open(app: string, address?: object | 'none', more?: { organization?: string; network?: string }): Promise<void>
  machine(
    app: string,
    given?: Partial<Parameters<AFly['world']['createMachine']>[1]> & { service?: Partial<Service> },
  ): SimulatedMachine
  /** Lets time pass until the answer is there. */
  visit(url: string, init?: RequestInit, visitor?: Visitor): Promise<Answer>
  state(id: string): string | undefined
}

/** `programs`: what images of these beginnings answer. */
export function anEdge(
  options: Omit<Partial<SimulatorOptions>, 'clock'> & { readonly programs?: Record<string, Serve> } = {},
): AnEdge {
  const { programs = {}, ...rest } = options
  const images = Object.fromEntries(Object.entries(programs).map(([image, serve]) => [image, { serve }]))
  const fly = aFly({ images, ...rest })
  return {
    ...fly,
    async open(app, address = { type: 'shared_v4' }, more = {}) {
      fly.world.createApp({ name: app, ...more })
      if (address === 'none') return
      const { status, text } = await fly.ask('POST', `/v1/apps/${app}/ip_assignments`, address)
      if (status !== 200) throw new Error(text)
    },
    machine(app, { service, ...given } = {}) {
      const config: MachineConfig = { image: 'nginx', services: [web(service)], ...given.config }
      return fly.world.createMachine(app, { region: 'fra', ...given, config })
    },
    async visit(url, init, visitor) {
      const response = await fly.clock.runUntil(fly.edge.fetch(new Request(url, init), visitor), 10 * 60_000)
      const text = await response.text()
      return { status: response.status, headers: response.headers, text, body: parse(text) }
    },
    state: (id) => fly.world.machines().find((machine) => machine.id === id)?.state,
  }
}

/** HTTP at 80 and 443. */
export function web(more: Partial<Service> = {}): Service {
  const ports = [
    { port: 80, handlers: ['http'] },
    { port: 443, handlers: ['tls', 'http'] },
  ]
  return { protocol: 'tcp', internal_port: 8080, ports, ...more }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
