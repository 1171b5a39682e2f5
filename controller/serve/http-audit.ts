import { type Context, Hono } from 'hono'
import { stream } from 'hono/streaming'
import type { Asked, Env } from './http-caller.ts'
import { HttpError } from './http-guard.ts'
import { isSet, wholeNumber } from './http-query.ts'
import { type AuditAsk, auditOutcomes, mostRecords, type Operations } from './operations.ts'

/** `/v1/audit`: records as a list, or all that fit as one JSON text a line, and whether the chain is whole. */
export function auditRoutes(operations: Asked): Hono<Env> {
  const routes = new Hono<Env>()
  routes.get('/', async (context) => {
    const query = auditQuery(context)
    if (!isSet(context, 'export')) return context.json(await operations(context).audit(query))
    const first = await operations(context).audit({ ...query, after: query.after ?? 0, limit: mostRecords })
    return exported(first, query, operations(context), context)
  })
  routes.get('/verify', async (context) => context.json(await operations(context).verifyAudit()))
  return routes
}

/** Page after page, so that no more than one is ever in memory. Whoever may not see it has been told before. */
function exported(
  first: Awaited<ReturnType<Operations['audit']>>,
  query: AuditAsk,
  operations: Operations,
  context: Context<Env>,
): Response {
  context.header('content-type', 'application/x-ndjson')
  return stream(context, async (lines) => {
    let page = first
    while (page.length > 0 && !lines.aborted) {
      for (const record of page) await lines.writeln(JSON.stringify(record))
      page = await operations.audit({ ...query, after: page.at(-1)?.seq ?? 0, limit: mostRecords })
    }
  })
}

function auditQuery(context: Context<Env>): AuditAsk {
  const { ref, user, outcome, since } = context.req.query()
  const after = wholeNumber(context, 'after', Number.MAX_SAFE_INTEGER)
  const limit = wholeNumber(context, 'limit', mostRecords)
  if (ref !== undefined && !isRef(ref)) {
    throw new HttpError('BadRequest', 'ref is no name like App/acme', 'send ref=App/acme')
  }
  const known = auditOutcomes.find((each) => each === outcome)
  if (outcome !== undefined && known === undefined) {
    throw new HttpError('BadRequest', 'there is no such outcome', `send one of ${auditOutcomes.join(', ')}`)
  }
  if (since !== undefined && Number.isNaN(Date.parse(since))) {
    throw new HttpError('BadRequest', 'since is no time', 'send since=2026-01-01T12:00:00Z')
  }
  return {
    ...(ref !== undefined && { ref }),
    ...(user !== undefined && { user }),
    ...(known !== undefined && { outcome: known }),
    ...(since !== undefined && { since: new Date(since).toISOString() }),
    ...(after !== undefined && { after }),
    ...(limit !== undefined && { limit }),
  }
}

function isRef(text: string): text is NonNullable<AuditAsk['ref']> {
  return /^(App|Grant|Policy)\/[a-z0-9-]{1,63}$/.test(text)
}
