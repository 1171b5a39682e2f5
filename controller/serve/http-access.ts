import { Hono } from 'hono'
import { bodyText } from './http-body.ts'
import type { Asked, Env } from './http-caller.ts'
import { HttpError } from './http-guard.ts'
import type { TokenWish } from './operations.ts'

/** `/v1/access`: with what one may ask. */
export function accessRoutes(operations: Asked): Hono<Env> {
  const routes = new Hono<Env>()

  routes.get('/tokens', async (context) => context.json(await operations(context).tokens()))
  routes.post('/tokens', async (context) => {
    const wish = wishIn(await bodyText(context))
    return context.json(await operations(context).createToken(wish, context.var.caller), 201)
  })
  routes.delete('/tokens/:name', async (context) => {
    return context.json(await operations(context).revokeToken(context.req.param('name'), context.var.caller))
  })
  return routes
}

function wishIn(text: string): TokenWish {
  try {
    const { name, role, expiresInMs, ...rest } = JSON.parse(text) as Record<string, unknown>
    if (typeof name === 'string' && typeof role === 'string' && typeof expiresInMs === 'number') {
      if (Object.keys(rest).length === 0) return { name, role, expiresInMs }
    }
  } catch {
    // It is told below.
  }
  const repair = 'send {"name": "ci", "role": "operator", "expiresInMs": 7776000000} and nothing else'
  throw new HttpError('BadRequest', 'the body is not what a token is made of', repair)
}
