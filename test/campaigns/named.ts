import type { Resource } from '../../controller/resource/resource.ts'
import type { Group } from '../../schemas/types.ts'
import { withGroup } from '../support/builders.ts'
import type { Dice } from '../support/random.ts'
import type { Happening, Scenario } from './happenings.ts'

/**
 * In some storms Apps have domains, which come and go with their specs. Drawn by a stream of its own, so that the rest of
 * the storm stays what it is.
 */
export function withDomains(scenario: Scenario, dice: Dice): Scenario {
  if (!dice.chance(0.3)) return scenario
  const happenings = scenario.happenings.map((each): Happening => {
    return each.kind === 'submit' ? { ...each, app: named(dice, each.app) } : each
  })
  return { ...scenario, happenings }
}

function named(dice: Dice, app: Resource): Resource {
  const domains = dice.pick(choices).map((domain) => domain.replace('APP', app.metadata.name))
  const [group] = Object.keys(app.spec.machines)
  if (domains.length === 0 || group === undefined) return app
  const addresses = { ...app.spec.addresses, ...reach }
  return withGroup({ ...app, spec: { ...app.spec, addresses, domains } }, group, { services })
}

// Without these there is nothing that a request for a domain could arrive at.
const reach = { sharedIpv4: true, ipv6: true } as const
const services: NonNullable<Group['services']> = [
  { internalPort: 8080, protocol: 'tcp', ports: [{ port: 443, handlers: ['tls', 'http'] }] },
]

const choices: readonly (readonly string[])[] = [
  [],
  ['www.APP.example'],
  ['www.APP.example', 'APP.example'],
  ['*.APP.example', 'APP.example'],
]
