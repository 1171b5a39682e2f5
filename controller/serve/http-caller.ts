import type { Context, MiddlewareHandler } from 'hono'
import type { Principal } from '../access/principal.ts'
import { HttpError } from './http-guard.ts'
import type { Caller, Operations } from './operations.ts'
import { userHeader, viaHeader } from './routes.ts'

/** What a route knows of a request: who asks. */
export type Env = { readonly Variables: { readonly caller: Caller } }

/** The operations as whoever sent a request may use them. */
export type Asked = (context: Context<Env>) => Operations

/**
 * Tells who sent a request, from what it proves. Rejects with an HttpError of `Unauthenticated` when it proves nothing;
 * anything else that it rejects with is a mistake of ours, and lets nobody in.
 */
export type Identify = (request: Request) => Promise<Principal>

/** Finds out who asks, before any route is asked. */
export function identified(identify: Identify): MiddlewareHandler<{ Variables: { caller: Caller } }> {
  return async (context, next) => {
    const principal = await identify(context.req.raw)
    context.set('caller', { principal, via: context.req.header(viaHeader) === 'cli' ? 'cli' : 'http' })
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
