import type { Resource } from '../../controller/resource/resource.ts'
import type { Dice } from '../support/random.ts'
import type { Happening, Scenario } from './happenings.ts'

/**
 * In every other storm without volumes Apps have addresses, and people release some of ours. It draws from dice of its own,
 * so that the rest of each storm stays as it is without.
 */
export function withReach(scenario: Scenario, dice: Dice): Scenario {
  if (dice.chance(0.5) || scenario.happenings.some(isAboutVolumes)) return scenario
  const happenings = scenario.happenings.map((happening) =>
    happening.kind === 'submit' ? { ...happening, app: reachable(dice, happening.app) } : happening,
  )
  const more = Array.from({ length: dice.between(0, 4) }, (): Happening => {
    return { atMs: dice.between(5_000, scenario.stormMs), kind: 'release-address', at: dice.next() }
  })
  return { ...scenario, happenings: [...happenings, ...more].sort((one, other) => one.atMs - other.atMs) }
}

function isAboutVolumes(happening: Happening): boolean {
  return (
    happening.kind === 'volume' ||
    (happening.kind === 'submit' &&
      Object.values(happening.app.spec.machines).some(({ volume }) => volume !== undefined))
  )
}

/** Each change of a spec may change what it says of addresses as well. */
function reachable(dice: Dice, app: Resource): Resource {
  return { ...app, spec: { ...app.spec, addresses: dice.pick(choices) } }
}

const choices: readonly NonNullable<Resource['spec']['addresses']>[] = [
  {},
  { ipv6: true },
  { sharedIpv4: true, ipv6: true },
  { ipv4: 2, private: [{}] },
  { sharedIpv4: true, ipv4: 1 },
]
