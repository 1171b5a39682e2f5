import type { Server } from 'node:net'
import { createAdmin } from './admin.ts'
import { answering } from './answering.ts'
import { openMachineSockets } from './identity/machine-sockets.ts'
import { listening } from './listening.ts'
import type { Simulator } from './simulator.ts'

/**
 * The simulator on a socket, for any client of Fly: its base URL is `url`. People find it under `/_simulator` there.
 * Rejects with the system's error, `EADDRINUSE` when the port is taken. Nobody has to show who he is, so `host` should
 * be loopback. In the directory `machines`, if one is given, each Machine that runs has its own socket.
 */
export async function serveSimulator(
  simulator: Simulator,
  { port, host, machines }: { readonly port: number; readonly host: string; readonly machines?: string },
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const admin = createAdmin(simulator)
  const server = answering(async (request) =>
    new URL(request.url).pathname.startsWith('/_simulator') ? await admin.fetch(request) : simulator.fetch(request),
  )
  const url = await listening(server as Server, { port, host })
  simulator.reachAt(url)
  const sockets = machines === undefined ? undefined : openMachineSockets(simulator, machines)
  return {
    url,
    async close() {
      await sockets?.close()
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
        if ('closeAllConnections' in server) server.closeAllConnections()
      })
    },
  }
}
