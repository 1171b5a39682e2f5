import { printable } from '../../plan/printable.ts'
import type { EventKind } from '../../status/event.ts'
import type { StoredEvent } from '../../store/store.ts'
import type { Client } from './client.ts'
import type { CliDeps } from './deps.ts'
import { exitCodes, type Io } from './io.ts'
import { widthOf } from './width.ts'
import { authorOf, json, jsonLine, nameOf } from './words.ts'

/** `artifact events`: what happened, oldest first; with --follow a line for each thing as it happens. */
export async function events(
  name: string | undefined,
  flags: { readonly follow?: boolean; readonly limit: number; readonly json?: boolean },
  client: Client,
  { io }: CliDeps,
): Promise<number> {
  const query = { limit: flags.limit, ...(name !== undefined && { name }) }
  const line = createLines(io)
  if (flags.follow) {
    for await (const event of client.follow(query)) io.out(flags.json ? jsonLine(event) : line(event))
    return exitCodes.ok
  }
  const found = await client.events(query)
  if (flags.json) io.out(json(found))
  else if (found.length === 0) io.err('nothing has happened yet')
  else for (const event of found) io.out(line(event))
  return exitCodes.ok
}

/** A line per event, each as wide in its name as the widest name so far. */
function createLines({ paint }: Io): (event: StoredEvent) => string {
  let widest = 0
  return ({ at, ref, kind, message, by }) => {
    const name = printable(nameOf(ref))
    widest = Math.max(widest, widthOf(name))
    const author = by === 'controller' ? '' : printable(authorOf(by))
    const told = printable(message)
    // Most sentences name whom they are about.
    const end = author === '' || told.includes(author) ? '' : paint.dim(` · ${author}`)
    const padded = name + ' '.repeat(widest - widthOf(name))
    return `${paint.dim(at)}  ${paint.bold(padded)}  ${colorOf(kind, paint)(kind.padEnd(widestKind))}  ${told}${end}`
  }
}

const widestKind = 'DeletionRequested'.length

function colorOf(kind: EventKind, paint: Io['paint']): (text: string) => string {
  switch (kind) {
    case 'Rejected':
    case 'StepFailed':
      return paint.red
    case 'DriftDetected':
    case 'StepUnknown':
    case 'SourceMissing':
    case 'DeletionRequested':
      return paint.yellow
    default:
      return paint.cyan
  }
}
