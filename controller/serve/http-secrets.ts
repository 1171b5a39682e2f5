import { Hono } from 'hono'
import { mostSecretBytes, received } from '../rotation/received.ts'
import { signalOf } from './http-apps.ts'
import { bodyBytes } from './http-body.ts'
import type { Asked, Env } from './http-caller.ts'
import { HttpError } from './http-guard.ts'

/** `/v1/apps/:name/secrets`. A value is the body as it is, in no form in which it could be quoted by mistake. */
export function secretRoutes(operations: Asked, closing: AbortSignal): Hono<Env> {
  const routes = new Hono<Env>()

  routes.get('/:name/secrets', async (context) =>
    context.json(await operations(context).secrets(context.req.param('name'))),
  )
  routes.put('/:name/secrets/:secret', async (context) => {
    const { name, secret } = context.req.param()
    const value = received(
      await bodyBytes(context.req.raw, mostSecretBytes, 'keep long things elsewhere, and the key to them here'),
    )
    if ('problem' in value) throw new HttpError('BadRequest', value.problem, value.repair)
    return context.json(
      await operations(context).setSecret(name, secret, value.secret, context.var.caller, signalOf(context, closing)),
    )
  })
  routes.delete('/:name/secrets/:secret', async (context) => {
    const { name, secret } = context.req.param()
    return context.json(
      await operations(context).unsetSecret(name, secret, context.var.caller, signalOf(context, closing)),
    )
  })
  routes.post('/:name/secrets/:secret/rotate', async (context) => {
    const { name, secret } = context.req.param()
    return context.json(
      await operations(context).rotateSecret(name, secret, context.var.caller, signalOf(context, closing)),
    )
  })
  return routes
}
