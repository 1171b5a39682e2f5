import { createServer, type IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { type Duplex, Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { listening } from '../listening.ts'
import { nearest } from '../regions.ts'
import * as answers from './answers.ts'
import { readHost } from './arrival.ts'
import type { Delivered, Upgrade } from './delivery.ts'
import type { Edge } from './edge.ts'

/**
 * Fly's proxy on a socket. Which app is meant, the Host says: `curl -H 'Host: shop.fly.dev'`, or in a browser
 * `http://shop.fly.dev.localhost:4281`. Clients count as having come over TLS to 443, unless `x-simulated-port` names
 * another port. Rejects with the system's error, `EADDRINUSE` when the port is taken.
 */
export async function serveEdge(
  edge: Edge,
  { port, host }: { readonly port: number; readonly host: string },
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const open = new Set<Duplex>()
  const server = createServer((incoming, outgoing) => {
    void answer(edge, incoming, outgoing).catch(() => incoming.socket.destroy())
  })
  server.on('connection', (socket) => {
    open.add(socket)
    socket.on('error', () => {}).once('close', () => open.delete(socket))
  })
  server.on('upgrade', (incoming, socket, first) => {
    void upgrade(edge, incoming, socket, first).catch(() => socket.destroy())
  })
  server.on('connect', (_, socket) => socket.destroy())
  const url = await listening(server, { port, host })
  return {
    url,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        // Also those that were upgraded, which the server does not know any more.
        for (const socket of open) socket.destroy()
      }),
  }
}

async function answer(edge: Edge, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const gone = new AbortController()
  outgoing.once('close', () => gone.abort())
  const hasBody =
    incoming.headers['content-length'] !== undefined || incoming.headers['transfer-encoding'] !== undefined
  const body = hasBody ? (Readable.toWeb(incoming) as ReadableStream<Uint8Array>) : null
  const delivered = await carry(edge, incoming, { body, signal: gone.signal, isUpgrade: false })
  // What follows on the connection of a request that was not understood is not understood either.
  if (delivered.kind === 'answer' && delivered.response.status === 400) outgoing.shouldKeepAlive = false
  if (delivered.kind === 'answer') await write(delivered.response, outgoing)
  else incoming.socket.destroy()
}

async function upgrade(edge: Edge, incoming: IncomingMessage, socket: Duplex, first: Buffer): Promise<void> {
  const gone = new AbortController()
  socket.once('close', () => gone.abort())
  const isUpgrade = incoming.headers.upgrade?.toLowerCase() === 'websocket'
  const delivered = await carry(edge, incoming, { body: null, signal: gone.signal, isUpgrade })
  if (delivered.kind === 'upgraded') {
    join(delivered.upgrade, socket, first)
    return
  }
  if (delivered.kind === 'broken') {
    socket.destroy()
    return
  }
  const outgoing = new ServerResponse(incoming)
  outgoing.shouldKeepAlive = false
  outgoing.assignSocket(socket as Socket)
  await write(delivered.response, outgoing)
  socket.end()
}

/** What is no request that could be passed on as exactly one is refused. */
async function carry(
  edge: Edge,
  incoming: IncomingMessage,
  more: { readonly body: ReadableStream<Uint8Array> | null; readonly signal: AbortSignal; readonly isUpgrade: boolean },
): Promise<Delivered> {
  const { body, signal, isUpgrade } = more
  const { method = 'GET', url = '', rawHeaders, socket } = incoming
  const headers = new Headers()
  const named = readHost(incoming.headers.host ?? '')
  const port = Number(incoming.headers['x-simulated-port'] ?? 443)
  const isOne = url.startsWith('/') && !(isUpgrade && hasLength(incoming)) && port >= 1 && port <= 65_535
  if (named === undefined || !isOne) return badRequest()
  const host = named.host.replace(/\.localhost$/, '')
  let request: Request
  try {
    for (let at = 0; at + 1 < rawHeaders.length; at += 2) headers.append(rawHeaders[at] ?? '', rawHeaders[at + 1] ?? '')
    headers.set('host', host.includes(':') ? `[${host}]` : host)
    headers.delete('x-simulated-port')
    if (!isUpgrade) headers.delete('upgrade')
    const to = `http://${host.includes(':') ? `[${host}]` : host}${url}`
    request = new Request(to, { method, headers, signal, ...(body && { body, duplex: 'half' }) })
  } catch {
    // Node parses more than one may send: other methods, a body with GET, values that are no header's.
    return badRequest()
  }
  const clientIp = (socket.remoteAddress ?? '').replace(/^::ffff:/, '')
  return await edge.carry(request, { host, port, isTls: 'as needed', clientIp, region: nearest, visitor: undefined })
}

function hasLength({ headers }: IncomingMessage): boolean {
  return headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined
}

function badRequest(): Delivered {
  return { kind: 'answer', response: answers.responseOf(answers.badRequest) }
}

async function write({ status, headers, body }: Response, outgoing: ServerResponse): Promise<void> {
  outgoing.statusCode = status
  for (const [name, value] of headers) outgoing.appendHeader(name, value)
  if (body === null) {
    outgoing.end()
    return
  }
  await pipeline(Readable.fromWeb(body as never), outgoing)
}

/** From here on the proxy only passes on what either side says. */
function join({ headers, connection, first }: Upgrade, socket: Duplex, before: Buffer): void {
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`)
  socket.write(`HTTP/1.1 101 Switching Protocols\r\n${lines.join('')}\r\n`, 'latin1')
  socket.write(first)
  connection.write(before)
  // Either end's end is the other's; an error is the end.
  pipeline(connection, socket, connection).catch(() => {
    connection.destroy()
    socket.destroy()
  })
}
