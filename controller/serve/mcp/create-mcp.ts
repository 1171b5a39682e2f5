import { createMcpHandler } from '@modelcontextprotocol/server'
import type { Fence, Store } from '../../store/store.ts'
import type { Clock, Log, Secrecy } from '../../world.ts'
import type { Identify } from '../http-caller.ts'
import type { Caller, OperationsFor } from '../operations.ts'
import { createListening } from './listening.ts'
import { clientOf, type Message, readMessage } from './message.ts'
import { ownerOf } from './owner.ts'
import { createPlanKeeping } from './plan-keeping.ts'
import { createRates } from './rates.ts'
import { createServer } from './server.ts'
import type { Behind } from './tool.ts'

/** Answers a request to `/mcp`, which has got the id `id`. Rejects with the HttpError of `identify` when it is not known who asks. */
export type Mcp = (request: Request, id: string) => Promise<Response>

/**
 * The MCP spelling of the operations: revision 2026-07-28 and those before it, from one endpoint, with nothing kept
 * between two requests. Who may do what is decided by `operationsFor` alone.
 */
export function createMcp(options: {
  readonly operationsFor: OperationsFor
  readonly identify: Identify
  readonly store: Pick<Store, 'savePlan' | 'keptPlan' | 'operations'>
  readonly fence: Fence
  readonly clock: Clock
  readonly secrecy: Secrecy
  readonly log: Log
  readonly version: string
  /** Aborted when the house closes: then all streams end. */
  readonly signal: AbortSignal
}): Mcp {
  const { operationsFor, identify, clock, secrecy, log, version } = options
  const plans = createPlanKeeping(options)
  const rates = createRates({ clock })
  const listening = createListening({ clock, log, closing: options.signal })
  const reference = () => Array.from({ length: 12 }, () => digits[secrecy.pick(digits.length)]).join('')

  function behindFor(caller: Caller): Behind {
    const owner = ownerOf(caller.principal)
    return { operations: operationsFor(caller), caller, owner, plans, clock, rates, log, reference }
  }

  async function answer(request: Request, message: Message, caller: Caller): Promise<Response> {
    const behind = behindFor(caller)
    const server = () => createServer(behind, version)
    if (message.method === 'subscriptions/listen') {
      const { operations, owner } = behind
      const again = () => identify(new Request(request.url, { headers: request.headers }))
      return listening.serve({ request, message, owner, operations, server, proveAgain: again })
    }
    // One handler for each request: there is no bus on which one tenant could hear of another.
    const handler = createMcpHandler(server, {
      legacy: 'stateless',
      onerror: ({ message: problem }) => log.debug({ problem }, 'an MCP request was refused'),
    })
    return handler.fetch(request, { parsedBody: message })
  }

  return async (request, id) => {
    const principal = await identify(request)
    const message = await readMessage(request)
    if (message instanceof Response) return message
    const client = clientOf(message)
    return answer(request, message, { principal, via: 'mcp', request: id, ...(client !== undefined && { client }) })
  }
}

const digits = '0123456789abcdefghjkmnpqrstvwxyz'
