/**
 * The one of `allowed` that was probably meant: the same letters written otherwise (`force_https`), the word that
 * other tools use for it, or a slip of the pen. `undefined` when nothing is near, which is better than a guess.
 */
export function suggest(given: string, allowed: readonly string[]): string | undefined {
  if (given.length > longestName) return undefined
  const letters = lettersOf(given)
  const same = allowed.find((name) => lettersOf(name) === letters)
  if (same !== undefined) return same
  const familiar = familiarNames.get(letters)
  if (familiar !== undefined && allowed.includes(familiar)) return familiar

  let best: string | undefined
  let bestSlips = Number.POSITIVE_INFINITY
  for (const name of allowed) {
    const slips = slipsBetween(given, name)
    if (slips <= allowedSlips(given, name) && slips < bestSlips) [best, bestSlips] = [name, slips]
  }
  return best
}

/** How many slips two names may be apart and still be taken for each other: one in three letters of the shorter. */
export function allowedSlips(one: string, other: string): number {
  return Math.floor(Math.min(one.length, other.length) / 3)
}

/** Letters added, left out, exchanged or swapped with their neighbour: the optimal string alignment distance. */
export function slipsBetween(one: string, other: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: other.length + 1 }, (_, column) => column)
  for (let row = 1; row <= one.length; row++) {
    const current = [row]
    for (let column = 1; column <= other.length; column++) {
      const exchanged = at(last, column - 1) + (one[row - 1] === other[column - 1] ? 0 : 1)
      const isSwap = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]
      const swapped = isSwap ? at(beforeLast, column - 2) + 1 : Number.POSITIVE_INFINITY
      current.push(Math.min(exchanged, swapped, at(last, column) + 1, at(current, column - 1) + 1))
    }
    beforeLast = last
    last = current
  }
  return at(last, other.length)
}

function at(numbers: readonly number[], index: number): number {
  return numbers[index] ?? Number.POSITIVE_INFINITY
}

function lettersOf(name: string): string {
  return name.toLowerCase().replaceAll(/[_-]/g, '')
}

const longestName = 64

/** Words of fly.toml, Compose and Kubernetes for what has another name here. */
const familiarNames = new Map([
  ['autostartmachines', 'autostart'],
  ['autostopmachines', 'autostop'],
  ['cmd', 'command'],
  ['args', 'command'],
  ['app', 'flyApp'],
  ['cpukind', 'cpuKind'],
  ['environment', 'env'],
  ['groups', 'machines'],
  ['instances', 'count'],
  ['killsignal', 'signal'],
  ['killtimeout', 'timeout'],
  ['memory', 'memoryMb'],
  ['processgroups', 'machines'],
  ['replicas', 'count'],
  ['scale', 'count'],
  ['targetport', 'internalPort'],
  ['vm', 'size'],
])
