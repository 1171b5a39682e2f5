import type { Chance } from '../chance.ts'
import type { MachineRow } from '../rows.ts'
import { isReady, limitsOf, type Offer } from './offers.ts'
import type { Wish } from './wish.ts'

/** A Machine that serves what is asked for. */
export type Candidate = { readonly machine: MachineRow; readonly offer: Offer; readonly load: number }

export type Choice =
  | { readonly do: 'send' | 'start' | 'await'; readonly to: Candidate }
  /** All are as busy as they may be: a place must become free first. */
  | { readonly do: 'queue' }
  | { readonly do: 'give up' }

/**
 * Which Machine gets a request now. Least loaded in the closest region that has one; other regions only when all of a
 * region are unhealthy or at their hard limit; and a Machine that rests when all that run are at their soft limit.
 * Source: superfly/docs, reference/load-balancing and reference/fly-proxy-autostop-autostart
 */
export function choose(options: {
  readonly candidates: readonly Candidate[]
  readonly wish: Wish
  /** Regions, closest first. */
  readonly closeness: readonly string[]
  /** The Machine that it waits for already. */
  readonly held: string | undefined
  readonly chance: Chance
}): Choice {
  const { candidates, wish, held, chance } = options
  const { prefer, regions } = wish
  const usable = candidates.filter(
    ({ machine }) =>
      !machine.cordoned &&
      machine.hostStatus === 'ok' &&
      machine.id !== wish.not &&
      (wish.force ?? machine.id) === machine.id,
  )
  const preferred = usable.find(({ machine }) => machine.id === prefer)
  const alone = preferred && chooseOne(preferred, held)
  if (alone !== undefined) return alone

  const order =
    regions === undefined ? options.closeness : [...regions.codes, ...(regions.isForced ? [] : options.closeness)]
  const within = usable.filter(({ machine }) => order.includes(machine.region))
  const by = Object.groupBy(within, ({ machine, offer, load }) => readinessOf(machine, offer, load))
  const { open = [], coming = [], resting = [], busy = [] } = by
  const hasRoom = open.some(({ load, offer }) => load < limitsOf(offer.service).soft)
  const awaited = coming.find(({ machine }) => machine.id === held)
  if (!hasRoom && awaited !== undefined && (open.length === 0 || awaited.machine.state !== 'started')) {
    return { do: 'await', to: awaited }
  }
  const arriving = coming.filter(({ load, offer }) => load < limitsOf(offer.service).soft)
  if (open.length === 0 && arriving.length > 0) return { do: 'await', to: closest(arriving) }
  if (!hasRoom && resting.length > 0) return { do: 'start', to: closest(resting) }
  if (open.length > 0) return { do: 'send', to: closest(open) }
  if (coming.length > 0) return { do: 'await', to: closest(coming) }
  return busy.length > 0 ? { do: 'queue' } : { do: 'give up' }

  function closest(from: readonly Candidate[]): Candidate {
    const region = order.find((code) => from.some(({ machine }) => machine.region === code))
    const near = from.filter(({ machine }) => machine.region === region)
    const least = Math.min(...near.map(({ load }) => load))
    const equals = near.filter(({ load }) => load === least)
    return equals[Math.floor(chance.next() * equals.length)] as Candidate
  }
}

/** A Machine that is preferred is started, and waited for while it starts; when it cannot take the request, others do. */
function chooseOne(to: Candidate, held: string | undefined): Choice | undefined {
  const { machine, offer, load } = to
  switch (readinessOf(machine, offer, load)) {
    case 'open':
      return { do: 'send', to }
    case 'resting':
      return { do: 'start', to }
    case 'coming':
      return machine.state !== 'started' || machine.id === held ? { do: 'await', to } : undefined
    case 'busy':
    case 'closed':
      return undefined
  }
}

type Readiness = 'open' | 'busy' | 'coming' | 'resting' | 'closed'

function readinessOf(machine: MachineRow, { service, index }: Offer, load: number): Readiness {
  const { state, pending } = machine
  if (state === 'started') {
    if (!isReady(machine, index)) return 'coming'
    return load < limitsOf(service).hard ? 'open' : 'busy'
  }
  if (state !== 'destroying' && pending.life?.steps.some((step) => step.do === 'run')) return 'coming'
  if (service.autostart !== true) return 'closed'
  if (state === 'stopped' || state === 'suspended') return 'resting'
  return state === 'stopping' || state === 'suspending' ? 'coming' : 'closed'
}
