import type { App } from '../../../schemas/types.ts'
import { type Finding, type Path, wrongValue } from '../finding.ts'
import { named } from '../words.ts'

/** Two private addresses for one network: Fly would give both, and nobody could tell which is meant. */
export function checkAddresses(
  { private: reachedFrom = [] }: NonNullable<App['spec']['addresses']>,
  at: Path,
): readonly Finding[] {
  return reachedFrom.flatMap(({ network }, index) => {
    const first = reachedFrom.findIndex((other) => other.network === network)
    if (first === index) return []
    const from = network === undefined ? "the app's own network" : `the network ${named(network)}`
    const message = `private address ${first + 1} is for ${from} too: keep one of the two`
    return [wrongValue('Conflict', [...at, 'private', String(index)], message)]
  })
}
