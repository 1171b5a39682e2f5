import { printable } from '../../plan/printable.ts'
import type { Provenance } from '../../resource/resource.ts'
import type { StoredEvent } from '../../store/store.ts'
import type { Client } from './client.ts'
import type { CliDeps } from './deps.ts'
import { exitCodes, type Io } from './io.ts'
import { table } from './table.ts'
import { age } from './words.ts'

/** `artifact events`: what happened, oldest first; with --follow a line for each thing as it happens. */
export async function events(
  name: string | undefined,
  flags: { readonly follow?: boolean; readonly limit: number; readonly json?: boolean },
  client: Client,
  { io }: CliDeps,
): Promise<number> {
  const query = { limit: flags.limit, ...(name !== undefined && { name }) }
  if (flags.follow) {
    for await (const event of client.follow(query)) io.out(flags.json ? JSON.stringify(event) : line(event, io))
    return exitCodes.ok
  }
  const found = await client.events(query)
  if (flags.json) io.out(JSON.stringify(found, undefined, 2))
  else if (found.length === 0) io.err('nothing has happened yet')
  else for (const event of found) io.out(line(event, io))
  return exitCodes.ok
}

/** `artifact history`: the generations of a spec, newest first. */
export async function history(
  name: string,
  flags: { readonly json?: boolean },
  client: Client,
  { io, clock }: CliDeps,
): Promise<number> {
  const revisions = await client.history(name)
  if (flags.json) {
    io.out(JSON.stringify(revisions, undefined, 2))
    return exitCodes.ok
  }
  io.out(
    table(
      [
        { title: 'GENERATION', value: ({ generation }) => String(generation) },
        { title: 'AGE', value: ({ acceptedAt }) => age(acceptedAt, clock.now()) },
        { title: 'BY', value: ({ provenance }) => authorOf(provenance) },
        {
          title: 'IMAGES',
          value: ({ resource }) =>
            [...new Set(Object.values(resource.spec.machines).map(({ image }) => image))].join(', '),
        },
      ],
      revisions,
      io,
    ),
  )
  return exitCodes.ok
}

function line({ at, ref, kind, message, by, generation }: StoredEvent, { paint }: Io): string {
  const kindInColor =
    kind.endsWith('Failed') || kind === 'Rejected'
      ? paint.red(kind)
      : kind === 'DriftDetected'
        ? paint.yellow(kind)
        : paint.cyan(kind)
  const author = by === 'controller' ? '' : paint.dim(` by ${authorOf(by)}`)
  return `${paint.dim(at)} ${ref} ${paint.dim(`g${generation}`)} ${kindInColor} ${printable(message)}${author}`
}

function authorOf(by: Provenance): string {
  switch (by.from) {
    case 'directory':
      return by.path
    case 'git':
      return `${by.path}@${by.commit.slice(0, 12)}`
    case 'cli':
    case 'http':
      return `${by.user} (${by.from})`
    case 'mcp':
      return `${by.client} (mcp)`
    default:
      return by satisfies never
  }
}
