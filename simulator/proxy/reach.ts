import type { Chance } from '../chance.ts'
import { isDestroyed, type MachineRow } from '../rows.ts'
import type { Truth } from '../truth.ts'
import type { Bell } from './bell.ts'
import { type Candidate, choose } from './choice.ts'
import type { Loads } from './loads.ts'
import { type Offer, offerAt } from './offers.ts'
import type { Powers } from './powers.ts'
import { closenessFrom, type Wish } from './wish.ts'

/** A Machine that takes the request. It counts as its load until `release`. */
export type Reached = {
  readonly machine: MachineRow
  readonly offer: Offer
  /** The Machine that was preferred and could not be had. */
  readonly missed: string | undefined
  release(): void
}

export type Unreached = 'no_candidate' | 'timeout' | 'retries_exhausted'

export type Sought = {
  readonly app: string
  readonly port: number
  readonly wish: Wish
  /** Of the edge. */
  readonly region: string
  readonly patienceMs: number
  /** Machines that have just failed to answer. */
  readonly avoid: ReadonlySet<string>
}

/** Finds a Machine for a request; starts one where that is allowed, and waits for it. */
export function createReach(options: {
  readonly truth: Truth
  readonly loads: Loads
  readonly powers: Powers
  readonly bell: Bell
  readonly chance: Chance
}): (sought: Sought, signal: AbortSignal) => Promise<Reached | Unreached> {
  const { truth, loads, powers, bell, chance } = options

  return async (sought, signal) => {
    const { app, wish, region, patienceMs } = sought
    const until = truth.now() + patienceMs
    const closeness = closenessFrom(region)
    const avoid = new Set(sought.avoid)
    let place = { id: '', release: () => {} }

    /** Who waits for a Machine is counted there, so that a storm starts as many Machines as it needs. */
    function hold({ machine, offer }: Candidate): void {
      if (place.id === machine.id) return
      place.release()
      place = { id: machine.id, release: loads.take(machine.id, offer.index) }
    }

    for (;;) {
      const candidates = candidatesFor(sought, avoid, place.id)
      const choice = choose({ candidates, wish, closeness, held: place.id, chance })
      if (choice.do === 'send') {
        hold(choice.to)
        const { machine, offer } = choice.to
        const missed = wish.prefer === undefined || wish.prefer === machine.id ? undefined : wish.prefer
        return { machine, offer, missed, release: place.release }
      }
      if (choice.do === 'give up' || signal.aborted || truth.now() >= until) {
        place.release()
        if (choice.do !== 'give up') return 'timeout'
        return avoid.size > 0 ? 'retries_exhausted' : 'no_candidate'
      }
      if (choice.do === 'await') hold(choice.to)
      if (choice.do === 'start') {
        const { machine } = choice.to
        const begun = powers.start(machine)
        if (begun === 'never') {
          avoid.add(machine.id)
          continue
        }
        if (begun === 'done') {
          hold(choice.to)
          continue
        }
      }
      const moment = choice.do === 'start' ? againMs : patienceMs
      await bell.heard(app, Math.max(1, Math.min(moment, until - truth.now())), signal)
    }
  }

  /** The own place does not count. */
  function candidatesFor({ app, port }: Sought, avoid: ReadonlySet<string>, own: string): readonly Candidate[] {
    const candidates: Candidate[] = []
    for (const machine of truth.machines(app)) {
      if (isDestroyed(machine) || avoid.has(machine.id)) continue
      const offer = offerAt(machine.config, port)
      if (offer === undefined) continue
      const load = loads.of(machine.id, offer.index) - (own === machine.id ? 1 : 0)
      candidates.push({ machine, offer, load })
    }
    return candidates
  }
}

// How soon the proxy tries again to start a Machine. Not documented.
const againMs = 250
