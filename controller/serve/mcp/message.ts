import { bodyBytes } from '../http-body.ts'
import { HttpError } from '../http-guard.ts'
import { clean } from './clean.ts'

/** A JSON-RPC message, as far as it matters before the SDK reads it. */
export type Message = Readonly<Record<string, unknown>> & { readonly method?: unknown; readonly params?: unknown }

/** The message of a request, or the answer that refuses it before anybody is asked. */
export async function readMessage(request: Request): Promise<Message | Response> {
  if (request.method !== 'POST') return new Response(null, { status: 405, headers: { allow: 'POST' } })
  if (!isJson(request)) return refuse(415, -32_000, 'Unsupported Media Type: send application/json')
  let value: unknown
  try {
    const bytes = await bodyBytes(request, mostBytes, 'send less')
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (error) {
    if (error instanceof HttpError) return refuse(413, -32_000, `the body has more than ${mostBytes} bytes`)
    return refuse(400, -32_700, 'Parse error: send one JSON-RPC message as UTF-8 JSON')
  }
  // Revision 2025-06-18 took batches out, and in one of them a hundred calls would count as one.
  if (Array.isArray(value)) return refuse(400, -32_600, 'JSON-RPC batches are not accepted: send one message')
  return typeof value === 'object' && value !== null
    ? (value as Message)
    : refuse(400, -32_600, 'send a JSON-RPC message')
}

/** What the asking program calls itself, as far as a message says it. A claim. */
export function clientOf({ params }: Message): string | undefined {
  const info = at(at(params, '_meta'), 'io.modelcontextprotocol/clientInfo')
  const [name, version] = [at(info, 'name'), at(info, 'version')]
  if (typeof name !== 'string' || name === '') return undefined
  const told = typeof version === 'string' ? `${name} ${version}` : name
  return clean(told).slice(0, 80)
}

/** The value under a key of something that may be anything. */
export function at(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : undefined
}

function isJson(request: Request): boolean {
  return request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() === 'application/json'
}

/** A refusal in the manner of JSON-RPC, of a message that has no id yet. */
export function refuse(status: number, code: number, message: string): Response {
  return Response.json({ jsonrpc: '2.0', error: { code, message }, id: null }, { status })
}

const mostBytes = 524_288
