import type { Premises } from '../premises.ts'
import type { AppRow, MachineRow } from '../rows.ts'
import * as answers from './answers.ts'
import type { Arrival } from './arrival.ts'
import { readBody } from './body.ts'
import type { Deliver, Delivered } from './delivery.ts'
import { type Door, doorOf } from './doors.ts'
import type { FlySrc } from './fly-src.ts'
import { type Offer, offerAt } from './offers.ts'
import type { createReach } from './reach.ts'
import { createReplaying, type Leg } from './replay/replaying.ts'
import { headersInside } from './request-headers.ts'
import { signed, withPortOptions } from './response-headers.ts'
import { createWalk } from './walk.ts'
import { wishOf } from './wish.ts'

export type Route = (request: Request, arrival: Arrival) => Promise<Delivered>

/** From the host that a request names to the answer of a Machine. */
export function createRouting(options: {
  readonly premises: Premises
  readonly reach: ReturnType<typeof createReach>
  readonly deliver: Deliver
  readonly flySrc: FlySrc
  readonly requestId: (at: number) => string
}): Route {
  const { premises, reach, deliver, flySrc } = options
  const { truth } = premises
  const walkTo = createWalk({ reach, deliver })
  const replaying = createReplaying(premises)

  return async (request, arrival) => {
    const requestId = `${options.requestId(truth.now())}-${arrival.region}`
    const own = (response: Response): Delivered => ({ kind: 'answer', response: signed(response, requestId) })
    const door = doorOf(truth, arrival)
    if (door === undefined) return own(answers.responseOf(answers.noSuchApp))
    const offer = offerOf(door, arrival.port)
    if (offer === undefined) return own(answers.responseOf(answers.noSuchPort))
    const { handlers = [], force_https } = offer.port
    const isTls = arrival.isTls === 'as needed' ? handlers.includes('tls') : arrival.isTls
    // Who ends TLS by himself cannot be modelled: there is nobody here who could.
    if (isTls !== handlers.includes('tls'))
      return { kind: 'broken', why: isTls ? 'no TLS at this port' : 'TLS expected' }
    if (offer.isHttp && force_https && !isTls) return own(moved(request, arrival))

    const first = legOf({ request, arrival, door, offer, isTls, requestId })
    const body = await readBody(request.body)
    const walk = (leg: Leg) => walkTo(leg, { request, arrival, body, isTls })
    const isReplayable = body.kind !== 'once'
    const walked = offer.isHttp
      ? await replaying.follow({ first, host: arrival.host, offer, isReplayable, walk })
      : await walk(first)
    switch (walked.kind) {
      case 'unreached':
        return own(answers.responseOf(walked.answer))
      case 'upgraded':
        return walked
      case 'answered':
        return { kind: 'answer', response: withPortOptions(walked.response, walked.offer, requestId) }
      default:
        return walked satisfies never
    }
  }

  function legOf(on: {
    readonly request: Request
    readonly arrival: Arrival
    readonly door: Door
    readonly offer: Offer
    readonly isTls: boolean
    readonly requestId: string
  }): Leg {
    const { request, arrival, door, offer, isTls, requestId } = on
    const { app, way, address } = door
    const url = new URL(request.url)
    const isUpgrade = request.headers.has('upgrade')
    const headers = offer.isHttp
      ? headersInside(request.headers, { arrival, isTls, address, requestId, isUpgrade })
      : new Headers(request.headers)
    headers.set('host', request.headers.get('host') ?? url.host)
    if (way === 'private' && offer.isHttp && arrival.visitor) signFor(headers, arrival.visitor, app)
    const wish = offer.isHttp ? wishOf(request.headers) : {}
    return { app, wish, path: url.pathname + url.search, headers, patienceMs: usualPatienceMs }
  }

  /** What the app serves at the port: that of any of its Machines. */
  function offerOf({ app, way }: Door, port: number): Offer | undefined {
    for (const { state, config } of truth.machines(app.name)) {
      const offer = state === 'destroyed' ? undefined : offerAt(config, port)
      if (offer === undefined) continue
      const isSharable = (port === 80 || port === 443) && (offer.port.handlers ?? []).length > 0
      if (way !== 'shared' || isSharable) return offer
    }
    return undefined
  }

  function signFor(headers: Headers, { id, app }: MachineRow, to: AppRow): void {
    const organization = truth.app(app)?.organization ?? to.organization
    const said = flySrc.headersFor({ id, app, organization, at: truth.now() })
    for (const [name, value] of Object.entries(said)) headers.set(name, value)
  }
}

function moved(request: Request, { host }: Arrival): Response {
  const { pathname, search } = new URL(request.url)
  const location = `https://${host.includes(':') ? `[${host}]` : host}${pathname}${search}`
  return new Response(null, { status: 301, headers: { location } })
}

// How long the proxy looks for a Machine when nobody says otherwise. Not documented.
const usualPatienceMs = 60_000
