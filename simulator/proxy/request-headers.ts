import type { Arrival } from './arrival.ts'

/**
 * What the proxy adds to a request, after taking out whatever the client has written there itself.
 * Source: superfly/docs, networking/request-headers
 */
export function headersInside(
  given: Headers,
  told: {
    readonly arrival: Arrival
    readonly isTls: boolean
    /** The address of the app that the client came to. */
    readonly address: string
    readonly requestId: string
    readonly isUpgrade: boolean
  },
): Headers {
  const { arrival, isTls, address, requestId, isUpgrade } = told
  const { clientIp, port, region } = arrival
  const headers = new Headers(given)
  for (const name of [...onlyOurs, ...betweenTwo, ...namedIn(given.get('connection'))]) headers.delete(name)
  if (isUpgrade) {
    headers.set('connection', 'Upgrade')
    headers.set('upgrade', given.get('upgrade') ?? '')
  }
  const forwardedFor = [headers.get('x-forwarded-for'), clientIp, address].filter(Boolean).join(', ')
  headers.set('x-forwarded-for', forwardedFor)
  headers.set('x-forwarded-proto', isTls ? 'https' : 'http')
  headers.set('x-forwarded-ssl', isTls ? 'on' : 'off')
  // May be the client's own. Source: as above
  if (!headers.has('x-forwarded-port')) headers.set('x-forwarded-port', String(port))
  headers.set('via', [given.get('via'), '1.1 fly.io'].filter(Boolean).join(', '))
  headers.set('fly-client-ip', clientIp)
  headers.set('fly-forwarded-port', String(port))
  headers.set('fly-region', region)
  headers.set('fly-request-id', requestId)
  return headers
}

/** Headers that belong to one connection. Source: RFC 9110, 7.6.1 */
export function withoutConnection(given: Headers): Headers {
  const headers = new Headers(given)
  for (const name of [...betweenTwo, ...namedIn(given.get('connection'))]) headers.delete(name)
  return headers
}

function namedIn(connection: string | null): readonly string[] {
  const names = (connection ?? '').split(',').map((name) => name.trim().toLowerCase())
  return names.filter((name) => /^[!#$%&'*+.^_`|~0-9a-z-]+$/.test(name) && !kept.has(name))
}

/** What only Fly may say to an app. */
const onlyOurs = [
  'fly-client-ip',
  'fly-forwarded-port',
  'fly-region',
  'fly-request-id',
  'fly-src',
  'fly-src-signature',
  'fly-replay-src',
  'fly-replay-failed',
  'fly-replay-cache-status',
  'fly-preferred-instance-unavailable',
  'x-forwarded-proto',
  'x-forwarded-ssl',
]
const betweenTwo = [
  'connection',
  'keep-alive',
  'proxy-connection',
  'proxy-authenticate',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'content-length',
  'expect',
]
/** A client must not talk the proxy out of these by naming them in `connection`. */
const kept: ReadonlySet<string> = new Set(['host', 'cookie', 'authorization', 'x-forwarded-for'])
