import { type Context, Hono } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { isEnough } from '../access/principal.ts'
import { builtInRoleEverywhere } from '../access/role-on.ts'
import type { Clock, Log, Random } from '../world.ts'
import type { Auditor } from './auditor.ts'
import { type Health, healthRoutes } from './health.ts'
import { accessRoutes } from './http-access.ts'
import { approvalRoutes } from './http-approvals.ts'
import { appRoutes } from './http-apps.ts'
import { auditRoutes } from './http-audit.ts'
import { type Asked, type Env, type Identify, identified, numbered } from './http-caller.ts'
import { guard, HttpError } from './http-guard.ts'
import { eventQuery } from './http-query.ts'
import { ruleRoutes } from './http-rules.ts'
import { secretRoutes } from './http-secrets.ts'
import { specRoutes } from './http-specs.ts'
import { followed } from './http-stream.ts'
import type { Mcp } from './mcp/create-mcp.ts'
import type { Metrics } from './metrics.ts'
import { OperationError } from './operation-error.ts'
import type { OperationsFor } from './operations.ts'
import { provenanceOf } from './provenance-of.ts'
import { resourceMetadata } from './resource-metadata.ts'
import { type ErrorBody, statusOf } from './routes.ts'

/** The HTTP spelling of the operations, as `routes.ts` describes it. Streams end when `signal` is aborted. */
export function createHttp(options: {
  readonly operationsFor: OperationsFor
  readonly identify: Identify
  /** What answers at `/mcp`; it finds out itself who asks. */
  readonly mcp: Mcp
  /** How others may call this server, and what it tells them about tokens. */
  readonly publicUrl?: string | undefined
  readonly metadata?: Parameters<typeof resourceMetadata>[0] | undefined
  readonly auditor: Auditor
  readonly random: Random
  readonly clock: Clock
  readonly health: Health
  readonly metrics: Metrics
  readonly log: Log
  readonly signal: AbortSignal
}): Hono<Env> {
  const { operationsFor, identify, mcp, publicUrl, metadata, auditor, random, clock, health, metrics, log, signal } =
    options
  const operations: Asked = (context) => operationsFor(context.var.caller)
  const http = new Hono<Env>()

  http.use(numbered(random))
  // For everybody, by whatever name.
  if (metadata) http.route('/', resourceMetadata(metadata))
  http.use(guard(publicUrl))
  http.route('/', healthRoutes(health))
  http.use('/metrics', identified(identify, clock))
  http.get('/metrics', async (context) => {
    const { principal } = context.var.caller
    if (!isEnough(builtInRoleEverywhere(principal), 'viewer')) {
      throw new HttpError(
        'Forbidden',
        `${principal.name} may not see what all Apps do`,
        'use a token of the role viewer',
      )
    }
    return context.body(await metrics.render(), 200, { 'content-type': metrics.contentType })
  })

  http.use('/v1/*', identified(identify, clock))
  http.get('/v1/info', async (context) => context.json(await operations(context).info()))
  http.get('/v1/events', async (context) => {
    const { isFollowing, ...query } = eventQuery(context)
    return isFollowing
      ? followed(operations(context), query, context, signal)
      : context.json(await operations(context).events(query))
  })
  http.get('/v1/operations/:id', async (context) => {
    return context.json(await operations(context).operation(context.req.param('id')))
  })
  http.route('/v1/apps', appRoutes(operations, signal))
  http.route('/v1/apps', secretRoutes(operations, signal))
  http.route('/v1/access', accessRoutes(operations))
  http.route('/v1', specRoutes(operations, signal))
  http.route('/v1/rules', ruleRoutes(operations))
  http.route('/v1/audit', auditRoutes(operations))
  http.all('/mcp', (context) => mcp(context.req.raw, context.var.request))
  http.route('/v1/approvals', approvalRoutes(operations))

  http.notFound((context) => {
    const { method, path } = context.req
    const error = new HttpError('NoSuchRoute', `there is no ${method} ${path}`, 'see controller/serve/routes.ts')
    return context.json(bodyOf(error), statusOf.NoSuchRoute)
  })
  http.onError(async (error, context) => {
    if (error instanceof HttpError) await turnedAway(error, context, auditor)
    const body = bodyOf(signal.aborted && !(error instanceof OperationError) ? closing : error)
    const status: ContentfulStatusCode = statusOf[body.error.code]
    const isGone = context.req.raw.signal.aborted
    if (status === 500 && !isGone)
      log.error({ error, method: context.req.method, path: context.req.path }, 'a request failed')
    return context.json(body, status, error instanceof HttpError ? { ...error.headers } : {})
  })
  return http
}

const closing = new OperationError('Unavailable', 'the controller is closing', 'ask again when it is back')

/** Nobody whom we know has come in: that is a decision too. Of the request itself, anything may be a secret. */
async function turnedAway({ code }: HttpError, context: Context<Env>, auditor: Auditor): Promise<void> {
  if (code !== 'Unauthenticated' && code !== 'Forbidden') return
  const outcome = code === 'Unauthenticated' ? 'unauthenticated' : 'refused'
  const { request, caller }: Partial<Env['Variables']> = context.var
  const by = caller && provenanceOf(caller)
  await auditor.decided(
    { outcome, by, operation: 'enter', code, request: by ? undefined : request },
    by?.user ?? 'http',
  )
}

function bodyOf(error: unknown): ErrorBody {
  if (error instanceof OperationError) {
    const { code, message, repair, problems, reasons, approval } = error
    return {
      error: {
        code,
        message,
        repair,
        ...(problems.length > 0 && { problems }),
        ...(reasons.length > 0 && { reasons }),
        ...(approval && { approval }),
      },
    }
  }
  if (error instanceof HttpError) return { error: { code: error.code, message: error.message, repair: error.repair } }
  // What went wrong inside is for the log: it may name things that are nobody's business.
  const repair = 'the log of the controller says more; this is a mistake in Artifact'
  return { error: { code: 'Internal', message: 'something went wrong inside the controller', repair } }
}
