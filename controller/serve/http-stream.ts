import type { Context } from 'hono'
import { stream } from 'hono/streaming'
import type { Env } from './http-caller.ts'
import type { EventQuery, Operations } from './operations.ts'

/** Events as they come, one JSON text a line, until the client hangs up, its token ends, or the house closes. */
export async function followed(
  operations: Operations,
  query: EventQuery,
  context: Context<Env>,
  closing: AbortSignal,
): Promise<Response> {
  // A refusal has to come before the answer begins.
  await operations.events({ ...query, limit: 1 })
  const gone = new AbortController()
  const signal = context.var.whileProven(AbortSignal.any([closing, gone.signal]))
  context.header('content-type', 'application/x-ndjson')
  return stream(context, async (lines) => {
    lines.onAbort(() => gone.abort())
    try {
      for await (const event of operations.follow(query, signal)) await lines.writeln(JSON.stringify(event))
    } finally {
      gone.abort()
    }
  })
}
