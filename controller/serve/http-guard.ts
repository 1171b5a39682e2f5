import type { Context, MiddlewareHandler } from 'hono'
import type { HttpErrorCode } from './routes.ts'

/** What is wrong with a request before any operation is asked. */
export class HttpError extends Error {
  readonly code: HttpErrorCode
  readonly repair: string
  /** That go with the answer. */
  readonly headers: Readonly<Record<string, string>>
  constructor(code: HttpErrorCode, message: string, repair: string, headers: Readonly<Record<string, string>> = {}) {
    super(message)
    this.name = 'HttpError'
    this.code = code
    this.repair = repair
    this.headers = headers
  }
}

/**
 * Keeps web pages out. The port is open to every program of this machine, browsers included, and where nothing is real
 * nobody needs a token: a page must not reach it by another name that leads to 127.0.0.1 (DNS rebinding), nor by a form
 * or a script of its own (cross-site request forgery). `publicUrl` is how others may call this server.
 */
export function guard(publicUrl?: string): MiddlewareHandler {
  return async (context, next) => {
    guarded(context, publicUrl)
    await next()
    context.header('x-content-type-options', 'nosniff')
    context.header('cache-control', 'no-store')
  }
}

function guarded(context: Context, publicUrl: string | undefined): void {
  const { method, url } = context.req
  // Never X-Forwarded-Host: everybody can send that.
  const host = context.req.header('host') ?? new URL(url).host
  if (!isLoopback(`http://${host}`) && (publicUrl === undefined || new URL(publicUrl).host !== host.toLowerCase())) {
    throw new HttpError('Forbidden', `this API does not answer as ${host}`, 'ask as 127.0.0.1 or localhost')
  }
  const origin = context.req.header('origin')
  if (origin !== undefined && origin !== publicUrl && !isLoopback(origin)) {
    throw new HttpError('Forbidden', `pages of ${origin} may not use this API`, 'use the `artifact` command')
  }
  if (context.req.header('sec-fetch-site') === 'cross-site') {
    throw new HttpError('Forbidden', 'other web sites may not use this API', 'use the `artifact` command')
  }
  if (method === 'POST' && !isAcceptedType(context.req.header('content-type'))) {
    const repair = 'send a content-type of application/json or application/yaml, also with an empty body'
    throw new HttpError('UnsupportedMediaType', `${method} ${context.req.path} takes JSON or YAML`, repair)
  }
}

// None of these can be sent by an HTML form, and a script of another origin would have to ask first.
const acceptedTypes: ReadonlySet<string> = new Set([
  'application/json',
  'application/yaml',
  'application/x-yaml',
  'text/yaml',
  'text/x-yaml',
])

function isAcceptedType(header: string | undefined): boolean {
  return acceptedTypes.has((header ?? '').split(';')[0]?.trim().toLowerCase() ?? '')
}

function isLoopback(origin: string): boolean {
  if (!URL.canParse(origin)) return false
  return loopbackNames.has(new URL(origin).hostname)
}

const loopbackNames: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]'])
