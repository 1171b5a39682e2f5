import * as deeds from '../deeds.ts'
import { reserveStart } from '../placement.ts'
import type { Premises } from '../premises.ts'
import type { RateLimits } from '../rate-limits.ts'
import { Refusal } from '../refusal.ts'
import { leaseOf, type MachineRow } from '../rows.ts'

/** What Fly's proxy does to Machines by itself. */
export interface Powers {
  /** `later`: it may work in a moment. `never`: not on this host, as things are. */
  start(machine: MachineRow): 'done' | 'later' | 'never'
  rest(machine: MachineRow, how: 'stop' | 'suspend'): 'done' | 'later' | 'never'
}

/**
 * The proxy is a user of the Machines API like any other: it is refused where somebody holds a lease, where a host is
 * full, and by the rate limits, of which it takes its share. Sources: the proxy's log `[PM01] failed to change machine
 * state: … lease currently held by`; superfly/docs, machines/api/working-with-machines-api
 */
export function createPowers(premises: Premises, limits: RateLimits | undefined): Powers {
  const { truth, laws } = premises

  function attempt(machine: MachineRow, verb: string, deed: () => MachineRow): ReturnType<Powers['start']> {
    if (leaseOf(machine, laws.now()) !== undefined) return 'later'
    if (limits?.admit(`${verb}-machine`, machine.id) === false) return 'later'
    try {
      const after = deed()
      if (after !== machine) truth.putMachine(after)
      return 'done'
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return error.status === 412 ? 'later' : 'never'
    }
  }

  return {
    start: (machine) =>
      attempt(machine, 'start', () => reserveStart(premises, machine, deeds.start(machine, laws, 'proxy'))),
    rest: (machine, how) =>
      attempt(machine, how, () => (how === 'stop' ? deeds.stop : deeds.suspend)(machine, laws, 'proxy')),
  }
}
