import type { Reply } from './routes.ts'

/**
 * The body of a request; `undefined` when it is longer than Fly takes, in which case the rest of it is not read: whoever
 * sends without end fills no memory.
 */
export async function readBody(request: Request): Promise<string | undefined> {
  const { body, headers } = request
  if (body === null) return ''
  const told = headers.get('content-length')
  if (told !== null && Number(told) > longestBody) {
    await body.cancel()
    return undefined
  }
  if (told !== null || !headers.has('transfer-encoding')) {
    const text = await request.text()
    return text.length > longestBody ? undefined : text
  }
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of body) {
    length += chunk.byteLength
    // Leaving the loop ends the stream.
    if (length > longestBody) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString()
}

/** The refusal of what is no request that Fly understands, whoever sends it. Of most only the status is known. */
export function misformed(
  { headers }: Request,
  pathname: string,
  found: object | 'other method' | undefined,
  text: string | undefined,
): Reply | undefined {
  // As Go's server says it. Source: golang/go, net/http
  if (/%(?![\dA-Fa-f]{2})/.test(pathname)) return { status: 400, body: '400 Bad Request' }
  if (found === undefined) return { status: 404, body: '404 page not found\n' }
  if (found === 'other method') return { status: 405, body: '405 method not allowed\n' }
  if (text === undefined) return { status: 413, body: '413 request entity too large\n' }
  // What curl says where nobody says anything is read as JSON: Fly's own documentation sends it so to `/.fly/api`. Whether
  // Fly minds other types is not known. Source: superfly/docs, security/openid-connect
  const type = headers.get('content-type')
  if (text !== '' && type !== null && !readTypes.test(type))
    return { status: 400, body: { error: `invalid_argument: unsupported content type ${type}` } }
  return undefined
}

// JSON, and what fetch and curl say for a text where nobody says anything.
const readTypes = /^(application\/([\w.-]+\+)?json|application\/x-www-form-urlencoded|text\/plain)\s*(;|$)/i
// Not documented.
const longestBody = 4 * 1_048_576
