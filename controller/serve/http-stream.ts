import type { Context } from 'hono'
import { stream } from 'hono/streaming'
import type { EventQuery, Operations } from './operations.ts'

/** Events as they come, one JSON text a line, until the client hangs up or the house closes. */
export function followed(operations: Operations, query: EventQuery, context: Context, closing: AbortSignal): Response {
  const gone = new AbortController()
  const signal = AbortSignal.any([closing, gone.signal])
  context.header('content-type', 'application/x-ndjson')
  return stream(context, async (lines) => {
    lines.onAbort(() => gone.abort())
    for await (const event of operations.follow(query, signal)) await lines.writeln(JSON.stringify(event))
  })
}
