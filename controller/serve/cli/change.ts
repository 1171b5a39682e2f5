import { printable } from '../../plan/printable.ts'
import type { AppView } from '../operations.ts'
import type { Client } from './client.ts'
import type { CliDeps } from './deps.ts'
import { exitCodes } from './io.ts'
import { json } from './words.ts'

type Change = 'pause' | 'resume' | 'refresh' | 'undelete'

/** `artifact pause`, `resume`, `refresh`, `undelete`. */
export async function change(
  what: Change,
  name: string,
  flags: { readonly json?: boolean },
  client: Client,
  { io }: CliDeps,
): Promise<number> {
  const view = await client.change(name, what)
  if (flags.json) {
    io.out(json(view))
    return exitCodes.ok
  }
  io.out(`${io.paint.bold(view.ref)} ${printable(saidOf(what, view))}`)
  return exitCodes.ok
}

function saidOf(what: Change, { name, resource }: AppView): string {
  switch (what) {
    case 'pause':
      return `is paused: nothing is changed on Fly until \`artifact resume ${name}\``
    case 'resume':
      return resource.spec.paused
        ? 'stays paused by its spec: set `paused: false` there and apply it'
        : 'goes on: what is not as its spec says is changed now'
    case 'refresh':
      return `is looked at now: \`artifact status ${name}\` tells what was found`
    case 'undelete':
      return 'stays: what is gone on Fly already is made anew'
    default:
      return what satisfies never
  }
}
