import { request as httpRequest, type IncomingMessage } from 'node:http'
import { type Duplex, Readable } from 'node:stream'
import type { Delivered, Outgoing } from './delivery.ts'

/** Asks over a connection that is there already. Never rejects: what goes wrong is an outcome. */
export function askOver(connection: Duplex, outgoing: Outgoing, signal: AbortSignal): Promise<Delivered> {
  const { method, url, headers, body } = outgoing
  const { pathname, search } = new URL(url)
  return new Promise((resolve) => {
    const fail = (error: Error) => {
      connection.destroy()
      resolve({ kind: 'broken', why: error.message })
    }
    const asked = httpRequest({
      // Its type asks for a socket; any duplex stream will do.
      createConnection: () => connection as never,
      method,
      path: pathname + search,
      headers: {
        ...Object.fromEntries(headers),
        ...(body.kind === 'whole' && { 'content-length': body.bytes.byteLength }),
      },
      signal,
    })
    asked.on('error', fail)
    asked.on('response', (answer) => resolve(answerOf(answer, method)))
    asked.on('upgrade', (answer, socket, first) => {
      resolve({ kind: 'upgraded', upgrade: { headers: headersOf(answer), connection: socket, first } })
    })
    if (body.kind === 'once')
      Readable.fromWeb(body.stream as never)
        .on('error', fail)
        .pipe(asked)
    else asked.end(body.kind === 'whole' ? body.bytes : undefined)
  })
}

function answerOf(answer: IncomingMessage, method: string): Delivered {
  const { statusCode: status = 502 } = answer
  if (status < 200 || status > 599) {
    answer.destroy()
    return { kind: 'broken', why: `status ${status}` }
  }
  const hasBody = method !== 'HEAD' && status !== 204 && status !== 205 && status !== 304
  if (!hasBody) answer.resume()
  const body = hasBody ? (Readable.toWeb(answer) as unknown as ReadableStream<Uint8Array>) : null
  return { kind: 'answer', response: new Response(body, { status, headers: headersOf(answer) as [string, string][] }) }
}

function headersOf({ rawHeaders }: IncomingMessage): readonly (readonly [string, string])[] {
  const pairs: [string, string][] = []
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) pairs.push([rawHeaders[at] ?? '', rawHeaders[at + 1] ?? ''])
  return pairs
}
