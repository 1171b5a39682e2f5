/**
 * What the proxy answers by itself. What clients of the real one see in these cases is not documented, beyond the
 * status of some: the sentences are those of its log where they are known, and ours otherwise.
 */
export type ProxyAnswer = { readonly status: number; readonly text: string }

export const noSuchApp: ProxyAnswer = { status: 404, text: 'no app answers at this host' }
export const noSuchPort: ProxyAnswer = { status: 404, text: 'the app has no service at this port' }
export const badRequest: ProxyAnswer = { status: 400, text: 'bad request' }
export const tooLargeForReplay: ProxyAnswer = { status: 502, text: 'the request is too large to be replayed' }
export const badReplay = (why: string): ProxyAnswer => ({ status: 502, text: `invalid fly-replay: ${why}` })
export const replayDenied: ProxyAnswer = { status: 502, text: 'replay to this app is not allowed' }
export const tooManyReplays: ProxyAnswer = { status: 502, text: 'the request was replayed too often' }
/** Source: the proxy's log, PR04 */
export const noCandidate: ProxyAnswer = { status: 503, text: 'could not find a good candidate within 90 attempts' }
export const timedOut: ProxyAnswer = { status: 503, text: 'no instance became ready in time' }
/** Source: the proxy's log, PC01 */
export const refusedConnection: ProxyAnswer = { status: 502, text: 'instance refused connection' }

export function responseOf({ status, text }: ProxyAnswer): Response {
  return new Response(`${text}\n`, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } })
}
