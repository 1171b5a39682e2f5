import type { Context } from 'hono'
import { HttpError } from './http-guard.ts'
import type { Draft } from './operations.ts'

const mostBytes = 1_048_576

/** The body as text, read no further than its limit. */
export async function bodyText(context: Context): Promise<string> {
  const stream = context.req.raw.body
  if (stream === null) return ''
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of stream as AsyncIterable<Uint8Array>) {
    bytes += chunk.length
    if (bytes > mostBytes) {
      throw new HttpError('TooLarge', `the body has more than ${mostBytes} bytes`, 'send the documents one by one')
    }
    chunks.push(chunk)
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks))
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw new HttpError('BadRequest', 'the body is not UTF-8', 'send it as UTF-8')
  }
}

/** The body as a spec. JSON is YAML too, so that a mistake in either has a line and a column. */
export async function draftOf(context: Context): Promise<Draft & { readonly text: string }> {
  const file = context.req.query('file')
  return { text: await bodyText(context), ...(file !== undefined && { file }) }
}
