import type { Offer } from './offers.ts'
import { withoutConnection } from './request-headers.ts'

/** An answer with what the proxy says of itself. */
export function signed(response: Response, requestId: string): Response {
  const headers = new Headers(response.headers)
  headers.set('server', 'Fly/simulated')
  headers.set('via', [headers.get('via'), '1.1 fly.io'].filter(Boolean).join(', '))
  headers.set('fly-request-id', requestId)
  return new Response(response.body, { status: response.status, headers })
}

/** A Machine's answer as its port wants it. Source: superfly/docs, reference/configuration, http_options.response */
export function withPortOptions(response: Response, { port, isHttp }: Offer, requestId: string): Response {
  if (!isHttp) return response
  const { headers: wanted = {}, pristine = false } = port.http_options?.response ?? {}
  const headers = withoutConnection(response.headers)
  for (const [name, value] of Object.entries(wanted as Readonly<Record<string, unknown>>)) {
    if (value === false) headers.delete(name)
    else if (typeof value === 'string') headers.set(name, value)
  }
  const answer = new Response(response.body, { status: response.status, headers })
  return pristine ? answer : signed(answer, requestId)
}
