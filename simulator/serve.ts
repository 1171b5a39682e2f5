import type { ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer, type HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { createAdmin } from './admin.ts'
import type { Simulator } from './simulator.ts'

/**
 * The simulator on a socket, for any client of Fly: its base URL is `url`. People find it under `/_simulator` there.
 * Rejects with the system's error, `EADDRINUSE` when the port is taken. Nobody has to show who he is, so `host` should
 * be loopback.
 */
export async function serveSimulator(
  simulator: Simulator,
  { port, host }: { readonly port: number; readonly host: string },
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const admin = createAdmin(simulator)
  const server = createAdaptorServer({
    async fetch(request, { outgoing }) {
      if (new URL(request.url).pathname.startsWith('/_simulator')) return await admin.fetch(request)
      try {
        return await simulator.fetch(request)
      } catch (error) {
        if (request.signal.aborted) return RESPONSE_ALREADY_SENT
        return breakOff(error, outgoing as HttpBindings['outgoing'])
      }
    },
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
  const { port: actual } = server.address() as AddressInfo
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${actual}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        if ('closeAllConnections' in server) server.closeAllConnections()
      }),
  }
}

/** A connection that breaks breaks on the socket as well. Anything else is a fault of the simulator's own. */
function breakOff(error: unknown, outgoing: ServerResponse): Response {
  if (!(error instanceof TypeError && error.message === 'fetch failed')) throw error
  outgoing.socket?.resetAndDestroy()
  return RESPONSE_ALREADY_SENT
}
