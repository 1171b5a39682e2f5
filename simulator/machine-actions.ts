import * as deeds from './deeds.ts'
import { farewellInBody, farewellInQuery } from './farewell.ts'
import { reserveStart } from './placement.ts'
import { freeMachineOf, type Premises, visibleMachineOf } from './premises.ts'
import { refuse } from './refusal.ts'
import { type Ask, flag, type Route } from './routes.ts'
import type { MachineRow } from './rows.ts'

/** What is done to a Machine without changing its config, and what is read of its past. */
export function machineActionRoutes(premises: Premises): readonly Route[] {
  const { truth, laws } = premises

  function deed(verb: string, act: (machine: MachineRow, ask: Ask) => MachineRow): Route {
    return {
      method: 'POST',
      path: `/v1/apps/:app/machines/:id/${verb}`,
      action: `${verb}-machine`,
      countedBy: 'id',
      isDeed: true,
      answer(ask) {
        const before = freeMachineOf(premises, ask)
        ask.body()
        const after = act(before, ask)
        if (after !== before) truth.putMachine(after)
        const { state: previous_state } = before
        const isMoved = after.hostId !== before.hostId
        const started = { previous_state, migrated: isMoved, new_host: isMoved ? after.hostId : '' }
        return { status: 200, body: verb === 'start' ? started : { ok: true } }
      },
    }
  }

  /** Where it has room, which may be on another host. */
  function begin(machine: MachineRow): MachineRow {
    return reserveStart(premises, machine, deeds.start(machine, laws))
  }

  function past(what: string, read: (machine: MachineRow, ask: Ask) => readonly unknown[]): Route {
    return {
      method: 'GET',
      path: `/v1/apps/:app/machines/:id/${what}`,
      action: `list-${what}`,
      countedBy: 'id',
      isDeed: false,
      answer: (ask) => ({ status: 200, body: read(visibleMachineOf(premises, ask), ask) }),
    }
  }

  return [
    deed('start', begin),
    deed('stop', (machine, ask) => deeds.stop(machine, laws, 'user', farewellInBody(ask.body()))),
    deed('suspend', (machine) => deeds.suspend(machine, laws)),
    deed('restart', (machine, ask) => {
      const farewell = farewellInQuery(ask, flag(ask.query, 'force_stop'))
      return deeds.isStartable(machine) ? begin(machine) : deeds.restart(machine, laws, farewell)
    }),
    deed('cordon', (machine) => deeds.setCordoned(machine, true, laws)),
    deed('uncordon', (machine) => deeds.setCordoned(machine, false, laws)),
    past('versions', ({ versions }) => versions),
    past('events', ({ events }, { query }) => events.slice(0, limitOf(query))),
  ]
}

/** Source: Fly's OpenAPI document, list of events: 20 unless told, at most 50 */
function limitOf(query: URLSearchParams): number {
  const limit = Number(query.get('limit') || 20)
  if (!Number.isInteger(limit) || limit < 1) throw refuse(400, 'invalid_argument: invalid limit')
  return Math.min(limit, 50)
}
