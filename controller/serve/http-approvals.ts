import { Hono } from 'hono'
import { bodyText } from './http-body.ts'
import type { Asked, Env } from './http-caller.ts'
import { HttpError } from './http-guard.ts'
import { wholeNumber } from './http-query.ts'

/** Everything under `/v1/approvals`. */
export function approvalRoutes(operations: Asked): Hono<Env> {
  const routes = new Hono<Env>()
  routes.get('/', async (context) => {
    const name = context.req.query('name')
    const limit = wholeNumber(context, 'limit', 1_000)
    const query = { ...(name !== undefined && { name }), ...(limit !== undefined && { limit }) }
    return context.json(await operations(context).approvals(query))
  })
  for (const decision of ['approve', 'reject'] as const) {
    routes.post(`/:id/${decision}`, async (context) => {
      const about = decisionIn(await bodyText(context))
      const id = context.req.param('id') ?? ''
      return context.json(await operations(context).decideApproval(id, { decision, ...about }, context.var.caller))
    })
  }
  return routes
}

function decisionIn(text: string): { readonly planDigest: string; readonly reason: string } {
  try {
    const { planDigest, reason = '' } = JSON.parse(text) ?? {}
    if (typeof planDigest === 'string' && typeof reason === 'string' && reason.length <= mostOfReason) {
      return { planDigest, reason }
    }
  } catch (error) {
    if (!(error instanceof SyntaxError) && !(error instanceof TypeError)) throw error
  }
  const repair = `send {"planDigest": "…", "reason": "…"}, with a reason of at most ${mostOfReason} characters`
  throw new HttpError('BadRequest', 'the body does not say which plan is meant', repair)
}

const mostOfReason = 1_000
