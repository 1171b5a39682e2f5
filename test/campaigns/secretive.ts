import type { Resource } from '../../controller/resource/resource.ts'
import type { Dice } from '../support/random.ts'
import type { Happening, Scenario } from './happenings.ts'

/**
 * In some storms Apps have secrets: they come and go with their specs, people have them made anew, and others set and
 * unset some behind our back. Drawn by a stream of its own, so that the rest of the storm stays what it is.
 */
export function withSecrets(scenario: Scenario, dice: Dice): Scenario {
  if (!dice.chance(0.3)) return scenario
  const happenings = scenario.happenings.map((each): Happening => {
    return each.kind === 'submit' ? { ...each, app: secretive(dice, each.app) } : each
  })
  const troubles = Array.from({ length: dice.between(1, 4) }, (): Happening => {
    return {
      atMs: dice.between(10_000, scenario.stormMs),
      kind: 'secret',
      deed: dice.pick(secretDeeds),
      at: dice.next(),
    }
  })
  return { ...scenario, happenings: [...happenings, ...troubles].sort((one, other) => one.atMs - other.atMs) }
}

export const secretDeeds = ['rotate', 'overwrite', 'unset', 'add'] as const
export type SecretDeed = (typeof secretDeeds)[number]

function secretive(dice: Dice, app: Resource): Resource {
  const secrets = Object.fromEntries(dice.pick(choices).map((name) => [name, made]))
  return Object.keys(secrets).length === 0 ? app : { ...app, spec: { ...app.spec, secrets } }
}

const made = { generate: { length: 32, alphabet: 'base62' } } as const

const choices: readonly (readonly string[])[] = [[], ['KEY'], ['KEY', 'SALT']]
