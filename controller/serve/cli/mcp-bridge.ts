import { linesOf } from './lines-of.ts'

/**
 * `artifact mcp`: passes the messages of a program that speaks MCP over stdio on to a controller, and its answers back.
 * Resolves when there are no more messages and every answer has come. Nothing but JSON-RPC is written; what the bridge
 * itself has to say goes into errors of the protocol.
 */
export async function bridge(options: {
  /** One message each. */
  readonly lines: AsyncIterable<string>
  readonly write: (line: string) => void
  readonly url: string
  /** Sent as a bearer token, when there is one. */
  readonly token: string | undefined
  readonly user: string
  /** Rejects with a TypeError when nobody answers, as the global one does. */
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>
  readonly signal: AbortSignal
}): Promise<void> {
  const { lines, write, token, user, signal } = options
  const endpoint = new URL('/mcp', options.url).href
  const asked = new Map<unknown, AbortController>()
  const answering = new Set<Promise<void>>()
  // What a client and a server before 2026-07-28 have agreed on; since then each message says it.
  let agreed: string | undefined

  async function pass(message: Message): Promise<void> {
    const { id, method } = message
    const hangUp = new AbortController()
    if (id !== undefined) asked.set(id, hangUp)
    try {
      const response = await options.fetch(endpoint, {
        method: 'POST',
        headers: headersFor(message, { token, user, agreed }),
        body: JSON.stringify(message),
        redirect: 'error',
        signal: AbortSignal.any([signal, hangUp.signal]),
      })
      for await (const text of messagesIn(response)) {
        if (method === 'initialize') agreed = agreedIn(text) ?? agreed
        write(ownId(text, id))
      }
    } catch (error) {
      // Whoever hung up waits for nothing more.
      if (id === undefined || hangUp.signal.aborted || signal.aborted) return
      const told = error instanceof TypeError ? `no controller answers at ${options.url}` : 'the answer broke off'
      write(failure(id, told))
    } finally {
      if (asked.get(id) === hangUp) asked.delete(id)
    }
  }

  for await (const line of lines) {
    if (line.trim() === '') continue
    const message = parsed(line)
    if (message === undefined) {
      write(failure(null, 'Parse error: one JSON-RPC message on each line', -32_700))
    } else if (message.method === 'notifications/cancelled') {
      // Over HTTP whoever wants no answer hangs up.
      asked.get(message.params?.requestId)?.abort()
    } else {
      const passing = pass(message).finally(() => answering.delete(passing))
      answering.add(passing)
    }
  }
  await Promise.all(answering)
}

type Message = {
  readonly id?: string | number
  readonly method?: string
  readonly params?: Readonly<Record<string, unknown>> & { readonly _meta?: Readonly<Record<string, unknown>> }
}

/** `undefined` for what is no message, and for a batch of them. */
function parsed(line: string): Message | undefined {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** Source of the headers: MCP 2026-07-28, basic/transports. They say again what is in the message. */
function headersFor(
  { method, params }: Message,
  { token, user, agreed }: { token: string | undefined; user: string; agreed: string | undefined },
): Record<string, string> {
  const own = params?._meta?.['io.modelcontextprotocol/protocolVersion']
  const version = typeof own === 'string' ? own : agreed
  const named = method === 'resources/read' ? params?.uri : params?.name
  return {
    'content-type': 'application/json',
    accept: 'application/json, text/event-stream',
    'x-artifact-user': user.replaceAll(/[^\x20-\x7e]/g, '?'),
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
    ...(version !== undefined && { 'mcp-protocol-version': version }),
    ...(typeof own === 'string' && method !== undefined && { 'mcp-method': inHeader(method) }),
    ...(typeof own === 'string' && typeof named === 'string' && { 'mcp-name': inHeader(named) }),
  }
}

/** What a header cannot hold travels as base64. Source: SEP-2243. */
function inHeader(text: string): string {
  const isPlain = /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/.test(text) && !text.startsWith('=?base64?')
  return isPlain ? text : `=?base64?${Buffer.from(text, 'utf8').toString('base64')}?=`
}

/** The messages of an answer: one, as JSON, or several, as events, as soon as each has come. */
async function* messagesIn(response: Response): AsyncIterable<string> {
  const type = response.headers.get('content-type') ?? ''
  if (type.startsWith('text/event-stream')) {
    for await (const line of linesOf(response)) if (line.startsWith('data:')) yield line.slice('data:'.length).trim()
    return
  }
  const text = await response.text()
  if (text.trim() === '') return
  yield text
}

/** An answer to this request, also when it is an error from before anybody has read which one it was. */
function ownId(text: string, id: Message['id']): string {
  const value = parsed(text) as { jsonrpc?: string; id?: unknown; method?: string; error?: Refusal } | undefined
  if (value?.jsonrpc === '2.0') return JSON.stringify(value.id === null && id !== undefined ? { ...value, id } : value)
  // Not from the protocol, but from before it: the HTTP API says who may not come in, and why.
  const { message = 'the controller did not answer in MCP', repair } = value?.error ?? {}
  return failure(id ?? null, repair === undefined ? message : `${message}: ${repair}`)
}

type Refusal = { readonly message?: string; readonly repair?: string }

function failure(id: string | number | null, message: string, code = -32_603): string {
  return JSON.stringify({ jsonrpc: '2.0', id, error: { code, message } })
}

function agreedIn(text: string): string | undefined {
  const version = (parsed(text) as { result?: { protocolVersion?: unknown } } | undefined)?.result?.protocolVersion
  return typeof version === 'string' ? version : undefined
}
