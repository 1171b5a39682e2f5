import { type Duplex, duplexPair } from 'node:stream'
import { machineSeen } from '../hands.ts'
import type { MachineDoors } from '../identity/machine-doors.ts'
import type { Premises } from '../premises.ts'
import type { MachineRow } from '../rows.ts'
import type { Body } from './body.ts'
import { environmentOf } from './environment.ts'
import { askOver } from './over-connection.ts'
import type { Processes } from './processes.ts'
import { type Inside, introduceItself } from './program.ts'

/** A request as a Machine is to get it. */
export type Outgoing = {
  readonly method: string
  readonly url: string
  readonly headers: Headers
  readonly body: Body
  /** The port inside the Machine. */
  readonly port: number
  /** Whether the client would have the connection upgraded, as for WebSockets. */
  readonly isUpgrade: boolean
}

export type Delivered =
  | { readonly kind: 'answer'; readonly response: Response }
  | { readonly kind: 'upgraded'; readonly upgrade: Upgrade }
  /** No answer, as when nobody listens, or when the program breaks off. */
  | { readonly kind: 'broken'; readonly why: string }

export type Upgrade = {
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly connection: Duplex
  /** What the Machine has said after the head of its answer. */
  readonly first: Uint8Array
}

/** Brings a request to the program in a Machine. */
export type Deliver = (machine: MachineRow, outgoing: Outgoing, signal: AbortSignal) => Promise<Delivered>

export function createDelivery(options: {
  readonly premises: Premises
  /** Real programs, where somebody has allowed them. */
  readonly processes: Processes | undefined
  /** How a Machine asks others. */
  readonly fetchFrom: (machineId: string, request: Request) => Promise<Response>
  readonly machineFetch: MachineDoors['machineFetch']
}): Deliver {
  const { premises, processes, fetchFrom, machineFetch } = options
  const { truth, laws } = premises

  return async (machine, outgoing, signal) => {
    const { serve = introduceItself, connect } = laws.program(machine.config.image)
    const { port, isUpgrade } = outgoing
    const process = await processes?.connect(machine.id, signal)
    if (process === 'refused') return { kind: 'broken', why: 'connection refused' }
    if (process !== undefined) return await askOver(process, outgoing, signal)
    const inside: Inside = {
      machine: machineSeen(machine, laws.now()),
      env: environmentOf(truth, machine),
      port,
      fetch: (request) => fetchFrom(machine.id, request),
      api: machineFetch(machine.id),
    }
    if (connect !== undefined && isUpgrade) {
      const [here, there] = duplexPair()
      connect(there, inside)
      return await askOver(here, outgoing, signal)
    }
    try {
      return { kind: 'answer', response: await serve(requestOf(outgoing, signal), inside) }
    } catch (error) {
      return { kind: 'broken', why: error instanceof Error ? error.message : String(error) }
    }
  }
}

function requestOf({ method, url, headers, body }: Outgoing, signal: AbortSignal): Request {
  const content = body.kind === 'whole' ? body.bytes : body.kind === 'once' ? body.stream : undefined
  return new Request(url, {
    method,
    headers,
    signal,
    ...(content !== undefined && { body: content, duplex: 'half' }),
  })
}
