import { Hono } from 'hono'
import { signalOf } from './http-apps.ts'
import { draftOf } from './http-body.ts'
import { callerOf, isSet, wholeNumber } from './http-query.ts'
import type { Operations } from './operations.ts'

/** `/v1/specs`, `/v1/plan` `/v1/price` and `/v1/import`: what takes, plans, prices or writes specs. */
export function specRoutes(operations: Operations, closing: AbortSignal): Hono {
  const routes = new Hono()

  routes.post('/specs', async (context) => {
    const planDigest = context.req.query('planDigest')
    const ifGeneration = wholeNumber(context, 'ifGeneration', Number.MAX_SAFE_INTEGER)
    const request = {
      ...(await draftOf(context)),
      ...(planDigest !== undefined && { planDigest }),
      ...(ifGeneration !== undefined && { ifGeneration }),
      dryRun: isSet(context, 'dryRun'),
    }
    return context.json(await operations.submit(request, callerOf(context), signalOf(context, closing)))
  })
  routes.get('/plan', async (context) => context.json(await operations.plan({}, signalOf(context, closing))))
  routes.post('/plan', async (context) => {
    return context.json(await operations.plan(await draftOf(context), signalOf(context, closing)))
  })
  routes.get('/price', async (context) => context.json(await operations.price()))
  routes.post('/adopt', async (context) => {
    const draft = await draftOf(context)
    return context.json(await operations.adopt(draft, callerOf(context), signalOf(context, closing)))
  })
  routes.get('/import/:app', async (context) => {
    return context.json(await operations.importApp(context.req.param('app'), signalOf(context, closing)))
  })
  return routes
}
