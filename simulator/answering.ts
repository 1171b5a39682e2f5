import type { ServerResponse } from 'node:http'
import { createAdaptorServer, type HttpBindings, type ServerType } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'

/** A server that answers with a `fetch` of the simulator's. Nobody listens yet. */
export function answering(answer: (request: Request) => Promise<Response>): ServerType {
  return createAdaptorServer({
    async fetch(request, { outgoing }) {
      try {
        return await answer(request)
      } catch (error) {
        if (request.signal.aborted) return RESPONSE_ALREADY_SENT
        return breakOff(error, outgoing as HttpBindings['outgoing'])
      }
    },
  })
}

/** A connection that breaks breaks on the socket as well. Anything else is a fault of the simulator's own. */
function breakOff(error: unknown, outgoing: ServerResponse): Response {
  if (!(error instanceof TypeError && error.message === 'fetch failed')) throw error
  // Unix sockets cannot be reset.
  if (outgoing.socket !== null && 'resetAndDestroy' in outgoing.socket && outgoing.socket.remoteAddress !== undefined) {
    outgoing.socket.resetAndDestroy()
  } else {
    outgoing.socket?.destroy()
  }
  return RESPONSE_ALREADY_SENT
}
