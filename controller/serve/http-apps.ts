import { type Context, Hono } from 'hono'
import { bodyText } from './http-body.ts'
import type { Asked, Env } from './http-caller.ts'
import { HttpError } from './http-guard.ts'
import { eventQuery, labelsOf, wholeNumber } from './http-query.ts'
import { followed } from './http-stream.ts'
import type { WaitCondition } from './operations.ts'

/** Everything under `/v1/apps`. */
export function appRoutes(operations: Asked, closing: AbortSignal): Hono<Env> {
  const routes = new Hono<Env>()

  routes.get('/', async (context) => context.json(await operations(context).list({ labels: labelsOf(context) })))
  routes.get('/:name', async (context) => context.json(await operations(context).get(context.req.param('name'))))
  routes.get('/:name/status', async (context) => {
    return context.json((await operations(context).status(context.req.param('name'))) ?? null)
  })
  routes.get('/:name/history', async (context) =>
    context.json(await operations(context).history(context.req.param('name'))),
  )
  routes.get('/:name/price', async (context) => {
    const [price] = await operations(context).price(context.req.param('name'))
    return context.json(price)
  })
  routes.get('/:name/plan', async (context) => {
    const [plan] = await operations(context).plan({ name: context.req.param('name') }, signalOf(context, closing))
    return context.json(plan)
  })
  routes.get('/:name/events', async (context) => {
    const { isFollowing, ...query } = eventQuery(context)
    return isFollowing
      ? followed(operations(context), query, context, closing)
      : context.json(await operations(context).events(query))
  })
  routes.get('/:name/wait', async (context) => {
    const condition = context.req.query('for') ?? 'Ready'
    if (!isCondition(condition)) {
      throw new HttpError('BadRequest', `for=${condition} is no condition`, 'wait for Ready or for Gone')
    }
    const timeoutMs = wholeNumber(context, 'timeoutMs', longestWaitMs) ?? defaultWaitMs
    const signal = signalOf(context, closing)
    return context.json(await operations(context).waitFor(context.req.param('name'), condition, timeoutMs, signal))
  })

  for (const change of ['pause', 'resume', 'refresh', 'undelete'] as const) {
    routes.post(`/:name/${change}`, async (context) => {
      return context.json(await operations(context)[change](context.req.param('name') ?? '', context.var.caller))
    })
  }
  routes.post('/:name/confirm', async (context) => {
    const generation = wholeNumber(context, 'generation', Number.MAX_SAFE_INTEGER)
    const seen = generation === undefined ? {} : { generation }
    return context.json(await operations(context).confirm(context.req.param('name'), context.var.caller, seen))
  })
  routes.post('/:name/rollback', async (context) => {
    const generation = rollbackTarget(await bodyText(context))
    return context.json(await operations(context).rollback(context.req.param('name'), generation, context.var.caller))
  })
  routes.delete('/:name', async (context) => {
    const now = context.req.query('now') === 'true'
    return context.json(await operations(context).delete(context.req.param('name'), context.var.caller, { now }), 202)
  })
  return routes
}

const defaultWaitMs = 60_000
const longestWaitMs = 3_600_000

/** Aborted when the client hangs up, or when the house closes. */
export function signalOf(context: Context, closing: AbortSignal): AbortSignal {
  return AbortSignal.any([context.req.raw.signal, closing])
}

function isCondition(text: string): text is WaitCondition {
  return text === 'Ready' || text === 'Gone'
}

function rollbackTarget(text: string): number {
  try {
    const to: unknown = JSON.parse(text)?.to
    if (typeof to === 'number' && Number.isSafeInteger(to) && to > 0) return to
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  throw new HttpError('BadRequest', 'the body does not say to which generation', 'send {"to": 3}')
}
