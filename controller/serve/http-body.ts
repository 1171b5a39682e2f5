import type { Context } from 'hono'
import { HttpError } from './http-guard.ts'
import type { Draft } from './operations.ts'

const mostBytes = 1_048_576

/** The body as text, read no further than its limit. */
export async function bodyText(context: Context): Promise<string> {
  const bytes = await bodyBytes(context.req.raw, mostBytes, 'send the documents one by one')
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw new HttpError('BadRequest', 'the body is not UTF-8', 'send it as UTF-8')
  }
}

/** The body as it is, read no further than `most`; `repair` says what helps when it is longer. */
export async function bodyBytes(request: Request, most: number, repair: string): Promise<Uint8Array> {
  const stream = request.body
  if (stream === null) return new Uint8Array()
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of stream as AsyncIterable<Uint8Array>) {
    bytes += chunk.length
    if (bytes > most) throw new HttpError('TooLarge', `the body has more than ${most} bytes`, repair)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** The body as a spec. JSON is YAML too, so that a mistake in either has a line and a column. */
export async function draftOf(context: Context): Promise<Draft & { readonly text: string }> {
  const file = context.req.query('file')
  return { text: await bodyText(context), ...(file !== undefined && { file }) }
}
