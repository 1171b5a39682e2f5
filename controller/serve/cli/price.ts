import { type PriceList, priceList } from '../../plan/app-price.ts'
import { desire } from '../../plan/desire.ts'
import { sum } from '../../plan/price.ts'
import { uncertainty, usdInWords } from '../../plan/price-words.ts'
import { count } from '../../status/words.ts'
import type { Client } from './client.ts'
import type { CliDeps } from './deps.ts'
import { CommandError, exitCodes, type Io } from './io.ts'
import { readSpecs } from './read-specs.ts'
import { table } from './table.ts'
import { json } from './words.ts'

type Flags = { readonly name?: string; readonly file?: readonly string[]; readonly json?: boolean }

/** `artifact price`: what each part of an App costs a month. Of files it needs nothing but these. */
export async function price(flags: Flags, client: Client, deps: CliDeps): Promise<number> {
  const { io } = deps
  const lists = flags.file ? await pricesOfFiles(flags.file, flags, deps) : await client.price(flags.name)
  if (lists === undefined) return exitCodes.failed
  if (flags.json) {
    io.out(json(lists))
    return exitCodes.ok
  }
  if (lists.length > 0) io.out(show(lists, io))
  const total = sum(lists.map((list) => list.total))
  io.err(`\n${count(lists.length, 'App')}: about ${io.paint.bold(usdInWords(total))} a month`)
  for (const line of uncertainty) io.err(io.paint.dim(line))
  return exitCodes.ok
}

async function pricesOfFiles(
  paths: readonly string[],
  { name, json }: Flags,
  deps: CliDeps,
): Promise<readonly PriceList[] | undefined> {
  if (name !== undefined) {
    throw new CommandError('a name and files at once', `leave out either ${name} or -f`, exitCodes.usage)
  }
  const files = await readSpecs(paths, json === true, deps)
  return files?.flatMap(({ documents }) => documents.map(({ resource }) => priceList(desire(resource, 1))))
}

function show(lists: readonly PriceList[], io: Io): string {
  const rows = lists.flatMap(({ ref, lines, total }) => [
    ...lines.map((line, index) => ({ ...line, app: index === 0 ? ref.slice('App/'.length) : '' })),
    ...(lines.length > 1 ? [{ app: '', subject: 'total', what: '', price: total }] : []),
  ])
  return table(
    [
      { title: 'APP', value: ({ app }) => app || ' ' },
      { title: 'GROUP', value: ({ subject }) => subject },
      { title: 'A MONTH', value: ({ price }) => (price.unpriced > 0 ? 'not known' : usdInWords(price)) },
      { title: 'FOR', value: ({ what }) => what || ' ' },
    ],
    rows,
    io,
  )
}
