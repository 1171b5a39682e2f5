import type { Duplex } from 'node:stream'
import type { SimulatedMachine } from '../world.ts'

/** A Machine, as the program sees it that runs inside. */
export type Inside = {
  readonly machine: SimulatedMachine
  /** As the program's environment has it, secrets included. */
  readonly env: Readonly<Record<string, string>>
  /** The port that the request came to. */
  readonly port: number
  /** Asks other apps: over the private network (`http://{app}.flycast`), or as anybody else. */
  readonly fetch: (request: Request) => Promise<Response>
  /** Asks the Machines API as the Machine itself, without a token: what is at `/.fly/api` in it. */
  readonly api: (request: Request) => Promise<Response>
}

/** What an image's program answers. When it throws, the proxy finds the connection broken. */
export type Serve = (request: Request, inside: Inside) => Response | Promise<Response>

/** Takes a connection as a listening socket would get it: for WebSockets, and for what is no HTTP. */
export type Connect = (connection: Duplex, inside: Inside) => void

/** What runs in every image that nobody has written a program for: it says who it is. */
export function introduceItself(request: Request, { machine, port }: Inside): Response {
  const { app, id, name, region, instanceId, config } = machine
  const url = new URL(request.url)
  const seen = { method: request.method, path: url.pathname + url.search, headers: Object.fromEntries(request.headers) }
  const self = { app, machine: id, name, region, version: instanceId, image: config.image, port }
  if (request.headers.get('accept')?.startsWith('text/plain')) {
    return new Response(`${app} ${name} (${id}) in ${region}, version ${instanceId} of ${config.image}\n`)
  }
  return Response.json({ ...self, request: seen })
}
