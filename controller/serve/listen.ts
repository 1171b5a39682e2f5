import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'

/** What makes the answers. */
export type Answering = { fetch(request: Request): Response | Promise<Response> }

/** A server that answers. */
export type Listening = { readonly url: string; close(): Promise<void> }

/**
 * Answers at a port. Rejects with the system's error: `EADDRINUSE` when the port is taken.
 *
 * `everybody` is for what may be known to everybody, and for an API that lets nobody in without a token: the config sees
 * to that.
 */
export function listen(http: Answering, port: number, to: 'this machine' | 'everybody'): Promise<Listening> {
  return new Promise((resolve, reject) => {
    // Without a name it listens at every address of whatever kinds this machine has.
    const where = to === 'everybody' ? {} : { hostname: '127.0.0.1' }
    const server = serve(
      { fetch: (request) => http.fetch(request), ...where, port },
      ({ port: actual }: AddressInfo) => {
        server.off('error', reject)
        resolve({ url: `http://127.0.0.1:${actual}`, close })
      },
    )
    server.once('error', reject)

    function close(): Promise<void> {
      if (!('closeAllConnections' in server)) throw new Error('the server speaks HTTP/1')
      return new Promise((done) => {
        // What is being answered is answered; who never finishes a request does not hold up the end.
        const patience = setTimeout(() => server.closeAllConnections(), longestFarewellMs)
        server.close(() => {
          clearTimeout(patience)
          done()
        })
        server.closeIdleConnections()
      })
    }
  })
}

const longestFarewellMs = 1_000
