import type { SimulatedMachine } from '../../simulator/world.ts'
import type { Ground } from './ground.ts'

/**
 * In what an App's secrets differ from what its spec asks for: each is at Fly, every Machine that runs has it as it is at
 * Fly, and neither Fly nor a Machine has more, but for those of others, whose names begin with `FOREIGN` in scenarios.
 */
export function secretCensus(
  ground: Pick<Ground, 'secrets'>,
  flyApp: string,
  wanted: readonly string[],
  machines: readonly SimulatedMachine[],
): readonly string[] {
  const there = new Map(ground.secrets(flyApp).map(({ name, digest }) => [name, digest]))
  const isSurplus = (name: string) => !wanted.includes(name) && !name.startsWith('FOREIGN')
  const missing = wanted.filter((name) => !there.has(name))
  return [
    ...missing.map((name) => `${flyApp} has no secret ${name}`),
    ...[...there.keys()].filter(isSurplus).map((name) => `${flyApp} has the secret ${name}, which no spec asks for`),
    ...machines
      .filter(({ state }) => state === 'started')
      .flatMap(({ name, secrets }) => [
        ...wanted
          .filter((secret) => there.has(secret) && secrets[secret] !== there.get(secret))
          .map((secret) => `${flyApp}/${name} runs with ${secrets[secret] ? 'an older' : 'no'} ${secret}`),
        ...Object.keys(secrets)
          .filter(isSurplus)
          .map((secret) => `${flyApp}/${name} runs with ${secret}, which no spec asks for`),
      ]),
  ]
}
