import { sayTaking } from '../../plan/breaker.ts'
import { printable } from '../../plan/printable.ts'
import type { Client } from './client.ts'
import type { CliDeps } from './deps.ts'
import { type End, follow } from './follow.ts'
import { exitCodes } from './io.ts'
import { json } from './words.ts'

/** `artifact confirm`: what a generation takes away may go. */
export async function confirm(
  name: string,
  flags: { readonly generation?: number; readonly wait?: boolean; readonly timeout: number; readonly json?: boolean },
  client: Client,
  deps: CliDeps,
): Promise<number> {
  const { io } = deps
  const isJson = flags.json === true
  const confirmed = await client.confirm(name, flags.generation === undefined ? {} : { generation: flags.generation })
  const { ref, generation } = confirmed
  if (!isJson)
    io.out(`${io.paint.bold(ref)} loses ${printable(`${sayTaking(confirmed)}, as generation ${generation} says`)}`)
  const about = { timeoutMs: flags.timeout, isQuiet: isJson }
  const ends: readonly End[] = flags.wait ? await follow([name], 'Ready', about, client, deps) : []
  if (isJson) io.out(json(flags.wait ? { confirmed, ends } : confirmed))
  else if (!flags.wait) io.err(io.paint.dim(`follow it: artifact status ${name} --watch`))
  return ends.every(({ reached }) => reached) ? exitCodes.ok : exitCodes.failed
}
