import { days } from './days.ts'
import { readMissingImage, readStuck } from './fault-json.ts'
import type { Fault, Faults } from './faults.ts'
import { fieldsOf } from './given-fields.ts'
import { isObject } from './read-shape.ts'

/** What can be set by one word each, for people on a socket. Throws for what is none. */
export function createWeathers(faults: Faults): (name: string, value: unknown) => void {
  const ends = new Map<string, () => void>()
  /** A fault that stays until the word is said again. */
  const shared = (name: string, start: () => () => void) => {
    ends.get(name)?.()
    ends.set(name, start())
  }
  const now = (name: string, share: unknown, match: Fault['match'], effect: Fault['effect']) =>
    shared(name, () => faults.add({ name, match, when: 'before', effect, probability: shareOf(share) }))

  const weathers: Readonly<Record<string, (value: unknown) => void>> = {
    nullAddresses: (value) => faults.nullAddresses(value === true),
    emptyLists: (value) => faults.emptyLists(value === true),
    down: (value) => faults.down(value === true),
    listLagMs: (value) => faults.listLagMs(numberOf(value)),
    hideRegion: (value) => faults.hideRegion(String(value)),
    fullRegion: (value) => faults.capacity(String(value), 'full'),
    fullHost: (value) => faults.capacity(String(value), 'full'),
    volumesHeldMs: (value) => faults.volumesHeldMs(numberOf(value)),
    volumesStuck: (value) => faults.volumesStuck(value === true),
    revokeToken: (value) => shared('revokeToken', value === true ? faults.revokeToken : () => () => {}),
    retryAfterSeconds: (value) => faults.retryAfterSeconds(numberOf(value)),
    quota: (value) => faults.quota(isObject(value) ? fieldsOf(value, 'quota', quotaFields) : undefined),
    affinityMs: (value) => faults.affinityMs(numberOf(value)),
    missingImage: (value) => shared('missingImage', () => faults.missingImage(readMissingImage(value))),
    stuck: (value) => shared('stuck', () => faults.stuck(readStuck(value))),
    // Shares of all requests, or of all waits: 0.3
    htmlErrors: (value) => now('htmlErrors', value, {}, { status: 500, body: '<html>500</html>' }),
    waitTimeouts: (value) => now('waitTimeouts', value, { action: 'wait-machine' }, gatewayTimeout),
    slowAnswersMs: (value) => now('slowAnswersMs', 1, {}, { delayMs: numberOf(value) }),
    day(value) {
      const day = Object.hasOwn(days, String(value)) ? days[String(value)] : undefined
      if (day === undefined) throw new Error(`there is no day ${value}; there is ${Object.keys(days).join(', ')}`)
      day(faults)
    },
  }
  return (name, value) => {
    const make = Object.hasOwn(weathers, name) ? weathers[name] : undefined
    if (make === undefined) throw new Error(`there is no weather ${name}; there is ${Object.keys(weathers).join(', ')}`)
    make(value)
  }
}

const quotaFields = { machines: 'number', regionMemoryMb: 'number', hasPaymentMethod: 'boolean' } as const

function shareOf(value: unknown): number {
  const share = numberOf(value)
  if (share > 1) throw new Error('a share is between 0 and 1')
  return share
}

function numberOf(value: unknown): number {
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0) throw new Error(`${value} must be a number`)
  return value
}

// Source: a provider that was tested live, and others that met it: the gateway gives up on long polls
const gatewayTimeout = { status: 504, body: '<html>504 Gateway Timeout</html>' }
