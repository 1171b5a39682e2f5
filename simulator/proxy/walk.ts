import * as answers from './answers.ts'
import type { Arrival } from './arrival.ts'
import { type Body, watchEnd } from './body.ts'
import type { Deliver } from './delivery.ts'
import type { createReach } from './reach.ts'
import type { Leg, Walked } from './replay/replaying.ts'

/** To one Machine and back; to another when the first does not even take the connection. */
export function createWalk({
  reach,
  deliver,
}: {
  readonly reach: ReturnType<typeof createReach>
  readonly deliver: Deliver
}): (
  leg: Leg,
  on: { readonly request: Request; readonly arrival: Arrival; readonly body: Body; readonly isTls: boolean },
) => Promise<Walked> {
  return async (leg, { request, arrival, body, isTls }) => {
    const { method, signal } = request
    const { host, port, region } = arrival
    const { app, wish, patienceMs, path } = leg
    const origin = `${isTls ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}`
    const isUpgrade = request.headers.has('upgrade')
    const avoid = new Set<string>()
    for (;;) {
      const reached = await reach({ app: app.name, wish, patienceMs, port, region, avoid }, signal)
      if (typeof reached === 'string') {
        const answer = reached === 'timeout' ? answers.timedOut : answers.noCandidate
        return { kind: 'unreached', reason: reached, answer: avoid.size > 0 ? answers.refusedConnection : answer }
      }
      const { machine, offer, missed, release } = reached
      const headers = new Headers(leg.headers)
      if (missed !== undefined) headers.set('fly-preferred-instance-unavailable', missed)
      const outgoing = { method, url: origin + path, headers, body, port: offer.service.internal_port, isUpgrade }
      const delivered = await deliver(machine, outgoing, signal)
      switch (delivered.kind) {
        case 'answer': {
          const { response } = delivered
          const content = watchEnd(response.body, release)
          const { status } = response
          return {
            kind: 'answered',
            response: new Response(content, { status, headers: response.headers }),
            machine,
            offer,
          }
        }
        case 'upgraded':
          delivered.upgrade.connection.once('close', release)
          return delivered
        case 'broken':
          release()
          avoid.add(machine.id)
          if (body.kind === 'once' || avoid.size >= mostTries) {
            return { kind: 'unreached', reason: 'retries_exhausted', answer: answers.refusedConnection }
          }
          break
        default:
          return delivered satisfies never
      }
    }
  }
}

// How many Machines are tried. Not documented.
const mostTries = 5
