import { partsOf } from '../../resource/address.ts'
import { pathOf } from '../../resource/finding.ts'
import type { Problem } from '../../resource/problem.ts'
import { readValue } from '../../resource/read.ts'
import type { DesiredAddress } from '../desired-addresses.ts'

/** What a spec says of an app besides its Machines. */
export type Extras = {
  readonly addresses: readonly DesiredAddress[]
  /** Names. */
  readonly secrets: readonly string[]
  readonly domains: readonly string[]
}

/** A document with as much of the extras as a spec may say, and what it means. */
export type Said = {
  readonly extras: Extras
  readonly document: object
  readonly read: ReturnType<typeof readValue>
}

/**
 * The app is as it is, and not all of it may be said: a secret whose name is also a variable, a hostname without a service
 * for it. Such a thing is left out, so that it stays as it is, rather than the whole spec be refused.
 */
export function sayable(extras: Extras, write: (extras: Extras) => object): Said {
  const document = write(extras)
  const read = readValue(document)
  const fewer = 'problems' in read ? without(extras, read.problems) : extras
  return sizeOf(fewer) < sizeOf(extras) ? sayable(fewer, write) : { extras, document, read }
}

/** Without what the problems are about; all of a kind, where a problem is about them together. */
function without({ addresses, secrets, domains }: Extras, problems: readonly Problem[]): Extras {
  const wrong = new Set(problems.map(({ path }) => pathOf(path).slice(1, 3).join('/')))
  const wrongPrivate = problems.map(({ path }) => pathOf(path)).filter(([, field]) => field === 'addresses')
  const reachedFrom = addresses.filter(({ kind }) => partsOf(kind).network !== undefined)
  return {
    addresses: addresses.filter((address) => {
      const index = String(reachedFrom.indexOf(address))
      return !wrongPrivate.some(([, , field, number]) => field === 'private' && (number ?? index) === index)
    }),
    secrets: secrets.filter((name) => !wrong.has('secrets') && !wrong.has(`secrets/${name}`)),
    domains: domains.filter((_, index) => !wrong.has('domains') && !wrong.has(`domains/${index}`)),
  }
}

function sizeOf({ addresses, secrets, domains }: Extras): number {
  return addresses.length + secrets.length + domains.length
}
