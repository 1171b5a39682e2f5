import type { Context, MiddlewareHandler } from 'hono'
import type { Principal } from '../access/principal.ts'
import type { Random } from '../world.ts'
import { HttpError } from './http-guard.ts'
import type { Caller, Operations } from './operations.ts'
import { requestHeader, userHeader, viaHeader } from './routes.ts'

/** What a route knows of a request: its id, and who asks. */
export type Env = { readonly Variables: { readonly request: string; readonly caller: Caller } }

/** The operations as whoever sent a request may use them. */
export type Asked = (context: Context<Env>) => Operations

/**
 * Tells who sent a request, from what it proves. Rejects with an HttpError of `Unauthenticated` when it proves nothing;
 * anything else that it rejects with is a mistake of ours, and lets nobody in.
 */
export type Identify = (request: Request) => Promise<Principal>

/** Gives each request an id of its own, which its answer carries, and the audit. That of the caller would prove nothing. */
export function numbered(random: Random): MiddlewareHandler<{ Variables: { request: string } }> {
  return async (context, next) => {
    const request = `req_${draw(random)}`
    context.set('request', request)
    await next()
    context.header(requestHeader, request)
  }
}

function draw(random: Random): string {
  return Array.from({ length: 16 }, () => alphabet[Math.floor(random.next() * alphabet.length)]).join('')
}

// Without letters and digits that are taken for one another.
const alphabet = '23456789abcdefghjkmnpqrstuvwxyz'

/** Finds out who asks, before any route is asked. */
export function identified(identify: Identify): MiddlewareHandler<{ Variables: { request: string; caller: Caller } }> {
  return async (context, next) => {
    const principal = await identify(context.req.raw)
    const via = context.req.header(viaHeader) === 'cli' ? 'cli' : 'http'
    context.set('caller', { principal, via, request: context.var.request })
    await next()
  }
}

/** Everybody at this machine, by the name that they give: only where the simulator runs and only loopback is answered. */
export const identifyLocal: Identify = async (request) => {
  const name = request.headers.get(userHeader) ?? 'anonymous'
  if (!/^[\x20-\x7e]{1,100}$/.test(name)) {
    throw new HttpError('BadRequest', `${userHeader} is not a name`, 'send 1 to 100 printable ASCII characters')
  }
  return { kind: 'local', name }
}
