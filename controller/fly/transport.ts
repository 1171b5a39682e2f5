import { Readable } from 'node:stream'
import { Agent, request } from 'undici'

/** The way to the real Fly. Nothing is repeated and no redirect followed: what an error means is for the client to say. */
export interface Transport {
  fetch(request: Request): Promise<Response>
  /** Ends connections, at once. */
  close(): Promise<void>
}

export function createTransport(): Transport {
  const agent = new Agent({
    // More than the budget ever lets through at once, long polls included.
    connections: 384,
    // One request on a connection at a time: when it breaks, just that one is in doubt.
    pipelining: 1,
    allowH2: false,
    connect: { timeout: 10_000 },
    // The client has its own, shorter, limits by its own clock; these only catch what would otherwise stay for ever.
    headersTimeout: 180_000,
    bodyTimeout: 180_000,
    maxResponseSize: 32 * 1_048_576,
  })
  return {
    async fetch(asked) {
      const answer = await request(asked.url, {
        dispatcher: agent,
        method: asked.method as 'GET',
        headers: Object.fromEntries(asked.headers),
        body: asked.body === null ? null : await asked.text(),
        signal: asked.signal,
      })
      const headers = new Headers()
      for (const [name, value] of Object.entries(answer.headers)) {
        for (const each of [value ?? []].flat()) headers.append(name, each)
      }
      const { statusCode: status } = answer
      if (!bodiless.has(status)) return new Response(Readable.toWeb(answer.body) as ReadableStream, { status, headers })
      await answer.body.dump()
      return new Response(null, { status, headers })
    },
    close: () => agent.destroy(),
  }
}

// Statuses with which a Response may have no body. Source: the Fetch standard, null body status
const bodiless = new Set([204, 205, 304])
