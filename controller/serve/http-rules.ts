import { Hono } from 'hono'
import { draftOf } from './http-body.ts'
import type { Asked, Env } from './http-caller.ts'
import { HttpError } from './http-guard.ts'

/** Everything under `/v1/rules`. */
export function ruleRoutes(operations: Asked): Hono<Env> {
  const routes = new Hono<Env>()
  routes.get('/', async (context) => context.json(await operations(context).rules()))
  routes.post('/', async (context) => {
    return context.json(await operations(context).applyRules(await draftOf(context), context.var.caller))
  })
  routes.delete('/:kind/:name', async (context) => {
    const { kind, name } = context.req.param()
    if (kind !== 'Grant' && kind !== 'Policy') {
      throw new HttpError('BadRequest', `${kind} is no kind of rule`, 'name a Grant or a Policy')
    }
    return context.json(await operations(context).deleteRule(`${kind}/${name}`, context.var.caller))
  })
  return routes
}
