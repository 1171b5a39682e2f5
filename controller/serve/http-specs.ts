import { Hono } from 'hono'
import { signalOf } from './http-apps.ts'
import { draftOf } from './http-body.ts'
import type { Asked, Env } from './http-caller.ts'
import { isSet, wholeNumber } from './http-query.ts'

/** `/v1/specs`, `/v1/plan` `/v1/price` and `/v1/import`: what takes, plans, prices or writes specs. */
export function specRoutes(operations: Asked, closing: AbortSignal): Hono<Env> {
  const routes = new Hono<Env>()

  routes.post('/specs', async (context) => {
    const planDigest = context.req.query('planDigest')
    const ifGeneration = wholeNumber(context, 'ifGeneration', Number.MAX_SAFE_INTEGER)
    const request = {
      ...(await draftOf(context)),
      ...(planDigest !== undefined && { planDigest }),
      ...(ifGeneration !== undefined && { ifGeneration }),
      dryRun: isSet(context, 'dryRun'),
    }
    return context.json(await operations(context).submit(request, context.var.caller, signalOf(context, closing)))
  })
  routes.get('/plan', async (context) => context.json(await operations(context).plan({}, signalOf(context, closing))))
  routes.post('/plan', async (context) => {
    return context.json(await operations(context).plan(await draftOf(context), signalOf(context, closing)))
  })
  routes.get('/price', async (context) => context.json(await operations(context).price()))
  routes.post('/adopt', async (context) => {
    const draft = await draftOf(context)
    return context.json(await operations(context).adopt(draft, context.var.caller, signalOf(context, closing)))
  })
  routes.get('/import/:app', async (context) => {
    return context.json(await operations(context).importApp(context.req.param('app'), signalOf(context, closing)))
  })
  return routes
}
