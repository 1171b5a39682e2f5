import { parse, stringify } from 'yaml'

/** One thing that is wrong with a spec, as its author is told. */
export type Told = { readonly path: string; readonly message: string }

/**
 * An author of specs that knows nothing of Artifact and does only what the words of a mistake say, the first thing that
 * it understands. Whatever it cannot mend by the words is a mistake in the words.
 */
export function obey(text: string, mistakes: readonly Told[]): string {
  if (mistakes.some(({ message }) => message.includes('use spaces'))) return text.replaceAll('\t', '  ')
  const document: unknown = parse(text, { uniqueKeys: false, logLevel: 'error' })
  for (const mistake of mistakes) mend(document, mistake)
  return stringify(document)
}

type Tree = Record<string, unknown>

/** What the words ask for, the most exact first: `undefined` when they do not speak of that. */
function mend(document: unknown, { path, message }: Told): void {
  const keys = path.split('/').slice(1).map(unescaped)
  const key = keys.at(-1) ?? ''
  const parent = at(document, keys.slice(0, -1)) as Tree
  const said = (words: RegExp): string | undefined => words.exec(message)?.[1]
  const isKey = /^(unknown field|the key)/.test(message)
  const near = said(/did you mean `([^`]+)`\?/)
  const home = said(/it belongs in `([^`]+)`/)
  const exactly = said(/expected `([^`]+)`: write that/) ?? said(/: write (true|false|"[^"]*")/)
  const addition = said(/(?:add it, for example|write|add) `([^`]+: [^`]+)`/)
  const line = said(/write (\w+: \S+?),? /)
  const example = said(/, like `([^`]+)`/) ?? said(/ like (\/\S+)$/)
  const range = /expected a whole number from (-?\d+) to (\d+)/.exec(message)

  if (message.includes('keep one of the two')) dropOne(parent, key)
  else if (isKey && near !== undefined) rename(parent, key, near)
  else if (isKey && home !== undefined) moveTo(document, parent, key, home)
  else if (near !== undefined) parent[key] = near
  else if (isKey || /take the key out|: keep either/.test(message)) delete parent[key]
  else if (exactly !== undefined) parent[key] = parse(exactly)
  else if (message.includes('write it without quotes')) parent[key] = Number(parent[key])
  else if (message.includes('after a dash')) parent[key] = [parent[key]]
  else if (addition !== undefined) Object.assign(placeOf(addition, message, document, keys), parse(addition))
  else if (line !== undefined) Object.assign(parent, parse(line))
  else if (example !== undefined) parent[key] = parse(example)
  else if (message.includes('a number and a unit')) parent[key] = duration(String(parent[key]))
  else if (message.includes('lower-case')) parent[key] = String(parent[key]).toLowerCase()
  else if (range !== null) parent[key] = nearest(Number(parent[key]), Number(range[1]), Number(range[2]))
}

/** Where an addition goes: to the place that follows it in the words, or else to the one that the mistake is about. */
function placeOf(addition: string, message: string, document: unknown, keys: readonly string[]): Tree {
  const to = /^`? to (\/[\w/]+)/.exec(message.slice(message.indexOf(addition) + addition.length))?.[1]
  return at(document, to?.split('/').slice(1) ?? keys) as Tree
}

/** Of a list the item that is there twice. Of two equal keys, reading has kept one already. */
function dropOne(parent: Tree, key: string): void {
  if (Array.isArray(parent)) parent.splice(Number(key), 1)
}

/** `10 minutes` → `10m`; a bare number means seconds. */
function duration(text: string): string {
  const [, amount, unit = 's'] = /^(\d+)\s*([a-z])?/i.exec(text) ?? []
  return `${amount}${unit.toLowerCase()}`
}

function at(document: unknown, keys: readonly string[]): unknown {
  return keys.reduce<unknown>((tree, key) => (tree as Tree)[key], document)
}

function rename(parent: Tree, from: string, to: string): void {
  const entries = Object.entries(parent)
  for (const [key] of entries) delete parent[key]
  for (const [key, value] of entries) parent[key === from ? to : key] = value
}

/** `home` is a way like `spec.machines.<name>.services[].ports[]`: the first of whatever there is. */
function moveTo(document: unknown, parent: Tree, key: string, home: string): void {
  let place = document as Tree
  for (const part of home.split('.')) {
    const name = part.replace('[]', '')
    if (name !== '<name>' && place[name] === undefined) place[name] = {}
    const next = name === '<name>' ? Object.values(place)[0] : place[name]
    place = (part.endsWith('[]') ? (next as unknown[])[0] : next) as Tree
  }
  place[key] = parent[key]
  delete parent[key]
}

function nearest(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, Math.round(value)))
}

function unescaped(part: string): string {
  return part.replaceAll('~1', '/').replaceAll('~0', '~')
}
