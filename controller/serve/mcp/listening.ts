import { createMcpHandler, type McpServer } from '@modelcontextprotocol/server'
import type { Clock, Log } from '../../world.ts'
import { OperationError } from '../operation-error.ts'
import type { Operations } from '../operations.ts'
import { appOfUri } from './app-uris.ts'
import { at, type Message } from './message.ts'

/** Streams that tell a client when something has changed that it may see. */
export interface Listening {
  serve(listener: Listener): Promise<Response>
}

export type Listener = {
  readonly request: Request
  readonly message: Message
  readonly owner: string
  readonly operations: Operations
  readonly server: () => McpServer
  /** Rejects as soon as the caller is no longer who it was: its token has expired or was revoked. */
  readonly proveAgain: () => Promise<unknown>
}

/**
 * The SDK honours whatever URI is asked for, and lets a stream outlive the token that opened it. So each stream has a bus
 * of its own, fed with what the operations show its caller; it ends with the caller's proof, and after some minutes anyhow.
 */
export function createListening(options: {
  readonly clock: Clock
  readonly log: Log
  readonly closing: AbortSignal
}): Listening {
  const { clock, log, closing } = options
  const open = new Map<string, number>()

  /** Tells of every change of an App until it is over, and why it is. */
  async function feed(
    { operations, proveAgain }: Listener,
    uris: readonly string[],
    tell: (uri: string) => void,
    signal: AbortSignal,
  ): Promise<void> {
    const until = clock.monotonic() + longestMs
    const seen = new Map<string, number>()
    for (const app of appsOf(uris)) seen.set(app, (await operations.events({ name: app, limit: 1 })).at(-1)?.seq ?? 0)
    while (!signal.aborted && clock.monotonic() < until) {
      await clock.sleep(betweenLooksMs, signal).catch(() => undefined)
      await proveAgain()
      for (const [app, after] of seen) {
        const last = (await operations.events({ name: app, after, limit: 1_000 })).at(-1)
        if (last === undefined) continue
        seen.set(app, last.seq)
        for (const uri of uris) if (appOfUri(uri) === app) tell(uri)
      }
    }
  }

  return {
    async serve(listener) {
      const { request, message, owner, operations, server } = listener
      const mine = open.get(owner) ?? 0
      if (mine >= mostStreams) return tooMany(message)
      open.set(owner, mine + 1)
      const leave = () => {
        const left = (open.get(owner) ?? 1) - 1
        if (left === 0) open.delete(owner)
        else open.set(owner, left)
      }
      try {
        const uris = await readable(wantedUris(message), operations)
        const stop = new AbortController()
        const signal = AbortSignal.any([request.signal, closing, stop.signal])
        const handler = createMcpHandler(server, { onerror: () => undefined })
        const sent = new Request(request.url, { method: 'POST', headers: request.headers, signal })
        const response = await handler.fetch(sent, { parsedBody: narrowed(message, uris) })
        feed(listener, uris, (uri) => handler.notify.resourceUpdated(uri), signal)
          .catch((error: unknown) => log.debug({ error, owner }, 'a stream of changes has ended early'))
          .finally(async () => {
            leave()
            await handler.close()
            stop.abort()
          })
        return response
      } catch (error) {
        leave()
        throw error
      }
    },
  }
}

/** The ones whose App the caller may see. */
async function readable(uris: readonly string[], operations: Operations): Promise<readonly string[]> {
  const seen: string[] = []
  for (const uri of uris) {
    const app = appOfUri(uri)
    if (app === undefined) continue
    try {
      await operations.get(app)
      seen.push(uri)
    } catch (error) {
      if (!(error instanceof OperationError)) throw error
    }
  }
  return seen
}

function wantedUris({ params }: Message): readonly string[] {
  const wanted = at(at(params, 'notifications'), 'resourceSubscriptions')
  return Array.isArray(wanted) ? wanted.filter((uri) => typeof uri === 'string').slice(0, mostUris) : []
}

/** The message with nothing in its filter but these: the acknowledgement tells the client what came of its wishes. */
function narrowed(message: Message, uris: readonly string[]): Message {
  const notifications = uris.length > 0 ? { resourceSubscriptions: uris } : {}
  return { ...message, params: { ...(message.params as object), notifications } }
}

function appsOf(uris: readonly string[]): ReadonlySet<string> {
  return new Set(uris.map(appOfUri).filter((app) => app !== undefined))
}

function tooMany({ id }: Message): Response {
  const error = { code: -32_603, message: `Subscription limit reached: ${mostStreams} streams for each caller` }
  return Response.json({ jsonrpc: '2.0', id: id ?? null, error }, { status: 429, headers: { 'retry-after': '60' } })
}

const mostStreams = 4
const mostUris = 50
const longestMs = 15 * 60_000
const betweenLooksMs = 2_000
