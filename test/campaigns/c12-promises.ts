import { canonical, parseCanonical } from '../../controller/resource/canonical.ts'
import { type Reading, readText } from '../../controller/resource/read.ts'
import { showProblems } from '../../controller/resource/show.ts'
import { disagreement } from './c12-agreement.ts'

/** What reading promises for whatever bytes; the promise that was broken, or `undefined`. */
export function brokenPromise(bytes: Uint8Array): string | undefined {
  const before = process.threadCpuUsage()
  const reading = readText({ file: 'any.yaml', bytes })
  const { user, system } = process.threadCpuUsage(before)
  const text = new TextDecoder().decode(bytes)
  return (
    ((user + system) / 1000 > mostMilliseconds ? `took ${(user + system) / 1000} ms` : undefined) ??
    brokenPlace(reading, text) ??
    brokenReport(reading, text) ??
    brokenStore(reading) ??
    disagreement(reading, text) ??
    brokenPrototype()
  )
}

const mostMilliseconds = 200

function brokenPlace({ problems }: Reading, text: string): string | undefined {
  const lines = text.split('\n')
  for (const { code, message, at } of problems) {
    if (at === undefined) return `${code} has no place`
    if (message === '') return `${code} says nothing`
    const line = lines[at.line - 1]
    if (line === undefined) return `${code} is in line ${at.line} of ${lines.length}`
    if (at.column < 1 || at.column > line.length + 2)
      return `${code} is at column ${at.column} of a line of ${line.length}`
    if (at.length < 1) return `${code} has the length ${at.length}`
  }
  return undefined
}

function brokenReport({ problems }: Reading, text: string): string | undefined {
  const shown = showProblems(problems, () => text)
  return unseen.test(shown) ? 'what is shown holds control characters' : undefined
}

const unseen = /[^\P{Cc}\n]|[\u{202a}-\u{202e}\u{2066}-\u{2069}]/u

function brokenStore({ documents }: Reading): string | undefined {
  for (const { resource } of documents) {
    const stored = canonical(resource)
    if (canonical(parseCanonical(stored)) !== stored) return 'what is stored is read as something else'
  }
  return undefined
}

function brokenPrototype(): string | undefined {
  return Object.keys(Object.prototype).length > 0 || 'polluted' in {}
    ? 'the prototype of all objects was changed'
    : undefined
}
